#include "value/pattern_parser.hpp"

#include <optional>

#include <tenon/error.hpp>

#include "value/digit.hpp"
#include "value/utf8.hpp"

namespace tenon {

namespace {

constexpr std::size_t max_characters = 1000;
constexpr int max_count = 255;
constexpr int max_groups_deep = 50;

bool is_ascii_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_mark(char c) {
    return static_cast<unsigned char>(c) < 0x80 && c > ' ' && c != 0x7F && !is_ascii_letter_or_digit(c);
}

std::string escaped(std::string_view character) {
    if (character.size() == 1 && is_mark(character[0]) && character != "_") return "\\" + std::string(character);
    return std::string(character);
}

// What \d, \w, \s stand for inside a class.
std::optional<std::string_view> shorthand(char letter) {
    switch (letter) {
    case 'd': return "0-9";
    case 'w': return "A-Za-z0-9_";
    case 's': return " \\t\\n\\r\\f";
    default: return std::nullopt;
    }
}

std::optional<std::string> control(char letter) {
    switch (letter) {
    case 'n':
    case 't':
    case 'r':
    case 'f': return std::string{'\\', letter};
    default: return std::nullopt;
    }
}

class Parser {
public:
    explicit Parser(std::string_view source) : source_(source) {}

    ParsedPattern parse() {
        if (code_points(source_) > max_characters) refuse("it has more than 1,000 characters");
        alternatives();
        if (at_ < source_.size()) refuse("a `)` closes no group");
        return std::move(out_);
    }

private:
    [[noreturn]] void refuse(const std::string& what) const {
        throw QueryError("The pattern is not supported: " + what + ", at character " +
                         std::to_string(code_points(source_.substr(0, at_)) + 1) + ".");
    }

    [[nodiscard]] bool more() const { return at_ < source_.size(); }
    [[nodiscard]] char front() const { return source_[at_]; }
    [[nodiscard]] bool next_is(std::string_view text) const { return source_.substr(at_).starts_with(text); }

    std::string_view take_character() {
        const std::string_view character = source_.substr(at_, code_point_size(source_.substr(at_)));
        at_ += character.size();
        return character;
    }

    void put(std::string_view text) {
        out_.tenon += text;
        out_.postgres += text;
        out_.pcre += text;
    }

    void alternatives() {
        for (branch(); more() && front() == '|'; branch()) {
            put("|");
            ++at_;
        }
    }

    void branch() {
        while (more() && front() != '|' && front() != ')') {
            const bool repeatable = atom();
            quantifier(repeatable);
        }
    }

    // False for an anchor.
    bool atom() {
        switch (front()) {
        case '^':
            ++at_;
            put("^");
            return false;
        case '$':
            ++at_;
            end_anchor();
            return false;
        case '.':
            ++at_;
            put("[^\\n]");
            return true;
        case '[': character_class(); return true;
        case '(': group(); return true;
        case '\\': escape(); return true;
        case '*':
        case '+':
        case '?': refuse("a quantifier has nothing to repeat");
        case '{':
        case '}':
        case ']':
            refuse("a `" + std::string(1, front()) + "` stands for itself only as `\\" + std::string(1, front()) + "`");
        default: put(escaped(take_character())); return true;
        }
    }

    // `$` is before a last newline too for PCRE.
    void end_anchor() {
        out_.tenon += "\\z";
        out_.postgres += "$";
        out_.pcre += "\\z";
    }

    void group() {
        if (++depth_ > max_groups_deep) refuse("groups stand in more than 50 groups");
        ++at_;
        if (next_is("?:")) {
            at_ += 2;
        } else if (more() && front() == '?') {
            refuse("lookaround, names and flags of groups are not portable");
        }
        put("(?:");
        alternatives();
        if (!more()) refuse("a group is not closed");
        ++at_;
        put(")");
        --depth_;
    }

    void escape() {
        if (++at_ == source_.size()) refuse("it ends with a single `\\`");
        const char letter = front();
        const char lower = static_cast<char>(letter | 0x20);
        if (is_ascii_letter_or_digit(letter) && shorthand(lower)) {
            ++at_;
            put(letter == lower ? "[" : "[^");
            put_shorthand(lower);
            put("]");
        } else {
            put(escaped_character());
        }
    }

