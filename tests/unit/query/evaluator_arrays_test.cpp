// Rules 9 and 10: arrays, nested values; and conditions on related rows.
#include <doctest/doctest.h>

#include "unit/query/people.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;

namespace {

Code qty(Op comparison, int with) { return op(comparison, {named("qty"), constant(with)}); }
Code sku(const char* with) { return op(Op::eq, {named("sku"), value(with)}); }
Value line(Value qty, Value sku) { return Document{{"qty", std::move(qty)}, {"sku", std::move(sku)}}; }

}  // namespace

TEST_CASE("an array is equal as a whole") {
    const Changes ab{{"tags", Array{"a", "b"}}};
    CHECK(holds(op(Op::eq, {named("tags"), value(Array{"a", "b"})}), ab));
    CHECK_FALSE(holds(op(Op::eq, {named("tags"), value(Array{"b", "a"})}), ab));
    CHECK_FALSE(holds(op(Op::eq, {named("tags"), value(Array{"a"})}), ab));
    CHECK(holds(op(Op::ne, {named("tags"), value(Array{"a"})}), ab));
    CHECK_FALSE(holds(op(Op::eq, {named("notes"), value(Array{})})));
    CHECK(holds(op(Op::eq, {named("notes"), value(nullptr)})));
}

TEST_CASE("contains looks for an element, an empty one as well") {
    const auto contains = [](const char* array, Value sought) {
        return op(Op::array_contains, {named(array), value(std::move(sought))});
    };
    CHECK(holds(contains("tags", "a"), {{"tags", Array{"b", "a"}}}));
    CHECK_FALSE(holds(contains("tags", "a"), {{"tags", Array{"ab"}}}));
    CHECK_FALSE(holds(contains("tags", nullptr), {{"tags", Array{"a"}}}));
    CHECK(holds(contains("marks", nullptr), {{"marks", Array{1, nullptr}}}));
    CHECK_FALSE(holds(contains("marks", nullptr), {{"marks", Array{1}}}));
    CHECK(holds(contains("marks", 1), {{"marks", Array{1, nullptr}}}));
    CHECK(holds(not_(contains("marks", 2)), {{"marks", Array{1, nullptr}}}));
    const Code age = op(Op::array_contains, {named("marks"), named("age")});
    CHECK(holds(age, {{"marks", Array{1, nullptr}}}));
    CHECK_FALSE(holds(age, {{"marks", Array{1}}}));
    CHECK(holds(age, {{"marks", Array{1}}, {"age", 1}}));
    CHECK(holds(not_(age), {{"marks", Array{1}}, {"age", 2}}));
}

TEST_CASE("contains_all of nothing is true") {
    const auto all = [](const char* array, Array sought) {
        return op(Op::array_contains_all, {named(array), list(std::move(sought))});
    };
    CHECK(holds(all("tags", {})));
    CHECK(holds(all("notes", {})));
    CHECK(holds(all("tags", {"a", "b"}), {{"tags", Array{"c", "b", "a"}}}));
    CHECK_FALSE(holds(all("tags", {"a", "b"}), {{"tags", Array{"a"}}}));
    CHECK(holds(not_(all("notes", {"a"}))));
    CHECK_FALSE(holds(all("tags", {"a", nullptr}), {{"tags", Array{"a"}}}));
    CHECK(holds(all("marks", {1, nullptr}), {{"marks", Array{nullptr, 1}}}));
    CHECK(holds(not_(all("marks", {1, nullptr})), {{"marks", Array{1}}}));
}

TEST_CASE("a missing array is an empty one") {
    CHECK(computed(op(Op::array_size, {named("notes")})) == Value(0));
    CHECK(computed(op(Op::array_size, {named("notes")}), {{"notes", Array{"a", "b"}}}) == Value(2));
    CHECK_FALSE(holds(op(Op::array_any, {named("notes"), constant(true)})));
    CHECK(holds(op(Op::array_all, {named("notes"), constant(false)})));
    CHECK(holds(op(Op::array_none, {named("notes"), constant(true)})));
    CHECK(holds(not_(op(Op::array_contains, {named("notes"), value("a")}))));
    CHECK(holds(op(Op::eq, {named("tags"), value(Array{})}), {{"tags", nullptr}}));
    CHECK_FALSE(holds(op(Op::is_empty, {named("tags")}), {{"tags", nullptr}}));
    CHECK(holds(op(Op::is_empty, {named("notes")})));
}

TEST_CASE("one any holds for one element, two may take two") {
    const Changes split{{"lines", Array{line(5, "x"), line(1, "y")}}};
    const Changes together{{"lines", Array{line(5, "y")}}};
    const Code one = op(Op::array_any, {named("lines"), all_of({qty(Op::ge, 5), sku("y")})});
    const Code two =
        all_of({op(Op::array_any, {named("lines"), qty(Op::ge, 5)}), op(Op::array_any, {named("lines"), sku("y")})});
    CHECK_FALSE(holds(one, split));
    CHECK(holds(two, split));
    CHECK(holds(one, together));
    CHECK(holds(not_(one), split));
}

