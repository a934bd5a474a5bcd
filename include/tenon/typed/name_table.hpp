#pragma once

/// Names found at compile time, kept in a buffer of just their length. Pointing into the compiler's signature instead
/// would put all of that text into the program.

#include <tenon/typed/compiler.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace tenon::typed {

/// The length of all names together.
template <std::size_t Limit>
consteval std::size_t length_of(const compiler::FoundNames<Limit>& found) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < found.count; ++i) length += found.lengths[i];
    return length;
}

/// The names, the first one first. The views point into the table itself: it is a constant that is never copied.
template <std::size_t Count, std::size_t Length>
class NameTable {
public:
    template <std::size_t Limit>
    constexpr explicit NameTable(const compiler::FoundNames<Limit>& found) {
        std::size_t next = 0;
        for (std::size_t i = 0; i < Count; ++i) {
            const char* const name = found.text + found.begins[Count - 1 - i];
            const std::size_t length = found.lengths[Count - 1 - i];
            for (std::size_t j = 0; j < length; ++j) text_[next + j] = name[j];
            names_[i] = std::string_view{text_ + next, length};
            next += length;
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
