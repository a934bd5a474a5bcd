#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "sqlite_rig.hpp"
#include "value/value_nested.hpp"
#include <tenon/decimal.hpp>

using namespace tenon;
using namespace tenon::drivers;
using namespace tenon::testing;
using sql::Form;
using sql::Storage;

namespace {

// What SQLite got for one cell: its type's name and the value.
std::pair<std::string, Value> bound(const Cell& cell, sql::Parameter parameter = {}) {
    static SqliteRig rig;
    sql::Parameter again = parameter;
    const Rows rows = rig.run(plan_of("select typeof(?1), ?2", {parameter, again}), {cell, cell});
    return {rows.at(0).at(0).as_text(), rows.at(0).at(1)};
}

std::pair<std::string, Value> got(std::string type, Value value) { return {std::move(type), std::move(value)}; }

sql::Parameter stored_as(Storage storage, std::uint8_t scale = 0, std::uint8_t precision = 6) {
    sql::Parameter parameter;
    parameter.storage = storage;
    parameter.scale = scale;
    parameter.precision = precision;
    return parameter;
}

sql::Parameter in_form(Form form, sql::Parameter parameter = {}, std::uint16_t element = 0) {
    parameter.form = form;
    parameter.element = element;
    return parameter;
}

Bytes bytes_of(std::string_view text) {
    const auto* data = reinterpret_cast<const std::byte*>(text.data());
    return {data, data + text.size()};
}

}  // namespace

TEST_CASE("values are bound and read in SQLite's own types") {
    CHECK(bound(Cell()) == got("null", Value()));
    CHECK(bound(Cell::of(true)) == got("integer", 1));
    CHECK(bound(number(std::numeric_limits<std::int64_t>::min())) ==
          got("integer", std::numeric_limits<std::int64_t>::min()));
    CHECK(bound(Cell::of(0.1)) == got("real", 0.1));
    CHECK(bound(Cell::of(std::numeric_limits<double>::infinity())) ==
          got("real", std::numeric_limits<double>::infinity()));
    CHECK(bound(text("Zoë \U0001F600")) == got("text", "Zoë \U0001F600"));
    CHECK(bound(text("")) == got("text", ""));
    CHECK(bound(text(std::string_view())) == got("text", ""));
    const Bytes bytes = bytes_of(std::string_view("a\0\xFF", 3));
    CHECK(bound(Cell::of_bytes(bytes.data(), bytes.size())) == got("blob", bytes));
    CHECK(bound(Cell::of_bytes(nullptr, 0)) == got("blob", Bytes()));
}

TEST_CASE("a text of a megabyte comes back whole") {
    const std::string large(1 << 20, 'x');
    CHECK(bound(text(large)).second == large);
}

TEST_CASE("values that SQLite can't hold are refused before they are sent") {
    CHECK_THROWS_AS(bound(Cell::of(std::nan(""))), CastError);
    CHECK_THROWS_AS(bound(Cell::of(std::uint64_t{1} << 63)), CastError);
    CHECK(bound(Cell::of((std::uint64_t{1} << 63) - 1)) == got("integer", std::numeric_limits<std::int64_t>::max()));
}

TEST_CASE("decimals are scaled, or kept as text of their scale") {
    const Decimal price = Decimal::parse("12.5");
    CHECK(bound(Cell::of(price), stored_as(Storage::scaled, 2)) == got("integer", 1250));
    CHECK(bound(number(3), stored_as(Storage::scaled, 2)) == got("integer", 300));
    CHECK(bound(Cell::of(price), stored_as(Storage::decimal_text, 3)) == got("text", "12.500"));
    CHECK_THROWS_AS(bound(Cell::of(price), stored_as(Storage::scaled, 0)), CastError);
    CHECK(bound(Cell::of(price)) == got("text", "12.5"));
}

TEST_CASE("times are microseconds or ISO text") {
    const Timestamp instant = Timestamp::parse("2024-02-29T12:30:00.123456Z");
    CHECK(bound(Cell::of(instant), stored_as(Storage::microseconds)) == got("integer", instant.microseconds));
    CHECK(bound(Cell::of(instant), stored_as(Storage::iso_text, 0, 3)) == got("text", "2024-02-29T12:30:00.123Z"));
    CHECK(bound(Cell::of(Date(2024, 2, 29)), stored_as(Storage::iso_text)) == got("text", "2024-02-29"));
    CHECK(bound(Cell::of(Time(9, 5, 0)), stored_as(Storage::iso_text)) == got("text", "09:05:00"));
    CHECK(bound(Cell::of(Time(9, 5, 0, 70)), stored_as(Storage::iso_text)) == got("text", "09:05:00.000070"));
}

