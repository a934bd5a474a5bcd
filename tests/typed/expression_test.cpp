// What f<…> and the operators make: their nodes, their values in order, and the variant word that binding them gives.

#include <doctest/doctest.h>

#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "model/kept_cells.hpp"
#include "schema/check.hpp"
#include "support/ir_builder.hpp"
#include "typed/expression_models.hpp"
#include <tenon/json_parts.hpp>
#include <tenon/query.hpp>
#include <tenon/typed/table.hpp>

namespace {

/// Text of a type of the user's, which is a view and has a Codec that says something else.
struct Shout {
    std::string text;
    operator std::string_view() const { return text; }  // NOLINT: a view
};

}  // namespace

template <>
struct tenon::Codec<Shout> {
    using Stored = std::string;
    static std::string_view encode(const Shout& shout) { return std::string_view(shout.text).substr(1); }
    static Shout decode(std::string stored) { return {"!" + std::move(stored)}; }
};

using namespace tenon;
using namespace tenon::test;
using ir::Verb;

namespace {

template <class E>
decltype(auto) values_of(const E& made) {
    if constexpr (requires { made.values(); })
        return made.values();
    else
        return (made.values);
}

/// A typed expression, ordering or assignment without its type.
template <class E>
Code code_of(const E& made) {
    return model::to_code(E::Shape::nodes, typed::all_kept(values_of(made)));
}

/// The variant word that binding its values makes.
template <class E>
std::uint64_t word_of(const E& made) {
    return model::KeptCells(E::Shape::nodes, typed::all_kept(values_of(made))).variant();
}

/// Is it just these nodes and values, and does binding agree with them?
template <class E>
void check(const E& made, const Code& expected) {
    const Code code = code_of(made);
    CHECK(code.nodes == expected.nodes);
    CHECK(code.values == expected.values);
    CHECK(typed::slot_count<typename E::Shape>() == code.values.size());
    CHECK(word_of(made) == query::variant_of(code.nodes, code.values));
    CHECK(word_of(made) == query::variant_of(expected.nodes, expected.values));
}

Code member(std::uint16_t index) { return node(Op::field, index); }
Code integer(std::int64_t given) { return value(given, BaseType::int64, 0); }
template <class T>
Code literal(T given) {
    return test::constant(given);
}
Code text(const char* given) { return value(given, BaseType::text, 0); }

const schema::Model& writer_model() {
    static const auto models = [] {
        auto made = std::make_unique<std::pair<schema::Model, schema::Model>>();
        const auto describe = [](schema::Model& model, const typed::ModelInfo& info) {
            model = typed::make_model(info, {});
            typed::describe_model(info, model);
        };
        describe(made->first, typed::model_info<Writer>());
        describe(made->second, typed::model_info<Letter>());
        schema::link({&made->first, &made->second}, {});
        return made;
    }();
    return models->first;
}

std::string in_words(const Code& condition) {
    const query::Prepared prepared = prepare(writer_model(), Verb::all, where(condition));
    return query::describe(prepared.resolved) + " | " + query::describe(prepared.normal);
}

/// Do the typed and the run-time form mean the same to every compiler?
template <class E>
void check_words(const E& made, const Code& run_time) {
    CHECK(in_words(code_of(made)) == in_words(run_time));
}

}  // namespace

TEST_CASE("a comparison is its member, its value, its operator") {
    check(f<&Writer::score> == 18, op(Op::eq, {member(4), integer(18)}));
    check(f<&Writer::score> != 18, op(Op::ne, {member(4), integer(18)}));
    check(f<&Writer::age> < 18, op(Op::lt, {member(3), integer(18)}));
    check(f<&Writer::age> <= 18, op(Op::le, {member(3), integer(18)}));
    check(f<&Writer::age> > 18, op(Op::gt, {member(3), integer(18)}));
    check(f<&Writer::age> >= 18, op(Op::ge, {member(3), integer(18)}));
}

TEST_CASE("a comparison with the value on the left keeps its order") {
    check(18 == f<&Writer::score>, op(Op::eq, {integer(18), member(4)}));
    check("Ada" != f<&Writer::name>, op(Op::ne, {text("Ada"), member(1)}));
    check(18 <= f<&Writer::age>, op(Op::le, {integer(18), member(3)}));
}

