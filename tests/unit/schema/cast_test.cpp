#include "schema/cast.hpp"

#include <doctest/doctest.h>

#include <tenon/error.hpp>

using namespace tenon;

namespace {

schema::Type of(BaseType base, bool nullable = false) {
    schema::Type type;
    type.base = base;
    type.nullable = nullable;
    return type;
}

schema::Field member(const char* name, schema::Type type) {
    schema::Field field;
    field.name = field.column = name;
    field.type = std::move(type);
    return field;
}

/// lines: an array of { qty: int8, paid: boolean, on: optional date, rest: a map of int32 }
schema::Type lines() {
    schema::Type rest = of(BaseType::map);
    rest.elements = {of(BaseType::int32)};
    schema::Type line = of(BaseType::structure);
    line.members = {member("qty", of(BaseType::int8)), member("paid", of(BaseType::boolean, true)),
                    member("on", of(BaseType::date, true)), member("rest", rest)};
    schema::Type all = of(BaseType::array);
    all.elements = {line};
    return all;
}

/// The path in the error of a value two elements behind, or "".
std::string refused(const char* name, const Value& value) {
    try {
        (void)schema::cast(
            Value(Array{Document{{"rest", Document{}}, {"qty", 1}}, Document{{"rest", Document{}}, {"qty", 2}},
                        Document{{"qty", 3}, {"rest", Document{}}, {name, value}}}),
            lines(), "lines");
    } catch (const CastError& error) {
        return error.fields().at(0);
    }
    return {};
}

}  // namespace

TEST_CASE("a cast inside arrays, objects and maps names the whole path") {
    CHECK(refused("paid", 2) == "lines.2.paid");
    CHECK(refused("on", "2024-02-30") == "lines.2.on");
    CHECK(refused("rest", Document{{"a.b", ""}}) == "lines.2.rest.a.b");
    CHECK(refused("rest", Document{{"a", Value()}}) == "lines.2.rest.a");
    CHECK(refused("what", 1) == "lines.2.what");
    CHECK(refused("paid", Value()).empty());
    CHECK(refused("on", "2024-02-29").empty());
    CHECK(refused("rest", Document{{"a", "7"}}).empty());
}

TEST_CASE("a variant is cast to the alternative that it names") {
    schema::Type shape = of(BaseType::variant);
    shape.alternatives = {"number", "lines", "note"};
    shape.elements = {of(BaseType::int8), lines(), of(BaseType::text, true)};
    const auto held = [](const Value& type, const Value& value) {
        return Value(Document{{"type", type}, {"value", value}});
    };
    const auto path_of = [&](const Value& value) -> std::string {
        try {
            (void)schema::cast(value, shape, "shape");
        } catch (const CastError& error) {
            return error.fields().at(0);
        }
        return {};
    };
    CHECK(schema::cast(held("number", "7"), shape, "shape") == held("number", 7));
    CHECK(schema::cast(Document{{"value", "7"}, {"type", "number"}}, shape, "shape") == held("number", 7));
    CHECK(schema::cast(held("note", Value()), shape, "shape") == held("note", Value()));
    CHECK(schema::cast(Document{{"type", "note"}}, shape, "shape") == held("note", Value()));
    CHECK(path_of(held("number", 128)) == "shape.value");
    CHECK(path_of(held("number", Value())) == "shape.value");
    CHECK(path_of(held("lines", Array{Document{{"qty", "x"}}})) == "shape.value.0.qty");
    CHECK(path_of(held("Number", 1)) == "shape.type");
    CHECK(path_of(held(1, 1)) == "shape.type");
    CHECK(path_of(Document{{"type", "note"}, {"x", 1}}) == "shape.x");
    CHECK(path_of("number") == "shape");
    CHECK(path_of(Value()) == "shape");
}

TEST_CASE("numbers must be in the range of their field's type") {
    CHECK(schema::cast(Value("127"), BaseType::int8, "x") == Value(127));
    CHECK_THROWS_AS((void)schema::cast(Value(128), BaseType::int8, "x"), CastError);
    CHECK_THROWS_AS((void)schema::cast(Value(-1), BaseType::uint16, "x"), CastError);
    CHECK(schema::cast(Value(1.5), BaseType::float32, "x") == Value(1.5));
    CHECK_THROWS_AS((void)schema::cast(Value(1e39), BaseType::float32, "x"), CastError);
    CHECK_THROWS_AS((void)schema::cast(Value("-1e39"), BaseType::float32, "x"), CastError);
}