TEST_CASE("all and none of an array, with empties inside") {
    const Code all = op(Op::array_all, {named("lines"), sku("x")});
    const Code none = op(Op::array_none, {named("lines"), sku("x")});
    const Changes mixed{{"lines", Array{line(1, "x"), line(1, nullptr)}}};
    CHECK(holds(all));
    CHECK(holds(none));
    CHECK_FALSE(holds(all, mixed));
    CHECK_FALSE(holds(none, mixed));
    CHECK(holds(not_(all), mixed));
    CHECK(holds(none, {{"lines", Array{line(1, nullptr)}}}));
    const Code positive = op(Op::array_all, {named("marks"), op(Op::gt, {element(), constant(0)})});
    CHECK(holds(positive, {{"marks", Array{1, 2}}}));
    CHECK_FALSE(holds(positive, {{"marks", Array{1, nullptr}}}));
}

TEST_CASE("a condition on elements may look at the row outside") {
    const Code older = op(Op::array_any, {named("lines"), op(Op::gt, {named("qty"), named("age", 1)})});
    CHECK(holds(older, {{"lines", Array{line(5, nullptr)}}, {"age", 4}}));
    CHECK_FALSE(holds(older, {{"lines", Array{line(5, nullptr)}}, {"age", 5}}));
    CHECK_FALSE(holds(older, {{"lines", Array{line(5, nullptr)}}}));
    const Code outside = op(Op::array_any, {named("marks"), op(Op::eq, {element(), named("age", 1)})});
    CHECK(holds(outside, {{"marks", Array{3, nullptr}}}));
    CHECK_FALSE(holds(outside, {{"marks", Array{3}}}));
}

TEST_CASE("nested values compare field by field whatever the order of their keys") {
    const Value turned = Document{{"zip", 5}, {"city", "Paris"}};
    CHECK(holds(op(Op::eq, {named("address"), value(turned)}), {{"address", place("Paris", 5)}}));
    CHECK_FALSE(holds(op(Op::eq, {named("address"), value(turned)}), {{"address", place("Paris", 6)}}));
    CHECK(holds(op(Op::eq, {named("address"), named("home")}), {{"address", turned}, {"home", place("Paris", 5)}}));
    CHECK(holds(op(Op::ne, {named("address"), named("home")})));
    CHECK(holds(op(Op::eq, {named("data"), value(Document{{"a", 1}})}), {{"data", Document{{"a", 1.0}}}}));
}

TEST_CASE("related rows are joined by plain equality: an empty reference is related to nothing") {
    const People& model = people();
    Tables tables;
    tables.rows[&model.pet] = {pet(1, 1, "Rex", 3), pet(2, 1, "Tom"), pet(3, nullptr, "Stray", 3), pet(4, 2, "Kit", 9)};
    const auto related = [&](Op what, const Code& condition) { return op(what, {condition}, model.pets); };
    const Code old = op(Op::ge, {named("age"), constant(3)});
    const std::vector<Value> ada = person();
    const std::vector<Value> bob = person({{"id", 7}});
    CHECK(holds_in(ada, related(Op::related_any, old), &tables));
    CHECK_FALSE(holds_in(ada, related(Op::related_all, old), &tables));
    CHECK(holds_in(ada, not_(related(Op::related_all, old)), &tables));
    CHECK_FALSE(holds_in(ada, related(Op::related_none, old), &tables));
    CHECK_FALSE(holds_in(bob, related(Op::related_any, old), &tables));
    CHECK(holds_in(bob, related(Op::related_all, old), &tables));
    CHECK(holds_in(bob, related(Op::related_none, old), &tables));
    CHECK(holds_in(ada, op(Op::eq, {related(Op::related_count, constant(true)), constant(2)}), &tables));
    CHECK(holds_in(ada, op(Op::eq, {related(Op::related_count, not_(old)), constant(1)}), &tables));
    const Code outer = op(Op::eq, {named("name"), named("nick", 1)});
    CHECK(holds_in(person({{"nick", "Tom"}}), related(Op::related_any, outer), &tables));
    CHECK_FALSE(holds_in(ada, related(Op::related_any, outer), &tables));
    const Code back = op(Op::related_any,
                         {op(Op::related_any, {op(Op::eq, {named("name"), value("Ada")})}, model.owner)}, model.pets);
    tables.rows[&model.person] = {ada};
    CHECK(holds_in(ada, back, &tables));
    CHECK_THROWS_AS(holds_in(ada, related(Op::related_any, old), nullptr), QueryError);
}