TEST_CASE("ids are text, or bytes where the column says so") {
    const Uuid uuid = Uuid::parse("0189c5a0-7b3c-7def-8123-456789abcdef");
    CHECK(bound(Cell::of(uuid), stored_as(Storage::uuid_text)) == got("text", uuid.to_string()));
    CHECK(bound(Cell::of(uuid), stored_as(Storage::uuid_bytes)).first == "blob");
    const ObjectId id = ObjectId::parse("65e0c1d2a3b4c5d6e7f80910");
    CHECK(bound(Cell::of(id), stored_as(Storage::object_id_text)) == got("text", id.to_string()));
}

TEST_CASE("nested values are JSON text, from whatever they come") {
    const Value value(Document{{"b", Array{1, "two"}}, {"a", nullptr}});
    const ValueSource source(value);
    const std::string json = R"({"b":[1,"two"],"a":null})";
    CHECK(bound(Cell::of(source), stored_as(Storage::json)) == got("text", json));
    CHECK(bound(Cell::of_nested(value), stored_as(Storage::json)) == got("text", json));
    CHECK(bound(Cell::of_json(json), stored_as(Storage::json)) == got("text", json));
    CHECK(bound(text("two"), stored_as(Storage::json)) == got("text", "\"two\""));
    CHECK(bound(Cell::of(source), in_form(Form::canonical_json)) == got("text", R"({"a":null,"b":[1,"two"]})"));
}

TEST_CASE("text patterns are escaped, folded and stepped on") {
    CHECK(bound(text(R"(50%_\)"), in_form(Form::like_pattern)) == got("text", R"(%50\%\_\\%)"));
    CHECK(bound(text("50%"), in_form(Form::like_suffix)) == got("text", R"(%50\%)"));
    CHECK(bound(text("ÄbC"), in_form(Form::folded)) == got("text", "Äbc"));
    CHECK(bound(text("ab"), in_form(Form::next_prefix)) == got("text", "ac"));
    CHECK(bound(text(""), in_form(Form::next_prefix)) == got("blob", Bytes()));
    CHECK(bound(text("\U0010FFFF"), in_form(Form::next_prefix)) == got("blob", Bytes()));
    CHECK(bound(text("^a+$"), in_form(Form::regex)) == got("text", "^a+$"));
    CHECK_THROWS_AS(bound(text("(?=a)"), in_form(Form::regex)), QueryError);
}

TEST_CASE("lists are one JSON array, or their elements one by one") {
    const std::vector<Cell> texts{text("a\"b"), Cell(), text("c")};
    const Cell list = Cell::of_list(texts.data(), texts.size());
    CHECK(bound(list, in_form(Form::list_as_json)) == got("text", R"(["a\"b","c"])"));
    CHECK(bound(list, in_form(Form::list_element, {}, 0)) == got("text", "a\"b"));
    CHECK(bound(list, in_form(Form::list_element, {}, 1)) == got("text", "c"));
    CHECK(bound(list, in_form(Form::list_element, {}, 7)) == got("text", "c"));
    const double infinity = std::numeric_limits<double>::infinity();
    const std::vector<Cell> numbers{number(std::numeric_limits<std::int64_t>::max()), Cell::of(true),
                                    Cell::of(-infinity)};
    CHECK(bound(Cell::of_list(numbers.data(), 3), in_form(Form::list_as_json)) ==
          got("text", "[9223372036854775807,1,-1e999]"));
    CHECK(bound(Cell::of_list(nullptr, 0), in_form(Form::list_as_json)) == got("text", "[]"));
    CHECK_THROWS_AS(bound(list), QueryError);
}

TEST_CASE("json_each gives back what a list held") {
    SqliteRig rig;
    const double infinity = std::numeric_limits<double>::infinity();
    const std::vector<Cell> cells{number(std::numeric_limits<std::int64_t>::min()), Cell::of(0.1), Cell::of(infinity),
                                  text("Zoë")};
    const auto plan = plan_of("select value from json_each(?)", {in_form(Form::list_as_json)});
    CHECK(rig.run(plan, {Cell::of_list(cells.data(), cells.size())}) ==
          Rows{{std::numeric_limits<std::int64_t>::min()}, {0.1}, {infinity}, {"Zoë"}});
    const Bytes bytes = bytes_of("\xFF raw");
    const Cell blob = Cell::of_bytes(bytes.data(), bytes.size());
    const auto decoded = plan_of("select tenon_from_base64(value) from json_each(?)", {in_form(Form::list_as_json)});
    CHECK(rig.run(decoded, {Cell::of_list(&blob, 1)}) == Rows{{bytes}});
}

