#include "value/email.hpp"

#include <array>
#include <cstdint>

namespace tenon {
namespace {

constexpr std::uint8_t local = 1;  ///< may stand in front of the @
constexpr std::uint8_t label = 2;  ///< may be the end of a label
constexpr std::uint8_t inner = 4;  ///< may stand inside one

constexpr std::array<std::uint8_t, 256> kinds = [] {
    std::array<std::uint8_t, 256> all{};
    for (const char c : std::string_view(".!#$%&'*+/=?^_`{|}~-")) all[static_cast<unsigned char>(c)] = local;
    for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
        all[static_cast<unsigned char>(c)] = local | label | inner;
    all[static_cast<unsigned char>('-')] |= inner;
    return all;
}();

bool is(char c, std::uint8_t kind) { return (kinds[static_cast<unsigned char>(c)] & kind) != 0; }

/// Where the characters of a kind end that begin here.
std::size_t end_of(std::string_view text, std::size_t begin, std::uint8_t kind) {
    while (begin < text.size() && is(text[begin], kind)) ++begin;
    return begin;
}

}  // namespace

bool is_email(std::string_view text) noexcept {
    constexpr std::size_t longest_label = 63;
    std::size_t at = end_of(text, 0, local);
    if (at == 0 || at == text.size() || text[at] != '@') return false;
    for (int labels = 1;; ++labels) {
        const std::size_t begin = at + 1;
        at = end_of(text, begin, inner);
        if (at == begin || at - begin > longest_label || !is(text[begin], label) || !is(text[at - 1], label))
            return false;
        if (at == text.size()) return labels > 1;
        if (text[at] != '.') return false;
    }
}

}  // namespace tenon
