#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include <tenon/error.hpp>
#include <tenon/value.hpp>

using namespace tenon;

namespace {

constexpr std::int64_t int64_max = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t int64_min = std::numeric_limits<std::int64_t>::min();
constexpr std::uint64_t uint64_max = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t two_63 = std::uint64_t{1} << 63;

}  // namespace

TEST_CASE("every C++ type becomes its kind") {
    CHECK(Value().kind() == Kind::empty);
    CHECK(Value(nullptr).kind() == Kind::empty);
    CHECK(Value(true).kind() == Kind::boolean);
    CHECK(Value(std::int8_t{-1}).kind() == Kind::integer);
    CHECK(Value(1u).kind() == Kind::integer);
    CHECK(Value(1LL).kind() == Kind::integer);
    CHECK(Value(1ULL).kind() == Kind::integer);
    CHECK(Value(static_cast<std::uint64_t>(int64_max)).kind() == Kind::integer);
    CHECK(Value(two_63).kind() == Kind::unsigned_integer);
    CHECK(Value(1.5f).kind() == Kind::real);
    CHECK(Value(Decimal(1)).kind() == Kind::decimal);
    CHECK(Value("text").kind() == Kind::text);
    CHECK(Value(std::string("text")).kind() == Kind::text);
    CHECK(Value(std::string_view("text")).kind() == Kind::text);
    char mutable_text[] = "text";
    char* pointer = mutable_text;
    CHECK(Value(pointer).kind() == Kind::text);
    CHECK(Value(Bytes{std::byte{1}}).kind() == Kind::bytes);
    CHECK(Value(Timestamp(1)).kind() == Kind::timestamp);
    CHECK(Value(Date(1)).kind() == Kind::date);
    CHECK(Value(Time(1)).kind() == Kind::time);
    CHECK(Value(Uuid()).kind() == Kind::uuid);
    CHECK(Value(ObjectId()).kind() == Kind::object_id);
    CHECK(Value(Document()).kind() == Kind::document);
    CHECK(Value(Array()).kind() == Kind::array);
    CHECK_FALSE(std::is_constructible_v<Value, int*>);
    CHECK_FALSE(std::is_constructible_v<Value, char>);
}

TEST_CASE("every kind has a name of its own") {
    for (int a = 0; a <= static_cast<int>(Kind::boolean); ++a) {
        CHECK(name_of(static_cast<Kind>(a)) != "unknown");
        for (int b = 0; b < a; ++b) CHECK(name_of(static_cast<Kind>(a)) != name_of(static_cast<Kind>(b)));
    }
}

TEST_CASE("numbers are equal by value across kinds") {
    CHECK(Value(1) == Value(1.0));
    CHECK(Value(1) == Value(Decimal::parse("1.00")));
    CHECK(Value(1.5) == Value(Decimal::parse("1.5")));
    CHECK(Value(0.1) != Value(Decimal::parse("0.1")));
    CHECK(Value(9007199254740993) != Value(9007199254740992.0));
    CHECK(Value(int64_max) != Value(9223372036854775808.0));
    CHECK(Value(int64_min) == Value(-9223372036854775808.0));
    CHECK(Value(two_63) == Value(9223372036854775808.0));
    CHECK(Value(uint64_max) != Value(18446744073709551616.0));
    CHECK(Value(uint64_max) == Value(Decimal::parse("18446744073709551615")));
    CHECK(Value(-1) != Value(uint64_max));
    CHECK(Value(0.0) == Value(-0.0));
    CHECK(Value(std::nan("")) != Value(std::nan("")));
    CHECK(Value(1) != Value(true));
    CHECK(Value(0) != Value());
    CHECK(Value("1") != Value(1));
    CHECK(Value(Date(1)) != Value(Timestamp(1)));
    CHECK(Value() == Value(nullptr));
    CHECK(Value(Array{1, "a"}) == Value(Array{1.0, "a"}));
}

TEST_CASE("an integer is read when nothing is lost") {
    CHECK(Value(5).as_int64() == 5);
    CHECK(Value(5.0).as_int64() == 5);
    CHECK(Value(-9223372036854775808.0).as_int64() == int64_min);
    CHECK(Value(Decimal::parse("5.00")).as_int64() == 5);
    CHECK_THROWS_AS((void)Value(5.5).as_int64(), CastError);
    CHECK_THROWS_AS((void)Value(9223372036854775808.0).as_int64(), CastError);
    CHECK_THROWS_AS((void)Value(two_63).as_int64(), CastError);
    CHECK_THROWS_AS((void)Value(std::nan("")).as_int64(), CastError);
    CHECK_THROWS_AS((void)Value(Decimal::parse("5.5")).as_int64(), CastError);
    CHECK_THROWS_AS((void)Value("5").as_int64(), CastError);
    CHECK_THROWS_AS((void)Value(true).as_int64(), CastError);
}

TEST_CASE("a double is read when nothing is lost") {
    CHECK(Value(5).as_double() == 5.0);
    CHECK(Value(two_63).as_double() == 9223372036854775808.0);
    CHECK(Value(Decimal::parse("0.10")).as_double() == 0.1);
    CHECK_THROWS_AS((void)Value(9007199254740993).as_double(), CastError);
    CHECK_THROWS_AS((void)Value(uint64_max).as_double(), CastError);
    CHECK_THROWS_AS((void)Value(Decimal::parse("0.12345678901234567890")).as_double(), CastError);
    CHECK_THROWS_AS((void)Value("5").as_double(), CastError);
}

TEST_CASE("reading another kind is an error that names both and not the value") {
    try {
        (void)Value("secret").as_bool();
        FAIL("no error");
    } catch (const CastError& error) {
        const std::string what = error.what();
        CHECK(what.find("text") != std::string::npos);
        CHECK(what.find("boolean") != std::string::npos);
        CHECK(what.find("secret") == std::string::npos);
    }
    CHECK(Value(true).as_bool());
    CHECK(Value("x").as_text() == "x");
    CHECK(Value(Array{1}).as_array().size() == 1);
    CHECK(Value(Document{{"a", 1}}).as_document().size() == 1);
    CHECK_THROWS_AS((void)Value(1).as_text(), CastError);
    CHECK_THROWS_AS((void)Value().as_array(), CastError);
    CHECK_THROWS_AS((void)Value(Array{}).as_document(), CastError);
}

TEST_CASE("a value is JSON by the storage rules") {
    const Value value = Document{{"empty", nullptr},
                                 {"flag", true},
                                 {"count", 3},
                                 {"large", 9007199254740993},
                                 {"price", Decimal::parse("1.10")},
                                 {"at", Timestamp(1'500'000)},
                                 {"raw", Bytes{std::byte{0xFF}}},
                                 {"list", Array{1.5, "a\"b"}}};
    CHECK(value.to_json() == R"({"empty":null,"flag":true,"count":3,"large":"9007199254740993","price":"1.10",)"
                             R"("at":"1970-01-01T00:00:01.500Z","raw":"/w==","list":[1.5,"a\"b"]})");
}
