// Numbers, times and absent conditions where a backend might answer differently: each case was such a difference.

#include <limits>

#include "support/backends.hpp"

using namespace backends;
using tenon::Decimal;
using tenon::Timestamp;

namespace {

struct Part {
    std::string name{};
    double weight = 0;
};

struct Item {
    std::int64_t id = 0;
    std::int64_t count = 0;
    Decimal price{};
    double ratio = 0;
    Timestamp at{};
    Timestamp exact{};
    Part part{};
    std::vector<Part> parts{};
};
void describe(tenon::Schema<Item>& item) {
    item.field(f<&Item::price>).precision(10, 2);
    item.field(f<&Item::exact>).precision(6);
}

tenon::Model<Item> one_item(const tenon::Database& db) {
    const auto items = db.model<Item>();
    db.sync<Item>({.force = true});
    items.create({.count = std::numeric_limits<std::int64_t>::min(),
                  .price = Decimal::parse("1.10"),
                  .ratio = 1.0 / 3,
                  .exact = Timestamp(-1'500),
                  .part = {"a", 1},
                  .parts = {{"x", 0.1}, {"y", 2}}});
    return items;
}

}  // namespace

TEST_CASE("decimals that are computed keep their scale") {
    on_each([](const tenon::Database& db) {
        const auto items = one_item(db);
        CHECK(items.find().select(f<&Item::price> + f<&Item::price>).one() == Decimal::parse("2.20"));
        CHECK(items.find().select(f<&Item::price> * 3).one() == Decimal::parse("3.30"));
        CHECK(items.find().select(Decimal::parse("1.00") + f<&Item::price> * 2).one() == Decimal::parse("3.20"));
        CHECK(items.aggregate(tenon::sum(f<&Item::price> + f<&Item::price>)) == Decimal::parse("2.20"));
    });
}

TEST_CASE("a decimal finer than its field, or beyond it, equals nothing there") {
    on_each([](const tenon::Database& db) {
        const auto items = one_item(db);
        for (const char* other : {"1.101", "1e30", "-1e30"}) {
            CHECK(items.count(f<&Item::price> == Decimal::parse(other)) == 0);
            CHECK(items.count(f<&Item::price> != Decimal::parse(other)) == 1);
            CHECK(items.count(f<&Item::price>.in({Decimal::parse(other)})) == 0);
            CHECK(items.count(!f<&Item::price>.in({Decimal::parse(other)})) == 1);
            CHECK(items.count(f<&Item::count> == Decimal::parse(other)) == 0);
        }
        CHECK(items.count(f<&Item::count> <= Decimal::parse("-1e30")) == 0);
        CHECK(items.count(f<&Item::count> > Decimal::parse("-1e30")) == 1);
        CHECK(items.count(f<&Item::price> > f<&Item::count>) == 1);
        CHECK(items.count(f<&Item::price> == f<&Item::count>) == 0);
    });
}

TEST_CASE("reals and decimals beside a run-time integer field compare by value") {
    on_each([](const tenon::Database& db) {
        const auto users = db.define("User", {{"age", {.type = tenon::types::int32}}});
        db.sync({.force = true});
        users.create({{"age", 2}});
        CHECK(users.find(tenon::field("age") < 2.5).count() == 1);
        CHECK(users.find(tenon::field("age") == 2.5).count() == 0);
        CHECK(users.find(tenon::field("age") == 2.0).count() == 1);
        CHECK(users.find(tenon::field("age") < Decimal::parse("2.5")).count() == 1);
        CHECK(users.find(tenon::field("age") != Decimal::parse("2.5")).count() == 1);
        CHECK(users.find(tenon::field("age") == Decimal::parse("2.0")).count() == 1);
    });
}

TEST_CASE("an integer is none of the fractions in a list") {
    on_each([](const tenon::Database& db) {
        const auto items = one_item(db);
        CHECK(items.count(f<&Item::id>.in({1.5, 1.0})) == 1);
        CHECK(items.count(f<&Item::id>.in({1.5, 1e300})) == 0);
        CHECK(items.count(!f<&Item::id>.in({1.5})) == 1);
    });
}

TEST_CASE("a double keeps its digits when it goes into a nested value") {
    on_each([](const tenon::Database& db) {
        const auto items = one_item(db);
        items.update(tenon::everything, f<&Item::part, &Part::weight> = f<&Item::ratio>);
        CHECK(items.get(1).part.weight == 1.0 / 3);
    });
}

TEST_CASE("a time finer than its field is rounded down, also when it comes from another field") {
    on_each([](const tenon::Database& db) {
        const auto items = one_item(db);
        items.update(tenon::everything, f<&Item::at> = f<&Item::exact>);
        CHECK(items.get(1).at == Timestamp(-2'000));
    });
}

TEST_CASE("the values of absent conditions, and of those that are always true, are left unused") {
    on_each([](const tenon::Database& db) {
        const auto items = one_item(db);
        CHECK(items.count(tenon::when(false, f<&Item::price> > Decimal(5))) == 1);
        CHECK(items.count(f<&Item::id> == 1 && tenon::when(false, f<&Item::ratio> > 5)) == 1);
        CHECK(items.count(f<&Item::id> == 1 || f<&Item::id> < 1e300) == 1);
    });
}

TEST_CASE("run-time lists hold nested values") {
    on_each([](const tenon::Database& db) {
        const auto items = one_item(db);
        tenon::Filter<Item> both = f<&Item::parts>.contains_all({Part{"y", 2}, Part{"x", 0.1}});
        CHECK(items.find(both).count() == 1);
        tenon::Filter<Item> other = f<&Item::parts>.contains_all({Part{"y", 3}});
        CHECK(items.find(other).count() == 0);
    });
}
