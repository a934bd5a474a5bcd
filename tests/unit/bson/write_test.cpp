#include <doctest/doctest.h>

#include "commands.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;
using bson::Command;
using ir::Verb;

namespace {

Code assign(const char* target, const Code& value) { return op(Op::assign, {named(target), value}); }

const schema::Model& account() {
    static const schema::Model made = [] {
        schema::Model one = model("Account", "accounts",
                                  {field("id", type(BaseType::int64)), field("email", type(BaseType::text, true)),
                                   field("age", type(BaseType::int32, true)), field("name", type(BaseType::text))});
        one.indexes.push_back({"", {1}, true});
        return one;
    }();
    return made;
}

Command insert(std::vector<std::uint16_t> fields, std::optional<ir::Conflict> conflict = {},
               std::vector<std::uint16_t> returning = {}) {
    ir::Insert made{&account(), std::move(fields), std::move(conflict), std::move(returning)};
    return bson::compile(query::prepare(ir::Statement(made)));
}

std::string filled(const Command& command, const std::vector<Value>& values,
                   bson::JsonStyle style = bson::JsonStyle::relaxed) {
    return bson::extended_json(bson::fill(command.body, values), style);
}

}  // namespace

TEST_CASE("an insert stores each field in its width, and leaves empties out") {
    const Command command = insert({0, 1, 2, 3});
    CHECK(command.kind == Command::Kind::insert);
    CHECK(command.collection == "accounts");
    CHECK_FALSE(command.assigns_key);
    CHECK(filled(command, {7, "a@b", 30, "Ada"}, bson::JsonStyle::canonical) ==
          R"({"insert":"accounts","documents":[{"_id":{"$numberLong":"7"},"email":"a@b","age":{"$numberInt":"30"},)"
          R"("name":"Ada"}]})");
    CHECK(filled(command, {7, Value(), Value(), "Ada"}) ==
          R"({"insert":"accounts","documents":[{"_id":7,"name":"Ada"}]})");
}

TEST_CASE("a key that is left out is one more slot") {
    const Command command = insert({3});
    CHECK(command.assigns_key);
    CHECK(command.slots == 2);
    CHECK(filled(command, {"Ada", 12}) == R"({"insert":"accounts","documents":[{"_id":12,"name":"Ada"}]})");
}

TEST_CASE("integer keys are reserved in a counter") {
    CHECK(
        filled(bson::next_ids(account()), {100}) ==
        R"({"findAndModify":"tenon_counters","query":{"_id":"accounts"},"update":{"$inc":{"next":100}},"upsert":true,)"
        R"("new":true})");
}

TEST_CASE("an upsert sets what is new, and empties are unset") {
    const Command command = insert({0, 1, 2, 3}, ir::Conflict{{0}, {2}});
    CHECK(filled(command, {7, "a", 30, "Ada"}) ==
          R"({"update":"accounts","updates":[{"q":{"_id":7},"u":{"$set":{"age":30},"$setOnInsert":{"email":"a",)"
          R"("name":"Ada"}},"upsert":true}]})");
    CHECK(filled(command, {7, Value(), Value(), "Ada"}) ==
          R"({"update":"accounts","updates":[{"q":{"_id":7},"u":{"$unset":{"age":""},"$setOnInsert":{"name":"Ada"}},)"
          R"("upsert":true}]})");
}

TEST_CASE("an upsert that keeps the old row never replaces it") {
    const Command command = insert({0}, ir::Conflict{{0}, {}});
    CHECK(filled(command, {7}) ==
          R"({"update":"accounts","updates":[{"q":{"_id":7},"u":{"$setOnInsert":{}},"upsert":true}]})");
}

TEST_CASE("an empty in an upsert's target collides with nothing") {
    const Command command = insert({1, 3}, ir::Conflict{{1}, {3}});
    CHECK(filled(command, {"a", "Ada", 5}) ==
          R"({"update":"accounts","updates":[{"q":{"email":"a"},"u":{"$set":{"name":"Ada"},"$setOnInsert":{"_id":5}},)"
          R"("upsert":true}]})");
    CHECK(filled(command, {Value(), "Ada", 5}) ==
          R"({"update":"accounts","updates":[{"q":{"$and":[{"_id":{"$in":[]}}]},"u":{"$set":{"name":"Ada"},)"
          R"("$setOnInsert":{"_id":5}},"upsert":true}]})");
}

TEST_CASE("an upsert that gives a row back is a findAndModify") {
    const Command command = insert({0, 3}, ir::Conflict{{0}, {3}}, {3});
    CHECK(command.kind == Command::Kind::find_and_modify);
    CHECK(command.columns == std::vector<std::string>{"name"});
    CHECK(filled(command, {7, "Ada"}) ==
          R"({"findAndModify":"accounts","query":{"_id":7},"update":{"$set":{"name":"Ada"},"$setOnInsert":{}},)"
          R"("upsert":true,"new":true,"fields":{"name":1,"_id":0}})");
}

TEST_CASE("an update of values sets and unsets") {
    const auto update = [](const Code& condition) {
        return sent(Verb::update, join({where(condition), assign("name", value("$x")), assign("age", value(Value())),
                                        assign("home.zip", value(5))}));
    };
    const Code has_home = op(Op::not_, {op(Op::is_empty, {named("home")})});
    CHECK(
        update(has_home) ==
        R"({"update":"people","updates":[{"q":{"home":{"$ne":null}},"u":{"$set":{"name":"$x","home.zip":5},"$unset":{"age":""}},)"
        R"("multi":true}]})");
    CHECK_THROWS_AS(update(op(Op::eq, {named("id"), value(1)})), tenon::Unsupported);  // $set would make a home
}

TEST_CASE("an update of expressions sees the old row, and empties are removed") {
    CHECK(
        sent(Verb::update,
             join({assign("name", named("nick")), assign("nick", named("name")), assign("age", constant(nullptr))})) ==
        R"({"update":"people","updates":[{"q":{},"u":[{"$set":{"name":{"$ifNull":["$nick","$$REMOVE"]},"nick":"$name",)"
        R"("age":"$$REMOVE"}}],"multi":true}]})");
}

TEST_CASE("constants are stored in the width of their field") {
    const Command command = people(
        Verb::update, join({assign("age", constant(5)), assign("points", constant(5)), assign("score", constant(5))}));
    CHECK(bson::extended_json(*command.body.find("updates")->members[0].node.find("u")) ==
          R"({"$set":{"age":{"$numberInt":"5"},"points":{"$numberLong":"5"},"score":{"$numberDouble":"5.0"}}})");
}

TEST_CASE("the key never changes") {
    CHECK_THROWS_WITH_AS(sent(Verb::update, assign("id", value(5))), doctest::Contains("_id"), Unsupported);
}

TEST_CASE("a delete removes all that match") {
    CHECK(sent(Verb::remove, where(op(Op::lt, {named("age"), value(5)}))) ==
          R"({"delete":"people","deletes":[{"q":{"age":{"$lt":5}},"limit":0}]})");
}

TEST_CASE("a write with a condition on related rows is refused") {
    const Code code = where(op(Op::related_any, {constant(true)}, shop().posts));
    CHECK_THROWS_WITH_AS(sent(Verb::remove, code), doctest::Contains("then use `in`"), Unsupported);
}
