#pragma once
// Bytes as hexadecimal digits, by table.

#include <array>
#include <cstddef>
#include <cstdint>

namespace tenon::hex {

inline constexpr char digits[] = "0123456789abcdef";

inline constexpr std::array<std::int8_t, 256> values = [] {
    std::array<std::int8_t, 256> table{};
    table.fill(-1);
    for (std::size_t i = 0; i < 10; ++i) table['0' + i] = static_cast<std::int8_t>(i);
    for (std::size_t i = 0; i < 6; ++i) {
        table['a' + i] = static_cast<std::int8_t>(10 + i);
        table['A' + i] = static_cast<std::int8_t>(10 + i);
    }
    return table;
}();

inline void write(std::uint8_t byte, char* out) {
    out[0] = digits[byte >> 4];
    out[1] = digits[byte & 15];
}

/// The byte of two digits, or a negative number when one of them is no digit.
inline int read(const char* text) {
    const int high = values[static_cast<unsigned char>(text[0])];
    const int low = values[static_cast<unsigned char>(text[1])];
    return (high | low) < 0 ? -1 : high * 16 + low;
}

}  // namespace tenon::hex