TEST_CASE("a value is bound by what it is in C++") {
    check(f<&Writer::rating> == 1.5, op(Op::eq, {member(5), value(1.5, BaseType::float64, 0)}));
    check(f<&Writer::rating> == 2, op(Op::eq, {member(5), integer(2)}));
    check(f<&Writer::score> == std::uint8_t{3}, op(Op::eq, {member(4), integer(3)}));
    check(f<&Writer::id> == std::numeric_limits<std::uint64_t>::max(),
          op(Op::eq, {member(0), value(std::numeric_limits<std::uint64_t>::max(), BaseType::uint64, 0)}));
    check(f<&Writer::active> == true, op(Op::eq, {member(6), value(true, BaseType::boolean, 0)}));
    check(f<&Writer::name> == std::string("Ada"), op(Op::eq, {member(1), text("Ada")}));
    check(f<&Writer::name> == std::string_view("Ada"), op(Op::eq, {member(1), text("Ada")}));
    check(f<&Writer::name> == Shout{"!Ada"}, op(Op::eq, {member(1), text("Ada")}));
    check(f<&Writer::grade> == Grade::high, op(Op::eq, {member(7), value("high", BaseType::enumeration, 0)}));
    check(f<&Writer::price> == Decimal::parse("1.50"),
          op(Op::eq, {member(8), value(Decimal::parse("1.50"), BaseType::decimal, 0)}));
    check(f<&Writer::joined> == Timestamp(5), op(Op::eq, {member(13), value(Timestamp(5), BaseType::timestamp, 0)}));
    check(f<&Writer::joined> == std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(5)),
          op(Op::eq, {member(13), value(Timestamp(5), BaseType::timestamp, 0)}));
}

TEST_CASE("a reference is compared by its key") {
    check(f<&Writer::editor> == 7, op(Op::eq, {member(14), integer(7)}));
    check(f<&Writer::editor> == Ref<Writer>(7), op(Op::eq, {member(14), integer(7)}));
    check(f<&Letter::writer> == Ref<Writer>(7), op(Op::eq, {member(1), integer(7)}));
}

TEST_CASE("a nested value is compared as a whole") {
    check(f<&Writer::tags> == std::vector<std::string>{"a", "b"},
          op(Op::eq, {member(11), value(Array{"a", "b"}, BaseType::array, 0)}));
    Document address;
    address.set("street", "Main");
    address.set("city", "Rome");
    address.set("place", nullptr);
    check(f<&Writer::address> == Address{"Main", "Rome", std::nullopt},
          op(Op::eq, {member(9), value(address, BaseType::structure, 0)}));
}

TEST_CASE("what an optional holds is told by a variant bit") {
    const Code expected = op(Op::eq, {member(3), value(18, BaseType::int64)});
    check(f<&Writer::age> == std::optional<int>(18), expected);
    CHECK(word_of(f<&Writer::age> == std::optional<int>(18)) == 0);
    check(f<&Writer::age> == std::optional<int>(), op(Op::eq, {member(3), value(nullptr, BaseType::int64)}));
    CHECK(word_of(f<&Writer::age> == std::optional<int>()) == 1);
    check(f<&Writer::editor> == std::optional<Ref<Writer>>(),
          op(Op::eq, {member(14), value(nullptr, BaseType::int64)}));
}

TEST_CASE("nullopt and constants are part of the shape, without values") {
    check(f<&Writer::age> == std::nullopt, op(Op::eq, {member(3), literal(nullptr)}));
    check(f<&Writer::age> != std::nullopt, op(Op::ne, {member(3), literal(nullptr)}));
    check(f<&Writer::score> == tenon::constant<3>, op(Op::eq, {member(4), literal(3)}));
    check(f<&Writer::active> == tenon::constant<true>, op(Op::eq, {member(6), literal(true)}));
    CHECK(code_of(f<&Writer::score> == tenon::constant<3>).values.empty());
}

