// Named placeholders of the user's own SQL, whatever stands around them.

#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "sql/raw_text.hpp"
#include <tenon/error.hpp>
#include <tenon/sql_tokens.hpp>

using namespace tenon;

namespace {

std::string with_id(std::string_view text) {
    const std::string_view names[] = {"id"};
    return sql::by_position(text, names).text;
}

bool is_untouched(const std::string& around) { return with_id(around + " = :id") == around + " = ?"; }

}  // namespace

TEST_CASE("names become placeholders, in their order, each as often as it stands") {
    const std::string_view names[] = {"b", "a_1"};
    const sql::RawText text = sql::by_position("x(:a_1,:b)=:a_1", names);
    CHECK(text.text == "x(?,?)=?");
    CHECK(text.order == std::vector<std::uint16_t>{1, 0, 1});
}

TEST_CASE("what only looks like a name is left alone") {
    for (const char* text : {"':id'",        "'it''s :id'", "\":id\"\"\"",        "`:id`",
                             "E'\\' :id'",   "$$ :id $$",   "$tag$ $$ :id $tag$", "a::id",
                             "x[low:id]",    "(a):id",      "/* :id ? */ 1",      "-- :id ?\n 1",
                             "x := 1",       "'12:30:00'",  "\xC3\xA9:id",        "[a :id]",
                             "t.[:id]",      "([b ? :id])", "x = [:id]",          "[a'b :id]",
                             "a[1] || [:id]"})
        CHECK_MESSAGE(is_untouched(text), text);
}

TEST_CASE("a subscript takes placeholders, as a quoted name in brackets doesn't") {
    for (const auto& [given, wanted] :
         std::vector<std::pair<const char*, const char*>>{{"a[:id]", "a[?]"},
                                                          {":id[:id]", "?[?]"},
                                                          {"(a)[:id]", "(a)[?]"},
                                                          {"\"a\"[:id]", "\"a\"[?]"},
                                                          {"a[1][:id]", "a[1][?]"},
                                                          {"array[:id, 2]", "array[?, 2]"},
                                                          {"array[[:id], [ :id]]", "array[[?], [ ?]]"},
                                                          {"a[b[1] + :id]", "a[b[1] + ?]"}})
        CHECK(with_id(given) == wanted);
}

TEST_CASE("a question mark's subscript takes placeholders, too: what names become is read alike") {
    SqlTokens tokens("?[?]");
    std::size_t placeholders = 0;
    for (SqlToken token = tokens.next(); token.kind != SqlToken::Kind::end; token = tokens.next())
        placeholders += token.kind == SqlToken::Kind::placeholder ? 1 : 0;
    CHECK(placeholders == 2);
}

TEST_CASE("text that never ends is read to its end") {
    for (const char* text : {"'abc", "[abc", "\"abc", "/* abc", "$$abc", "E'abc\\'"}) {
        SqlTokens tokens(text);
        CHECK_MESSAGE(tokens.next().kind == SqlToken::Kind::unclosed, text);
        CHECK(tokens.next().kind == SqlToken::Kind::end);
    }
    CHECK_THROWS_AS(with_id("? = :id"), QueryError);
    CHECK_THROWS_AS(sql::require_no_names("a = :id"), QueryError);
    CHECK_NOTHROW(sql::require_no_names("a = ':id' and b::text = ?"));
}
