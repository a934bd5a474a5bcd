// The rows of a struct's model as records: included by run-time models, and asked by the model's name.

#include <string>
#include <variant>
#include <vector>

#include "support/backends.hpp"
#include "support/messages.hpp"
#include "support/statements.hpp"

using namespace backends;
using tenon::field;
using tenon::Value;
namespace types = tenon::types;

namespace {

enum class Climate { mild, harsh };

struct Post {
    std::string street{};
    std::optional<int> floor{};
};

struct Station;

struct Country {
    std::int64_t id = 0;
    std::string name{};
    std::string code{};
    Climate climate = Climate::mild;
    tenon::Decimal area{};
    std::optional<tenon::Timestamp> since{};
    std::optional<std::variant<std::string, std::int64_t>> motto{};
    Post office{};
    std::vector<std::string> tongues{};
    tenon::Many<Station> stations{};
};

struct Station {
    std::int64_t id = 0;
    tenon::Ref<Country> country{};
    std::optional<tenon::Ref<Station>> next{};
    std::string name{};
    std::int32_t platforms = 0;
};

struct Ticket {
    tenon::Uuid id{};
    std::string text{};
};

bool is_checked = false;  // by checks, which are given objects of the struct

void describe(tenon::Schema<Country>& country) {
    country.field(f<&Country::name>).required().check("seen", [](const std::string&) { return is_checked = true; });
    country.field(f<&Country::code>).hidden();
    country.field(f<&Country::area>).precision(12, 2);
    country.check("whole", [](const Country&) { return is_checked = true; });
    country.has_many(f<&Country::stations>, f<&Station::country>);
}

const tenon::Database& with_structs(const tenon::Database& db) {
    db.sync<Country, Station, Ticket>();
    return db;
}

struct Railway {
    explicit Railway(const tenon::Database& db)
        : trips(with_structs(db).define(
              "Trip", {{"who", {.type = types::text}},
                       {"start", {.type = types::int64, .column = "start_id", .references = "Station"}},
                       {"ticket", {.type = types::uuid, .references = "Ticket"}}})) {
        const auto countries = db.model<Country>();
        const auto stations = db.model<Station>();
        db.sync();
        const auto first = countries.create({.name = "Northland",
                                             .code = "xyz",
                                             .climate = Climate::harsh,
                                             .area = tenon::Decimal::parse("12.5"),
                                             .since = tenon::Timestamp(1'700'000'000'123'000),
                                             .motto = "Onwards",
                                             .office = {"Main", 2},
                                             .tongues = {"north"}});
        const auto second = countries.create({.name = "Southland"});
        const auto a = stations.create({.country = first.id, .name = "Aby", .platforms = 2});
        const auto b = stations.create({.country = first.id, .next = a.id, .name = "Berg", .platforms = 9});
        stations.create({.country = first.id, .next = b.id, .name = "Cove", .platforms = 5});
        stations.create({.country = second.id, .name = "Dale", .platforms = 1});
        const auto ticket = db.model<Ticket>().create({.text = "single"});
        trips.create({{"who", "Ada"}, {"start", 1}, {"ticket", ticket.id}});
        trips.create({{"who", "Bob"}, {"start", 2}});
        trips.create({{"who", "Cid"}, {"start", 1}});
        trips.create({{"who", "Dan"}});
        is_checked = false;
    }
    tenon::RecordModel trips;
};

template <class Records>
std::string names(const Records& records) {
    std::string all;
    for (const tenon::Record& record : records) all += (all.empty() ? "" : " ") + record["name"].as_text();
    return all;
}

constexpr const char* only_read =
    "Model Station is a struct's, and its records are only read, for its rules are the struct's: write its objects, by "
    "db.model<Station>().";

}  // namespace

TEST_CASE("a record's reference to a struct's model loads its rows as records") {
    on_each([](const tenon::Database& db) {
        const Railway railway(db);
        const Statements sent(db);
        const auto trips = railway.trips.find().include("start", "ticket").order_by("id").all();
        CHECK(sent.count() == 3);
        REQUIRE(trips.size() == 4);
        const tenon::Record* aby = trips[0].one("start");
        REQUIRE(aby != nullptr);
        CHECK((*aby)["name"] == Value("Aby"));
        CHECK((*aby)["country"] == Value(1));
        CHECK((*aby)["platforms"] == Value(2));
        CHECK(trips[2].one("start") == aby);
        CHECK(trips[3].one("start") == nullptr);
        REQUIRE(trips[0].one("ticket") != nullptr);
        CHECK((*trips[0].one("ticket"))["text"] == Value("single"));
        CHECK(trips[1].one("ticket") == nullptr);
    });
}

TEST_CASE("the records of structs are filtered, sorted, limited and include further ones") {
    on_each([](const tenon::Database& db) {
        const Railway railway(db);
        const Statements sent(db);
        const auto stations = field("stations").where(field("platforms") > 1).order_by_descending("platforms").limit(2);
        const auto trips = railway.trips.find(field("start").any(field("country").any(field("name") == "Northland")))
                               .include(field("start").include(field("country").include(stations)).include("next"))
                               .order_by("id")
                               .all();
        CHECK(sent.count() == 5);
        REQUIRE(trips.size() == 3);
        const tenon::Record& country = *trips[1].one("start")->one("country");
        CHECK(names(country.related("stations")) == "Berg Cove");
        CHECK((*trips[1].one("start")->one("next"))["name"] == Value("Aby"));
        CHECK(trips[0].one("start")->one("next") == nullptr);
        const auto large =
            railway.trips.find().include(field("start").where(field("platforms") > 5)).order_by("id").all();
        CHECK(large[0].one("start") == nullptr);
        CHECK(large[1].one("start") != nullptr);
        CHECK(message_of<tenon::Error>([&] {
                  (void)railway.trips.find().include(field("start").include("countri"));
              }) == "Model Station has no relation `countri`; did you mean `country`?");
        CHECK(message_of<tenon::Error>([&] {
                  (void)railway.trips.find().include(field("start").where(field("nam") == "x")).all();
              }) == "Station: there is no field `nam`; did you mean `name`?");
    });
}

TEST_CASE("the records of structs have all kinds of values, and hidden fields stay hidden") {
    on_each([](const tenon::Database& db) {
        const Railway railway(db);
        const auto trip = railway.trips.find().include(field("start").include("country")).order_by("id").first();
        const tenon::Record& country = *trip->one("start")->one("country");
        CHECK(country["climate"] == Value("harsh"));
        CHECK(country["area"] == Value(tenon::Decimal::parse("12.50")));
        CHECK(country["since"] == Value(tenon::Timestamp(1'700'000'000'123'000)));
        CHECK(country["motto.text"] == Value("Onwards"));
        CHECK(country["office.street"] == Value("Main"));
        CHECK(country["tongues"] == Value(tenon::Array{"north"}));
        CHECK(country["code"].is_empty());
        const Country object = db.model<Country>().get(1);
        CHECK(country.to_json() == db.model<Country>().to_json(object));
        CHECK(trip->to_json().find("xyz") == std::string::npos);
        CHECK(trip->to_json().find(R"("start":{"id":1,"country":{"id":1,"name":"Northland",)") != std::string::npos);
        CHECK(db.model("Country").find().with_hidden().order_by("id").first()->operator[]("code") == Value("xyz"));
    });
}

TEST_CASE("a struct's model is asked by its name, as a run-time model is") {
    on_each([](const tenon::Database& db) {
        const Railway railway(db);
        const auto stations = db.model("Station");
        CHECK(stations.count() == 4);
        CHECK(stations.get("2")["name"] == Value("Berg"));
        CHECK(names(stations.find(field("country").any(field("name") == "Northland")).order_by("name").all()) ==
              "Aby Berg Cove");
        CHECK(names(stations.find(field("id") == 1).descend("next").order_by("id").all()) == "Aby Berg Cove");
        CHECK(stations.find().max("platforms") == Value(9));
        CHECK(stations.find().group_by("country").select({"country", {"n", tenon::count()}}).all().size() == 2);
        const auto first = stations.find().include("country").order_by("id").first();
        CHECK((*first->one("country"))["name"] == Value("Northland"));
        const auto countries =
            db.model("Country").find().include(field("stations").order_by("name")).order_by("id").all();
        CHECK(names(countries.front().related("stations")) == "Aby Berg Cove");
        const auto beside = railway.trips.find()
                                .order_by("id")
                                .join("start", stations.find())
                                .select({"who", {"at", tenon::joined(field("name"))}});
        CHECK(beside.all().front()["at"] == Value("Aby"));
        const auto reversed = stations.find().order_by("id").left_join(railway.trips.find().order_by("id"), "start");
        CHECK(reversed.select({"name", {"who", tenon::joined(field("who"))}}).all().size() == 5);
        const auto of = railway.trips.find().select({"start"}).union_with(stations.find().select({"id"}));
        CHECK(of.all().size() == 5);
        std::size_t streamed = 0;
        for (const tenon::Record& station : stations.find().stream(2)) streamed += station["name"].is_empty() ? 0 : 1;
        CHECK(streamed == 4);
        CHECK(stations.find().order_by("id").page(3).items.size() == 3);
        db.transaction([&](tenon::Transaction& tx) {
            tx.model<Station>().update(f<&Station::id> == 1, f<&Station::name> = "Aby Central");
            auto station = tx.model("Station").get(1);
            CHECK(station["name"] == Value("Aby Central"));
            tx.model<Station>().update(f<&Station::id> == 1, f<&Station::name> = "Aby");
            station.reload();
            CHECK(station["name"] == Value("Aby"));
        });
        CHECK(db.check("Station").empty());
        db.sync();
        CHECK(&db.model("Station").schema() == &stations.schema());
        CHECK_THROWS_AS((void)db.define("Station", {{"name", {.type = types::text}}}), tenon::SchemaError);
    });
}

TEST_CASE("the records of structs are never written") {
    on_each([](const tenon::Database& db) {
        const Railway railway(db);
        const auto stations = db.model("Station");
        const auto trip = railway.trips.find().include("start").order_by("id").first();
        tenon::Record station = *trip->one("start");
        station.set("name", "Other");
        CHECK(station.changed("name"));
        CHECK(message_of<tenon::Error>([&] { station.save(); }) == only_read);
        CHECK(message_of<tenon::Error>([&] { station.remove(); }) == only_read);
        CHECK(message_of<tenon::Error>([&] { station.validate(); }) == only_read);
        CHECK(message_of<tenon::Error>([&] { stations.create({{"name", "New"}, {"country", 1}, {"platforms", 1}}); }) ==
              only_read);
        CHECK(message_of<tenon::Error>([&] {
                  stations.upsert({{"id", 1}, {"name", "New"}, {"country", 1}, {"platforms", 1}});
              }) == only_read);
        CHECK(message_of<tenon::Error>([&] {
                  stations.insert_many({stations.build({{"name", "x"}, {"country", 1}, {"platforms", 1}})});
              }) == only_read);
        CHECK(message_of<tenon::Error>([&] { stations.update(field("id") == 1, {{"name", "New"}}); }) == only_read);
        CHECK(message_of<tenon::Error>([&] { stations.update(tenon::everything, field("platforms").inc(1)); }) ==
              only_read);
        CHECK(message_of<tenon::Error>([&] { stations.remove(field("id") == 1); }) == only_read);
        CHECK(message_of<tenon::Error>([&] { stations.increment(1, "platforms"); }) == only_read);
        CHECK(message_of<tenon::Error>([&] { (void)stations.find_one_and_remove(field("id") == 1); }) == only_read);
        CHECK(message_of<tenon::Error>([&] {
                  (void)stations.find_or_create(field("id") == 99, {{"name", "New"}, {"country", 1}, {"platforms", 1}});
              }) == only_read);
        const auto countries = db.model("Country");
        CHECK(message_of<tenon::Error>([&] {
                  countries.create({{"name", "New"}});
              }).starts_with("Model Country is a struct's"));
        CHECK(message_of<tenon::Error>([&] {
                  countries.update(field("id") == 1, {{"name", ""}});
              }).starts_with("Model Country is a struct's"));
        CHECK_FALSE(is_checked);
        CHECK(names(stations.find().order_by("id").all()) == "Aby Berg Cove Dale");
        CHECK(db.model<Station>().find(f<&Station::id> == 1).update(f<&Station::platforms> = 3) == 1);
        CHECK(stations.get(1)["platforms"] == Value(3));
    });
}
