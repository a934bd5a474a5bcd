// Conditions on what maps and variants hold.

#include <map>
#include <variant>

#include "support/backends.hpp"

using namespace backends;
namespace types = tenon::types;
using tenon::field;

namespace {

struct Cottage {
    std::string city{};
    std::optional<int> floor{};
};
struct Disc {
    double radius = 0;
    std::string name{};
};
struct Crate {
    std::int64_t radius = 0;  // a name that the other one has too, of another type
    std::optional<tenon::Decimal> weight{};
};

void describe(tenon::Schema<Crate>& crate) { crate.field(f<&Crate::weight>).precision(8, 2); }

enum class Evenness { odd, even };

struct Piece {
    std::int64_t id = 0;
    std::map<std::string, int> counts{};
    std::map<std::string, std::string> labels{};
    std::map<std::string, std::optional<bool>> flags{};
    std::map<std::string, Cottage> homes{};
    std::map<std::string, tenon::Timestamp> times{};
    std::map<std::string, Evenness> kinds{};
    std::optional<std::map<std::string, std::int64_t>> limits{};
    std::variant<Disc, Crate, std::string> shape{};
    std::optional<std::variant<std::int64_t, std::string>> note{};
};

constexpr std::int64_t beyond = 9'007'199'254'740'993;

void fill(const tenon::Database& db) {
    db.sync<Piece>();
    std::vector<Piece> pieces{{.counts = {{"a", 1}, {"a.b", 2}, {"$c", 3}, {"it's \"odd\" \\", 4}, {"", 5}, {"é%_", 6}},
                               .labels = {{"color", "red"}},
                               .flags = {{"on", true}, {"off", false}, {"unknown", std::nullopt}},
                               .homes = {{"summer", {"Bath", 2}}, {"winter", {"London", std::nullopt}}},
                               .times = {{"made", tenon::Timestamp(1'700'000'000'123'000)}},
                               .kinds = {{"k", Evenness::even}},
                               .limits = std::map<std::string, std::int64_t>{{"big", beyond}},
                               .shape = Disc{1.5, "one"},
                               .note = std::int64_t{7}},
                              {.counts = {{"a", 10}},
                               .labels = {{"color", "Red"}, {"a", "x"}},
                               .shape = Crate{3, tenon::Decimal::parse("2.50")},
                               .note = std::string("7")},
                              {.shape = std::string("none")}};
    (void)db.model<Piece>().insert_many(pieces);
}

using Ids = std::vector<std::int64_t>;
Ids ids_of(const tenon::Database& db, const tenon::Filter<Piece>& condition) {
    Ids ids;
    for (const Piece& piece : db.model<Piece>().find(condition).order_by(f<&Piece::id>)) ids.push_back(piece.id);
    return ids;
}

}  // namespace

TEST_CASE("a condition looks at what a map holds at a key, which is text as it is") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(ids_of(db, f<&Piece::counts>.at("a") >= 1) == Ids{1, 2});
        CHECK(ids_of(db, f<&Piece::counts>.at("a") == 10) == Ids{2});
        CHECK(ids_of(db, f<&Piece::counts>.at("a.b") == 2) == Ids{1});
        CHECK(ids_of(db, f<&Piece::counts>.at("$c") == 3) == Ids{1});
        CHECK(ids_of(db, f<&Piece::counts>.at("it's \"odd\" \\") == 4) == Ids{1});
        CHECK(ids_of(db, f<&Piece::counts>.at("") == 5) == Ids{1});
        CHECK(ids_of(db, f<&Piece::counts>.at("é%_") == 6) == Ids{1});
        CHECK(ids_of(db, f<&Piece::counts>.at("A") == 1).empty());
        CHECK(ids_of(db, f<&Piece::labels>.at(std::string("color")).iequals("RED")) == Ids{1, 2});
        CHECK(ids_of(db, f<&Piece::labels>.at("color") != "red") == Ids{2, 3});
        CHECK(ids_of(db, !(f<&Piece::counts>.at("a") < 5)) == Ids{2, 3});
        CHECK(ids_of(db, f<&Piece::flags>.at("on")) == Ids{1});
        CHECK(ids_of(db, f<&Piece::flags>.at("off") == false) == Ids{1});
        CHECK(ids_of(db, f<&Piece::times>.at("made") > tenon::Timestamp(1'700'000'000'000'000)) == Ids{1});
        CHECK(ids_of(db, f<&Piece::kinds>.at("k") == Evenness::even) == Ids{1});
        CHECK(ids_of(db, f<&Piece::limits>.at("big") == beyond) == Ids{1});
        CHECK(ids_of(db, f<&Piece::limits>.at("big").is_empty()) == Ids{2, 3});
        CHECK(ids_of(db, f<&Piece::counts>.at("a") + f<&Piece::id> == 12) == Ids{2});
    });
}

TEST_CASE("a path goes on from what a map holds") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(ids_of(db, f<&Piece::homes>.at("summer", f<&Cottage::city>) == "Bath") == Ids{1});
        CHECK(ids_of(db, f<&Piece::homes>.at("summer", f<&Cottage::floor>) == 2) == Ids{1});
        CHECK(ids_of(db, f<&Piece::homes>.at("winter", f<&Cottage::floor>) == 2).empty());
        CHECK(ids_of(db, f<&Piece::homes>.at("autumn", f<&Cottage::city>).is_empty()) == Ids{1, 2, 3});
    });
}

