// A save of a record whose nested values changed in part: as of structs, in member_changes_test.

#include "support/backends.hpp"
#include "support/statements.hpp"

using namespace backends;
using tenon::Document;
using tenon::field;
using tenon::Value;
namespace types = tenon::types;

namespace {

tenon::RecordModel define_tenants(const tenon::Database& db) {
    const tenon::schema::Type place =
        types::structure({{"lat", {.type = types::real}}, {"lon", {.type = types::real}}});
    const tenon::schema::Type street =
        types::structure({{"name", {.type = types::text, .max_length = 10, .trim = true}},
                          {"number", {.type = types::int32}},
                          {"place", {.type = place}},
                          {"lines", {.type = types::array(types::text)}}});
    return db.define("Tenant",
                     {{"name", {.type = types::text}},
                      {"home",
                       {.type = types::structure({{"city", {.type = types::text, .required = true}},
                                                  {"zip", {.type = types::text}},
                                                  {"street", {.type = street}},
                                                  {"since", {.type = types::timestamp}},
                                                  {"rent", {.type = types::decimal(10, 2)}}})}}},
                     {.timestamps = true});
}

tenon::RecordModel one_tenant(const tenon::Database& db) {
    auto tenants = define_tenants(db);
    db.sync();
    tenants.create(
        {{"name", "Ada"},
         {"home", Document{{"city", "Rome"},
                           {"zip", "00"},
                           {"street",
                            Document{{"name", "Via"}, {"number", 3}, {"place", Document{{"lat", 1.0}, {"lon", 2.0}}}}},
                           {"rent", "9.50"}}}});
    return tenants;
}

}  // namespace

TEST_CASE("a save of a record keeps what another writer made of the other members of a nested value") {
    on_each([](const tenon::Database& db) {
        const auto tenants = one_tenant(db);
        auto one = tenants.get(1), other = tenants.get(1);
        one.set("home.city", "Oslo");
        one.set("home.street.place.lat", 10.0);
        one.set("home.since", "2024-02-29T12:30:00.123Z");
        other.set("home.zip", Value());
        other.set("home.street.name", " Vico ");
        other.set("home.street.place.lon", 20.0);
        other.set("home.street.lines", tenon::Array{"a", "b"});
        other.set("home.rent", "12.25");
        const Statements statements(db);
        CHECK(one.save());
        CHECK(other.save());
        CHECK(statements.count() == 2);
        const tenon::Record now = tenants.get(1);
        CHECK(now["home.city"].as_text() == "Oslo");
        CHECK(now["home.zip"].is_empty());
        CHECK(now["home.street.name"].as_text() == "Vico");
        CHECK(now["home.street.number"].as_int64() == 3);
        CHECK(now["home.street.place.lat"].as_double() == 10);
        CHECK(now["home.street.place.lon"].as_double() == 20);
        CHECK(now["home.street.lines"].as_array().size() == 2);
        CHECK(now["home.rent"] == Value(tenon::Decimal::parse("12.25")));
        CHECK(now["home.since"] == one["home.since"]);
        CHECK(now["updated_at"] == other["updated_at"]);
        CHECK(!one.save());
    });
}

TEST_CASE("what of a record's nested value came, went or changed as a whole is written as a whole") {
    on_each([](const tenon::Database& db) {
        const auto tenants = one_tenant(db);
        auto tenant = tenants.get(1);
        tenant.set("home.street", Value());
        CHECK(tenant.save());
        CHECK(tenants.get(1)["home.street"].is_empty());
        CHECK(tenants.get(1)["home.city"].as_text() == "Rome");
        tenant.set("home.street", Document{{"name", "Rua"}, {"number", 1}});
        CHECK(tenant.save());
        CHECK(tenants.get(1)["home.street.name"].as_text() == "Rua");
        tenant.set("home", Value());
        CHECK(tenant.save());
        CHECK(tenants.get(1)["home"].is_empty());
        tenant.set("home", Document{{"city", "Bern"}});
        CHECK(tenant.save());
        CHECK(tenants.get(1)["home.city"].as_text() == "Bern");
        CHECK(tenants.get(1)["home.rent"].is_empty());
    });
}

TEST_CASE("a member of a record's nested value that another writer emptied is written with the whole of it") {
    on_each([](const tenon::Database& db) {
        const auto tenants = one_tenant(db);
        auto tenant = tenants.get(1);
        CHECK(tenants.find(field("id") == 1).update(field("home.street").unset()) == 1);
        tenant.set("home.street.number", 2);
        CHECK(tenant.save());
        CHECK(tenants.get(1)["home.street.number"].as_int64() == 2);
        CHECK(tenants.get(1)["home.street.name"].as_text() == "Via");
        CHECK(tenants.find(field("id") == 1).update({{"home", Value()}}) == 1);
        tenant.set("home.city", "Oslo");
        CHECK(tenant.save());
        CHECK(tenants.get(1)["home.city"].as_text() == "Oslo");
        CHECK(tenants.get(1)["home.street.name"].as_text() == "Via");
    });
}

