#include "support/messages.hpp"
#include "support/people.hpp"

using namespace backends;
namespace unit = tenon::unit;

namespace {

struct Event {
    std::int64_t id = 0;
    std::string name{};
    std::optional<std::string> note{};
    tenon::Timestamp at{};
    std::optional<tenon::Timestamp> fine{};
    std::optional<tenon::Timestamp> written{};
    std::optional<tenon::Date> day{};
    double rate = 0;
    std::optional<tenon::Decimal> cost{};
    std::int64_t size = 0;
};
void describe(tenon::Schema<Event>& event) {
    event.field(f<&Event::fine>).precision(6);
    event.field(f<&Event::written>).stored_as_text();
    event.field(f<&Event::cost>).precision(10, 3);
}

tenon::Timestamp time(const char* iso) { return tenon::Timestamp::parse(iso); }

tenon::Model<Event> two_events(const tenon::Database& db) {
    db.sync<Event>();
    const auto events = db.model<Event>();
    events.insert_many({{.name = " \tÉté à Paris\n",
                         .note = "a-b-a",
                         .at = time("2024-01-31T23:59:58.250Z"),
                         .fine = time("1969-12-31T23:59:59.999999Z"),
                         .written = time("2024-02-29T05:06:07.008Z"),
                         .day = tenon::Date(2024, 1, 31),
                         .rate = -2.5,
                         .cost = tenon::Decimal::parse("-2.125"),
                         .size = -7},
                        {.name = "x", .at = time("2023-01-01T00:00:00Z"), .rate = 0.5}});
    return events;
}

template <class E>
auto value_of(const tenon::Model<Event>& events, const E& expression) {
    return events.find(f<&Event::id> == 1).select(expression).one();
}
template <class E>
bool is_empty(const tenon::Model<Event>& events, const E& expression) {
    return events.find(f<&Event::id> == 2 && expression == std::nullopt).exists();
}

}  // namespace

TEST_CASE("parts of times are in UTC") {
    on_each([](const tenon::Database& db) {
        const auto events = two_events(db);
        CHECK(value_of(events, tenon::year(f<&Event::at>)) == 2024);
        CHECK(value_of(events, tenon::quarter(f<&Event::at>)) == 1);
        CHECK(value_of(events, tenon::month(f<&Event::at>)) == 1);
        CHECK(value_of(events, tenon::day(f<&Event::at>)) == 31);
        CHECK(value_of(events, tenon::hour(f<&Event::at>)) == 23);
        CHECK(value_of(events, tenon::minute(f<&Event::at>)) == 59);
        CHECK(value_of(events, tenon::second(f<&Event::at>)) == 58);
        CHECK(value_of(events, tenon::weekday(f<&Event::at>)) == 3);
        CHECK(value_of(events, tenon::year(f<&Event::fine>)) == 1969);
        CHECK(value_of(events, tenon::second(f<&Event::fine>)) == 59);
        CHECK(value_of(events, tenon::day(f<&Event::written>)) == 29);
        CHECK(value_of(events, tenon::month(f<&Event::day>)) == 1);
        CHECK(value_of(events, tenon::weekday(f<&Event::day>)) == 3);
        CHECK(is_empty(events, tenon::month(f<&Event::day>)));
        CHECK(is_empty(events, tenon::hour(f<&Event::fine>)));
        CHECK(events.count(tenon::weekday(f<&Event::at>) == 7) == 1);
    });
}

TEST_CASE("times are truncated to the start of a unit") {
    on_each([](const tenon::Database& db) {
        const auto events = two_events(db);
        const auto at = [&](auto tag) { return value_of(events, tenon::truncate(f<&Event::at>, tag)); };
        CHECK(at(unit::year) == time("2024-01-01T00:00:00Z"));
        CHECK(at(unit::quarter) == time("2024-01-01T00:00:00Z"));
        CHECK(at(unit::month) == time("2024-01-01T00:00:00Z"));
        CHECK(at(unit::week) == time("2024-01-29T00:00:00Z"));
        CHECK(at(unit::day) == time("2024-01-31T00:00:00Z"));
        CHECK(at(unit::hour) == time("2024-01-31T23:00:00Z"));
        CHECK(at(unit::minute) == time("2024-01-31T23:59:00Z"));
        CHECK(at(unit::second) == time("2024-01-31T23:59:58Z"));
        CHECK(value_of(events, tenon::truncate(f<&Event::fine>, unit::second)) == time("1969-12-31T23:59:59Z"));
        CHECK(value_of(events, tenon::truncate(f<&Event::written>, unit::hour)) == time("2024-02-29T05:00:00Z"));
        CHECK(value_of(events, tenon::truncate(f<&Event::day>, unit::week)) == tenon::Date(2024, 1, 29));
        CHECK(is_empty(events, tenon::truncate(f<&Event::day>, unit::month)));
        CHECK(events.count(tenon::truncate(f<&Event::written>, unit::day) == time("2024-02-29T00:00:00Z")) == 1);
        CHECK(events.count(tenon::truncate(f<&Event::written>, unit::day) > f<&Event::at>) == 1);
        const auto months = events.find()
                                .group_by(tenon::truncate(f<&Event::at>, unit::month))
                                .select(tenon::truncate(f<&Event::at>, unit::month), tenon::count())
                                .order_by(tenon::truncate(f<&Event::at>, unit::month))
                                .all();
        REQUIRE(months.size() == 2);
        CHECK(std::get<0>(months[0]) == time("2023-01-01T00:00:00Z"));
    });
}

