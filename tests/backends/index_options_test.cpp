// Indexes of some rows, descending ones, and those on expressions.

#include <algorithm>

#include "support/backends.hpp"

using namespace backends;
namespace types = tenon::types;
using tenon::field;

namespace {

struct Account {
    std::int64_t id = 0;
    std::string email{};
    std::string city{};
    std::optional<int> age{};
    bool active = true;
    std::optional<tenon::Timestamp> closed{};
};

void describe(tenon::Schema<Account>& account) {
    account.unique(f<&Account::email>.lower()).where(f<&Account::closed>.is_empty()).name("one_open_account");
    account.index(f<&Account::city>, f<&Account::age>.desc());
    account.index(f<&Account::age>).where(f<&Account::active>).name("age_of_active");
}

/// The steps of `explain query plan`.
std::string plan_of(const tenon::Database& db, std::string sql) {
    std::replace(sql.begin(), sql.end(), '?', '1');
    std::string steps;
    for (const tenon::RawRow& row : db.query<tenon::RawRow>(tenon::unsafe_raw("explain query plan " + sql)))
        steps += row["detail"].as_text() + "\n";
    return steps;
}

tenon::Timestamp day(int number) { return tenon::Timestamp(std::int64_t{number} * 86'400'000'000); }

}  // namespace

TEST_CASE("a unique index of some rows holds for these alone") {
    on_each([](const tenon::Database& db) {
        db.sync<Account>();
        const auto accounts = db.model<Account>();
        Account first = accounts.create({.email = "Ada@x.org"});
        CHECK_THROWS_AS((void)accounts.create({.email = "ada@X.org"}), tenon::UniqueViolation);
        accounts.update(f<&Account::id> == first.id, f<&Account::closed> = day(1));
        (void)accounts.create({.email = "ada@x.org"});
        CHECK_THROWS_AS(accounts.update(f<&Account::id> == first.id, f<&Account::closed> = std::nullopt),
                        tenon::UniqueViolation);
        CHECK(accounts.count() == 2);
    });
}

TEST_CASE("SQLite uses the index of some rows, the descending one and the one on an expression") {
    const auto db = tenon::open("sqlite::memory:");
    db.sync<Account>();
    const auto accounts = db.model<Account>();
    const auto uses = [&](const std::string& sql, const std::string& step) {
        const std::string plan = plan_of(db, sql);
        CAPTURE(sql);
        CAPTURE(plan);
        CHECK(plan.find(step) != std::string::npos);
    };
    uses(accounts.find(f<&Account::active> && f<&Account::age> > 18).to_sql(), "age_of_active (age>?)");
    uses(accounts.find(f<&Account::closed>.is_empty() && f<&Account::email>.lower() == "x").to_sql(),
         "one_open_account (<expr>=?)");
    const std::string sorted = accounts.find(f<&Account::city> == "Bath").order_by(f<&Account::age>.desc()).to_sql();
    uses(sorted, "accounts_city_age (city=?)");
    CHECK(plan_of(db, sorted).find("TEMP B-TREE") == std::string::npos);
    const std::string mixed = accounts.find().order_by(f<&Account::city>, f<&Account::age>.desc()).to_sql();
    CHECK(plan_of(db, mixed).find("TEMP B-TREE") == std::string::npos);
}

TEST_CASE("run-time models have such indexes") {
    on_each([](const tenon::Database& db) {
        const auto model = db.define(
            "Account",
            {{"email", {.type = types::text}},
             {"kind", {.type = types::enumeration({"free", "paid"})}},
             {"age", {.type = types::int32}}},
            {.indexes = {{.keys = {"email"}, .unique = true, .where = field("kind") == "paid", .name = "one_paid"},
                         {.keys = {"kind", field("age").desc()}}}});
        db.sync();
        model.create({{"email", "a"}, {"kind", "free"}});
        model.create({{"email", "a"}, {"kind", "free"}});
        model.create({{"email", "a"}, {"kind", "paid"}});
        CHECK_THROWS_AS(model.create({{"email", "a"}, {"kind", "paid"}}), tenon::UniqueViolation);
        CHECK(model.schema().indexes.at(1).name == "accounts_kind_age");
        if (db.backend() == "sqlite") db.sync();  // the tables are there, and differ in nothing
    });
}

TEST_CASE("an index that means nothing is refused when the model is registered") {
    const auto db = tenon::open("memory:");
    const auto define = [&](const tenon::IndexDefinition& index) {
        (void)db.define("Thing", {{"name", {.type = types::text}}, {"size", {.type = types::int32}}},
                        {.indexes = {index}});
    };
    CHECK_THROWS_WITH_AS(define({.keys = {"nam"}}), "Model Thing: an index names `nam`; did you mean `name`?",
                         tenon::SchemaError);
    CHECK_THROWS_AS(define({.keys = {}}), tenon::SchemaError);
    CHECK_THROWS_AS(define({.keys = {"name"}, .where = field("siz") > 1}), tenon::SchemaError);
    CHECK_THROWS_AS(define({.keys = {"name"}, .where = field("size") == "many"}), tenon::SchemaError);
    CHECK_THROWS_AS(define({.keys = {"name"}, .where = field("size")}), tenon::SchemaError);
    CHECK_THROWS_AS(define({.keys = {field("name") + 1}}), tenon::SchemaError);
    CHECK_NOTHROW(define({.keys = {"name"}, .where = field("size") > 1}));
}

TEST_CASE("an index of a table with the longest name has a name of its own, always the same") {
    on_each([](const tenon::Database& db) {
        const std::string table(63, 't');
        const auto define = [&](const tenon::Database& to) {
            return to.define("Thing",
                             {{"name", {.type = types::text, .unique = true}},
                              {"code", {.type = types::int64, .unique = true}},
                              {"place", {.type = types::int64, .index = true}}},
                             {.table = table});
        };
        const auto things = define(db);
        db.sync();
        things.create({{"name", "a"}, {"code", 1}, {"place", 1}});
        for (const char* field : {"name", "code"}) {
            try {
                things.create({{"name", std::string(field) == "name" ? "a" : "b"},
                               {"code", std::string(field) == "code" ? 1 : 2},
                               {"place", 1}});
                FAIL("it was stored");
            } catch (const tenon::UniqueViolation& error) {
                CHECK(error.fields() == std::vector<std::string>{field});
            }
        }
        const auto again = define(tenon::open("memory:"));
        std::vector<std::string> names;
        for (const tenon::schema::Index& index : things.schema().indexes) {
            CHECK(index.name.size() == 63);
            CHECK(index.name.starts_with(table.substr(0, 54) + "_"));
            CHECK(std::find(names.begin(), names.end(), index.name) == names.end());
            names.push_back(index.name);
            CHECK(again.schema().indexes.at(names.size() - 1).name == index.name);
        }
        CHECK(names.size() == 3);
    });
}
