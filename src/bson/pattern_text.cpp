#include "bson/pattern_text.hpp"

#include <cstring>
#include <vector>

#include "value/utf8.hpp"
#include <tenon/error.hpp>
#include <tenon/pattern.hpp>

namespace tenon::bson {

namespace {

constexpr std::size_t longest = 32'764;  // bytes; MongoDB's limit for a regular expression

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_metacharacter(char c) { return c != '\0' && std::strchr("\\^$.|?*+()[]{}", c) != nullptr; }

// PCRE: outside of a class these characters mean something else than themselves, unless a backslash is before them; all
// others, control characters included, stand for themselves (pcre2pattern, "Characters and metacharacters"). A letter
// in either case is a class, because the option `i` folds more than ASCII.
void append_literal(char c, bool folded, std::string& out) {
    if (folded && is_letter(c)) {
        const char lower = static_cast<char>(c | 0x20);
        out += '[';
        out += lower;
        out += static_cast<char>(lower & ~0x20);
        out += ']';
        return;
    }
    if (is_metacharacter(c)) out += '\\';
    out += c;
}

std::string literal_pattern(std::string_view text, bool folded) {
    std::string out;
    for (const char c : text) append_literal(c, folded, out);
    return out;
}

// The parts between the `%` of a `like`, each as a pattern of one length.
std::vector<std::string> parts_of(std::string_view text, bool folded) {
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%') {
            parts.emplace_back();
        } else if (c == '_') {
            parts.back() += '.';
        } else if (c != '\\') {
            append_literal(c, folded, parts.back());
        } else if (++i < text.size()) {
            append_literal(text[i], folded, parts.back());
        } else {
            throw QueryError(
                "A `like` can't end with a single backslash (rule 5); write two for the character itself.");
        }
    }
    return parts;
}

// Each part between two `%` is found at its first place and never looked for again (atomic groups): that is enough,
// and the time is at most the product of the lengths.
std::string like_pattern(std::string_view text, bool folded) {
    const std::vector<std::string> parts = parts_of(text, folded);
    std::string out = "(?s)^" + parts.front();
    for (std::size_t i = 1; i + 1 < parts.size(); ++i)
        if (!parts[i].empty()) out += "(?>.*?" + parts[i] + ")";
    if (parts.size() > 1) out += ".*" + parts.back();
    return out + "\\z";
}

std::string unchecked(Form form, std::string_view text) {
    switch (form) {
    case Form::contains_pattern: return literal_pattern(text, false);
    case Form::icontains_pattern: return literal_pattern(text, true);
    case Form::suffix_pattern: return literal_pattern(text, false) + "\\z";
    case Form::iequals_pattern: return "^" + literal_pattern(text, true) + "\\z";
    case Form::like_pattern: return like_pattern(text, false);
    case Form::ilike_pattern: return like_pattern(text, true);
    default: return Pattern(text).text(PatternSyntax::pcre);
    }
}

}  // namespace

bool is_pattern(Form form) noexcept { return (form >= Form::contains_pattern && form <= Form::regex_pattern); }

std::string pattern_text(Form form, std::string_view text) {
    check_text(text, "pattern");
    std::string out = unchecked(form, text);
    if (out.size() > longest) {
        throw QueryError("The text to look for is longer than the 32,764 bytes of a regular expression in MongoDB.");
    }
    return out;
}

}  // namespace tenon::bson