TEST_CASE("times are moved, and their distance counted") {
    on_each([](const tenon::Database& db) {
        const auto events = two_events(db);
        const auto moved = [&](const auto& of, int count, auto tag) {
            return value_of(events, tenon::add(of, count, tag));
        };
        CHECK(moved(f<&Event::at>, 1, unit::month) == time("2024-02-29T23:59:58.250Z"));
        CHECK(moved(f<&Event::at>, -11, unit::month) == time("2023-02-28T23:59:58.250Z"));
        CHECK(moved(f<&Event::at>, 1, unit::quarter) == time("2024-04-30T23:59:58.250Z"));
        CHECK(moved(f<&Event::at>, 2, unit::second) == time("2024-02-01T00:00:00.250Z"));
        CHECK(moved(f<&Event::at>, -1, unit::week) == time("2024-01-24T23:59:58.250Z"));
        CHECK(moved(f<&Event::fine>, 1, unit::year) == time("1970-12-31T23:59:59.999999Z"));
        CHECK(moved(f<&Event::written>, -1, unit::year) == time("2023-02-28T05:06:07.008Z"));
        CHECK(moved(f<&Event::day>, 1, unit::month) == tenon::Date(2024, 2, 29));
        CHECK(moved(f<&Event::day>, 1, unit::day) == tenon::Date(2024, 2, 1));
        CHECK(value_of(events, tenon::add(f<&Event::at>, f<&Event::size>, unit::day)) ==
              time("2024-01-24T23:59:58.250Z"));
        CHECK(is_empty(events, tenon::add(f<&Event::day>, 1, unit::day)));
        CHECK_THROWS_AS((void)moved(f<&Event::at>, 8000, unit::year), tenon::QueryError);
        CHECK_THROWS_AS((void)moved(f<&Event::day>, -2'000'000'000, unit::day), tenon::QueryError);
        const auto distance = [&](const auto& a, const auto& b, auto tag) {
            return value_of(events, tenon::difference(a, b, tag));
        };
        CHECK(distance(f<&Event::written>, f<&Event::at>, unit::day) == 28);
        CHECK(distance(f<&Event::at>, f<&Event::written>, unit::day) == -28);
        CHECK(distance(f<&Event::written>, f<&Event::at>, unit::week) == 4);
        CHECK(distance(f<&Event::at>, time("2024-01-31T00:00:00Z"), unit::minute) == 1439);
        CHECK(distance(time("2024-02-01T00:00:00Z"), f<&Event::at>, unit::second) == 1);
        CHECK(distance(f<&Event::day>, tenon::Date(2024, 1, 1), unit::day) == 30);
        CHECK(is_empty(events, tenon::difference(f<&Event::fine>, f<&Event::at>, unit::hour)));
        CHECK(events.update(f<&Event::id> == 1, f<&Event::written> = tenon::add(f<&Event::written>, 1, unit::day)) ==
              1);
        CHECK(events.get(1).written == time("2024-03-01T05:06:07.008Z"));
    });
}

TEST_CASE("text is trimmed, cut, replaced and looked through by characters") {
    on_each([](const tenon::Database& db) {
        const auto events = two_events(db);
        const auto trimmed = f<&Event::name>.trim();
        CHECK(value_of(events, trimmed) == "Été à Paris");
        CHECK(value_of(events, trimmed.substring(0, 3)) == "Été");
        CHECK(value_of(events, trimmed.substring(6, 100)) == "Paris");
        CHECK(value_of(events, trimmed.substring(99, 1)).empty());
        CHECK(value_of(events, trimmed.substring(3, 0)).empty());
        CHECK(value_of(events, trimmed.position("à")) == 4);
        CHECK(value_of(events, trimmed.position("É")) == 0);
        CHECK(value_of(events, trimmed.position("")) == 0);
        CHECK(value_of(events, trimmed.position("z")) == std::nullopt);
        CHECK(value_of(events, f<&Event::note>.replace("a", "xy")) == "xy-b-xy");
        CHECK(value_of(events, f<&Event::note>.replace("", "z")) == "a-b-a");
        CHECK(value_of(events, f<&Event::note>.replace(f<&Event::note>, "")) == "");
        CHECK(is_empty(events, f<&Event::note>.replace("a", "b")));
        CHECK(is_empty(events, f<&Event::name>.replace("", f<&Event::note>)));
        CHECK(is_empty(events, f<&Event::note>.substring(0, 1)));
        CHECK(is_empty(events, f<&Event::name>.position(f<&Event::note>)));
        CHECK(events.count(trimmed.length() == 11) == 1);
        CHECK(events.count(f<&Event::note>.position("b") + 1 == 3) == 1);
        CHECK_THROWS_AS((void)trimmed.substring(-1, 2), tenon::QueryError);
    });
}

TEST_CASE("numbers lose their sign and their digits") {
    on_each([](const tenon::Database& db) {
        const auto events = two_events(db);
        const auto decimal = [](const char* text) { return tenon::Decimal::parse(text); };
        CHECK(value_of(events, tenon::abs(f<&Event::size>)) == 7);
        CHECK(value_of(events, tenon::abs(f<&Event::rate>)) == 2.5);
        CHECK(value_of(events, tenon::abs(f<&Event::cost>)) == decimal("2.125"));
        CHECK(value_of(events, tenon::floor(f<&Event::rate>)) == -3);
        CHECK(value_of(events, tenon::ceil(f<&Event::rate>)) == -2);
        CHECK(value_of(events, tenon::round(f<&Event::rate>)) == -2);
        CHECK(value_of(events, tenon::floor(f<&Event::cost>)) == decimal("-3"));
        CHECK(value_of(events, tenon::ceil(f<&Event::cost>)) == decimal("-2"));
        CHECK(value_of(events, tenon::round(f<&Event::cost>)) == decimal("-2"));
        CHECK(value_of(events, tenon::round<1>(f<&Event::cost>)) == decimal("-2.1"));
        CHECK(value_of(events, tenon::round<2>(f<&Event::cost>)) == decimal("-2.12"));
        CHECK(value_of(events, tenon::round<5>(f<&Event::cost>)) == decimal("-2.125"));
        CHECK(events.find(f<&Event::id> == 2).select(tenon::round(f<&Event::rate>)).one() == 0);
        CHECK(is_empty(events, tenon::round<1>(f<&Event::cost>)));
        CHECK(events.count(tenon::abs(f<&Event::size>) * 2 == 14) == 1);
        events.update(f<&Event::id> == 1, f<&Event::size> = std::numeric_limits<std::int64_t>::min());
        CHECK_THROWS_AS((void)value_of(events, tenon::abs(f<&Event::size>)), tenon::QueryError);
    });
}

TEST_CASE("run-time models have the functions of numbers, text and times") {
    on_each([](const tenon::Database& db) {
        namespace types = tenon::types;
        using tenon::field;
        const auto things = db.define("Thing", {{"name", {.type = types::text}},
                                                {"at", {.type = types::timestamp}},
                                                {"on", {.type = types::date}},
                                                {"rate", {.type = types::real}},
                                                {"size", {.type = types::int32}}});
        db.sync();
        (void)things.create(
            {{"name", " Éa "}, {"at", "2024-01-31T10:00:00Z"}, {"on", "2024-01-31"}, {"rate", -1.5}, {"size", -3}});
        const auto holds = [&](const tenon::RecordExpression& condition) { return things.find(condition).exists(); };
        CHECK(holds(tenon::month(field("at")) == 1 && tenon::weekday(field("on")) == 3));
        CHECK(holds(tenon::truncate(field("at"), unit::month) == "2024-01-01T00:00:00Z"));
        CHECK(holds(tenon::add(field("on"), 1, unit::month) == "2024-02-29"));
        CHECK(holds(tenon::difference(field("at"), "2024-01-30T10:00:00Z", unit::hour) == 24));
        CHECK(holds(field("name").trim().substring(1, 5) == "a" && field("name").position("a") == 2));
        CHECK(holds(field("name").replace(" ", "").upper() == "ÉA" && field("name").length() == 4));
        CHECK(holds(tenon::abs(field("size")) == 3 && tenon::round(field("rate")) == -2));
        CHECK(holds(tenon::floor(field("rate")) == -2 && tenon::ceil(field("rate")) == -1));
        CHECK_THROWS_AS((void)holds(tenon::hour(field("on")) == 1), tenon::QueryError);
        CHECK_THROWS_AS((void)holds(tenon::month(field("name")) == 1), tenon::QueryError);
        CHECK_THROWS_AS((void)holds(tenon::floor(field("size")) == 1), tenon::QueryError);
        CHECK_THROWS_AS((void)holds(tenon::round(field("rate"), 2) == 1), tenon::QueryError);
        CHECK_THROWS_AS((void)holds(tenon::difference(field("at"), field("at"), unit::month) == 1), tenon::QueryError);
    });
}
