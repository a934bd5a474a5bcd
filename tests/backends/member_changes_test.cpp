// A save of an object whose nested structs changed in part.

#include "support/backends.hpp"
#include "support/statements.hpp"

using namespace backends;

namespace {

struct Place {
    double lat = 0, lon = 0;
};
struct Street {
    std::string name{};
    std::optional<int> number{};
    Place place{};
    std::vector<std::string> lines{};
};
struct Home {
    std::string city{};
    std::optional<std::string> zip{};
    Street street{};
    std::optional<Street> second{};
    std::optional<tenon::Timestamp> since{};
    tenon::Decimal rent{};
};
struct Tenant {
    std::int64_t id = 0;
    std::string name{};
    Home home{};
    std::optional<Place> last{};
    tenon::Timestamp created_at{}, updated_at{};
};
void describe(tenon::Schema<Street>& street) { street.field(f<&Street::name>).max_length(10).trim(); }
void describe(tenon::Schema<Home>& home) { home.field(f<&Home::rent>).precision(10, 2); }
void describe(tenon::Schema<Tenant>& tenant) { tenant.timestamps(f<&Tenant::created_at>, f<&Tenant::updated_at>); }

std::int64_t one_tenant(const tenon::Database& db) {
    db.sync<Tenant>();
    return db.model<Tenant>()
        .create({.name = "Ada",
                 .home = {.city = "Rome",
                          .zip = "00",
                          .street = {.name = "Via", .number = 3, .place = {1, 2}},
                          .second = Street{.name = "Rua"},
                          .rent = tenon::Decimal::parse("9.50")},
                 .last = Place{5, 6}})
        .id;
}

}  // namespace

TEST_CASE("a save keeps what another writer made of the other members of a nested struct") {
    on_each([](const tenon::Database& db) {
        const auto id = one_tenant(db);
        const auto tenants = db.model<Tenant>();
        auto one = tenants.edit(id), other = tenants.edit(id);
        one->home.city = "Oslo";
        one->home.street.place.lat = 10;
        one->home.second->number = 7;
        one->last->lon = 60;
        other->home.zip.reset();
        other->home.street.name = " Vico ";
        other->home.street.place.lon = 20;
        other->home.second->name = "Rue";
        other->last->lat = 50;
        other->home.rent = tenon::Decimal::parse("12.25");
        const Statements statements(db);
        CHECK(one.save());
        CHECK(other.save());
        CHECK(statements.count() == 2);
        const Tenant now = tenants.get(id);
        CHECK(now.home.city == "Oslo");
        CHECK(!now.home.zip);
        CHECK(now.home.street.name == "Vico");
        CHECK(now.home.street.number == 3);
        CHECK(now.home.street.place.lat == 10);
        CHECK(now.home.street.place.lon == 20);
        CHECK(now.home.second.value().name == "Rue");
        CHECK(now.home.second->number == 7);
        CHECK(now.last.value().lat == 50);
        CHECK(now.last->lon == 60);
        CHECK(now.home.rent == tenon::Decimal::parse("12.25"));
        CHECK(now.updated_at == other->updated_at);
        CHECK(!one.save());
    });
}

TEST_CASE("what came, went or changed as a whole is written as a whole") {
    on_each([](const tenon::Database& db) {
        const auto id = one_tenant(db);
        const auto tenants = db.model<Tenant>();
        auto tenant = tenants.edit(id);
        tenant->home.second.reset();
        tenant->home.street.lines = {"a", "b"};
        tenant->home.since = tenon::Timestamp::parse("2024-02-29T12:30:00.123Z");
        tenant->last.reset();
        CHECK(tenant.save());
        CHECK(!tenants.get(id).home.second);
        CHECK(tenants.get(id).home.street.lines.size() == 2);
        CHECK(tenants.get(id).home.since == tenant->home.since);
        CHECK(tenants.get(id).home.city == "Rome");
        CHECK(!tenants.get(id).last);
        tenant->home.second = Street{.name = "Rua", .number = 1};
        tenant->last = Place{1, 1};
        CHECK(tenant.save());
        CHECK(tenants.get(id).home.second.value().number == 1);
        CHECK(tenants.get(id).last.value().lat == 1);
        *tenant = {.id = id, .name = "Bob", .home = {.city = "Bern", .zip = "3"}, .last = Place{2, 2}};
        CHECK(tenant.save());
        CHECK(tenants.get(id).home.city == "Bern");
        CHECK(tenants.get(id).home.street.lines.empty());
        CHECK(tenants.get(id).last.value().lon == 2);
    });
}

