#include "value/base64.hpp"

#include <array>
#include <cstdint>

namespace tenon {

namespace {

constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t none = 0xFF;

constexpr std::array<std::uint8_t, 256> values = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(none);
    for (std::size_t i = 0; i < 64; ++i) table[static_cast<unsigned char>(letters[i])] = static_cast<std::uint8_t>(i);
    return table;
}();

std::uint32_t value_of(char letter) { return values[static_cast<unsigned char>(letter)]; }

void append_group(std::uint32_t group, std::size_t count, std::string& out) {
    out += letters[group >> 18];
    out += letters[group >> 12 & 63];
    out += count > 1 ? letters[group >> 6 & 63] : '=';
    out += count > 2 ? letters[group & 63] : '=';
}

void append_bytes(std::uint32_t group, std::size_t count, Bytes& out) {
    out.push_back(static_cast<std::byte>(group >> 16));
    if (count > 1) out.push_back(static_cast<std::byte>(group >> 8 & 255));
    if (count > 2) out.push_back(static_cast<std::byte>(group & 255));
}

}  // namespace

void append_base64(std::span<const std::byte> bytes, std::string& out) {
    out.reserve(out.size() + (bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = bytes.size() - i < 3 ? bytes.size() - i : 3;
        std::uint32_t group = std::to_integer<std::uint32_t>(bytes[i]) << 16;
        if (count > 1) group |= std::to_integer<std::uint32_t>(bytes[i + 1]) << 8;
        if (count > 2) group |= std::to_integer<std::uint32_t>(bytes[i + 2]);
        append_group(group, count, out);
    }
}

std::string base64_encode(std::span<const std::byte> bytes) {
    std::string text;
    append_base64(bytes, text);
    return text;
}

bool base64_decode(std::string_view text, Bytes& out) {
    if (text.size() % 4 != 0) return false;
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        const std::string_view four = text.substr(i, 4);
        const bool last = i + 4 == text.size();
        const std::size_t padding = !last || four[3] != '=' ? 0 : four[2] == '=' ? 2 : 1;
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 4 - padding; ++k) {
            if (value_of(four[k]) == none) return false;
            group |= value_of(four[k]) << (18 - 6 * k);
        }
        if ((padding == 1 && (group & 0xFF) != 0) || (padding == 2 && (group & 0xFFFF) != 0)) return false;
        append_bytes(group, 3 - padding, bytes);
    }
    out = std::move(bytes);
    return true;
}

}  // namespace tenon
