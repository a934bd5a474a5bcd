#pragma once

/// Names found at compile time, kept in a buffer of just their length. Pointing into the compiler's signature instead
/// would put all of that text into the program.

#include <array>
#include <cstddef>
#include <string_view>

namespace tenon::typed {

/// How many of the names are not empty.
template <class Names>
consteval std::size_t count_of(const Names& names) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < names.size(); ++i) count += names[i].empty() ? 0 : 1;
    return count;
}

/// How long they are together.
template <class Names>
consteval std::size_t length_of(const Names& names) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < names.size(); ++i) length += names[i].size();
    return length;
}

/// Those of the names that are not empty; `Count` is `count_of` them, `Length` is `length_of` them. The views point into the
/// table itself: it is a constant that is never copied.
template <std::size_t Count, std::size_t Length>
class NameTable {
public:
    template <class Names>
    constexpr explicit NameTable(const Names& names) {
        std::size_t begin = 0;
        std::size_t next = 0;
        for (std::size_t i = 0; i < names.size(); ++i) {
            const std::size_t length = names[i].size();
            if (length == 0) continue;
            const char* const name = names[i].data();
            for (std::size_t j = 0; j < length; ++j) text_[begin + j] = name[j];
            names_[next++] = std::string_view{text_ + begin, length};
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