TEST_CASE("a map is asked for its keys and its size") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(ids_of(db, f<&Piece::counts>.contains_key("a")) == Ids{1, 2});
        CHECK(ids_of(db, !f<&Piece::counts>.contains_key("a.b")) == Ids{2, 3});
        CHECK(ids_of(db, f<&Piece::homes>.contains_key("summer")) == Ids{1});
        CHECK(ids_of(db, f<&Piece::flags>.contains_key("unknown")).empty());
        CHECK(ids_of(db, f<&Piece::labels>.size() == 2) == Ids{2});
        CHECK(ids_of(db, f<&Piece::counts>.size() == 0) == Ids{3});
        CHECK(ids_of(db, f<&Piece::limits>.size() == 0) == Ids{2, 3});
    });
}

TEST_CASE("what a map holds is selected, sorted by and set by") {
    on_each([](const tenon::Database& db) {
        fill(db);
        const auto pieces = db.model<Piece>();
        const auto counts =
            pieces.find().order_by(f<&Piece::counts>.at("a").desc()).select(f<&Piece::counts>.at("a")).all();
        CHECK(counts == std::vector<std::optional<int>>{10, 1, std::nullopt});
        CHECK(pieces.find().aggregate(tenon::sum(f<&Piece::counts>.at("a"))) == 11);
    });
}

TEST_CASE("a condition looks at what a variant holds, while it holds it") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(ids_of(db, f<&Piece::shape>.holds<Disc>()) == Ids{1});
        CHECK(ids_of(db, f<&Piece::shape>.holds<Crate>()) == Ids{2});
        CHECK(ids_of(db, !f<&Piece::shape>.holds<Crate>()) == Ids{1, 3});
        CHECK(ids_of(db, f<&Piece::shape>.holds<std::string>()) == Ids{3});
        CHECK(ids_of(db, f<&Piece::shape>.as<Disc>(f<&Disc::radius>) > 1) == Ids{1});
        CHECK(ids_of(db, f<&Piece::shape>.as<Crate>(f<&Crate::radius>) > 1) == Ids{2});
        CHECK(ids_of(db, !(f<&Piece::shape>.as<Crate>(f<&Crate::radius>) > 1)) == Ids{1, 3});
        CHECK(ids_of(db, f<&Piece::shape>.as<Crate>(f<&Crate::weight>) == tenon::Decimal::parse("2.5")) == Ids{2});
        CHECK(ids_of(db, f<&Piece::shape>.as<Disc>(f<&Disc::name>).starts_with("o")) == Ids{1});
        CHECK(ids_of(db, f<&Piece::shape>.as<std::string>() == "none") == Ids{3});
        CHECK(ids_of(db, f<&Piece::note>.as<std::int64_t>() == 7) == Ids{1});
        CHECK(ids_of(db, f<&Piece::note>.as<std::string>() == "7") == Ids{2});
        CHECK(ids_of(db, f<&Piece::note>.as<std::string>().is_empty()) == Ids{1, 3});
        CHECK(ids_of(db, f<&Piece::note>.holds<std::int64_t>() || f<&Piece::shape>.holds<std::string>()) == Ids{1, 3});
    });
}

TEST_CASE("run-time models have maps too") {
    on_each([](const tenon::Database& db) {
        const auto shops = db.define("Shop", {{"prices", {.type = types::map(types::decimal(8, 2))}},
                                              {"hours", {.type = types::map(types::array(types::int32))}}});
        db.sync();
        (void)shops.create({{"prices", tenon::Document{{"tea", "1.50"}, {"a.b", "2"}}},
                            {"hours", tenon::Document{{"monday", tenon::Array{9, 17}}}}});
        (void)shops.create({{"prices", tenon::Document{{"tea", "3.00"}}}});
        (void)shops.create({});
        CHECK(shops.find(field("prices").at("tea") < 2).count() == 1);
        CHECK(shops.find(field("prices").at("a.b") == "2.00").count() == 1);
        CHECK(shops.find(field("prices").contains_key("tea")).count() == 2);
        CHECK(shops.find(field("hours").contains_key("monday")).count() == 1);
        CHECK(shops.find(field("prices").size() >= 1).count() == 2);
        CHECK(shops.find(field("prices").size() == 0).count() == 1);
        CHECK_THROWS_AS((void)shops.find(field("id").at("tea") == 1).count(), tenon::QueryError);
        CHECK_THROWS_AS((void)shops.find(field("hours").at("monday") == tenon::Array{9}).count(), tenon::QueryError);
    });
}
