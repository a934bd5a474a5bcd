#pragma once
// SqlTokens: the words of SQL text, whatever the database: what stands in literals, quoted names and comments is never
// taken for a placeholder.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon {

struct SqlToken {
    enum class Kind : std::uint8_t {
        end,
        word,         ///< a keyword, a name, a number
        placeholder,  ///< ?
        name,         ///< :name, with its colon
        literal,      ///< 'text', E'text', $$text$$
        quoted,       ///< "name", `name`, [name]
        comment,      ///< with its marks
        semicolon,
        open,      ///< (
        close,     ///< )
        unclosed,  ///< a literal, name or comment that never ends
        other
    };
    Kind kind = Kind::end;
    bool is_spaced = false;  ///< white space stands before it
    std::string_view text;
};

/// Reads text from its start to its end. A quote inside a literal is written twice, as the standard says; a backslash escapes
/// in E'…' alone. A colon after a name or a bracket is no placeholder's: `a::text`, `a[low:high]`. A bracket that follows a
/// value at once, as in `a[:low]`, `array[:first]` and `?[1]`, is a subscript's, another one begins a quoted name (SQLite).
class SqlTokens {
public:
    constexpr explicit SqlTokens(std::string_view text) : text_(text) {}

    /// Of kind `end` when there is none left.
    constexpr SqlToken next() {
        const std::size_t previous = at_;
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
        SqlToken token;
        token.is_spaced = at_ > previous;
        const std::size_t start = at_;
        token.kind = read();
        token.text = text_.substr(start, at_ - start);
        return token;
    }
    /// How much has been read.
    [[nodiscard]] constexpr std::size_t position() const { return at_; }

private:
    using Kind = SqlToken::Kind;

    static constexpr bool is_space(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
    }
    static constexpr bool is_letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    }
    static constexpr bool is_part_of_word(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '$'; }
    [[nodiscard]] constexpr char look(std::size_t ahead) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    constexpr Kind read() {
        if (at_ == text_.size()) return Kind::end;
        const char c = text_[at_];
        if (c == '-' && look(1) == '-') return to(Kind::comment, "\n", 2, true);
        if (c == '/' && look(1) == '*') return to(Kind::comment, "*/", 2, false);
        if (c == '\'') return quoted(Kind::literal, c, false);
        if (c == '"' || c == '`') return quoted(Kind::quoted, c, false);
        if ((c == 'e' || c == 'E') && look(1) == '\'') {
            ++at_;
            return quoted(Kind::literal, '\'', true);
        }
        if (c == '$') return dollar();
        if (c == ':') return colon();
        if (is_part_of_word(c)) return word(Kind::word);
        ++at_;
        switch (c) {
        case '?': return word(Kind::placeholder);
        case ';': return Kind::semicolon;
        case '(': return Kind::open;
        case ')': return Kind::close;
        case '[': return bracket();
        case ']': subscripts_ -= subscripts_ > 0 ? 1 : 0; return Kind::other;
        default: return Kind::other;
        }
    }
    constexpr Kind word(Kind kind) {
        while (is_part_of_word(look(0))) ++at_;
        return kind;
    }
    constexpr Kind to(Kind kind, std::string_view close, std::size_t skip, bool ends_with_text) {
        const std::size_t end = text_.find(close, at_ + skip);
        const bool is_closed = end != std::string_view::npos;
        at_ = is_closed ? end + (ends_with_text ? 0 : close.size()) : text_.size();
        return is_closed || ends_with_text ? kind : Kind::unclosed;
    }
    constexpr Kind quoted(Kind kind, char quote, bool has_escapes) {
        for (++at_; at_ < text_.size(); ++at_) {
            if (has_escapes && text_[at_] == '\\') {
                ++at_;
            } else if (text_[at_] == quote) {
                if (look(1) != quote) {
                    ++at_;
                    return kind;
                }
                ++at_;
            }
        }
        at_ = text_.size();
        return Kind::unclosed;
    }
    constexpr Kind dollar() {
        std::size_t size = 1;
        while (is_letter(look(size)) || (size > 1 && look(size) >= '0' && look(size) <= '9')) ++size;
        if (look(size) == '$') return to(Kind::literal, text_.substr(at_, size + 1), size + 1, false);
        ++at_;
        return word(Kind::other);
    }
    constexpr bool follows_value() const {
        const char previous = at_ == 0 ? ' ' : text_[at_ - 1];
        return is_part_of_word(previous) || previous == ')' || previous == ']' || previous == '"' || previous == '`';
    }
    constexpr Kind colon() {
        const bool is_apart = !follows_value() && (at_ == 0 || (text_[at_ - 1] != '\'' && text_[at_ - 1] != ':'));
        ++at_;
        return is_letter(look(0)) && is_apart ? word(Kind::name) : Kind::other;
    }
    constexpr Kind bracket() {
        --at_;
        const bool follows_placeholder = at_ > 0 && text_[at_ - 1] == '?';
        if (subscripts_ == 0 && !follows_value() && !follows_placeholder) return to(Kind::quoted, "]", 1, false);
        ++at_;
        ++subscripts_;
        return Kind::other;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t subscripts_ = 0;  ///< brackets that are open
};

}  // namespace tenon
