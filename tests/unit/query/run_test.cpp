// Rules 6 and 7: whole selects over rows.
#include <doctest/doctest.h>

#include "unit/query/people.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;
using ir::Verb;

namespace {

Tables table_of(const std::vector<Changes>& rows) {
    Tables tables;
    for (const Changes& changes : rows) tables.rows[&people().person].push_back(person(changes));
    return tables;
}

Tables ages(const Array& given) {
    std::vector<Changes> rows;
    for (std::size_t i = 0; i < given.size(); ++i) rows.push_back({{"id", i}, {"age", given[i]}});
    return table_of(rows);
}

Code by(const char* name, unsigned flags = 0) {
    return op(Op::order_by, {named(name)}, 0, static_cast<std::uint8_t>(flags));
}

// The ids, or whatever the one output gives.
Array column(const Code& code, const Tables& tables, Verb verb = Verb::all) {
    Array first;
    for (std::vector<Value>& row : answers(verb, code, tables)) first.push_back(std::move(row.at(0)));
    return first;
}

const char* json(const Array& values) {
    static std::string text;
    text = Value(values).to_json();
    return text.c_str();
}

Value aggregate(const Code& output_of, const Tables& tables) {
    const auto rows = answers(Verb::aggregate, output(output_of), tables);
    REQUIRE(rows.size() == 1);
    return rows[0].at(0);
}

Code of(Op what, const char* name) { return op(what, {named(name)}); }

}  // namespace

TEST_CASE("a query without outputs gives every field, of the rows that match, in their order") {
    const Tables tables = ages({5, nullptr, 7});
    const auto rows = answers(Verb::all, where(op(Op::is_empty, {named("age")})), tables);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0] == tables.rows.at(&people().person)[1]);
    CHECK(std::string(json(column({}, tables))) == "[0,1,2]");
}

TEST_CASE("empties sort first ascending and last descending, unless asked otherwise") {
    const Tables tables = ages({2, nullptr, 1});
    CHECK(std::string(json(column(by("age"), tables))) == "[1,2,0]");
    CHECK(std::string(json(column(by("age", ir::descending), tables))) == "[0,2,1]");
    CHECK(std::string(json(column(by("age", ir::empties_last), tables))) == "[2,0,1]");
    CHECK(std::string(json(column(by("age", ir::descending | ir::empties_first), tables))) == "[1,0,2]");
    CHECK(std::string(json(column(by("age", ir::empties_first), tables))) == "[1,2,0]");
}

TEST_CASE("ties keep their order, and further orders break them") {
    const Tables tables = table_of({{{"id", 0}, {"age", 1}, {"name", "b"}},
                                    {{"id", 1}, {"age", 1}, {"name", "a"}},
                                    {{"id", 2}, {"age", 0}, {"name", "c"}}});
    CHECK(std::string(json(column(by("age"), tables))) == "[2,0,1]");
    CHECK(std::string(json(column(by("age", ir::descending), tables))) == "[0,1,2]");
    CHECK(std::string(json(column(join({by("age"), by("name")}), tables))) == "[2,1,0]");
}

TEST_CASE("enumerations sort as they are declared, text by its bytes") {
    const Tables tables = table_of({{{"id", 0}, {"color", "blue"}, {"name", "a"}},
                                    {{"id", 1}, {"color", "red"}, {"name", "é"}},
                                    {{"id", 2}, {"color", "green"}, {"name", "Z"}}});
    CHECK(std::string(json(column(by("color"), tables))) == "[1,2,0]");
    CHECK(std::string(json(column(by("name"), tables))) == "[2,0,1]");
}

TEST_CASE("values of a Json field sort by kind: empty, numbers, text, objects, arrays, booleans") {
    const Tables tables = table_of({{{"id", 0}, {"data", true}},
                                    {{"id", 1}, {"data", Array{}}},
                                    {{"id", 2}, {"data", Document{}}},
                                    {{"id", 3}, {"data", "text"}},
                                    {{"id", 4}, {"data", 1.5}},
                                    {{"id", 5}, {"data", 1}},
                                    {{"id", 6}, {"data", nullptr}},
                                    {{"id", 7}, {"data", false}}});
    CHECK(std::string(json(column(by("data"), tables))) == "[6,5,4,3,2,1,7,0]");
}

