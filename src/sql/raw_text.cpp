#include "sql/raw_text.hpp"

#include <algorithm>
#include <limits>

#include <tenon/error.hpp>
#include <tenon/sql_tokens.hpp>

namespace tenon::sql {
namespace {

using Token = SqlToken::Kind;

std::string spelled(std::string_view name) { return "tenon::named(\"" + std::string(name) + "\", …)"; }

void check_names(std::span<const std::string_view> names) {
    for (auto name = names.begin(); name != names.end(); ++name) {
        if (std::find(names.begin(), name, *name) != name)
            throw QueryError("The value :" + std::string(*name) + " is given twice.");
    }
}

std::size_t index_of(std::string_view name, std::span<const std::string_view> names) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        throw QueryError("The SQL has the placeholder :" + std::string(name) +
                         ", but no value of that name is given: add " + spelled(name) + ".");
    return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

RawText by_position(std::string_view text, std::span<const std::string_view> names) {
    check_names(names);
    RawText result;
    std::vector<bool> is_used(names.size());
    SqlTokens tokens(text);
    std::size_t written = 0;
    for (SqlToken token = tokens.next(); token.kind != Token::end; token = tokens.next()) {
        if (token.kind == Token::placeholder)
            throw QueryError("The SQL has the placeholder ?, but its values are given by name: write :name for each.");
        if (token.kind != Token::name) continue;
        const std::size_t index = index_of(token.text.substr(1), names);
        if (result.order.size() == std::numeric_limits<std::uint16_t>::max())
            throw QueryError("A statement of your own takes at most 65,535 values.");
        is_used[index] = true;
        result.order.push_back(static_cast<std::uint16_t>(index));
        result.text += text.substr(written, tokens.position() - token.text.size() - written);
        result.text += '?';
        written = tokens.position();
    }
    result.text += text.substr(written);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!is_used[i])
            throw QueryError("A value is given by the name :" + std::string(names[i]) +
                             ", which is no placeholder of the SQL.");
    }
    return result;
}

void require_no_names(std::string_view text) {
    SqlTokens tokens(text);
    for (SqlToken token = tokens.next(); token.kind != Token::end; token = tokens.next()) {
        if (token.kind == Token::name)
            throw QueryError("The SQL has the placeholder " + std::string(token.text) +
                             ", so give its values by name: " + spelled(token.text.substr(1)) + ".");
    }
}

}  // namespace tenon::sql
