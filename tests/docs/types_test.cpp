// docs/reference/types.md says of each type the columns that the SQL dialects write.

#include <map>
#include <variant>

#include "docs/table.hpp"
#include "sql/compile.hpp"
#include <doctest/doctest.h>
#include <tenon/tenon.hpp>

namespace {

using tenon::f;

enum class Level { low, high };
struct Inner {
    int number = 0;
};
struct Sample {
    std::int64_t id = 0;
    bool flag = false;
    std::int8_t int8 = 0;
    std::int16_t int16 = 0;
    std::int32_t int32 = 0;
    std::int64_t int64 = 0;
    std::uint8_t uint8 = 0;
    std::uint16_t uint16 = 0;
    std::uint32_t uint32 = 0;
    std::uint64_t uint64 = 0;
    float single = 0;
    double real = 0;
    tenon::Decimal decimal{};
    std::string text{};
    std::string limited{};
    tenon::Bytes bytes{};
    tenon::Timestamp at{};
    tenon::Timestamp precise{};
    tenon::Date date{};
    tenon::Time time{};
    tenon::Uuid uuid{};
    tenon::ObjectId object_id{};
    Level level = Level::low;
    Inner inner{};
    std::vector<int> list{};
    std::map<std::string, int> map{};
    std::variant<int, std::string> variant{};
    tenon::Json json{};
};
void describe(tenon::Schema<Sample>& sample) {
    sample.field(f<&Sample::decimal>).precision(12, 2);
    sample.field(f<&Sample::limited>).max_length(40);
    sample.field(f<&Sample::precise>).precision(6);
}

/// How the page names each member's type.
const std::map<std::string, std::string>& members() {
    static const std::map<std::string, std::string> names{
        {"flag", "`bool`"},
        {"int8", "`std::int8_t`"},
        {"int16", "`std::int16_t`"},
        {"int32", "`std::int32_t`"},
        {"int64", "`std::int64_t`"},
        {"uint8", "`std::uint8_t`"},
        {"uint16", "`std::uint16_t`"},
        {"uint32", "`std::uint32_t`"},
        {"uint64", "`std::uint64_t`"},
        {"single", "`float`"},
        {"real", "`double`"},
        {"decimal", "`tenon::Decimal`, precision(12, 2)"},
        {"text", "`std::string`"},
        {"limited", "`std::string`, max_length(40)"},
        {"bytes", "`tenon::Bytes`"},
        {"at", "`tenon::Timestamp`"},
        {"precise", "`tenon::Timestamp`, precision(6)"},
        {"date", "`tenon::Date`"},
        {"time", "`tenon::Time`"},
        {"uuid", "`tenon::Uuid`"},
        {"object_id", "`tenon::ObjectId`"},
        {"level", "an enum"},
        {"inner", "a struct"},
        {"list", "`std::vector<T>`, `std::array<T, N>`"},
        {"map", "`std::map<std::string, T>`, `std::unordered_map`"},
        {"variant", "`std::variant<…>`"},
        {"json", "`tenon::Json`"},
    };
    return names;
}

std::vector<std::string> row_of(const std::vector<std::vector<std::string>>& rows, const std::string& name) {
    for (const auto& row : rows)
        if (!row.empty() && row.front() == name) return row;
    return {};
}

}  // namespace

TEST_CASE("the page of types has the columns that are written") {
    const auto rows = docs::rows_of(docs::read(docs::path_of("reference/types.md")));
    const auto db = tenon::open("memory:");
    const tenon::schema::Model& model = db.model<Sample>().schema();
    const tenon::sql::Dialect* const dialects[] = {&tenon::sql::sqlite_dialect(), &tenon::sql::postgres_dialect(),
                                                   &tenon::sql::mariadb_dialect()};
    for (std::size_t dialect = 0; dialect < 3; ++dialect) {
        for (const auto& column : tenon::sql::columns(model, *dialects[dialect])) {
            if (column.name == "id") continue;
            CAPTURE(column.name);
            const auto row = row_of(rows, members().at(column.name));
            REQUIRE(row.size() >= 5);
            CHECK(row[dialect + 1] == column.type);
        }
    }
}