TEST_CASE("limit and offset cut, limit 0 gives nothing, a negative one is an error") {
    const Tables tables = ages({3, 1, 2});
    const auto cut = [&](int limit, int offset) {
        return std::string(
            json(column(join({by("age"), op(Op::limit, {value(limit)}), op(Op::offset, {value(offset)})}), tables)));
    };
    CHECK(cut(2, 0) == "[1,2]");
    CHECK(cut(2, 1) == "[2,0]");
    CHECK(cut(2, 5) == "[]");
    CHECK(cut(0, 0) == "[]");
    CHECK_THROWS_AS(cut(-1, 0), QueryError);
    CHECK_THROWS_AS(cut(1, -1), QueryError);
}

TEST_CASE("first and one, count and exists") {
    const Tables tables = ages({3, 1, 2});
    CHECK(std::string(json(column(by("age"), tables, Verb::first))) == "[1]");
    CHECK(column(by("age"), tables, Verb::one).size() == 2);
    CHECK(std::string(json(column(where(op(Op::gt, {named("age"), constant(1)})), tables, Verb::count))) == "[2]");
    CHECK(std::string(json(column(op(Op::limit, {constant(2)}), tables, Verb::count))) == "[2]");
    CHECK(std::string(json(column({}, tables, Verb::exists))) == "[true]");
    CHECK(std::string(json(column(where(constant(false)), tables, Verb::exists))) == "[false]");
    CHECK(std::string(json(column({}, Tables(), Verb::count))) == "[0]");
}

TEST_CASE("distinct treats empties as one value, before the limit") {
    const Tables tables = ages({1, nullptr, 1, nullptr, 2});
    const Code distinct = join({node(Op::distinct), output(named("age")), by("age")});
    CHECK(std::string(json(column(distinct, tables))) == "[null,1,2]");
    CHECK(std::string(json(column(join({distinct, op(Op::limit, {constant(2)})}), tables))) == "[null,1]");
    CHECK(std::string(json(column(join({node(Op::distinct), output(named("age"))}), tables, Verb::count))) == "[3]");
}

TEST_CASE("a limit per parent counts within each value, empties being one, in the order given") {
    const Tables tables = table_of({{{"id", 0}, {"age", 1}, {"visits", 5}},
                                    {{"id", 1}, {"age", 1}, {"visits", 4}},
                                    {{"id", 2}, {"age", nullptr}, {"visits", 3}},
                                    {{"id", 3}, {"age", 1}, {"visits", 2}},
                                    {{"id", 4}, {"age", nullptr}, {"visits", 1}}});
    const Code per_age = join({node(Op::per_parent, 1), by("visits")});
    CHECK(std::string(json(column(join({per_age, op(Op::limit, {constant(1)})}), tables))) == "[4,3]");
    CHECK(std::string(json(column(join({per_age, op(Op::limit, {constant(1)}), op(Op::offset, {constant(1)})}),
                                  tables))) == "[2,1]");
    CHECK(std::string(json(column(join({per_age, op(Op::limit, {constant(2)})}), tables, Verb::count))) == "[4]");
}

TEST_CASE("aggregates over rows") {
    const Tables tables = ages({3, nullptr, 4, 3});
    CHECK(aggregate(node(Op::count_rows), tables) == Value(4));
    CHECK(aggregate(of(Op::count, "age"), tables) == Value(3));
    CHECK(aggregate(of(Op::count_distinct, "age"), tables) == Value(2));
    CHECK(aggregate(of(Op::sum, "age"), tables) == Value(10));
    CHECK(aggregate(of(Op::min, "age"), tables) == Value(3));
    CHECK(aggregate(of(Op::max, "age"), tables) == Value(4));
    CHECK(aggregate(of(Op::avg, "age"), tables).if_real() != nullptr);
    CHECK(aggregate(of(Op::avg, "age"), tables).as_double() == doctest::Approx(10.0 / 3));
    CHECK(aggregate(of(Op::sum, "price"), tables) == Value(Decimal::parse("38")));
    CHECK(aggregate(op(Op::add, {of(Op::sum, "age"), node(Op::count_rows)}), tables) == Value(14));
}

