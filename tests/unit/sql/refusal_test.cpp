// What a database can't do exactly is an error when the query is compiled.

#include <doctest/doctest.h>

#include "sql/compile.hpp"
#include "support/ir_builder.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;
using ir::Verb;

namespace {

schema::Type decimal(std::uint16_t precision, std::uint16_t scale, bool as_text = false) {
    schema::Type made = type(BaseType::decimal);
    made.precision = precision;
    made.scale = scale;
    made.stored_as_text = as_text;
    return made;
}

const schema::Model& accounts() {
    static const schema::Model made =
        model("Account", "accounts",
              {field("id", type(BaseType::int64)), field("small", decimal(10, 2)), field("fine", decimal(12, 4)),
               field("great", decimal(30, 2)), field("rate", type(BaseType::float64)),
               field("big", type(BaseType::uint64)), field("meta", type(BaseType::json)),
               field("at",
                     [] {
                         auto t = type(BaseType::timestamp);
                         t.precision = 3;
                         return t;
                     }()),
               field("box", structure({field("great", decimal(30, 2)), field("at", type(BaseType::timestamp)),
                                       field("n", type(BaseType::int64))}))});
    return made;
}

bool refuses(const sql::Dialect& dialect, const Code& code, Verb verb = Verb::all) {
    const query::Prepared prepared = prepare(accounts(), verb, code);
    try {
        (void)sql::compile(prepared, dialect);
        return false;
    } catch (const Unsupported&) {
        return true;
    }
}

Code condition(Op what, const char* a, const char* b) { return where(op(what, {named(a), named(b)})); }
Code order(const char* by) { return op(Op::order_by, {named(by)}); }

const sql::Dialect& sqlite = sql::sqlite_dialect();
const sql::Dialect& postgres = sql::postgres_dialect();
const sql::Dialect& mariadb = sql::mariadb_dialect();

}  // namespace

TEST_CASE("SQLite has no order of decimals beyond 18 digits, but knows equal ones") {
    CHECK(refuses(sqlite, order("great")));
    CHECK(refuses(sqlite, where(op(Op::lt, {named("great"), value(Decimal(1))}))));
    CHECK(refuses(sqlite, output(op(Op::sum, {named("great")})), Verb::aggregate));
    CHECK_FALSE(refuses(sqlite, where(op(Op::eq, {named("great"), value(Decimal(1))}))));
    CHECK_FALSE(refuses(postgres, order("great")));
    CHECK_FALSE(refuses(mariadb, order("great")));
}

TEST_CASE("SQLite refuses great decimals inside nested values") {
    CHECK(refuses(sqlite, where(op(Op::eq, {named("box.great"), value(Decimal(1))}))));
    CHECK_FALSE(refuses(postgres, where(op(Op::eq, {named("box.great"), value(Decimal(1))}))));
}

TEST_CASE("SQLite compares decimals of two scales, but doesn't add them") {
    CHECK_FALSE(refuses(sqlite, condition(Op::lt, "small", "fine")));
    CHECK(refuses(sqlite, where(op(Op::gt, {op(Op::add, {named("small"), named("fine")}), value(Decimal(1))}))));
    CHECK_FALSE(refuses(mariadb, where(op(Op::gt, {op(Op::add, {named("small"), named("fine")}), value(Decimal(1))}))));
}

TEST_CASE("decimals against doubles are refused everywhere") {
    for (const sql::Dialect* dialect : {&sqlite, &postgres, &mariadb}) {
        CHECK(refuses(*dialect, condition(Op::lt, "small", "rate")));
    }
}

TEST_CASE("unsigned 64-bit integers against doubles are refused where the database would round them") {
    CHECK_FALSE(refuses(sqlite, condition(Op::lt, "big", "rate")));
    CHECK(refuses(postgres, condition(Op::lt, "big", "rate")));
    CHECK(refuses(mariadb, condition(Op::lt, "big", "rate")));
}

TEST_CASE("whole json fields have no order in SQL") {
    for (const sql::Dialect* dialect : {&sqlite, &postgres, &mariadb}) CHECK(refuses(*dialect, order("meta")));
}

TEST_CASE("a nested instant can't be set from a field") {
    for (const sql::Dialect* dialect : {&sqlite, &postgres, &mariadb}) {
        CHECK(refuses(*dialect, op(Op::assign, {named("box.at"), named("at")}), Verb::update));
        CHECK_FALSE(refuses(*dialect, op(Op::assign, {named("box.n"), named("id")}), Verb::update));
    }
}

TEST_CASE("MariaDB's upsert must not meet a unique key that was not named") {
    schema::Model product = model("Product", "products",
                                  {field("code", type(BaseType::int64)), field("name", type(BaseType::text)),
                                   field("barcode", type(BaseType::text, true))});
    product.key_is_assigned = false;
    product.indexes.push_back({"", {2}, true});
    ir::Insert insert{&product, {0, 1}, ir::Conflict{{0}, {1}}, {}};
    const query::Prepared alone = query::prepare(ir::Statement(insert));
    CHECK_NOTHROW(sql::compile(alone, mariadb));
    insert.fields.push_back(2);
    const query::Prepared both = query::prepare(ir::Statement(insert));
    CHECK_THROWS_AS(sql::compile(both, mariadb), Unsupported);
    CHECK_NOTHROW(sql::compile(both, postgres));
    CHECK_NOTHROW(sql::compile(both, sqlite));
}
