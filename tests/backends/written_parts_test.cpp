// What is inside nested values of written rows: it is what a select gives of them.

#include <limits>
#include <tuple>

#include "support/backends.hpp"
#include "support/statements.hpp"

using namespace backends;
using tenon::Document;
using tenon::field;
using tenon::Value;
namespace types = tenon::types;

namespace {

enum class Noise { quiet, loud };

struct Spot {
    double x = 0;
    std::optional<std::int64_t> mark{};
    bool operator==(const Spot&) const = default;
};
struct Place {
    std::string city{};
    std::int32_t floor = 0;
    std::uint64_t big = 0;
    float weight = 0;
    bool lit = false;
    tenon::Decimal rent{};
    std::optional<tenon::Decimal> debt{};
    tenon::Timestamp since{};
    tenon::Date built{};
    tenon::Uuid token{};
    tenon::Bytes seal{};
    Noise noise = Noise::quiet;
    std::optional<std::string> note{};
    std::vector<std::string> keys{};
    Spot door{};
    std::optional<Spot> yard{};
};
struct Flat {
    std::int64_t id = 0;
    std::string name{};
    Place place{};
    std::optional<Place> second{};
    std::int32_t version = 0;
};

struct Row {
    std::string name{}, city{}, again{};
    std::optional<double> x{};
};

void describe(tenon::Schema<Place>& place) {
    place.field(f<&Place::rent>).precision(12, 2);
    place.field(f<&Place::debt>).precision(12, 2);
}

Place a_place() {
    return {.city = "Köln \"2\"",
            .floor = -3,
            .big = 9007199254740993U,
            .weight = 0.5F,
            .lit = true,
            .rent = tenon::Decimal::parse("9.50"),
            .debt = tenon::Decimal::parse("1234567890.01"),
            .since = tenon::Timestamp::parse("2024-02-29T12:30:00.123Z"),
            .built = tenon::Date(1908, 2, 29),
            .token = tenon::Uuid::parse("01234567-89ab-cdef-0123-456789abcdef"),
            .seal = {std::byte{0}, std::byte{255}},
            .noise = Noise::loud,
            .note = "",
            .keys = {"a", "b"},
            .door = {.x = 1.25, .mark = 7},
            .yard = Spot{.x = -1}};
}

/// One whole, and one with what can be empty.
void two_flats(const tenon::Database& db) {
    db.sync<Flat>();
    db.model<Flat>().insert_many(
        {{.name = "full", .place = a_place(), .second = a_place()}, {.name = "bare", .second = {}}});
}

/// All writes give what a select gives of the row.
template <class Query, class... Paths>
void expect_as_selected(const Query& query, const Paths&... paths) {
    const auto selected = query.select(paths...);
    const auto expected = selected.one();
    const auto renamed = f<&Flat::version> = f<&Flat::version> + 1;
    CHECK(selected.update_one(renamed) == expected);
    CHECK(selected.update_one(renamed, tenon::before) == expected);
    const auto rows = selected.returning().update(renamed);
    REQUIRE(rows.size() == 1);
    CHECK(rows.front() == expected);
}

template <class Query>
void expect_scalars_as_selected(const Query& query) {
    expect_as_selected(query, f<&Flat::place, &Place::city>, f<&Flat::place, &Place::floor>,
                       f<&Flat::place, &Place::big>, f<&Flat::place, &Place::weight>, f<&Flat::place, &Place::lit>,
                       f<&Flat::place, &Place::rent>, f<&Flat::place, &Place::debt>, f<&Flat::place, &Place::since>,
                       f<&Flat::place, &Place::built>, f<&Flat::place, &Place::token>, f<&Flat::place, &Place::seal>,
                       f<&Flat::place, &Place::noise>, f<&Flat::place, &Place::note>, f<&Flat::name>);
    expect_as_selected(query, f<&Flat::second, &Place::city>, f<&Flat::second, &Place::floor>,
                       f<&Flat::second, &Place::big>, f<&Flat::second, &Place::weight>, f<&Flat::second, &Place::lit>,
                       f<&Flat::second, &Place::rent>, f<&Flat::second, &Place::debt>, f<&Flat::second, &Place::since>,
                       f<&Flat::second, &Place::built>, f<&Flat::second, &Place::token>, f<&Flat::second, &Place::seal>,
                       f<&Flat::second, &Place::noise>, f<&Flat::second, &Place::note>);
}

}  // namespace

TEST_CASE("writes give scalars inside nested values as a select does") {
    on_each([](const tenon::Database& db) {
        two_flats(db);
        for (const char* name : {"full", "bare"})
            expect_scalars_as_selected(db.model<Flat>().find(f<&Flat::name> == name));
    });
}