TEST_CASE("a member of an optional struct that another writer emptied is written with the whole of it") {
    on_each([](const tenon::Database& db) {
        const auto id = one_tenant(db);
        const auto tenants = db.model<Tenant>();
        auto tenant = tenants.edit(id);
        CHECK(tenants.update(f<&Tenant::id> == id, f<&Tenant::last>.unset(), f<&Tenant::home, &Home::second>.unset()) ==
              1);
        tenant->last->lat = 9;
        tenant->home.second->number = 2;
        CHECK(tenant.save());
        CHECK(tenants.get(id).last.value().lat == 9);
        CHECK(tenants.get(id).last->lon == 6);
        CHECK(tenants.get(id).home.second.value().number == 2);
        CHECK(tenants.get(id).home.second->name == "Rua");
    });
}

TEST_CASE("rules are looked at when members are written by themselves, and a row that is gone is told") {
    on_each([](const tenon::Database& db) {
        const auto id = one_tenant(db);
        const auto tenants = db.model<Tenant>();
        auto tenant = tenants.edit(id);
        tenant->home.street.name = "far too long for it";
        CHECK_THROWS_AS((void)tenant.save(), tenon::ValidationError);
        tenant->home.street.name = "Via\xFF";
        CHECK_THROWS_AS((void)tenant.save(), tenon::CastError);
        tenant->home.street.name = "Via";
        tenant->home.rent = tenon::Decimal::parse("1.005");
        CHECK_THROWS_AS((void)tenant.save(), tenon::CastError);
        tenant->home.rent = tenon::Decimal::parse("1");
        tenants.remove(tenon::everything);
        CHECK_THROWS_AS((void)tenant.save(), tenon::NotFound);
    });
}

TEST_CASE("only the changed members are in the statement") {
    on_each([](const tenon::Database& db) {
        const auto id = one_tenant(db);
        auto tenant = db.model<Tenant>().edit(id);
        const Statements statements(db);
        tenant->home.city = "Oslo";
        CHECK(tenant.save());
        const std::string text = statements.texts().at(0);
        CHECK((text.find("json_set") != std::string::npos || text.find("home.city") != std::string::npos));
        CHECK(text.find("last") == std::string::npos);
        tenant->home.city = "Bern";
        CHECK(tenant.save());
        CHECK(statements.texts().at(1) == statements.texts().at(0));
        tenant->home.zip = "1";
        CHECK(tenant.save());
        CHECK(statements.texts().at(2) != statements.texts().at(0));
        tenant->home.zip.reset();
        CHECK(tenant.save());
        CHECK(statements.texts().at(3) != statements.texts().at(2));
    });
}

TEST_CASE("a changed member that can't be stored is named by its whole path, and by its model") {
    on_each([](const tenon::Database& db) {
        const auto id = one_tenant(db);
        const auto tenants = db.model<Tenant>();
        const auto refused = [&](const std::string& path, auto change) {
            auto tenant = tenants.edit(id);
            change(*tenant);
            try {
                (void)tenant.save();
                FAIL("it was stored: " << path);
            } catch (const tenon::CastError& error) {
                CHECK(error.model() == "Tenant");
                CHECK(error.fields() == std::vector<std::string>{path});
                CHECK(std::string(error.what()).starts_with("Tenant: "));
                CHECK(std::string(error.what()).find("`" + path + "`") != std::string::npos);
            }
        };
        refused("home.city", [](Tenant& tenant) { tenant.home.city = "\xff"; });
        refused("home.street.name", [](Tenant& tenant) { tenant.home.street.name = "\xff"; });
        refused("home.second.name", [](Tenant& tenant) { tenant.home.second->name = "\xff"; });
        refused("home.rent", [](Tenant& tenant) { tenant.home.rent = tenon::Decimal::parse("0.001"); });
        refused("name", [](Tenant& tenant) { tenant.name = "\xff"; });
        CHECK(tenants.get(id).home.city == "Rome");
        try {
            (void)tenants.create({.name = "\xff"});
            FAIL("it was stored");
        } catch (const tenon::CastError& error) {
            CHECK(error.model() == "Tenant");
        }
    });
}