TEST_CASE("a real that meets an integer says by two bits where it lies") {
    const auto at = [](double bound) { return f<&Writer::score> < bound; };
    const auto expected = [](double bound) {
        return op(Op::lt, {member(4), value(bound, BaseType::float64, ir::meets_integer)});
    };
    for (const double bound : {2.0, 2.5, -2.5, 1e300, -1e300, 9223372036854775808.0, -9223372036854775808.0, -0.0})
        check(at(bound), expected(bound));
    CHECK(word_of(at(2.0)) == 0);
    CHECK(word_of(at(2.5)) == 1);
    CHECK(word_of(at(1e300)) == 2);
    CHECK(word_of(at(-1e300)) == 3);
    check(f<&Writer::rating> < 2.5, op(Op::lt, {member(5), value(2.5, BaseType::float64, 0)}));
}

TEST_CASE("an optional real that meets an integer has its bit for empty first") {
    const auto expected = [](Value bound) {
        constexpr std::uint8_t flags = ir::may_be_empty | ir::meets_integer;
        return op(Op::eq, {member(3), value(std::move(bound), BaseType::float64, flags)});
    };
    check(f<&Writer::age> == std::optional<double>(2.5), expected(2.5));
    check(f<&Writer::age> == std::optional<double>(), expected(nullptr));
    CHECK(word_of(f<&Writer::age> == std::optional<double>(2.5)) == 0b01'0);
    CHECK(word_of(f<&Writer::age> == std::optional<double>()) == 0b00'1);
}

TEST_CASE("a list has its size class in its word, empties taken out") {
    const auto in = [](std::size_t count) { return f<&Writer::score>.in(std::vector<int>(count, 4)); };
    const std::uint64_t classes[] = {0, 1, 2, 3, 3, 4, 4, 4, 4, 5, 5};
    for (std::size_t count = 0; count < std::size(classes); ++count) {
        check(in(count), op(Op::in, {member(4), list(Array(count, 4), BaseType::int64, 0)}));
        CHECK(word_of(in(count)) == classes[count]);
    }
    const auto with_empty = f<&Writer::age>.in(std::vector<std::optional<int>>{1, std::nullopt, 3});
    check(with_empty, op(Op::in, {member(3), list({1, nullptr, 3}, BaseType::int64)}));
    CHECK(word_of(with_empty) == 0b010'1);
}

TEST_CASE("a list of many values is bound whole") {
    const auto made = f<&Writer::score>.in(std::vector<int>(100, 7));
    const model::KeptCells bound(decltype(made)::Shape::nodes, made.values());
    REQUIRE(bound.cells().size() == 1);
    CHECK(bound.cells()[0].type == CellType::list);
    CHECK(bound.cells()[0].size == 100);
}

TEST_CASE("a list of reals that meets integers keeps only those that are integers in its word") {
    const auto made = f<&Writer::score>.in({2.0, 2.5, 1e300});
    check(made, op(Op::in, {member(4), list({2.0, 2.5, 1e300}, BaseType::float64, ir::meets_integer)}));
    CHECK(word_of(made) == 1);
    check(f<&Writer::rating>.in({2.0, 2.5}), op(Op::in, {member(5), list({2.0, 2.5}, BaseType::float64, 0)}));
}

TEST_CASE("lists are of text, enumerations and spans as well") {
    check(f<&Writer::name>.in({"a", "b"}), op(Op::in, {member(1), list({"a", "b"}, BaseType::text, 0)}));
    check(f<&Writer::grade>.in({Grade::low}), op(Op::in, {member(7), list({"low"}, BaseType::enumeration, 0)}));
    int numbers[] = {1, 2};
    check(f<&Writer::score>.in(std::span(numbers)), op(Op::in, {member(4), list({1, 2}, BaseType::int64, 0)}));
}

TEST_CASE("a condition that may be absent tells by a bit behind those of its own values") {
    const auto made = [](bool present, std::optional<int> age) { return when(present, f<&Writer::age> == age); };
    const auto expected = [](bool present, Value age) {
        return op(Op::when, {op(Op::eq, {member(3), value(std::move(age), BaseType::int64)})}, 0, present ? 0 : 1);
    };
    check(made(true, 5), expected(true, 5));
    check(made(false, 5), expected(false, 5));
    check(made(true, std::nullopt), expected(true, nullptr));
    CHECK(word_of(made(true, std::nullopt)) == 0b11);
    CHECK(word_of(made(false, std::nullopt)) == 0b01);
}

TEST_CASE("and, or and not join conditions, values from left to right") {
    const auto made = (f<&Writer::score> == 1 || !f<&Writer::active>) && f<&Writer::name> == "Ada";
    check(made, all_of({any_of({op(Op::eq, {member(4), integer(1)}), not_(member(6))}),
                        op(Op::eq, {member(1), text("Ada")})}));
    CHECK(code_of(made).values == std::vector<Value>{1, "Ada"});
}

TEST_CASE("the bits of a word stand in the order of the values") {
    const auto made = f<&Writer::score>.in({1, 2}) && f<&Writer::age> == std::optional<int>() &&
                      f<&Writer::score> > 1.5 && when(true, f<&Writer::active>);
    CHECK(word_of(made) == 0b1'01'1'010);
    const Code code = code_of(made);
    CHECK(query::variant_of(code.nodes, code.values) == 0b1'01'1'010);
    CHECK(typed::variant_bits<decltype(made)::Shape>() == 7);
}

TEST_CASE("an expression keeps its own copy of text") {
    auto made = [] {
        std::string name = "a name that is too long for any small buffer";
        return f<&Writer::name> == name;
    }();
    CHECK(code_of(made).values == std::vector<Value>{"a name that is too long for any small buffer"});
}

TEST_CASE("a path is a member, then the members inside") {
    check(f<&Writer::address, &Address::city> == "Rome", op(Op::eq, {op(Op::member, {member(9)}, 1), text("Rome")}));
    check(f<&Writer::second, &Address::place, &Place::latitude> > 1.5,
          op(Op::gt, {op(Op::member, {op(Op::member, {member(10)}, 2)}, 0), value(1.5, BaseType::float64, 0)}));
    CHECK(std::is_same_v<decltype(f<&Writer::address, &Address::city>)::Type, std::string>);
    CHECK(std::is_same_v<decltype(f<&Writer::second, &Address::city>)::Type, std::optional<std::string>>);
    CHECK(std::is_same_v<decltype(f<&Writer::second, &Address::place, &Place::latitude>)::Type, std::optional<double>>);
}

TEST_CASE("emptiness and ranges") {
    check(f<&Writer::age>.is_empty(), op(Op::is_empty, {member(3)}));
    check(f<&Writer::age>.has_value(), not_(op(Op::is_empty, {member(3)})));
    check(f<&Writer::age>.between(18, 65),
          all_of({op(Op::ge, {member(3), integer(18)}), op(Op::le, {member(3), integer(65)})}));
}

TEST_CASE("text") {
    check(f<&Writer::name>.contains("a"), op(Op::contains, {member(1), text("a")}));
    check(f<&Writer::name>.starts_with("a"), op(Op::starts_with, {member(1), text("a")}));
    check(f<&Writer::name>.ends_with("a"), op(Op::ends_with, {member(1), text("a")}));
    check(f<&Writer::name>.like("a%"), op(Op::like, {member(1), text("a%")}));
    check(f<&Writer::name>.ilike("a%"), op(Op::ilike, {member(1), text("a%")}));
    check(f<&Writer::name>.iequals("a"), op(Op::iequals, {member(1), text("a")}));
    check(f<&Writer::name>.icontains("a"), op(Op::icontains, {member(1), text("a")}));
    check(f<&Writer::name>.matches("^a"), op(Op::regex, {member(1), text("^a")}));
    check(f<&Writer::name>.starts_with(f<&Writer::nick>), op(Op::starts_with, {member(1), member(2)}));
    check(f<&Writer::name>.lower() == "a", op(Op::eq, {op(Op::lower, {member(1)}), text("a")}));
    check(f<&Writer::name>.upper().length() > 2,
          op(Op::gt, {op(Op::length, {op(Op::upper, {member(1)})}), integer(2)}));
    check(f<&Writer::name>.concat("!"), op(Op::concat, {member(1), text("!")}));
    CHECK(std::is_same_v<decltype(f<&Writer::nick>.length())::Type, std::optional<std::int64_t>>);
    CHECK(std::is_same_v<decltype(f<&Writer::name>.concat(f<&Writer::nick>))::Type, std::optional<std::string>>);
}

TEST_CASE("arithmetic has the type that the rules give it") {
    check(f<&Writer::score> + 1, op(Op::add, {member(4), integer(1)}));
    check(1 - f<&Writer::score>, op(Op::sub, {integer(1), member(4)}));
    check(f<&Writer::score> * f<&Writer::rating>, op(Op::mul, {member(4), member(5)}));
    check(f<&Writer::score> / 2.0, op(Op::div, {member(4), value(2.0, BaseType::float64, 0)}));
    check(f<&Writer::score> % 2, op(Op::mod, {member(4), integer(2)}));
    check(-f<&Writer::score>, op(Op::negate, {member(4)}));
    CHECK(std::is_same_v<decltype(f<&Writer::score> + 1)::Type, std::int64_t>);
    CHECK(std::is_same_v<decltype(-f<&Writer::score>)::Type, std::int64_t>);
    CHECK(std::is_same_v<decltype(-f<&Writer::age>)::Type, std::optional<std::int64_t>>);
    CHECK(std::is_same_v<decltype(f<&Writer::score> + 1.5)::Type, double>);
    CHECK(std::is_same_v<decltype(f<&Writer::price> + 1)::Type, Decimal>);
    CHECK(std::is_same_v<decltype(f<&Writer::age> + 1)::Type, std::optional<std::int64_t>>);
    CHECK(std::is_same_v<decltype(f<&Writer::score> / 2)::Type, std::optional<std::int64_t>>);
}

TEST_CASE("bits") {
    const auto asked = [](ir::BitTest test, const Code& of, const Code& mask) {
        return op(Op::bits, {of, mask}, static_cast<std::uint16_t>(test));
    };
    check(f<&Writer::score>.bits_all_set(6), asked(ir::BitTest::all_set, member(4), integer(6)));
    check(f<&Writer::age>.bits_any_set(6), asked(ir::BitTest::any_set, member(3), integer(6)));
    check(f<&Writer::score>.bits_all_clear(f<&Writer::age>), asked(ir::BitTest::all_clear, member(4), member(3)));
    check((f<&Writer::score> + 1).bits_any_clear(-1),
          asked(ir::BitTest::any_clear, op(Op::add, {member(4), integer(1)}), integer(-1)));
}

TEST_CASE("parts of a Json") {
    const auto part = [](ir::JsonPart asked, std::initializer_list<Code> operands) {
        return op(Op::json_at, operands, static_cast<std::uint16_t>(operands.size() - 1),
                  static_cast<std::uint8_t>(asked));
    };
    check(f<&Writer::notes>.text_at("a", "b"), part(ir::JsonPart::text, {member(17), text("a"), text("b")}));
    check(f<&Writer::notes>.text_at("a", 1), part(ir::JsonPart::text, {member(17), text("a"), integer(1)}));
    check(f<&Writer::notes>.json_type(), part(ir::JsonPart::type, {member(17)}));
    check(f<&Writer::notes>.has("a"), not_(op(Op::is_empty, {part(ir::JsonPart::type, {member(17), text("a")})})));
    CHECK(std::is_same_v<decltype(f<&Writer::notes>.int64_at("a"))::Type, std::optional<std::int64_t>>);
    CHECK(!std::is_same_v<decltype(f<&Writer::notes>.has("0")), decltype(f<&Writer::notes>.has(0))>);
    CHECK(std::is_same_v<decltype(f<&Writer::notes>.double_at("a"))::Type, std::optional<double>>);
    CHECK(std::is_same_v<decltype(f<&Writer::notes>.bool_at("a"))::Type, std::optional<bool>>);
}

TEST_CASE("vectors") {
    check(f<&Writer::tags>.contains("a"), op(Op::array_contains, {member(11), text("a")}));
    check(f<&Writer::tags>.contains_all({"a", "b"}),
          op(Op::array_contains_all, {member(11), list({"a", "b"}, BaseType::text, 0)}));
    check(f<&Writer::tags>.overlaps({"a", "b"}),
          op(Op::array_any, {member(11), op(Op::in, {node(Op::element), list({"a", "b"}, BaseType::text, 0)})}));
    check(f<&Writer::marks>.contained_in(std::vector<int>{1, 2}),
          op(Op::array_all, {member(16), op(Op::in, {node(Op::element), list({1, 2}, BaseType::int64, 0)})}));
    check(f<&Writer::tags>.size() == 2, op(Op::eq, {op(Op::array_size, {member(11)}), integer(2)}));
    check(f<&Writer::tags>.any(), op(Op::array_any, {member(11), literal(true)}));
    check(f<&Writer::marks>.any(tenon::element<int> > 2),
          op(Op::array_any, {member(16), op(Op::gt, {node(Op::element), integer(2)})}));
    check(f<&Writer::homes>.all(f<&Address::city> == "Rome"),
          op(Op::array_all, {member(12), op(Op::eq, {member(1), text("Rome")})}));
    check(f<&Writer::homes>.none(f<&Address::city> == "Rome"),
          op(Op::array_none, {member(12), op(Op::eq, {member(1), text("Rome")})}));
}

TEST_CASE("relations") {
    const Code condition = op(Op::eq, {member(2), text("Hello")});
    check(f<&Writer::letters>.any(), op(Op::related_any, {literal(true)}, 15));
    check(f<&Writer::letters>.any(f<&Letter::title> == "Hello"), op(Op::related_any, {condition}, 15));
    check(f<&Writer::letters>.all(f<&Letter::title> == "Hello"), op(Op::related_all, {condition}, 15));
    check(f<&Writer::letters>.none(f<&Letter::title> == "Hello"), op(Op::related_none, {condition}, 15));
    check(f<&Writer::letters>.count(f<&Letter::title> == "Hello") > 1,
          op(Op::gt, {op(Op::related_count, {condition}, 15), integer(1)}));
    check(f<&Writer::editor>.any(f<&Writer::name> == "Ada"),
          op(Op::related_any, {op(Op::eq, {member(1), text("Ada")})}, 14));
}

TEST_CASE("aggregates") {
    check(tenon::count(), node(Op::count_rows));
    check(tenon::count(f<&Writer::age>), op(Op::count, {member(3)}));
    check(tenon::count_distinct(f<&Writer::age>), op(Op::count_distinct, {member(3)}));
    check(tenon::sum(f<&Writer::age>), op(Op::sum, {member(3)}));
    check(tenon::avg(f<&Writer::age>), op(Op::avg, {member(3)}));
    check(tenon::min(f<&Writer::name>), op(Op::min, {member(1)}));
    check(tenon::max(f<&Writer::joined>), op(Op::max, {member(13)}));
    CHECK(std::is_same_v<decltype(tenon::sum(f<&Writer::age>))::Type, std::int64_t>);
    CHECK(std::is_same_v<decltype(tenon::sum(f<&Writer::price>))::Type, Decimal>);
    CHECK(std::is_same_v<decltype(tenon::avg(f<&Writer::age>))::Type, std::optional<double>>);
    CHECK(std::is_same_v<decltype(tenon::min(f<&Writer::name>))::Type, std::optional<std::string>>);
}

TEST_CASE("orders") {
    check(f<&Writer::name>.asc(), op(Op::order_by, {member(1)}));
    check(f<&Writer::name>.desc(), op(Op::order_by, {member(1)}, 0, ir::descending));
    check(f<&Writer::age>.asc_empties_last(), op(Op::order_by, {member(3)}, 0, ir::empties_last));
    check(f<&Writer::age>.desc_empties_first(), op(Op::order_by, {member(3)}, 0, ir::descending | ir::empties_first));
    check((f<&Writer::score> * 2).desc(), op(Op::order_by, {op(Op::mul, {member(4), integer(2)})}, 0, ir::descending));
}

TEST_CASE("assignments") {
    check(f<&Writer::score> = 5, op(Op::assign, {member(4), integer(5)}));
    check(f<&Writer::score> = f<&Writer::score> + 1, op(Op::assign, {member(4), op(Op::add, {member(4), integer(1)})}));
    check(f<&Writer::age> = std::nullopt, op(Op::assign, {member(3), literal(nullptr)}));
    check(f<&Writer::age> = std::optional<int>(3), op(Op::assign, {member(3), value(3, BaseType::int64)}));
    check(f<&Writer::grade> = Grade::low, op(Op::assign, {member(7), value("low", BaseType::enumeration, 0)}));
    check(f<&Writer::address, &Address::city> = "Rome", op(Op::assign, {op(Op::member, {member(9)}, 1), text("Rome")}));
    check(f<&Writer::tags> = std::vector<std::string>{"a"},
          op(Op::assign, {member(11), value(Array{"a"}, BaseType::array, 0)}));
    check(f<&Writer::editor> = Ref<Writer>(4), op(Op::assign, {member(14), integer(4)}));
}

TEST_CASE("typed and run-time conditions mean the same to every compiler") {
    check_words(f<&Writer::age> >= 18, op(Op::ge, {named("age"), value(18)}));
    check_words(!(f<&Writer::age> < 18), not_(op(Op::lt, {named("age"), value(18)})));
    check_words(f<&Writer::age> == std::optional<int>(), op(Op::eq, {named("age"), value(nullptr)}));
    check_words(f<&Writer::age> != std::nullopt, op(Op::ne, {named("age"), literal(nullptr)}));
    check_words(f<&Writer::address, &Address::city>.starts_with("R") && f<&Writer::active>,
                all_of({op(Op::starts_with, {named("address.city"), value("R")}), named("active")}));
    check_words(f<&Writer::age>.in({1, 2, 3}), op(Op::in, {named("age"), list({1, 2, 3})}));
    check_words(f<&Writer::grade> == Grade::high, op(Op::eq, {named("grade"), value("high")}));
    check_words(f<&Writer::price> > Decimal::parse("1.5"), op(Op::gt, {named("price"), value(Decimal::parse("1.5"))}));
    check_words(f<&Writer::editor> == 7, op(Op::eq, {named("editor"), value(7)}));
    check_words(f<&Writer::score> < 2.5,
                op(Op::lt, {named("score"), value(2.5, BaseType::float64, ir::meets_integer)}));
    check_words(f<&Writer::tags>.contains("a"), op(Op::array_contains, {named("tags"), value("a")}));
    check_words(f<&Writer::letters>.any(f<&Letter::title> == "x"),
                op(Op::related_any, {op(Op::eq, {named("title"), value("x")})}, 15));
    check_words(f<&Writer::score> + f<&Writer::age> * 2 > 7,
                op(Op::gt, {op(Op::add, {named("score"), op(Op::mul, {named("age"), value(2)})}), value(7)}));
}

TEST_CASE("a filter is a condition without its type") {
    const Filter<Writer> filter = f<&Writer::age> >= 18 && when(false, f<&Writer::active>);
    const Code expected = code_of(f<&Writer::age> >= 18 && when(false, f<&Writer::active>));
    CHECK(filter.code().nodes == expected.nodes);
    CHECK(filter.code().values == expected.values);
    CHECK_FALSE(filter.is_empty());
    CHECK(Filter<Writer>().is_empty());
}

TEST_CASE("filters are joined, an empty one leaving the other as it is") {
    Filter<Writer> filter;
    filter &= f<&Writer::age> >= 18;
    CHECK(filter.code().nodes == code_of(f<&Writer::age> >= 18).nodes);
    filter &= f<&Writer::active>;
    CHECK(filter.code().nodes == code_of(f<&Writer::age> >= 18 && f<&Writer::active>).nodes);
    CHECK((!filter).code().nodes == code_of(!(f<&Writer::age> >= 18 && f<&Writer::active>)).nodes);
    CHECK((filter || Filter<Writer>(f<&Writer::score> == 1)).code().values == std::vector<Value>{18, 1});
    CHECK_THROWS_AS(Filter<Writer>() |= filter, QueryError);
}
