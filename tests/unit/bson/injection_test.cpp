// Values never become operators, paths or patterns (reliability, A8, A11 to A13).

#include <doctest/doctest.h>

#include "commands.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;

namespace {
const Value operators[] = {Document{{"$ne", Value()}}, Document{{"$gt", ""}}, Document{{"$where", "1"}},
                           Document{{"$regex", ".*"}}, Array{Document{{"$ne", 1}}}};
}

TEST_CASE("a document is no value of a scalar field, whatever compares it") {
    for (const Value& payload : operators) {
        for (const Op compare : {Op::eq, Op::ne, Op::lt, Op::ge}) {
            CHECK_THROWS_AS(filter(op(compare, {named("name"), value(payload, BaseType::text)})), CastError);
        }
        CHECK_THROWS_AS(filter(op(Op::in, {named("name"), list({payload}, BaseType::text)})), CastError);
        CHECK_THROWS_AS(filter(op(Op::contains, {named("name"), value(payload, BaseType::text)})), CastError);
        CHECK_THROWS_AS(filter(op(Op::array_contains, {named("tags"), value(payload, BaseType::text)})), CastError);
        CHECK_THROWS_AS(filter(op(Op::eq, {named("id"), value(payload, BaseType::int64)})), CastError);
    }
}

TEST_CASE("a document that equals a Json is compared key by key, as data") {
    const std::string whole = filter(op(Op::eq, {named("meta"), value(Document{{"$where", "sleep(1)"}})}));
    CHECK(whole.find(R"("field":{"$literal":"$where"})") != std::string::npos);
    CHECK(whole.find(R"json({"$literal":"sleep(1)"})json") != std::string::npos);
}

TEST_CASE("text that starts with a dollar is text in expressions and updates") {
    CHECK(filter(op(Op::eq, {op(Op::concat, {named("name"), value("$nick")}), value("$$ROOT")})) ==
          R"({"$expr":{"$eq":[{"$concat":["$name",{"$literal":"$nick"}]},{"$literal":"$$ROOT"}]}})");
    const Code both = join({op(Op::assign, {named("name"), value("$nick")}),
                            op(Op::assign, {named("points"), op(Op::add, {named("points"), constant(1)})})});
    CHECK(sent(ir::Verb::update, both) ==
          R"({"update":"people","updates":[{"q":{},"u":[{"$set":{"name":{"$literal":"$nick"},)"
          R"("points":{"$toLong":{"$add":[{"$toDecimal":"$points"},1]}}}}],"multi":true}]})");
}

TEST_CASE("a nested value in an update's pipeline is a literal") {
    const Code both = join({op(Op::assign, {named("home"), value(Document{{"city", "$name"}, {"zip", Value()}})}),
                            op(Op::assign, {named("name"), named("nick")})});
    CHECK(sent(ir::Verb::update, both).find(R"("home":{"$literal":{"city":"$name"}})") != std::string::npos);
}

TEST_CASE("an output that is a value is no path") {
    CHECK(pipeline(ir::Verb::all,
                   join({output(value("$password", BaseType::text)), output(named("name")), output(constant(1))})) ==
          R"([{"$project":{"_id":0,"o0":{"$literal":"$password"},"o1":"$name","o2":{"$literal":1}}}])");
}

TEST_CASE("text to look for can't become a pattern") {
    CHECK(filter(op(Op::contains, {named("name"), value(".*")})) == R"({"name":{"$regex":"\\.\\*"}})");
    CHECK(filter(op(Op::contains, {named("name"), value("\\E|(?i).*")})) ==
          R"({"name":{"$regex":"\\\\E\\|\\(\\?i\\)\\.\\*"}})");
}

TEST_CASE("keys of maps and Json are data in an insert") {
    schema::Model box = model("Box", "boxes",
                              {field("id", type(BaseType::int64)), field("meta", type(BaseType::json)),
                               field("names", map_of(type(BaseType::int64)))});
    ir::Insert insert;
    insert.model = &box;
    insert.fields = {0, 1, 2};
    const bson::Command command = bson::compile(query::prepare(ir::Statement(insert)));
    const std::vector<Value> values{1, Document{{"$set", Document{{"a.b", "$c"}}}}, Document{{"a.b", 1}}};
    CHECK(bson::extended_json(bson::fill(command.body, values), bson::JsonStyle::relaxed) ==
          R"({"insert":"boxes","documents":[{"_id":1,"meta":{"$set":{"a.b":"$c"}},"names":{"a.b":1}}]})");
}
