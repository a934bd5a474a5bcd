// Texts with a grammar: patterns, URLs, the user's own SQL.

#include <string>
#include <utility>

#include <tenon/database.hpp>
#include <tenon/error.hpp>
#include <tenon/pattern.hpp>
#include <tenon/sql_tokens.hpp>

#include "fuzz/targets.hpp"
#include "model/url.hpp"
#include "sql/raw_text.hpp"
#include "value/utf8.hpp"

namespace tenon::fuzz {

namespace {

/// What stands before and after the first line break.
std::pair<std::string_view, std::string_view> halves(std::string_view input) {
    const std::size_t end = input.find('\n');
    if (end == std::string_view::npos) return {input, {}};
    return {input.substr(0, end), input.substr(end + 1)};
}

}  // namespace

/// A pattern, a line break, a text.
void pattern(std::string_view input) {
    const auto [source, text] = halves(input);
    try {
        const Pattern made(source);
        const bool found = made.search(text);
        require(Pattern(source).search(text) == found, "a pattern gives two answers");
        // What other databases get of it is of the same subset, but for the words that pin its ends.
        require(!made.text(PatternSyntax::postgres).empty() || source.empty(), "PostgreSQL gets no pattern");
        require(!made.text(PatternSyntax::pcre).empty() || source.empty(), "MariaDB gets no pattern");
    } catch (const QueryError&) {
    } catch (const CastError&) {}
}

/// A pattern, a line break, a text.
void like(std::string_view input) {
    const auto [source, text] = halves(input);
    try {
        const bool matches = like_matches(text, source);
        if (matches) require(ilike_matches(text, source), "folding letters takes a match away");
        if (source.find_first_of("%_\\") == std::string_view::npos)
            require(matches == (text == source), "a pattern without signs is more than its text");
    } catch (const QueryError&) {
        require(source.ends_with('\\'), "another pattern than one that ends with a backslash is refused");
    }
}

void url(std::string_view input) {
    try {
        const model::Url read = model::parse_url(input);
        require(!read.scheme.empty(), "a URL has no scheme");
        require(input.starts_with(read.scheme + ":" + read.path), "a URL's parts are not what it begins with");
        for (const auto& [name, value] : read.options)
            require(!name.empty() && input.find(name + "=" + value) != std::string_view::npos, "an option was made up");
    } catch (const ConfigurationError&) {}
    // What stands in a URL may be a password: no message repeats it.
    constexpr std::string_view secret = "hunter2hunter2";
    try {
        (void)open(std::string(input.substr(0, input.find(':'))) + "x:" + std::string(secret) + "@" +
                   std::string(input));
        throw Broken("a database of no known kind was opened");
    } catch (const ConfigurationError& error) {
        require(std::string_view(error.what()).find(secret) == std::string_view::npos, "a secret is in the message");
    }
}

/// The user's own SQL.
void raw_sql(std::string_view input) {
    std::size_t placeholders = 0;
    SqlTokens tokens(input);
    std::size_t before = 0;
    for (SqlToken token = tokens.next(); token.kind != SqlToken::Kind::end; token = tokens.next()) {
        require(tokens.position() > before, "a token is empty");
        before = tokens.position();
        placeholders += token.kind == SqlToken::Kind::placeholder ? 1 : 0;
    }
    require(before <= input.size(), "the tokens are longer than their text");
    constexpr std::string_view names[] = {"name", "age"};
    try {
        const sql::RawText made = sql::by_position(input, names);
        require(placeholders == 0, "names and question marks are mixed");
        std::size_t found = 0;
        SqlTokens again(made.text);
        for (SqlToken token = again.next(); token.kind != SqlToken::Kind::end; token = again.next())
            found += token.kind == SqlToken::Kind::placeholder ? 1 : 0;
        require(found == made.order.size(), "the text has another number of placeholders than it has values");
    } catch (const QueryError&) {}
    try {
        sql::require_no_names(input);
    } catch (const QueryError&) {}
}

}  // namespace tenon::fuzz