TEST_CASE("aggregates over nothing: one row, sums 0, the others empty") {
    const Tables none;
    CHECK(aggregate(node(Op::count_rows), none) == Value(0));
    CHECK(aggregate(of(Op::sum, "age"), none).if_integer() != nullptr);
    CHECK(aggregate(of(Op::sum, "height"), none).if_real() != nullptr);
    CHECK(aggregate(of(Op::sum, "price"), none).if_decimal() != nullptr);
    for (const Op what : {Op::avg, Op::min, Op::max}) CHECK(aggregate(of(what, "age"), none).is_empty());
    CHECK(aggregate(of(Op::sum, "age"), ages({nullptr})) == Value(0));
}

TEST_CASE("a sum beyond int64 is an error, when a part of it is too; an average isn't") {
    const std::int64_t half = std::int64_t{1} << 62;
    const Tables tables = table_of({{{"visits", half}}, {{"visits", half}}, {{"visits", -half}}});
    CHECK_THROWS_AS(aggregate(of(Op::sum, "visits"), tables), QueryError);
    CHECK(aggregate(of(Op::avg, "visits"), table_of({{{"visits", half}}, {{"visits", half}}})) ==
          Value(static_cast<double>(half)));
}

TEST_CASE("groups: empties are one, in composite keys too; having, order and limit are of groups") {
    const Tables tables = table_of({{{"age", 1}, {"nick", nullptr}, {"visits", 1}},
                                    {{"age", nullptr}, {"nick", "x"}, {"visits", 2}},
                                    {{"age", 1}, {"nick", nullptr}, {"visits", 3}},
                                    {{"age", nullptr}, {"nick", "x"}, {"visits", 4}},
                                    {{"age", nullptr}, {"nick", nullptr}, {"visits", 5}}});
    const Code grouped = join({op(Op::group_by, {named("age")}), op(Op::group_by, {named("nick")}),
                               output(named("age")), output(named("nick")), output(of(Op::sum, "visits"))});
    auto rows = answers(Verb::aggregate, grouped, tables);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0] == std::vector<Value>{1, nullptr, 4});
    CHECK(rows[1] == std::vector<Value>{nullptr, "x", 6});
    CHECK(rows[2] == std::vector<Value>{nullptr, nullptr, 5});
    rows = answers(
        Verb::aggregate,
        join({grouped, op(Op::order_by, {of(Op::sum, "visits")}, 0, ir::descending), op(Op::limit, {constant(1)})}),
        tables);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0][2] == Value(6));
    rows = answers(Verb::aggregate, join({grouped, op(Op::having, {op(Op::gt, {node(Op::count_rows), constant(1)})})}),
                   tables);
    CHECK(rows.size() == 2);
    CHECK(answers(Verb::aggregate, grouped, Tables()).empty());
    CHECK(answers(Verb::aggregate, join({output(node(Op::count_rows)), op(Op::having, {constant(false)})}), tables)
              .empty());
}

TEST_CASE("a where and a limit may look at related rows and computed values") {
    Tables tables = ages({1, 2});
    tables.rows[&people().pet] = {pet(1, 1, "Rex"), pet(2, 1, "Tom")};
    const Code pets = op(Op::related_count, {constant(true)}, people().pets);
    CHECK(std::string(json(column(op(Op::order_by, {pets}, 0, ir::descending), tables))) == "[1,0]");
    CHECK(std::string(json(column(output(pets), tables))) == "[0,2]");
}

TEST_CASE("numbers, documents and decimals that are equal are one group") {
    const auto distinct = [](const char* name, Array given) {
        std::vector<Changes> rows;
        for (Value& one : given) rows.push_back({{name, std::move(one)}});
        return aggregate(of(Op::count_distinct, name), table_of(rows));
    };
    CHECK(distinct("price", {Decimal::parse("1.10"), Decimal::parse("1.1"), Decimal::parse("1")}) == Value(2));
    CHECK(distinct("height", {0.0, -0.0, 0.5}) == Value(2));
    CHECK(distinct("data", {1, 1.0, "1", true}) == Value(3));
    CHECK(distinct("data", {1e19, std::uint64_t{10'000'000'000'000'000'000U}}) == Value(1));
    CHECK(distinct("data", {Document{{"a", 1}, {"b", 2}}, Document{{"b", 2}, {"a", 1}}}) == Value(1));
    CHECK(distinct("name", {"a", "b", "a"}) == Value(2));
}