TEST_CASE("what is inside of a record's structures is read, set, changed and taken back by its path") {
    on_each([](const tenon::Database& db) {
        const auto tenants = one_tenant(db);
        auto tenant = tenants.get(1);
        CHECK(tenant["home.street.place.lon"].as_double() == 2);
        CHECK(tenant["home.since"].is_empty());
        tenant.set("home.street.number", "8").set("name", "Bob");
        CHECK(tenant["home.street.number"].as_int64() == 8);
        CHECK(tenant.changed("home.street.number"));
        CHECK(tenant.changed("home"));
        CHECK(!tenant.changed("home.street.name"));
        CHECK(tenant.previous("home.street.number").as_int64() == 3);
        CHECK(tenant.changed() == std::vector<std::string>{"name", "home"});
        tenant.revert("home.street.number");
        CHECK(tenant.changed() == std::vector<std::string>{"name"});
        tenant.revert("name");
        CHECK(!tenant.save());

        const auto made = tenants.create({{"home.city", "Bern"}, {"home.street.place.lat", "1.5"}});
        CHECK(tenants.get(made["id"])["home.street.place.lat"].as_double() == 1.5);
        CHECK(tenants.update(field("id") == made["id"], {{"home.street.name", "Gasse"}, {"home.zip", "30"}}) == 1);
        CHECK(tenants.get(made["id"])["home.street.name"].as_text() == "Gasse");
        CHECK(tenants.get(made["id"])["home.zip"].as_text() == "30");
        CHECK_THROWS_WITH_AS((void)tenant["home.street.nam"],
                             "Model Tenant has no field `home.street.nam`; did you mean `name`?", tenon::QueryError);
        CHECK_THROWS_WITH_AS((void)tenant["name.first"],
                             "Model Tenant has no field `name.first`; `name` is no structure.", tenon::QueryError);
        CHECK_THROWS_WITH_AS(tenant.set("hom.city", "x"), "Model Tenant has no field `hom.city`; did you mean `home`?",
                             tenon::QueryError);
        CHECK_THROWS_AS(tenant.set("home.street.number", "eight"), tenon::CastError);
        CHECK_THROWS_WITH_AS(
            tenants.update(field("id") == 1, {{"home.street.number", "eight"}}),
            "Tenant: `home.street.number` must be a whole number from -2147483648 to 2147483647; text was given.",
            tenon::CastError);
    });
}

TEST_CASE("only the changed members of a record's nested value are in the statement") {
    on_each([](const tenon::Database& db) {
        auto tenant = one_tenant(db).get(1);
        const Statements statements(db);
        tenant.set("home.city", "Oslo");
        CHECK(tenant.save());
        const std::string text = statements.texts().at(0);
        CHECK((text.find("json_set") != std::string::npos || text.find("home.city") != std::string::npos));
        CHECK(text.find("zip") == std::string::npos);
        tenant.set("home.city", "Bern");
        CHECK(tenant.save());
        CHECK(statements.texts().at(1) == statements.texts().at(0));
        tenant.set("home.zip", "1");
        CHECK(tenant.save());
        CHECK(statements.texts().at(2) != statements.texts().at(0));
        tenant.set("home.zip", Value());
        CHECK(tenant.save());
        CHECK(statements.texts().at(3) != statements.texts().at(2));
    });
}

TEST_CASE("rules and whole paths hold when members of a record are written by themselves") {
    on_each([](const tenon::Database& db) {
        const auto tenants = one_tenant(db);
        const auto refused = [&](const std::string& path, const Value& given) {
            auto tenant = tenants.get(1);
            try {
                tenant.set(path, given);
                (void)tenant.save();
                FAIL("it was stored: " << path);
            } catch (const tenon::CastError& error) {
                CHECK(error.fields() == std::vector<std::string>{path});
            } catch (const tenon::ValidationError& error) {
                CHECK(error.failures().at(0).path == path);
            }
        };
        refused("home.street.name", "far too long for it");
        refused("home.city", "\xff");
        refused("home.rent", "0.001");
        CHECK(tenants.get(1)["home.city"].as_text() == "Rome");
        auto tenant = tenants.get(1);
        tenant.set("home.zip", "2");
        tenants.remove(tenon::everything);
        CHECK_THROWS_AS((void)tenant.save(), tenon::NotFound);
    });
}
