#include "value/utf8.hpp"

#include <algorithm>

#include <simdjson.h>

#include <tenon/error.hpp>

namespace tenon {

namespace {

constexpr char32_t last_point = 0x10FFFF;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Of a valid code point.
char32_t decode(std::string_view bytes) {
    const auto lead = static_cast<unsigned char>(bytes[0]);
    if (bytes.size() == 1 || bytes.size() > 4) return lead;
    char32_t point = lead & (0x7Fu >> bytes.size());
    for (std::size_t i = 1; i < bytes.size(); ++i) point = point << 6 | (static_cast<unsigned char>(bytes[i]) & 0x3Fu);
    return point;
}

}  // namespace

bool is_valid_utf8(std::string_view text) noexcept { return simdjson::validate_utf8(text.data(), text.size()); }

bool has_nul(std::string_view text) noexcept {
    return !text.empty() && std::memchr(text.data(), 0, text.size()) != nullptr;
}

void check_text_slowly(std::string_view text, std::string_view path) {
    const std::string subject = path.empty() ? std::string("The text") : "The text of `" + std::string(path) + "`";
    ErrorDetail detail;
    if (!path.empty()) detail.fields.emplace_back(path);
    if (has_nul(text)) {
        throw CastError(subject + " holds the character U+0000, which databases can't store in text; use bytes.",
                        std::move(detail));
    }
    if (!is_valid_utf8(text)) {
        throw CastError(subject + " is not valid UTF-8; convert it first, or use bytes.", std::move(detail));
    }
}

std::size_t code_points(std::string_view text) noexcept {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::size_t code_point_size(std::string_view text) noexcept {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t wanted = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1;
    std::size_t size = 1;
    while (size < wanted && size < text.size() && continues(text[size])) ++size;
    return size;
}

void append_code_point(char32_t point, std::string& out) {
    const auto put = [&](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0 | point >> 6);
        put(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        put(0xE0 | point >> 12);
        put(0x80 | (point >> 6 & 0x3F));
        put(0x80 | (point & 0x3F));
    } else {
        put(0xF0 | point >> 18);
        put(0x80 | (point >> 12 & 0x3F));
        put(0x80 | (point >> 6 & 0x3F));
        put(0x80 | (point & 0x3F));
    }
}

std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::string lower_ascii(std::string_view text) {
    std::string folded(text);
    std::transform(folded.begin(), folded.end(), folded.begin(), lower);
    return folded;
}

std::string upper_ascii(std::string_view text) {
    std::string folded(text);
    std::transform(folded.begin(), folded.end(), folded.begin(), upper);
    return folded;
}

std::optional<std::string> next_prefix(std::string_view prefix) {
    while (!prefix.empty()) {
        std::size_t start = prefix.size() - 1;
        while (start > 0 && continues(prefix[start])) --start;
        const std::string_view last = prefix.substr(start);
        prefix.remove_suffix(last.size());
        const char32_t point = decode(last);
        if (point >= last_point) continue;
        std::string next(prefix);
        append_code_point(point == 0xD7FF ? 0xE000 : point + 1, next);
        return next;
    }
    return std::nullopt;
}

void check_like_pattern(std::string_view pattern) {
    bool escaped = false;
    for (const char c : pattern) escaped = !escaped && c == '\\';
    if (escaped) {
        throw QueryError("A `like` pattern ends with a single `\\`; write `\\\\` for the character itself.");
    }
}

namespace {

// Matches one code point (or one literal byte) at both fronts, and steps over it.
template <class Fold>
bool step(std::string_view& text, std::string_view& pattern, Fold fold) {
    if (text.empty() || pattern.empty()) return false;
    if (pattern[0] == '_') {
        text.remove_prefix(code_point_size(text));
        pattern.remove_prefix(1);
        return true;
    }
    const std::size_t escape = pattern[0] == '\\' ? 1 : 0;
    if (fold(text[0]) != fold(pattern[escape])) return false;
    text.remove_prefix(1);
    pattern.remove_prefix(escape + 1);
    return true;
}

// Only the last `%` needs to be tried again: what an earlier one took can't be better than the shortest.
template <class Fold>
bool matches(std::string_view text, std::string_view pattern, Fold fold) {
    check_like_pattern(pattern);
    std::optional<std::string_view> retry_pattern;
    std::string_view retry_text;
    while (true) {
        if (!pattern.empty() && pattern[0] == '%') {
            pattern.remove_prefix(1);
            if (pattern.empty()) return true;
            retry_pattern = pattern;
            retry_text = text;
        } else if (text.empty() && pattern.empty()) {
            return true;
        } else if (!step(text, pattern, fold)) {
            if (!retry_pattern || retry_text.empty()) return false;
            retry_text.remove_prefix(code_point_size(retry_text));
            text = retry_text;
            pattern = *retry_pattern;
        }
    }
}

}  // namespace

bool like_matches(std::string_view text, std::string_view pattern) {
    return matches(text, pattern, [](char c) { return c; });
}

bool ilike_matches(std::string_view text, std::string_view pattern) { return matches(text, pattern, lower); }

}  // namespace tenon
