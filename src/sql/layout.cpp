#include "sql/layout.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <tenon/sql_tokens.hpp>

namespace tenon::sql {
namespace {

using Token = SqlToken::Kind;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

constexpr std::array<std::string_view, 17> clauses{"select", "from",   "where",  "group",  "having",    "order",
                                                   "limit",  "offset", "set",    "values", "returning", "union",
                                                   "except", "insert", "delete", "update", "intersect"};
constexpr std::array<std::string_view, 6> joins{"left", "right", "inner", "full", "cross", "natural"};

class Layout {
public:
    explicit Layout(std::string_view text) {
        SqlTokens tokens(text);
        for (SqlToken token = tokens.next(); token.kind != Token::end; token = tokens.next()) tokens_.push_back(token);
    }

    std::string take() {
        for (at_ = 0; at_ < tokens_.size(); ++at_) {
            const SqlToken& token = tokens_[at_];
            if (token.kind == Token::close) close();
            if (breaks_before()) {
                new_line();
            } else if (token.is_spaced && !out_.empty() && out_.back() != ' ' && out_.back() != '\n') {
                out_ += ' ';
            }
            out_ += token.text;
            if (token.kind == Token::open) open();
            if (token.kind == Token::comment && token.text.starts_with("--")) new_line();
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] bool is(std::size_t index, std::string_view word) const {
        if (index >= tokens_.size() || tokens_[index].kind != Token::word) return false;
        const std::string_view text = tokens_[index].text;
        return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                          [](char a, char b) { return lower(a) == b; });
    }
    template <std::size_t Size>
    [[nodiscard]] bool is_one_of(std::size_t index, const std::array<std::string_view, Size>& words) const {
        return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is(index, word); });
    }
    [[nodiscard]] bool was(std::string_view word) const { return at_ > 0 && is(at_ - 1, word); }

    bool breaks_before() {
        const bool inside = !is_query_.empty() && !is_query_.back();
        if (out_.empty() || inside || tokens_[at_].kind != Token::word) return false;
        if (is(at_, "between")) in_between_ = true;
        if (is(at_, "and") && in_between_) {
            in_between_ = false;
            return false;
        }
        is_condition_ = is(at_, "and") || is(at_, "or");
        return is_condition_ || starts_clause();
    }
    [[nodiscard]] bool starts_clause() const {
        if (is(at_, "join")) return at_ > 0 && !is_one_of(at_ - 1, joins) && !was("outer");
        if (is_one_of(at_, joins)) return is(at_ + 1, "join") || is(at_ + 1, "outer");
        if (is(at_, "on")) return is(at_ + 1, "conflict") || is(at_ + 1, "duplicate");
        if (is(at_, "from")) return !was("delete") && !was("distinct");  // is distinct from
        if (is(at_, "update")) return !was("do") && !was("key") && !was("for");
        if (is(at_, "set")) return !was("update");
        if (is(at_, "group") || is(at_, "order")) return is(at_ + 1, "by");
        return is_one_of(at_, clauses);
    }
    void new_line() {
        while (!out_.empty() && out_.back() == ' ') out_.pop_back();
        if (!out_.empty() && out_.back() != '\n') out_ += '\n';
        const auto depth = static_cast<std::size_t>(std::count(is_query_.begin(), is_query_.end(), true));
        out_.append(depth * 4 + (is_condition_ ? 2 : 0), ' ');
        is_condition_ = false;
    }
    void open() {
        const bool query = is(at_ + 1, "select") || is(at_ + 1, "with");
        is_query_.push_back(query);
        if (query) new_line();
    }
    void close() {
        if (is_query_.empty()) return;
        const bool was_query = is_query_.back();
        is_query_.pop_back();
        if (was_query) new_line();
    }

    std::vector<SqlToken> tokens_;
    std::size_t at_ = 0;
    std::vector<bool> is_query_;  ///< of each bracket that is open
    bool in_between_ = false;
    bool is_condition_ = false;  ///< the line that begins is one of a clause's conditions
    std::string out_;
};

}  // namespace

std::string lay_out(std::string_view text) { return Layout(text).take(); }

}  // namespace tenon::sql
