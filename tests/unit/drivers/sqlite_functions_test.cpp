#include <doctest/doctest.h>

#include <limits>

#include "sql/sqlite_functions.hpp"
#include "sqlite_rig.hpp"

using namespace tenon;
using namespace tenon::testing;

namespace {

constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

bool overflows(SqliteRig& rig, std::string_view call, const std::vector<Cell>& values) {
    return holds(thrown_by<QueryError>([&] { rig.value(call, values); }), "beyond int64");
}

}  // namespace

TEST_CASE("every function that statements may call is there, and gives NULL for an empty argument") {
    SqliteRig rig;
    for (const sql::SqliteFunction& function : sql::sqlite_functions) {
        CAPTURE(function.name);
        std::string call = "select " + std::string(function.name) + "(null";
        for (int i = 1; i < function.arguments; ++i) call += ", null";
        CHECK(rig.value(call + ")").is_empty());
    }
}

TEST_CASE("integer arithmetic is exact or an error") {
    SqliteRig rig;
    CHECK(rig.value("select tenon_add(?, 1)", {number(greatest - 1)}) == greatest);
    CHECK(overflows(rig, "select tenon_add(?, 1)", {number(greatest)}));
    CHECK(overflows(rig, "select tenon_add(?, -1)", {number(smallest)}));
    CHECK(rig.value("select tenon_sub(-1, ?)", {number(greatest)}) == smallest);
    CHECK(overflows(rig, "select tenon_sub(0, ?)", {number(smallest)}));
    CHECK(overflows(rig, "select tenon_sub(-2, ?)", {number(greatest)}));
    CHECK(rig.value("select tenon_mul(?, 1)", {number(smallest)}) == smallest);
    CHECK(rig.value("select tenon_mul(-1, ?)", {number(greatest)}) == -greatest);
    CHECK(overflows(rig, "select tenon_mul(?, -1)", {number(smallest)}));
    CHECK(overflows(rig, "select tenon_mul(-1, ?)", {number(smallest)}));
    CHECK(overflows(rig, "select tenon_mul(3037000500, ?)", {number(3037000500)}));
    CHECK(overflows(rig, "select tenon_mul(-3037000500, ?)", {number(3037000500)}));
    CHECK(rig.value("select tenon_mul(-3037000499, ?)", {number(-3037000499)}) ==
          3037000499 * std::int64_t{3037000499});
    CHECK(rig.value("select tenon_negate(?)", {number(greatest)}) == -greatest);
    CHECK(overflows(rig, "select tenon_negate(?)", {number(smallest)}));
}

TEST_CASE("a bound beyond int64 is its end") {
    SqliteRig rig;
    CHECK(rig.value("select tenon_bound(?, 100)", {number(7)}) == 700);
    CHECK(rig.value("select tenon_bound(?, 100)", {number(greatest)}) == greatest);
    CHECK(rig.value("select tenon_bound(?, 100)", {number(smallest)}) == smallest);
}

TEST_CASE("division truncates, and by zero it is empty") {
    SqliteRig rig;
    CHECK(rig.value("select tenon_div(7, 2)") == 3);
    CHECK(rig.value("select tenon_div(-7, 2)") == -3);
    CHECK(rig.value("select tenon_div(7, 0)").is_empty());
    CHECK(overflows(rig, "select tenon_div(?, -1)", {number(smallest)}));
    CHECK(rig.value("select tenon_div(7.0, 2)") == 3.5);
    CHECK(rig.value("select tenon_div(7.0, 0.0)").is_empty());
    CHECK_THROWS_AS(rig.value("select tenon_add('1', 1)"), QueryError);
}

TEST_CASE("like is case-sensitive, and a pattern's single backslash at the end is refused") {
    SqliteRig rig;
    CHECK(rig.value("select tenon_like('50%', '50\\%')") == 1);
    CHECK(rig.value("select tenon_like('Ada', 'a%')") == 0);
    CHECK(holds(thrown_by<QueryError>([&] { rig.value("select tenon_like('secret', 'secret\\')"); }), "single `\\`"));
}

TEST_CASE("regular expressions match over many rows, and bad ones are refused without being shown") {
    SqliteRig rig;
    CHECK(rig.value("select group_concat(column1) from (values ('ab'), ('b'), ('aab')) where tenon_regex(column1, ?)",
                    {text("^a+b$")}) == "ab,aab");
    const auto error = thrown_by<QueryError>([&] { rig.value("select tenon_regex('a', '(?=secret)')"); });
    CHECK_FALSE(holds(error, "secret"));
}

TEST_CASE("elements are added to an array whose text stays as it is") {
    SqliteRig rig;
    const auto appended = [&](std::string_view array, std::string_view more) {
        return rig.value("select tenon_append(?, ?)", {Cell::of(array), Cell::of(more)});
    };
    CHECK(appended("[1.50, \"\\u0041\" ]\n", "[2,[3]]") == "[1.50, \"\\u0041\" ,2,[3]]");
    CHECK(appended("[ ]", "[2]") == "[2]");
    CHECK(appended(" [1]", " [ ] ") == " [1]");
    CHECK(appended("[]", "[]") == "[]");
    CHECK(appended(" null", "[1]") == "[1]");
    CHECK(appended("[1]", "null") == "[1]");
    for (const char* const wrong : {"", " ", "[", "]", "{}", "1", "[1", "nul"}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS(appended(wrong, "[1]"), Error);
        CHECK_THROWS_AS(appended("[1]", wrong), Error);
    }
}

TEST_CASE("JSON, decimals, times and bytes inside JSON are read as we write them") {
    SqliteRig rig;
    CHECK(rig.value("select tenon_canonical_json('{\"b\": 1.0, \"a\": \"\\u00e9\"}')") == "{\"a\":\"é\",\"b\":1}");
    CHECK_THROWS_AS(rig.value("select tenon_canonical_json('{')"), QueryError);
    CHECK(rig.value("select tenon_scaled('12.5', 2)") == 1250);
    CHECK(rig.value("select tenon_scaled(12, 2)") == 1200);
    CHECK(rig.value("select tenon_scaled(0.1, 1)") == 1);
    CHECK_THROWS_AS(rig.value("select tenon_scaled('12.505', 2)"), QueryError);
    CHECK(rig.value("select tenon_microseconds('1970-01-01T00:00:01Z')") == 1'000'000);
    CHECK_THROWS_AS(rig.value("select tenon_microseconds('2023-02-30T00:00:00Z')"), QueryError);
    CHECK(rig.value("select tenon_instant(-1, 3)") == "1969-12-31T23:59:59.999Z");
    CHECK(rig.value("select tenon_instant(1003, 6)") == "1970-01-01T00:00:00.001003Z");
    CHECK_THROWS_AS(rig.value("select tenon_instant(9223372036854775807, 3)"), QueryError);
    CHECK(rig.value("select tenon_json_real(1.0 / 3)") == "0.3333333333333333");
    CHECK_THROWS_AS(rig.value("select tenon_json_real(9e999)"), QueryError);
    CHECK(rig.value("select hex(tenon_from_base64('/wA='))") == "FF00");
    CHECK(rig.value("select typeof(tenon_from_base64(''))") == "blob");
    CHECK_THROWS_AS(rig.value("select tenon_from_base64('%')"), QueryError);
}