TEST_CASE("writes give nested values inside nested values as a select does") {
    on_each([](const tenon::Database& db) {
        two_flats(db);
        for (const char* name : {"full", "bare"}) {
            const auto one = db.model<Flat>().find(f<&Flat::name> == name);
            expect_as_selected(one, f<&Flat::place, &Place::keys>, f<&Flat::place, &Place::door>,
                               f<&Flat::place, &Place::yard>);
            expect_as_selected(one, f<&Flat::second, &Place::door>, f<&Flat::second, &Place::yard>);
            expect_as_selected(one, f<&Flat::place, &Place::door, &Spot::x>, f<&Flat::place, &Place::door, &Spot::mark>,
                               f<&Flat::place, &Place::yard, &Spot::x>, f<&Flat::second, &Place::yard, &Spot::mark>);
        }
    });
}

TEST_CASE("one path is selected of written rows by itself, into a struct, and twice") {
    on_each([](const tenon::Database& db) {
        two_flats(db);
        const auto flats = db.model<Flat>();
        const auto full = flats.find(f<&Flat::name> == "full");
        const auto city = f<&Flat::place, &Place::city>;
        CHECK(full.select(city).update_one(city = "Bonn") == "Bonn");
        CHECK(full.select(city).update_one(city = "Ulm", tenon::before) == "Bonn");
        CHECK(full.select(city).returning().update(city = "Jena") == std::vector<std::string>{"Jena"});
        CHECK(full.select(f<&Flat::place, &Place::lit>).returning().update(f<&Flat::place, &Place::lit> = false) ==
              std::vector<bool>{false});
        const auto rows = flats.find(f<&Flat::id> > 0)
                              .select<Row>(f<&Flat::name>, city, city, f<&Flat::second, &Place::door, &Spot::x>)
                              .returning()
                              .update(f<&Flat::version> = 2);
        REQUIRE(rows.size() == 2);
        for (const Row& row : rows) {
            const bool is_full = row.name == "full";
            CHECK(row.city == (is_full ? "Jena" : ""));
            CHECK(row.again == row.city);
            CHECK(row.x == (is_full ? std::optional(1.25) : std::nullopt));
        }
        const auto big = f<&Flat::place, &Place::big>;
        const auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        CHECK(full.select(big).update_one(big = most) == most);
        CHECK(!flats.find(f<&Flat::id> > 9).select(city).update_one(city = "Gera"));
    });
}

TEST_CASE("replace_one and removals give what is inside nested values") {
    on_each([](const tenon::Database& db) {
        two_flats(db);
        const auto flats = db.model<Flat>();
        const auto debt = f<&Flat::second, &Place::debt>;
        const auto full = flats.find(f<&Flat::name> == "full");
        const Flat other{.name = "full", .second = Place{.debt = tenon::Decimal::parse("0.10")}};
        const auto debts = full.select(debt, f<&Flat::place, &Place::since>);
        const auto was = debts.one();
        CHECK(debts.replace_one(other, tenon::before) == was);
        CHECK(debts.replace_one(other) == debts.one());
        CHECK(std::get<0>(debts.one()) == tenon::Decimal::parse("0.10"));
        CHECK(full.select(debt).remove_one().value() == tenon::Decimal::parse("0.10"));
        const auto gone = flats.find(f<&Flat::id> > 0).select(debt).returning().remove();
        REQUIRE(gone.size() == 1);
        CHECK(!gone.front());
        CHECK(flats.count() == 0);
    });
}

TEST_CASE("a query without its type gives what is inside nested values of written rows") {
    on_each([](const tenon::Database& db) {
        two_flats(db);
        const tenon::Query<Flat> full = db.model<Flat>().find(f<&Flat::name> == "full");
        expect_scalars_as_selected(full);
        CHECK_THROWS_WITH_AS((void)full.select(f<&Flat::version> + 1).update_one(f<&Flat::version> = 1),
                             doctest::Contains("nothing made of them"), tenon::QueryError);
    });
}

