// Calls that run-time models share with typed ones, and conditions that their fields share.

#include "support/backends.hpp"
#include "support/statements.hpp"

using namespace backends;
using tenon::field;
using tenon::Value;
namespace types = tenon::types;

namespace {

tenon::RecordModel define_boats(const tenon::Database& db) {
    const auto boats =
        db.define("Boat", {{"name", {.type = types::text, .required = true, .unique = true, .trim = true}},
                           {"length", {.type = types::int32}},
                           {"flags", {.type = types::array(types::text)}},
                           {"depths", {.type = types::array(types::int64)}}});
    db.sync();
    return boats;
}

tenon::RecordModel three_boats(const tenon::Database& db) {
    const auto boats = define_boats(db);
    boats.create({{"name", "Ark"}, {"length", 135}, {"flags", tenon::Array{"a", "b"}}, {"depths", tenon::Array{1, 2}}});
    boats.create({{"name", "Bee"}, {"length", 7}, {"flags", tenon::Array{"b"}}});
    boats.create({{"name", "Cog"}});
    return boats;
}

std::string names(const tenon::RecordQuery& query) {
    std::string all;
    for (const tenon::Record& record : query.order_by("name")) all += record["name"].as_text();
    return all;
}

}  // namespace

TEST_CASE("records are stored many at a time, all or none") {
    on_each([](const tenon::Database& db) {
        const auto boats = define_boats(db);
        std::vector<tenon::Record> made;
        for (int i = 0; i < 700; ++i)
            made.push_back(boats.build({{"name", " " + std::to_string(i)}, {"flags", tenon::Array{"x"}}}));
        const Statements sent(db);
        made = boats.insert_many(std::move(made));
        CHECK(sent.count() < 10);
        CHECK(made[699]["id"].as_int64() == 700);
        CHECK(made[5]["name"].as_text() == "5");
        CHECK(boats.count() == 700);
        made[5].set("length", 9);
        CHECK(made[5].save());
        CHECK(boats.get(6)["length"].as_int64() == 9);

        CHECK_THROWS_AS((void)boats.insert_many({boats.build({{"name", "new"}}), boats.build({{"name", "7"}})}),
                        tenon::UniqueViolation);
        CHECK(boats.count() == 700);
        CHECK_THROWS_AS((void)boats.insert_many({boats.build({{"length", 1}})}), tenon::ValidationError);
        const auto stored =
            boats.insert_many({boats.build({{"name", "7"}}), boats.build({{"name", "new"}})}, tenon::ignore_duplicates);
        REQUIRE(stored.size() == 1);
        CHECK(stored[0]["name"].as_text() == "new");
        CHECK(boats.get(stored[0]["id"])["name"].as_text() == "new");
        CHECK(boats.insert_many({}).empty());
        const auto rafts = db.define("Raft", {{"name", {.type = types::text}}});
        CHECK_THROWS_WITH_AS((void)boats.insert_many({rafts.build({{"name", "x"}})}),
                             "insert_many() of Boat takes its own records, and one is a Raft.", tenon::QueryError);
    });
}

TEST_CASE("a model of records has the short calls of a typed one") {
    on_each([](const tenon::Database& db) {
        const auto boats = three_boats(db);
        CHECK(boats.find_by_key(2).value()["name"].as_text() == "Bee");
        CHECK(!boats.find_by_key(9));
        CHECK_THROWS_AS((void)boats.get(9), tenon::NotFound);
        CHECK(boats.one(field("name") == "Ark")["id"].as_int64() == 1);
        CHECK_THROWS_AS((void)boats.one(field("id") > 1), tenon::QueryError);
        CHECK(boats.count(field("id") > 1) == 2);
        CHECK(boats.exists());
        CHECK(boats.exists(field("name") == "Cog"));
        CHECK(!boats.exists(field("name") == "Dow"));
        CHECK(boats.update(tenon::everything, {{"length", 1}}) == 3);
        CHECK(boats.update(tenon::everything, field("length").inc(2)) == 3);
        CHECK(boats.count(field("length") == 3) == 3);
        CHECK(boats.remove(tenon::everything) == 3);
        CHECK(!boats.exists());
    });
}

TEST_CASE("conditions on fields of records that typed ones have as well") {
    on_each([](const tenon::Database& db) {
        const auto boats = three_boats(db);
        const auto found = [&](const tenon::RecordExpression& condition) { return names(boats.find(condition)); };
        CHECK(found(field("length").has_value()) == "ArkBee");
        CHECK(found(field("length").between(7, 100)) == "Bee");
        CHECK(found(!field("length").between(7, 100)) == "ArkCog");
        CHECK(found(field("length").between(6.5, 7.5)) == "Bee");
        CHECK(found(field("length").between(Value(), 7)) == "");
        CHECK(found(field("name").matches("^[AB]")) == "ArkBee");
        CHECK(found(field("name").matches(tenon::Pattern("g$"))) == "Cog");
        CHECK_THROWS_AS(found(field("name").matches("(")), tenon::QueryError);
        CHECK(found(-field("length") < -100) == "Ark");
        CHECK(found(field("flags").contains_all({"a", "b"})) == "Ark");
        CHECK(found(field("flags").contains_all({"b"})) == "ArkBee");
        CHECK(found(field("flags").contains_all({})) == "ArkBeeCog");
        CHECK(found(!field("flags").contains_all({"b"})) == "Cog");
        CHECK(found(field("depths").contains_all({1, 2})) == "Ark");
        CHECK(found(field("depths").contains_all({1.0, 2.0})) == "Ark");
        CHECK(found(field("depths").contains_all({1, 1.5})) == "");
        CHECK(found(field("depths").contains_all({1, 9.0e18, 1.0e19})) == "");
    });
}
