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

/// A value inside of a record's document, by its path.
const Value& at(const tenon::Record& record, std::initializer_list<const char*> path) {
    const Value* value = &record["home"];
    for (const char* leg : path) value = value->as_document().find(leg);
    return *value;
}

void set(tenon::Record& record, std::initializer_list<const char*> path, Value given) {
    Value home = record["home"];
    Value* value = &home;
    for (const char* leg : path) value = &(*value->if_document())[leg];
    *value = std::move(given);
    record.set("home", home);
}

}  // namespace

TEST_CASE("a save of a record keeps what another writer made of the other members of a nested value") {
    on_each([](const tenon::Database& db) {
        const auto tenants = one_tenant(db);
        auto one = tenants.get(1), other = tenants.get(1);
        set(one, {"city"}, "Oslo");
        set(one, {"street", "place", "lat"}, 10.0);
        set(one, {"since"}, "2024-02-29T12:30:00.123Z");
        set(other, {"zip"}, Value());
        set(other, {"street", "name"}, " Vico ");
        set(other, {"street", "place", "lon"}, 20.0);
        set(other, {"street", "lines"}, tenon::Array{"a", "b"});
        set(other, {"rent"}, "12.25");
        const Statements statements(db);
        CHECK(one.save());
        CHECK(other.save());
        CHECK(statements.count() == 2);
        const tenon::Record now = tenants.get(1);
        CHECK(at(now, {"city"}).as_text() == "Oslo");
        CHECK(at(now, {"zip"}).is_empty());
        CHECK(at(now, {"street", "name"}).as_text() == "Vico");
        CHECK(at(now, {"street", "number"}).as_int64() == 3);
        CHECK(at(now, {"street", "place", "lat"}).as_double() == 10);
        CHECK(at(now, {"street", "place", "lon"}).as_double() == 20);
        CHECK(at(now, {"street", "lines"}).as_array().size() == 2);
        CHECK(at(now, {"rent"}) == Value(tenon::Decimal::parse("12.25")));
        CHECK(at(now, {"since"}) == at(one, {"since"}));
        CHECK(now["updated_at"] == other["updated_at"]);
        CHECK(!one.save());
    });
}

TEST_CASE("what of a record's nested value came, went or changed as a whole is written as a whole") {
    on_each([](const tenon::Database& db) {
        const auto tenants = one_tenant(db);
        auto tenant = tenants.get(1);
        set(tenant, {"street"}, Value());
        CHECK(tenant.save());
        CHECK(at(tenants.get(1), {"street"}).is_empty());
        CHECK(at(tenants.get(1), {"city"}).as_text() == "Rome");
        set(tenant, {"street"}, Document{{"name", "Rua"}, {"number", 1}});
        CHECK(tenant.save());
        CHECK(at(tenants.get(1), {"street", "name"}).as_text() == "Rua");
        tenant.set("home", Value());
        CHECK(tenant.save());
        CHECK(tenants.get(1)["home"].is_empty());
        tenant.set("home", Document{{"city", "Bern"}});
        CHECK(tenant.save());
        CHECK(at(tenants.get(1), {"city"}).as_text() == "Bern");
        CHECK(at(tenants.get(1), {"rent"}).is_empty());
    });
}

TEST_CASE("a member of a record's nested value that another writer emptied is written with the whole of it") {
    on_each([](const tenon::Database& db) {
        const auto tenants = one_tenant(db);
        auto tenant = tenants.get(1);
        CHECK(tenants.find(field("id") == 1).update(field("home.street").unset()) == 1);
        set(tenant, {"street", "number"}, 2);
        CHECK(tenant.save());
        CHECK(at(tenants.get(1), {"street", "number"}).as_int64() == 2);
        CHECK(at(tenants.get(1), {"street", "name"}).as_text() == "Via");
        CHECK(tenants.find(field("id") == 1).update({{"home", Value()}}) == 1);
        set(tenant, {"city"}, "Oslo");
        CHECK(tenant.save());
        CHECK(at(tenants.get(1), {"city"}).as_text() == "Oslo");
        CHECK(at(tenants.get(1), {"street", "name"}).as_text() == "Via");
    });
}

TEST_CASE("only the changed members of a record's nested value are in the statement") {
    on_each([](const tenon::Database& db) {
        auto tenant = one_tenant(db).get(1);
        const Statements statements(db);
        set(tenant, {"city"}, "Oslo");
        CHECK(tenant.save());
        const std::string text = statements.texts().at(0);
        CHECK((text.find("json_set") != std::string::npos || text.find("home.city") != std::string::npos));
        CHECK(text.find("zip") == std::string::npos);
        set(tenant, {"city"}, "Bern");
        CHECK(tenant.save());
        CHECK(statements.texts().at(1) == statements.texts().at(0));
        set(tenant, {"zip"}, "1");
        CHECK(tenant.save());
        CHECK(statements.texts().at(2) != statements.texts().at(0));
        set(tenant, {"zip"}, Value());
        CHECK(tenant.save());
        CHECK(statements.texts().at(3) != statements.texts().at(2));
    });
}

TEST_CASE("rules and whole paths hold when members of a record are written by themselves") {
    on_each([](const tenon::Database& db) {
        const auto tenants = one_tenant(db);
        const auto refused = [&](const std::string& path, std::initializer_list<const char*> legs, const Value& given) {
            auto tenant = tenants.get(1);
            try {
                set(tenant, legs, given);
                (void)tenant.save();
                FAIL("it was stored: " << path);
            } catch (const tenon::CastError& error) {
                CHECK(error.fields() == std::vector<std::string>{path});
            } catch (const tenon::ValidationError& error) {
                CHECK(error.failures().at(0).path == path);
            }
        };
        refused("home.street.name", {"street", "name"}, "far too long for it");
        refused("home.city", {"city"}, "\xff");
        refused("home.rent", {"rent"}, "0.001");
        CHECK(at(tenants.get(1), {"city"}).as_text() == "Rome");
        auto tenant = tenants.get(1);
        set(tenant, {"zip"}, "2");
        tenants.remove(tenon::everything);
        CHECK_THROWS_AS((void)tenant.save(), tenon::NotFound);
    });
}