    // After the `\`: a control character or a mark.
    std::string escaped_character() {
        const char letter = front();
        if (const std::optional<std::string> known = control(letter)) {
            ++at_;
            return *known;
        }
        if (!is_mark(letter)) refuse("the escape `\\" + std::string(take_character()) + "` is not portable");
        ++at_;
        return escaped({&letter, 1});
    }

    void put_shorthand(char letter) { put(*shorthand(letter)); }

    void character_class() {
        ++at_;
        put("[");
        if (more() && front() == '^') {
            ++at_;
            put("^");
        }
        if (more() && front() == ']') refuse("an empty class matches nothing; write `\\]` for the bracket itself");
        while (more() && front() != ']') class_member();
        if (!more()) refuse("a class is not closed");
        ++at_;
        put("]");
    }

    void class_member() {
        if (next_is("[:") || next_is("[.") || next_is("[=")) refuse("POSIX classes are not portable");
        if (front() == '\\' && at_ + 1 < source_.size() && shorthand(source_[at_ + 1])) {
            put_shorthand(source_[at_ + 1]);
            at_ += 2;
            if (more() && front() == '-' && !next_is("-]")) refuse("a range can't start with `\\d`, `\\w` or `\\s`");
            return;
        }
        const std::string first = class_character();
        put(first);
        if (!next_is("-") || next_is("-]")) return;
        ++at_;
        if (!more()) refuse("a class is not closed");
        const std::size_t start = at_;
        const std::string last = class_character();
        if (point_of(last) < point_of(first)) {
            at_ = start;
            refuse("a range ends before it starts");
        }
        put("-");
        put(last);
    }

    std::string class_character() {
        if (front() != '\\') return escaped(take_character());
        if (++at_ == source_.size()) refuse("it ends with a single `\\`");
        return escaped_character();
    }

    // Comparable: UTF-8 sorts as code points do.
    static std::string point_of(const std::string& member) {
        if (member.size() < 2 || member[0] != '\\') return member;
        switch (member[1]) {
        case 'n': return "\n";
        case 't': return "\t";
        case 'r': return "\r";
        case 'f': return "\f";
        default: return member.substr(1);
        }
    }

    void quantifier(bool repeatable) {
        if (!more() || (front() != '*' && front() != '+' && front() != '?' && front() != '{')) return;
        if (!repeatable) refuse("an anchor can't be repeated");
        if (front() == '{') {
            counts();
        } else {
            put({&source_[at_++], 1});
        }
        if (more() && front() == '?') ++at_;  // lazy: the same texts match
        if (more() && (front() == '*' || front() == '+' || front() == '?' || front() == '{')) {
            refuse("a quantifier repeats a quantifier; put a group around it");
        }
    }

    void counts() {
        const std::size_t start = at_++;
        const int least = count();
        int most = least;
        if (more() && front() == ',') {
            ++at_;
            most = more() && front() == '}' ? max_count : count();
        }
        if (!more() || front() != '}') refuse("a `{` needs the form `{2}`, `{2,}` or `{2,5}`");
        ++at_;
        if (most < least) {
            at_ = start;
            refuse("a count ends before it starts");
        }
        put(counts_text(least, most, source_.substr(start, at_ - start)));
    }

    static std::string counts_text(int least, int most, std::string_view source) {
        std::string text = "{" + std::to_string(least);
        if (source.find(',') != std::string_view::npos) text += ',';
        if (source.find(",}") == std::string_view::npos && text.back() == ',') text += std::to_string(most);
        return text + "}";
    }

    int count() {
        int value = 0;
        if (!more() || !is_digit(front())) refuse("a `{` needs the form `{2}`, `{2,}` or `{2,5}`");
        while (more() && is_digit(front())) {
            value = value * 10 + (front() - '0');
            if (value > max_count) refuse("a count is greater than 255");
            ++at_;
        }
        return value;
    }

    std::string_view source_;
    std::size_t at_ = 0;
    int depth_ = 0;
    ParsedPattern out_;
};

}  // namespace

ParsedPattern parse_pattern(std::string_view source) {
    check_text(source, "pattern");
    return Parser(source).parse();
}

}  // namespace tenon
