#include "sql/identifier.hpp"

#include <string>

#include <doctest/doctest.h>

#include "sql/compile.hpp"
#include "sql/dialect.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using sql::Identifier;

namespace {

std::string quoted(const sql::Dialect& dialect, std::string_view name) {
    std::string out;
    dialect.append_identifier(out, Identifier(name));
    return out;
}

}  // namespace

TEST_CASE("a name is kept as it is, up to 63 bytes") {
    CHECK(Identifier("users").name() == "users");
    CHECK(Identifier(std::string(63, 'x')).name().size() == 63);
    CHECK(Identifier("größe").name() == "größe");
}

TEST_CASE("a name that a database would cut, misread or not take is refused") {
    using namespace std::string_view_literals;
    CHECK_THROWS_AS(Identifier(""), SchemaError);
    CHECK_THROWS_AS(Identifier(std::string(64, 'x')), SchemaError);
    CHECK_THROWS_AS(Identifier("größe" + std::string(57, 'x')), SchemaError);
    CHECK_THROWS_AS(Identifier("a\0b"sv), SchemaError);
    CHECK_THROWS_AS(Identifier("\xff"), SchemaError);
    CHECK_THROWS_AS(Identifier("\xc0\xaf"), SchemaError);
    CHECK_THROWS_AS(Identifier("\xed\xa0\x80"), SchemaError);
}

TEST_CASE("quotes inside a name are doubled, all else is as it was") {
    CHECK(quoted(sql::sqlite_dialect(), "a\"b`c]'\\;--\n\u2019") == "\"a\"\"b`c]'\\;--\n\u2019\"");
    CHECK(quoted(sql::postgres_dialect(), "a\"b`c]'\\;--\n\u2019") == "\"a\"\"b`c]'\\;--\n\u2019\"");
    CHECK(quoted(sql::mariadb_dialect(), "a\"b`c]'\\;--\n\u2019") == "`a\"b``c]'\\;--\n\u2019`");
}

TEST_CASE("MariaDB refuses names that its catalogue can't keep") {
    CHECK_THROWS_AS(quoted(sql::mariadb_dialect(), "smile 😀"), SchemaError);
    CHECK_THROWS_AS(quoted(sql::mariadb_dialect(), "name "), SchemaError);
    CHECK(quoted(sql::sqlite_dialect(), "smile 😀") == "\"smile 😀\"");
}

TEST_CASE("a name made of parts is cut to 63 bytes, and stays different from others") {
    CHECK(Identifier::joined({"users", "email", "key"}).name() == "users_email_key");
    CHECK(Identifier::joined({"users", "", "key"}).name() == "users_key");
    const std::string longest(60, 'x');
    const Identifier a = Identifier::joined({longest, "first"});
    const Identifier b = Identifier::joined({longest, "second"});
    CHECK(a.name().size() == 63);
    CHECK(b.name().size() == 63);
    CHECK(a.name() != b.name());
    CHECK(a.name() == Identifier::joined({longest, "first"}).name());
}

TEST_CASE("a name is not cut within a character") {
    std::string name = "x";
    while (name.size() < 80) name += "é";
    CHECK(Identifier::joined({name}).name().size() <= 63);
}
