// Pages of what set operations give: all columns of a row tell it from the others.

#include <algorithm>

#include "support/messages.hpp"
#include "support/people.hpp"

using namespace backends;
namespace types = tenon::types;
using tenon::output;

namespace set_page_test {

enum class Kind { small, large };

struct Item {
    std::int64_t id = 0;
    std::string name{};
    std::optional<int> size{};
    tenon::Decimal price{};
    tenon::Timestamp made{};
    Kind kind = Kind::small;
    double weight = 0;
    bool sold = false;
    std::string secret{};
};

inline void describe(tenon::Schema<Item>& item) {
    item.field(f<&Item::price>).precision(8, 2);
    item.field(f<&Item::secret>).hidden();
}

struct Row {
    std::string name{};
    std::optional<int> size{};
    tenon::Decimal price{};
    tenon::Timestamp made{};
    Kind kind = Kind::small;
    double weight = 0;
    bool sold = false;

    friend bool operator==(const Row&, const Row&) = default;
};

void some_items(const tenon::Database& db) {
    db.sync<Item>();
    std::vector<Item> items;
    for (int i = 0; i < 24; ++i) {
        Item item;
        item.name = std::string(1, static_cast<char>('a' + i % 5));
        if (i % 4 != 0) item.size = i % 3;
        item.price = tenon::Decimal::scaled(i % 2 * 150 - 25, 2);
        item.made = tenon::Timestamp((i % 3) * 1'000'000);
        item.kind = i % 2 == 0 ? Kind::large : Kind::small;
        item.weight = i % 6 / 4.0;
        item.sold = i % 7 == 0;
        items.push_back(std::move(item));
    }
    db.model<Item>().insert_many(items);
}

auto rows_of(const tenon::Database& db, std::int64_t from, std::int64_t to) {
    return db.model<Item>()
        .find(f<&Item::id>.between(from, to))
        .select<Row>(f<&Item::name>, f<&Item::size>, f<&Item::price>, f<&Item::made>, f<&Item::kind>, f<&Item::weight>,
                     f<&Item::sold>);
}

/// All rows by pages, forwards, then backwards, which must give the same.
template <class Query>
auto walked(const Query& query, std::size_t size) {
    std::vector<typename Query::Row> all, back;
    auto page = query.page(size);
    CHECK(page.previous.empty());
    for (;;) {
        all.insert(all.end(), page.items.begin(), page.items.end());
        if (page.next.empty()) break;
        page = query.page(size, page.next);
    }
    for (;;) {
        back.insert(back.end(), page.items.rbegin(), page.items.rend());
        if (page.previous.empty()) break;
        page = query.page(size, page.previous);
    }
    std::reverse(back.begin(), back.end());
    CHECK(all == back);
    return all;
}

}  // namespace set_page_test

using namespace set_page_test;

TEST_CASE("pages of a set operation give each row once, in its order, forwards and backwards") {
    on_each([](const tenon::Database& db) {
        some_items(db);
        const auto both = rows_of(db, 1, 15).union_with(rows_of(db, 8, 24));
        const std::vector<Row> all = both.all();
        CHECK(all.size() == 24);
        for (const std::size_t size : {1U, 5U, 23U, 24U, 99U}) CHECK(walked(both, size).size() == all.size());
        const auto sorted = walked(both.order_by(output<&Row::kind>, output<&Row::size>.desc()), 4);
        CHECK(sorted == both.order_by(output<&Row::kind>, output<&Row::size>.desc(), output<0>, output<2>, output<3>,
                                      output<5>, output<6>)
                            .all());
        CHECK(std::is_permutation(sorted.begin(), sorted.end(), all.begin(), all.end()));
        CHECK(walked(both.order_by(output<&Row::price>.desc(), output<&Row::made>, output<&Row::sold>), 7).size() ==
              24);
        CHECK(walked(both.order_by(output<&Row::size>.desc_empties_first(), output<&Row::weight>), 3).size() == 24);
        CHECK(walked(rows_of(db, 1, 15).intersect(rows_of(db, 8, 24)).order_by(output<0>.desc()), 3).size() == 8);
        CHECK(walked(rows_of(db, 1, 15).except(rows_of(db, 8, 24)).order_by(output<0>.desc()), 3).size() == 7);
    });
}

