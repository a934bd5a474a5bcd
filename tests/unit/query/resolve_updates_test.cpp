#include <doctest/doctest.h>

#include "support/ir_builder.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;

namespace {

const schema::Model& shelves() {
    static const schema::Model made = [] {
        schema::Type part =
            structure({field("sku", type(BaseType::text)), field("amount", type(BaseType::int32, true))});
        schema::Type spot =
            structure({field("city", type(BaseType::text)), field("visits", type(BaseType::int64, true))});
        return model("Shelf", "shelves",
                     {field("id", type(BaseType::int64)), field("name", type(BaseType::text)),
                      field("score", type(BaseType::int32, true)), field("tags", array_of(type(BaseType::text))),
                      field("parts", array_of(part)), field("spot", spot), field("nick", type(BaseType::text, true))});
    }();
    return made;
}

Code assign(const std::string& path, const Code& value) { return op(Op::assign, {named(path), value}); }

std::string refusal(const Code& assignment) {
    try {
        (void)prepare(shelves(), ir::Verb::update, assignment);
    } catch (const QueryError& error) {
        return error.what();
    }
    return "it was taken";
}

void refuses(const Code& assignment, const std::string& part) {
    const std::string said = refusal(assignment);
    CAPTURE(said);
    CHECK(said.find(part) != std::string::npos);
}

std::string described(const Code& assignment) {
    return query::describe(prepare(shelves(), ir::Verb::update, assignment).resolved);
}

}  // namespace

TEST_CASE("updates of nested values are said in words") {
    CHECK(described(assign("score", op(Op::add, {op(Op::or_zero, {named("score")}), value(1)}))) ==
          "update Shelf set score = (or_zero(score) + ?1)");
    CHECK(described(assign("tags", op(Op::array_pop, {named("tags")}))) == "update Shelf set tags = array_pop(tags)");
}

TEST_CASE("what an update makes of old values has a meaning in updates alone") {
    const Code where_pushed = where(op(Op::eq, {op(Op::array_pop, {named("tags")}), named("tags")}));
    CHECK_THROWS_WITH_AS((void)prepare(shelves(), ir::Verb::all, where_pushed),
                         "Shelf: `array_pop` has a meaning only in what an update assigns", QueryError);
}

TEST_CASE("updates of arrays take arrays, values and whole numbers") {
    refuses(assign("name", op(Op::array_push, {named("name"), value(Array{"x"})})), "`array_push` takes an array");
    refuses(assign("tags", op(Op::array_push, {named("tags"), named("name")})), "takes values given with the update");
    refuses(assign("tags", op(Op::array_push, {named("tags"), value(5, BaseType::int64)})), "can't be stored in tags");
    refuses(assign("tags", op(Op::array_slice, {named("tags"), value("x", BaseType::text)})), "takes a whole number");
    refuses(assign("tags", op(Op::array_add, {named("tags"), constant(nullptr)})), "can't be empty");
    refuses(assign("tags", op(Op::array_sort, {named("tags"), named("name")}, 1)), "takes sort keys");
    refuses(assign("parts", op(Op::array_keep, {named("parts"), op(Op::eq, {named("colour"), value(1)})})),
            "there is no field `colour`");
    refuses(assign("tags", op(Op::array_add, {op(Op::array_pop, {named("tags")}), value("x")})), "takes a field");
}

TEST_CASE("elements are changed by assignments to their own members, each once") {
    const auto change = [](const Code& place, const Code& to) {
        return assign("parts", op(Op::array_change, {named("parts"), constant(true), place, to}, 1));
    };
    refuses(change(named("name", 1), value("x")), "no part of them");
    refuses(change(named("sku"), constant(nullptr)), "can't be empty");
    refuses(change(named("sku"), value(Value())), "can't be empty");
    refuses(change(named("amount"), value("x", BaseType::text)), "can't be stored in");
    refuses(
        assign("parts", op(Op::array_change,
                           {named("parts"), constant(true), named("sku"), value("a"), named("sku"), value("b")}, 2)),
        "set twice");
}

TEST_CASE("a nested member that can't be empty gets nothing that can") {
    refuses(assign("spot.city", named("nick")), "can't be empty, and nick can");
    refuses(assign("spot.city", value(Value())), "can't be empty");
    CHECK(refusal(assign("spot.city", named("name"))) == "it was taken");
    CHECK(refusal(assign("spot.visits", op(Op::div, {named("spot.visits"), value(2)}))) == "it was taken");
}

TEST_CASE("min and max are of what has an order") {
    refuses(assign("tags", op(Op::least, {named("tags"), value(Array{})})), "array");
    refuses(assign("score", op(Op::greatest, {named("score"), constant(nullptr)})), "nothing");
}