namespace {

tenon::RecordModel define_flats(const tenon::Database& db) {
    const tenon::schema::Type spot =
        types::structure({{"x", {types::real}}, {"mark", {types::optional(types::int64)}}});
    const tenon::schema::Type place = types::structure({{"city", {types::text}},
                                                        {"floor", {types::int32}},
                                                        {"big", {types::uint64}},
                                                        {"rent", {types::decimal(12, 2)}},
                                                        {"since", {types::timestamp}},
                                                        {"built", {types::date}},
                                                        {"token", {types::uuid}},
                                                        {"note", {types::optional(types::text)}},
                                                        {"keys", {types::array(types::text)}},
                                                        {"yard", {types::optional(spot)}}});
    const auto flats = db.define(
        "Home",
        {{"name", {types::text}}, {"place", {place}}, {"second", {types::optional(place)}}, {"age", {types::int32}}});
    db.sync();
    const Document full{{"city", "Rome"},
                        {"floor", 3},
                        {"big", std::uint64_t{9007199254740993U}},
                        {"rent", "9.50"},
                        {"since", "2024-02-29T12:30:00.123Z"},
                        {"built", "1908-02-29"},
                        {"token", "01234567-89ab-cdef-0123-456789abcdef"},
                        {"keys", tenon::Array{"a"}},
                        {"yard", Document{{"x", 1.0}, {"mark", 7}}}};
    flats.create({{"name", "full"}, {"place", full}, {"second", full}, {"age", 1}});
    Document bare = full;
    bare["yard"] = Value();
    flats.create({{"name", "bare"}, {"place", bare}, {"age", 1}});
    return flats;
}

std::vector<tenon::RecordOutput> all_parts() {
    std::vector<tenon::RecordOutput> parts{"name"};
    for (const std::string outer : {"place", "second"})
        for (const char* inner :
             {"city", "floor", "big", "rent", "since", "built", "token", "note", "keys", "yard", "yard.x", "yard.mark"})
            parts.emplace_back(outer + "." + inner);
    return parts;
}

void expect_same(const tenon::RawRow& row, const tenon::RawRow& expected) {
    for (const std::string& name : expected.names()) {
        CAPTURE(name);
        CHECK(row[name].kind() == expected[name].kind());
        CHECK(row[name] == expected[name]);
    }
}

}  // namespace

TEST_CASE("writes of run-time models give fields, and what is inside them, as a select does") {
    on_each([](const tenon::Database& db) {
        const auto flats = define_flats(db);
        for (const char* name : {"full", "bare"}) {
            const auto selected = flats.find(field("name") == name).select(all_parts());
            const tenon::RawRow expected = selected.one();
            const Statements statements(db);
            expect_same(selected.update_one({{"age", 2}}).value(), expected);
            CHECK(statements.count() == 1);
            expect_same(selected.update_one(field("age").inc(1)).value(), expected);
            expect_same(selected.update_one({{"age", 2}}, tenon::after).value(), expected);
            expect_same(selected.update_one({{"age", 2}}, tenon::before).value(), expected);
            expect_same(selected.returning().update({{"age", 3}}).at(0), expected);
            expect_same(selected.returning().update(field("age").inc(1)).at(0), expected);
            expect_same(selected.remove_one().value(), expected);
            CHECK(!selected.remove_one());
            CHECK(!selected.update_one({{"age", 2}}, tenon::before));
        }
    });
}

TEST_CASE("writes of run-time models give values by their names") {
    on_each([](const tenon::Database& db) {
        const auto flats = define_flats(db);
        const auto full = flats.find(field("name") == "full");
        const auto cities = full.select({"place.city", {"rent", field("second.rent")}, {"again", field("place.city")}});
        const auto row = cities.update_one({{"place.city", "Oslo"}}).value();
        CHECK(row["place.city"] == "Oslo");
        CHECK(row["again"] == "Oslo");
        CHECK(row["rent"] == tenon::Decimal::parse("9.50"));
        const Document other{{"city", "Bonn"}};
        const auto replaced = full.select({"place.city", "age"});
        CHECK(replaced.replace_one({{"name", "full"}, {"place", other}}, tenon::before).value()["place.city"] ==
              "Oslo");
        CHECK(replaced.replace_one({{"name", "full"}, {"place", other}, {"age", 8}}).value()["age"] == 8);
        CHECK(flats.find(field("id") > 0).select({"second.rent"}).returning().remove().size() == 2);
    });
}

TEST_CASE("run-time writes give no computed values, and refuse what whole records do") {
    on_each([](const tenon::Database& db) {
        const auto flats = define_flats(db);
        const auto all = flats.find(field("age") > 0);
        CHECK_THROWS_WITH_AS((void)all.select({{"more", field("age") + 1}}).remove_one(),
                             doctest::Contains("nothing made of them"), tenon::QueryError);
        CHECK_THROWS_WITH_AS((void)all.select({"age"}).distinct().remove_one(), doctest::Contains("distinct"),
                             tenon::QueryError);
        CHECK_THROWS_AS((void)all.select({"age"}).limit(1).returning().remove(), tenon::QueryError);
        CHECK_THROWS_AS((void)flats.find().select({"age"}).returning().remove(), tenon::QueryError);
        CHECK_THROWS_AS((void)all.select({"place.street"}).remove_one(), tenon::QueryError);
        CHECK(flats.count() == 2);
    });
}
