// Keys of maps renamed where they are stored.

#include <map>

#include "support/backends.hpp"

using namespace backends;
namespace types = tenon::types;
using tenon::field;

namespace {

struct Corner {
    std::string name{};
    std::map<std::string, double> sides{};
};

struct Parcel {
    std::int64_t id = 0;
    std::map<std::string, std::string> labels{};
    std::map<std::string, std::int64_t> counts{};
    std::map<std::string, std::optional<bool>> flags{};
    std::optional<std::map<std::string, tenon::Json>> extra{};
    std::map<std::string, Corner> corners{};
    Corner corner{};
    std::optional<Corner> other{};
};

using Labels = std::map<std::string, std::string>;
constexpr std::int64_t beyond = 9'007'199'254'740'993;

}  // namespace

TEST_CASE("a key of a map is renamed, in place of the key that was there, and other keys stay") {
    on_each([](const tenon::Database& db) {
        db.sync<Parcel>();
        const auto parcels = db.model<Parcel>();
        std::vector<Parcel> made{{.labels = {{"old", "a"}, {"new", "b"}, {"it's \"odd\" \\ a.b $", "c"}}},
                                 {.labels = {{"old", "1"}, {"x", "2"}}},
                                 {.labels = {{"new", "3"}}}};
        (void)parcels.insert_many(made);
        CHECK(parcels.update(tenon::everything, f<&Parcel::labels>.rename("old", "new")) == 3);
        CHECK(parcels.get(1).labels == Labels{{"new", "a"}, {"it's \"odd\" \\ a.b $", "c"}});
        CHECK(parcels.get(2).labels == Labels{{"new", "1"}, {"x", "2"}});
        CHECK(parcels.get(3).labels == Labels{{"new", "3"}});
        (void)parcels.update(f<&Parcel::id> == 1, f<&Parcel::labels>.rename("it's \"odd\" \\ a.b $", "$ \"x\" \\ .y"));
        CHECK(parcels.get(1).labels == Labels{{"new", "a"}, {"$ \"x\" \\ .y", "c"}});
        (void)parcels.update(f<&Parcel::id> == 1, f<&Parcel::labels>.rename("new", ""));
        (void)parcels.update(f<&Parcel::id> == 2, f<&Parcel::labels>.rename(std::string("new"), "new"));
        CHECK(parcels.get(1).labels == Labels{{"", "a"}, {"$ \"x\" \\ .y", "c"}});
        CHECK(parcels.get(2).labels == Labels{{"new", "1"}, {"x", "2"}});
    });
}

TEST_CASE("what a renamed key had stays as it is") {
    on_each([](const tenon::Database& db) {
        db.sync<Parcel>();
        const auto parcels = db.model<Parcel>();
        const auto made = parcels.create(
            {.counts = {{"big", beyond}, {"small", -1}},
             .flags = {{"unknown", std::nullopt}, {"on", true}},
             .extra = std::map<std::string, tenon::Json>{{"n", tenon::Json::parse("9007199254740993")},
                                                         {"list", tenon::Json::parse("[1, \"a\", null, 0.5]")}},
             .corners = {{"first", {"A", {{"x", 0.1}}}}},
             .corner = {"B", {{"x", 1e300}}}});
        (void)parcels.update(f<&Parcel::id> == made.id, f<&Parcel::counts>.rename("big", "great"),
                             f<&Parcel::flags>.rename("unknown", "open"), f<&Parcel::extra>.rename("n", "m"),
                             f<&Parcel::corners>.rename("first", "last"),
                             f<&Parcel::corner, &Corner::sides>.rename("x", "y"));
        const Parcel now = parcels.get(made.id);
        CHECK(now.counts == std::map<std::string, std::int64_t>{{"great", beyond}, {"small", -1}});
        CHECK(now.flags == std::map<std::string, std::optional<bool>>{{"open", std::nullopt}, {"on", true}});
        CHECK(now.extra->at("m") == tenon::Json::parse("9007199254740993"));
        CHECK(now.extra->at("list") == tenon::Json::parse("[1, \"a\", null, 0.5]"));
        CHECK(now.extra->size() == 2);
        CHECK(now.corners.at("last").sides.at("x") == 0.1);
        CHECK(now.corners.size() == 1);
        CHECK(now.corner.sides == std::map<std::string, double>{{"y", 1e300}});
    });
}

TEST_CASE("an empty map stays empty") {
    on_each([](const tenon::Database& db) {
        db.sync<Parcel>();
        const auto parcels = db.model<Parcel>();
        const auto made = parcels.create({});
        (void)parcels.update(f<&Parcel::id> == made.id, f<&Parcel::extra>.rename("a", "b"),
                             f<&Parcel::labels>.rename("a", "b"));
        CHECK_FALSE(parcels.get(made.id).extra.has_value());
        CHECK(parcels.get(made.id).labels.empty());
    });
}

TEST_CASE("a key of a run-time map is renamed too, and of nothing else") {
    on_each([](const tenon::Database& db) {
        const auto parcels =
            db.define("Box", {{"labels", {.type = types::map(types::text)}}, {"name", {.type = types::text}}});
        db.sync();
        (void)parcels.create({{"labels", tenon::Document{{"old", "a"}, {"x", "b"}}}, {"name", "n"}});
        CHECK(parcels.update(field("name") == "n", field("labels").rename("old", "new")) == 1);
        CHECK(parcels.find(field("labels").at("new") == "a").count() == 1);
        CHECK(parcels.find(field("labels").contains_key("old")).count() == 0);
        CHECK_THROWS_AS((void)parcels.update(field("name") == "n", field("name").rename("a", "b")), tenon::QueryError);
    });
}
