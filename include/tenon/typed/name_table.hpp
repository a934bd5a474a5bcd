#pragma once

/// Names found at compile time, kept in a buffer of just their length. Pointing into the compiler's signature instead
/// would put all of that text into the program.

#include <array>
#include <cstddef>
#include <string_view>

namespace tenon::typed {

template <class Names>
consteval std::size_t length_of(const Names& names) {
    std::size_t length = 0;
    for (const std::string_view name : names) length += name.size();
    return length;
}

template <std::size_t Count, std::size_t Length>
class NameTable {
public:
    constexpr explicit NameTable(const std::array<std::string_view, Count>& names) {
        std::size_t begin = 0;
        for (std::size_t i = 0; i < Count; ++i) {
            const char* const name = names[i].data();
            const std::size_t length = names[i].size();
            for (std::size_t j = 0; j < length; ++j) text_[begin + j] = name[j];
            names_[i] = std::string_view{text_ + begin, length};
            begin += length;
        }
    }

    NameTable(const NameTable&) = delete;
    NameTable& operator=(const NameTable&) = delete;

    constexpr const std::array<std::string_view, Count>& names() const { return names_; }

private:
    char text_[Length + 1]{};
    std::array<std::string_view, Count> names_{};
};

}  // namespace tenon::typed
