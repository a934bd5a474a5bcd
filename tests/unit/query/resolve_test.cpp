#include <doctest/doctest.h>

#include "unit/query/people.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;
using ir::Verb;

namespace {

ir::Expr at(const Code& code) { return resolved(people().person, code); }

std::vector<query::Slot> slots(const Code& code) { return prepare(people().person, Verb::all, where(code)).slots; }

query::Slot slot_beside(const char* name, Value given, BaseType type = BaseType::none) {
    return slots(op(Op::eq, {named(name), value(std::move(given), type)})).at(0);
}

std::string wrong(Verb verb, const Code& code) {
    return error_of([&] { prepare(people().person, verb, code); });
}

bool says(const std::string& message, const char* part) { return message.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("names become field indexes with their types") {
    const ir::Expr age = at(named("age"));
    CHECK(age.op == Op::field);
    CHECK(age.path == std::vector<std::uint16_t>{1});
    CHECK(age.type == BaseType::int32);
    CHECK(age.nullable);
    CHECK(age.field == &people().person.fields[1]);
    CHECK(age.declared == &people().person.fields[1].type);
    const ir::Expr city = at(named("address.city"));
    CHECK(city.path == std::vector<std::uint16_t>{13, 0});
    CHECK(city.type == BaseType::text);
    CHECK_FALSE(city.nullable);
}

TEST_CASE("a path through a structure that may be empty may be empty") {
    CHECK(at(named("home.city")).nullable);
    CHECK_FALSE(at(named("home.city")).declared->nullable);
    CHECK(at(named("address.zip")).nullable);
}

TEST_CASE("an unknown name is an error with the model, the path and the nearest name") {
    try {
        at(named("agee"));
        FAIL("it was resolved");
    } catch (const QueryError& error) {
        CHECK(error.model() == "Person");
        CHECK(error.fields() == std::vector<std::string>{"agee"});
        CHECK(says(error.what(), "Person: there is no field `agee`"));
        CHECK(says(error.what(), "did you mean `age`?"));
    }
    CHECK(says(refusal(named("address.cty")), "there is no field `address.cty`; did you mean `city`?"));
    CHECK(says(refusal(named("")), "there is no field ``"));
    CHECK(says(refusal(named("age.x")), "`age` is of type int32 and has no field `x`"));
    CHECK(says(refusal(named("data.x")), "`data` is of type json"));
}

TEST_CASE("a path through an array or a relation names the way out") {
    CHECK(refusal(named("lines.qty")) ==
          "Person: `lines` is an array, and `lines.qty` leads through it: say any(lines, …), all(…) or none(…) with a "
          "condition on its elements");
    CHECK(says(refusal(named("pets")), "`pets` is a relation: say any(pets, …)"));
    CHECK(says(refusal(named("pets.name")), "`pets` is a relation"));
    CHECK(says(refusal(node(Op::field, people().pets)), "`pets` is a relation"));
}

TEST_CASE("what leads into a Json are keys and numbers of elements, given with it") {
    const auto step = [](const Code& code) { return op(Op::json_at, {named("data"), code}, 1); };
    CHECK(at(step(value("0", BaseType::text, 0))).args[1].type == BaseType::text);
    CHECK(at(step(value(0, BaseType::int64, 0))).args[1].type == BaseType::int64);
    const char* sentence = "what leads into a Json is a key, which is text, or the number of an element, given here";
    CHECK(says(refusal(step(named("name"))), sentence));
    CHECK(says(refusal(step(value(nullptr, BaseType::int64))), sentence));
    CHECK(says(refusal(step(named("age"))), "`json_at` takes text, and age (int32) is none"));
    CHECK(says(refusal(step(value(0.0, BaseType::float64))), "`json_at` takes text"));
    Code long_way = named("data");
    for (int i = 0; i < 101; ++i) long_way.append(value(0, BaseType::int64, 0));
    long_way.add(ir::Node{Op::json_at, 0, 101, 0, 0});
    CHECK(says(refusal(long_way), "more than 100 steps lead into a Json"));
}

TEST_CASE("scopes that aren't there, and elements outside an array, are errors") {
    CHECK(says(refusal(named("age", 1)), "there are only 1"));
    CHECK(says(refusal(element()), "stands outside any"));
    CHECK(says(refusal(op(Op::array_any, {named("tags"), op(Op::eq, {named("x"), constant(1)})})),
               "the elements of this array have no fields"));
    CHECK(says(refusal(op(Op::related_any, {constant(true)}, 1)), "member number 1 is no relation"));
    CHECK(says(refusal(op(Op::array_any, {named("lines"), op(Op::related_any, {constant(true)}, people().pets)})),
               "no relations"));
}

TEST_CASE("kinds that don't compare are refused by rule 4") {
    CHECK(refusal(op(Op::eq, {named("active"), constant(1)})) ==
          "Person: active (boolean) doesn't compare with 1 (int64) (rule 4)");
    CHECK(says(refusal(op(Op::lt, {named("name"), named("age")})), "name (text) doesn't compare with age (int32)"));
    CHECK(says(refusal(op(Op::eq, {named("visits"), value("1", BaseType::text)})), "rule 4"));
    CHECK(says(refusal(op(Op::eq, {named("seen"), named("born")})), "rule 4"));
    CHECK(says(refusal(op(Op::in, {named("name"), list({1}, BaseType::int32)})), "rule 4"));
    CHECK(says(refusal(op(Op::array_contains, {named("tags"), constant(1)})), "rule 4"));
    CHECK(refusal(op(Op::eq, {named("visits"), named("height")})).empty());
    CHECK(refusal(op(Op::eq, {named("price"), named("big")})).empty());
}

TEST_CASE("what has no order is refused by rules 6 and 11") {
    CHECK(says(refusal(op(Op::lt, {named("color"), value("red")})), "rule 11"));
    CHECK(says(refusal(op(Op::between, {named("color"), value("red"), value("red")})), "rule 11"));
    CHECK(says(refusal(op(Op::ge, {named("photo"), named("photo")})), "bytes have no order (rule 6)"));
    CHECK(says(refusal(op(Op::lt, {named("tags"), named("tags")})), "rule 6"));
    CHECK(says(refusal(op(Op::lt, {named("data"), value(1)})), "rule 6"));
    CHECK(says(refusal(op(Op::lt, {named("address"), constant(nullptr)})), "rule 6"));
    CHECK(says(refusal(op(Op::eq, {named("color"), named("mood")})), "different enumerations"));
    CHECK(refusal(op(Op::eq, {named("photo"), value(Bytes{})})).empty());
}

TEST_CASE("conditions and values stand where they are meant to") {
    CHECK(says(refusal(all_of({named("age")})), "age (int32) stands where a condition is needed"));
    CHECK(says(refusal(op(Op::eq, {op(Op::eq, {named("age"), constant(1)}), constant(true)})),
               "stands where a value is needed"));
    CHECK(says(refusal(list({})), "a list stands where a value is needed"));
    CHECK(says(refusal(op(Op::in, {named("address"), list({})})), "nested; join `==` by `or`"));
}

TEST_CASE("text operations take text, arithmetic takes numbers, array operations arrays") {
    CHECK(
        says(refusal(op(Op::contains, {named("age"), value("1")})), "`contains` takes text, and age (int32) is none"));
    CHECK(says(refusal(op(Op::contains, {named("tags"), value("1")})), "for an array it is array_contains"));
    CHECK(says(refusal(op(Op::regex, {named("name"), named("nick")})), "the pattern of a regex is a value"));
    CHECK(says(refusal(op(Op::add, {named("name"), named("nick")})), "`+` takes numbers"));
    CHECK(says(refusal(op(Op::add, {named("name"), named("nick")})), "join text by concat"));
    CHECK(says(refusal(op(Op::negate, {named("active")})), "`negate` takes numbers"));
    CHECK(says(refusal(op(Op::array_size, {named("name")})), "`array_size` takes an array"));
    CHECK(says(refusal(op(Op::add, {value(1), value(2)})), "two values of unknown types"));
}

TEST_CASE("arithmetic has a type, and what it can't do the same everywhere is refused") {
    CHECK(at(op(Op::add, {named("age"), constant(1)})).type == BaseType::int64);
    CHECK(at(op(Op::add, {named("age"), constant(1)})).nullable);
    CHECK_FALSE(at(op(Op::add, {named("visits"), constant(1)})).nullable);
    CHECK(at(op(Op::div, {named("visits"), constant(2)})).nullable);
    CHECK(at(op(Op::mod, {named("visits"), constant(2)})).nullable);
    CHECK(at(op(Op::mul, {named("visits"), named("height")})).type == BaseType::float64);
    CHECK(at(op(Op::mul, {named("price"), named("visits")})).type == BaseType::decimal);
    CHECK(at(op(Op::mul, {named("price"), value(1.5, BaseType::float64)})).type == BaseType::decimal);
    CHECK(at(op(Op::length, {named("nick")})).nullable);
    CHECK_FALSE(at(op(Op::array_size, {named("notes")})).nullable);
    CHECK(says(refusal(op(Op::div, {named("price"), constant(2)})), "of decimals gives other digits"));
    CHECK(says(refusal(op(Op::mul, {named("price"), named("height")})), "of a decimal and a real isn't exact"));
    CHECK(says(refusal(op(Op::mod, {named("height"), constant(2)})), "`%` takes integers"));
}

TEST_CASE("a value takes the type of what it meets") {
    CHECK(slot_beside("age", 1).type == BaseType::int64);
    CHECK(slot_beside("age", 1, BaseType::int16).type == BaseType::int16);
    CHECK(slot_beside("height", 1).type == BaseType::float64);
    CHECK(slot_beside("big", 1).type == BaseType::uint64);
    CHECK(slot_beside("name", "x").type == BaseType::text);
    CHECK(slot_beside("price", 1.5, BaseType::float64).type == BaseType::decimal);
    CHECK(slot_beside("price", 1.5, BaseType::float64).declared->scale == 2);
    CHECK(slot_beside("tags", Array{}).type == BaseType::array);
    CHECK(slot_beside("data", 1, BaseType::int32).type == BaseType::json);
    for (const char* name : {"seen", "born", "color", "price", "key"}) {
        const query::Slot slot = slot_beside(name, "…", BaseType::text);
        CHECK(slot.type == people().person.find_field(name)->type.base);
        CHECK(slot.declared == &people().person.find_field(name)->type);
    }
}

TEST_CASE("slots are numbered over the whole list, absent conditions included") {
    const Code absent = op(Op::when, {op(Op::eq, {named("name"), value("x", BaseType::text, 0)})}, 0, 1);
    const Code tail = op(Op::when, {op(Op::in, {named("age"), list({1}, BaseType::int8, 0)})}, 0, 1);
    const std::vector<query::Slot> found = slots(all_of({absent, op(Op::in, {named("age"), list({1})}), tail}));
    REQUIRE(found.size() == 3);
    CHECK(found[0].type == BaseType::text);
    CHECK_FALSE(found[0].list);
    CHECK(found[1].type == BaseType::int64);
    CHECK(found[1].list);
    CHECK(found[2].type == BaseType::int8);
    CHECK(found[2].list);
}

TEST_CASE("a real bound keeps its state beside an integer only") {
    const auto bound = [](const char* name, double real) {
        return at(op(Op::lt, {named(name), value(real, BaseType::float64, ir::meets_integer)})).args[1];
    };
    CHECK(bound("visits", 2.5).real_state == 1);
    CHECK((bound("visits", 2.5).flags & ir::meets_integer) != 0);
    CHECK((bound("height", 2.5).flags & ir::meets_integer) == 0);
    CHECK(bound("height", 2.5).real_state == 0);
    CHECK(says(error_of([&] { bound("big", 1e19); }), "rule 4"));
    CHECK(error_of([&] { bound("big", 2.5); }).empty());
}

TEST_CASE("a real that is assigned is stored as it is") {
    const Code set =
        op(Op::assign, {named("height"), value(2.5, BaseType::none, ir::may_be_empty | ir::meets_integer)});
    const ir::Statement update = prepare(people().person, Verb::update, set).resolved;
    const ir::Expr& stored = std::get<ir::Update>(update).assignments.front().value;
    CHECK(stored.type == BaseType::float64);
    CHECK((stored.flags & ir::meets_integer) == 0);
    CHECK(stored.real_state == 0);
}

TEST_CASE("assignments take the field's own type, and lose no digits") {
    const auto set = [](const char* name, const Code& to) { return op(Op::assign, {named(name), to}); };
    const auto slot = [&](const char* name, Value given, BaseType type) {
        return prepare(people().person, Verb::update, set(name, value(std::move(given), type))).slots.at(0);
    };
    CHECK(slot("age", 1, BaseType::none).type == BaseType::int32);
    CHECK(slot("age", 1, BaseType::int64).type == BaseType::int32);
    CHECK(slot("age", 1.5, BaseType::float64).type == BaseType::int32);
    CHECK(slot("address.zip", 1, BaseType::none).declared->base == BaseType::int32);
    CHECK(wrong(Verb::update, set("age", op(Op::add, {named("age"), constant(1)}))).empty());
    CHECK(wrong(Verb::update, set("height", named("visits"))).empty());
    CHECK(says(wrong(Verb::update, set("age", named("height"))), "can't be stored in age (int32)"));
    CHECK(says(wrong(Verb::update, set("age", value("1", BaseType::text))), "can't be stored"));
    CHECK(says(wrong(Verb::update, set("active", constant(1))), "can't be stored"));
    CHECK(says(wrong(Verb::update, set("visits", constant(nullptr))), "visits can't be empty"));
    CHECK(wrong(Verb::update, set("age", constant(nullptr))).empty());
    CHECK(says(wrong(Verb::update, join({set("age", constant(1)), set("age", constant(2))})), "set twice"));
    CHECK(says(wrong(Verb::update, join({set("address.zip", constant(1)), set("address", value(Document{}))})),
               "set twice"));
    CHECK(says(wrong(Verb::update, {}), "an update that sets nothing"));
    CHECK(says(wrong(Verb::update, set("age", node(Op::count_rows))), "has a meaning only in outputs"));
}

TEST_CASE("orders, limits and distinct are checked") {
    const auto order = [](const char* name) { return op(Op::order_by, {named(name)}); };
    CHECK(wrong(Verb::all, join({order("color"), order("data"), order("active"), order("home.zip")})).empty());
    CHECK(says(wrong(Verb::all, order("photo")), "can't sort by photo (bytes)"));
    CHECK(says(wrong(Verb::all, order("tags")), "can't sort by"));
    CHECK(says(wrong(Verb::all, op(Op::limit, {constant(-1)})), "limit can't be negative"));
    CHECK(says(wrong(Verb::all, op(Op::limit, {value(nullptr)})), "limit takes a whole number"));
    CHECK(says(wrong(Verb::all, op(Op::offset, {named("age")})), "offset takes a whole number"));
    CHECK(says(wrong(Verb::all, op(Op::limit, {value(1.5, BaseType::float64)})), "limit takes a whole number"));
    const Code distinct = node(Op::distinct);
    CHECK(wrong(Verb::all, join({distinct, order("name")})).empty());
    CHECK(wrong(Verb::all, join({distinct, output(named("name")), order("name")})).empty());
    CHECK(says(wrong(Verb::all, join({distinct, output(named("name")), order("age")})), "ordered by its outputs"));
    CHECK(says(wrong(Verb::all, join({distinct, node(Op::per_parent, 1)})), "don't go together"));
}

TEST_CASE("aggregates stand in the outputs, having and order of aggregate alone") {
    const Code sum = op(Op::sum, {named("visits")});
    CHECK(says(wrong(Verb::all, output(sum)), "`sum` has a meaning only in outputs, having and order of `aggregate`"));
    CHECK(
        says(wrong(Verb::aggregate, join({output(sum), where(op(Op::gt, {sum, constant(1)}))})), "has a meaning only"));
    CHECK(says(wrong(Verb::aggregate, output(op(Op::max, {sum}))), "not inside another aggregate"));
    CHECK(says(wrong(Verb::aggregate, {}), "without an output gives nothing"));
    CHECK(says(wrong(Verb::aggregate, output(named("age"))), "age differs between the rows of a group"));
    CHECK(wrong(Verb::aggregate, join({op(Op::group_by, {named("age")}), output(named("age")), output(sum),
                                       op(Op::order_by, {sum}), output(op(Op::add, {named("age"), sum}))}))
              .empty());
    CHECK(says(wrong(Verb::aggregate, join({op(Op::group_by, {named("tags")}), output(sum)})), "can't group by"));
}

TEST_CASE("aggregates have types, and refuse what has no meaning in them") {
    const auto type = [](Op aggregate, const char* of) {
        const auto made = prepare(people().person, Verb::aggregate, output(op(aggregate, {named(of)})));
        return std::get<ir::Select>(made.resolved).outputs.at(0).expr;
    };
    CHECK(type(Op::sum, "age").type == BaseType::int64);
    CHECK_FALSE(type(Op::sum, "age").nullable);
    CHECK(type(Op::sum, "rating").type == BaseType::float64);
    CHECK(type(Op::sum, "price").type == BaseType::decimal);
    CHECK(type(Op::avg, "visits").type == BaseType::float64);
    CHECK(type(Op::avg, "visits").nullable);
    CHECK(type(Op::min, "name").type == BaseType::text);
    CHECK(type(Op::min, "name").nullable);
    CHECK(type(Op::count, "name").type == BaseType::int64);
    for (const char* name : {"photo", "active", "color", "tags", "data"}) {
        CAPTURE(name);
        CHECK(says(error_of([&] { type(Op::min, name); }), "`min` of"));
    }
    CHECK(says(error_of([&] { type(Op::sum, "name"); }), "`sum` takes numbers"));
}

TEST_CASE("a relation to a model that isn't registered is an error") {
    schema::Model model = people().pet;
    model.relations[0].target = nullptr;
    ir::Expr expr = query::decode_expression(op(Op::related_any, {constant(true)}, people().owner).nodes, {}, 0);
    CHECK(says(error_of([&] { query::resolve(expr, model); }), "leads to Person, which isn't registered"));
}

TEST_CASE("an insert's slots are its fields") {
    ir::Statement insert = ir::Insert{&people().pet, {2, 3}, std::nullopt, {}};
    const query::Prepared made = query::prepare(insert);
    REQUIRE(made.slots.size() == 2);
    CHECK(made.slots[0].type == BaseType::text);
    CHECK(made.slots[1].type == BaseType::int32);
    CHECK(made.slots[1].declared == &people().pet.fields[3].type);
    insert = ir::Insert{&people().pet, {9}, std::nullopt, {}};
    CHECK(error_of([&] { query::prepare(insert); }) == "Pet: has no field number 9");
}