TEST_CASE("bounds finer than their column are rounded outwards, or refused") {
    const Cell instant = Cell::of(Timestamp(1'500));
    const sql::Parameter millis = stored_as(Storage::microseconds, 0, 3);
    CHECK(bound(instant, in_form(Form::round_up, millis)) == got("integer", 2'000));
    CHECK(bound(instant, in_form(Form::round_down, millis)) == got("integer", 1'000));
    CHECK(bound(Cell::of(Timestamp(-1'500)), in_form(Form::round_down, millis)) == got("integer", -2'000));
    CHECK_THROWS_AS(bound(instant, in_form(Form::exact, millis)), CastError);
    CHECK(bound(Cell::of(Timestamp(2'000)), in_form(Form::exact, millis)) == got("integer", 2'000));
    CHECK_THROWS_AS(bound(Cell::of_list(&instant, 1), in_form(Form::list_element, millis)), CastError);

    const Decimal price = Decimal::parse("-1.005");
    const sql::Parameter cents = stored_as(Storage::scaled, 2);
    CHECK(bound(Cell::of(price), in_form(Form::round_up, cents)) == got("integer", -100));
    CHECK(bound(Cell::of(price), in_form(Form::round_down, cents)) == got("integer", -101));
    CHECK_THROWS_AS(bound(Cell::of(price), in_form(Form::exact, cents)), CastError);
    const Decimal huge = Decimal::parse("1e30");
    CHECK(bound(Cell::of(huge), in_form(Form::round_down, cents)) == got("real", 9223372036854775808.0));
    CHECK(bound(Cell::of(-huge), in_form(Form::round_up, cents)) == got("real", -18446744073709551616.0));
}

TEST_CASE("what a column of scaled numbers can't hold is bound as a value that equals nothing in it") {
    const sql::Parameter cents = in_form(Form::equal, stored_as(Storage::scaled, 2));
    CHECK(bound(Cell::of(Decimal::parse("1.10")), cents) == got("integer", 110));
    CHECK(bound(number(3), cents) == got("integer", 300));
    for (const char* other : {"1.001", "1e30", "-1e30"})
        CHECK(bound(Cell::of(Decimal::parse(other)), cents) == got("real", 0.5));
    CHECK(bound(number(std::numeric_limits<std::int64_t>::max()), cents) == got("real", 0.5));
    const Decimal finer = Decimal::parse("0.001");
    const Cell cell = Cell::of(finer);
    CHECK(bound(Cell::of_list(&cell, 1), in_form(Form::list_element, cents)) == got("real", 0.5));
}

TEST_CASE("a decimal finer than a column of texts is bound as it is, and equals none of them") {
    const sql::Parameter texts = in_form(Form::equal, stored_as(Storage::decimal_text, 2));
    CHECK(bound(Cell::of(Decimal::parse("1.1")), texts) == got("text", "1.10"));
    CHECK(bound(Cell::of(Decimal::parse("1.105")), texts) == got("text", "1.105"));
}

TEST_CASE("reals in a list that meets integers are sent as integers, or left out") {
    const std::vector<Cell> reals{Cell::of(2.5), Cell::of(2.0), Cell(), Cell::of(1e300), Cell::of(-3.0)};
    sql::Parameter parameter = in_form(Form::list_element);
    parameter.meets_integer = true;
    const Cell list = Cell::of_list(reals.data(), reals.size());
    CHECK(bound(list, parameter) == got("integer", 2));
    parameter.element = 1;
    CHECK(bound(list, parameter) == got("integer", -3));
    parameter.form = Form::list_as_json;
    CHECK(bound(list, parameter) == got("text", "[2,-3]"));
}

TEST_CASE("a real that meets whole numbers is rounded by its exact value") {
    CHECK(bound(Cell::of(1.5), in_form(Form::round_up)) == got("integer", 2));
    CHECK(bound(Cell::of(-1.5), in_form(Form::round_up)) == got("integer", -1));
    CHECK(bound(Cell::of(-1.5), in_form(Form::round_down)) == got("integer", -2));
    CHECK(bound(Cell::of(3.0), in_form(Form::exact)) == got("integer", 3));
    CHECK_THROWS_AS(bound(Cell::of(1.5), in_form(Form::exact)), CastError);
    // 0.1 as a double is a little more than a tenth.
    CHECK(bound(Cell::of(0.1), in_form(Form::round_up, stored_as(Storage::scaled, 1))) == got("integer", 2));
    CHECK(bound(Cell::of(0.1), in_form(Form::round_down, stored_as(Storage::scaled, 1))) == got("integer", 1));
    CHECK(bound(Cell::of(-std::numeric_limits<double>::infinity()), in_form(Form::round_up)) ==
          got("real", -18446744073709551616.0));
}

TEST_CASE("a statement forgets the values of its last run") {
    SqliteRig rig;
    const auto plan = plan_of("select ?, ?", {{}, stored_as(Storage::json)});
    const std::string long_text(100'000, 'y');
    CHECK(rig.run(plan, {text(long_text), text(long_text)}).size() == 1);
    CHECK(rig.run(plan, {Cell(), Cell()}) == Rows{{Value(), Value()}});
}
