#include "sql/comment.hpp"

namespace tenon::sql {
namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_plain(char c, char before) {
    if (is_letter_or_digit(c)) return true;
    if (c == '-' || c == ' ') return before != c;  // `--` begins a comment in other readers' eyes
    return c == '_' || c == '.' || c == ',' || c == '=' || c == '(' || c == ')';
}

}  // namespace

std::string comment(std::string_view text) {
    if (text.empty()) return {};
    std::string made = " /* ";
    char before = ' ';
    for (const char c : text) {
        if (is_plain(c, before)) {
            made += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            made += '%';
            made += "0123456789ABCDEF"[byte >> 4];
            made += "0123456789ABCDEF"[byte & 15];
        }
        before = c;
    }
    return made + " */";
}

}  // namespace tenon::sql