TEST_CASE("pages of one value a row, and of groups") {
    on_each([](const tenon::Database& db) {
        some_items(db);
        const auto items = db.model<Item>();
        const auto names = items.find(f<&Item::size> == 1).select(f<&Item::name>);
        const auto others = items.find(f<&Item::size> == 2).select(f<&Item::name>);
        CHECK(walked(names.union_with(others).order_by(output<0>.desc()), 2) ==
              std::vector<std::string>{"e", "d", "c", "b", "a"});
        const auto counts = items.find().group_by(f<&Item::name>).select(f<&Item::name>, tenon::count());
        const auto sizes = items.find().select(f<&Item::name>, f<&Item::id> * 0);
        const auto found = walked(counts.union_with(sizes).order_by(output<1>.desc()), 3);
        REQUIRE(found.size() == 10);
        CHECK(found.front() == std::tuple<std::string, std::int64_t>("a", 5));
        CHECK(found.back() == std::tuple<std::string, std::int64_t>("e", 0));
    });
}

TEST_CASE("rows that come and go move no page of a set operation") {
    on_each([](const tenon::Database& db) {
        some_items(db);
        const auto items = db.model<Item>();
        const auto names = items.find(f<&Item::id> < 13).select(f<&Item::name>, f<&Item::id>);
        const auto all = names.union_with(items.find(f<&Item::id> >= 13).select(f<&Item::name>, f<&Item::id>))
                             .order_by(output<0>, output<1>);
        const auto first = all.page(3);
        items.remove(f<&Item::id> == std::get<1>(first.items.back()));
        (void)items.create({.name = ""});
        CHECK(std::get<1>(all.page(3, first.next).items.front()) == 16);
        CHECK(std::get<1>(first.items.back()) == 11);
    });
}

TEST_CASE("pages of run-time models' set operations") {
    on_each([](const tenon::Database& db) {
        const auto towns = db.define("Town", {{"name", {.type = types::text}}, {"size", {.type = types::int32}}});
        db.sync();
        for (int i = 0; i < 9; ++i)
            (void)towns.create({{"name", std::string(1, static_cast<char>('a' + i % 3))}, {"size", i % 2}});
        const auto all = towns.find()
                             .select({"name", "size"})
                             .union_with(towns.find(tenon::field("size") == 0).select({"name", "size"}))
                             .order_by_descending("name");
        std::string seen;
        std::string cursor;
        do {
            const auto page = all.page(4, cursor);
            for (const tenon::RawRow& row : page.items) seen += row["name"].as_text() + row["size"].to_json() + " ";
            cursor = page.next;
        } while (!cursor.empty());
        CHECK(seen == "c0 c1 b0 b1 a0 a1 ");
        CHECK_THROWS_AS((void)towns.find().select({"name"}).page(2), tenon::QueryError);
    });
}

TEST_CASE("a set operation whose rows no cursor tells apart has no pages") {
    on_each([](const tenon::Database& db) {
        some_items(db);
        const auto items = db.model<Item>();
        const auto names = items.find().select(f<&Item::name>);
        const auto refusal = [](const auto& query) {
            return message_of<tenon::QueryError>([&] { (void)query.page(2); });
        };
        CHECK(refusal(names.union_all(names)).find("union_all() may give a row twice") != std::string::npos);
        CHECK(refusal(names.union_with(names).limit(3)).find("has a limit or an offset already") != std::string::npos);
        CHECK(refusal(names.union_with(items.find().select(f<&Item::secret>))).find("`secret` is hidden") !=
              std::string::npos);
        const auto upper = names.union_with(names).order_by(output<0>);
        const std::string cursor = upper.page(2).next;
        CHECK_THROWS_AS((void)names.union_with(names).order_by(output<0>.desc()).page(2, cursor), tenon::CursorError);
        CHECK_THROWS_AS((void)upper.page(2, cursor + "x"), tenon::CursorError);
        CHECK_THROWS_AS((void)upper.page(0), tenon::QueryError);
    });
}
