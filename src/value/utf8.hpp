#pragma once
// UTF-8: what may enter (semantics, rule 5), code points, and text matching that every database must agree with.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// Strict: no surrogates, no overlong forms, nothing above U+10FFFF.
[[nodiscard]] bool is_valid_utf8(std::string_view text) noexcept;
[[nodiscard]] bool has_nul(std::string_view text) noexcept;

/// True when every byte is 0x01 to 0x7F.
[[nodiscard]] inline bool is_plain_ascii(std::string_view text) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t highs = 0x8080808080808080;
    const auto is_plain = [](const char* at) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        return ((word | (word - ones)) & highs) == 0;
    };
    const char* at = text.data();
    std::size_t left = text.size();
    for (; left >= 8; at += 8, left -= 8)
        if (!is_plain(at)) return false;
    if (text.size() >= 8) return left == 0 || is_plain(at + left - 8);  // the last eight, some of them once more
    for (; left > 0; ++at, --left)
        if (*at <= 0 || static_cast<unsigned char>(*at) > 0x7F) return false;
    return true;
}

/// Throws what `check_text` throws, when it throws.
void check_text_slowly(std::string_view text, std::string_view path);

/// Throws a CastError that names the path when the text is no UTF-8 or holds U+0000.
inline void check_text(std::string_view text, std::string_view path) {
    if (!is_plain_ascii(text)) check_text_slowly(text, path);
}

// The functions below take valid UTF-8; on other bytes they give some answer, and never read outside the text.

[[nodiscard]] std::size_t code_points(std::string_view text) noexcept;

/// The bytes of the code point that starts here; 1 for a byte that starts none. The text must not be empty.
[[nodiscard]] std::size_t code_point_size(std::string_view text) noexcept;

/// Appends a code point up to U+10FFFF.
void append_code_point(char32_t point, std::string& out);

/// Without ASCII white space (space, \t \n \v \f \r) at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

/// ASCII letters folded, all else as it is.
[[nodiscard]] std::string lower_ascii(std::string_view text);
[[nodiscard]] std::string upper_ascii(std::string_view text);

/// The smallest text greater than every text with this prefix: its last code point stepped on, those that are U+10FFFF
/// dropped. Empty when there is none.
[[nodiscard]] std::optional<std::string> next_prefix(std::string_view prefix);

/// Throws QueryError when a `like` pattern ends with a single `\`.
void check_like_pattern(std::string_view pattern);
/// `%` is any text, `_` one code point, `\` takes the next character literally. Throws QueryError when the pattern ends
/// with a single `\`. Time is at most the product of the lengths.
[[nodiscard]] bool like_matches(std::string_view text, std::string_view pattern);
/// The same with ASCII letters folded.
[[nodiscard]] bool ilike_matches(std::string_view text, std::string_view pattern);

}  // namespace tenon
