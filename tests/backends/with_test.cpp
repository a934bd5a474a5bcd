// A query that is named once, and whose rows are looked at more than once.

#include "support/books.hpp"
#include "support/messages.hpp"
#include "support/statements.hpp"

using namespace backends;

namespace with_test {

struct Written {
    std::int64_t author = 0;
    std::int64_t pages = 0;
};

auto written_by(const tenon::Model<Book>& books, int least) {
    return books.find(f<&Book::pages> >= least)
        .group_by(f<&Book::author>)
        .select<Written>(f<&Book::author>, tenon::sum(f<&Book::pages>));
}

constexpr auto above_average = [](const auto& rows) {
    return rows.where(f<&Written::pages> > tenon::value_of(rows.select(tenon::avg(f<&Written::pages>))));
};

}  // namespace with_test

using namespace with_test;

TEST_CASE("rows of a named query are compared with what is made of all of them") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        const auto large = tenon::with(written_by(books, 0), above_average);  // 320 and 90
        CHECK(large.one().pages == 320);
        CHECK(large.count() == 1);
        CHECK(large.exists());
        CHECK(large.where(f<&Written::pages> > 1000).all().empty());
        CHECK(large.aggregate(tenon::sum(f<&Written::pages>)) == 320);
        // The values of the query are its own.
        CHECK(tenon::with(written_by(books, 61), above_average).one().pages == 200);
        CHECK(tenon::with(written_by(books, 1000), above_average).count() == 0);
    });
}

TEST_CASE("the rows of a named query are joined by set operations, and limited") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        const auto ends = tenon::with(written_by(books, 0), [](const auto& rows) {
            return rows.order_by(f<&Written::pages>)
                .limit(1)
                .rows()
                .union_all(rows.order_by(f<&Written::pages>.desc()).limit(1).rows());
        });
        const auto both = ends.order_by(tenon::output<&Written::pages>).all();
        REQUIRE(both.size() == 2);
        CHECK(both[0].pages == 90);
        CHECK(both[1].pages == 320);
        CHECK(ends.count() == 2);
        CHECK(tenon::from(ends).where(f<&Written::pages> > 100).count() == 1);
        const auto people = db.model<Person>();
        const auto authors = tenon::with(written_by(books, 0), [](const auto& rows) {
            return rows.where(f<&Written::pages> == tenon::value_of(rows.select(tenon::max(f<&Written::pages>))))
                .select(f<&Written::author>);
        });
        CHECK(people.find(f<&Person::id>.in(authors)).one().name == "Ada");
        CHECK(authors.one() == people.find(f<&Person::name> == "Ada").one().id);
        const auto shares = tenon::with(written_by(books, 0), [](const auto& rows) {
            return rows.order_by(f<&Written::pages>)
                .select(f<&Written::pages> * 100 / tenon::value_of(rows.select(tenon::sum(f<&Written::pages>))));
        });
        CHECK(shares.all() == std::vector<std::optional<std::int64_t>>{21, 78});
    });
}

TEST_CASE("named queries stand in each other, and the same one not twice") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        const auto few = books.find(f<&Book::pages> < 100).select<Written>(f<&Book::author>, f<&Book::pages>);
        const auto nested = tenon::with(written_by(books, 0), [&](const auto& totals) {
            return tenon::with(few, [&](const auto& rows) {
                return rows.where(
                    f<&Written::author>.in(totals.where(f<&Written::pages> > 300).select(f<&Written::author>)) &&
                    f<&Written::pages> == tenon::value_of(rows.select(tenon::min(f<&Written::pages>))));
            });
        });
        CHECK(nested.count() == 2);
        const auto twice =
            tenon::with(few, [&](const auto&) { return tenon::with(few, [](const auto& r) { return r; }); });
        CHECK(says(message_of<tenon::QueryError>([&] { (void)twice.count(); }), {"names the same query twice"}));
        const auto whole = tenon::with(few, [](const auto& rows) {
            CHECK_THROWS_AS((void)rows.all(), tenon::QueryError);
            return rows;
        });
        CHECK(whole.count() == 3);
    });
}

TEST_CASE("a named query is found once") {
    const auto db = tenon::open("sqlite::memory:");
    some_books(db);
    const auto large = tenon::with(written_by(db.model<Book>(), 0), above_average);
    const std::string sql = large.to_sql();
    CHECK(sql.starts_with("with \"tenon_rows1\" as ("));
    CHECK(sql.find("\"books\"") == sql.rfind("\"books\""));
}

TEST_CASE("run-time queries are named as well") {
    on_each([](const tenon::Database& db) {
        namespace types = tenon::types;
        using tenon::field;
        const auto sales = db.define("Sold", {{"shop", {.type = types::text}}, {"price", {.type = types::int64}}});
        db.sync();
        for (const int price : {1, 2, 3, 20}) sales.create({{"shop", price > 2 ? "b" : "a"}, {"price", price}});
        const auto totals = sales.find().group_by("shop").select({"shop", {"total", tenon::sum(field("price"))}});
        const auto large = tenon::with(totals, [](const tenon::RecordFrom& rows) {
            return rows.where(field("total") > tenon::value_of(rows.select({{"mean", tenon::avg(field("total"))}})));
        });
        CHECK(large.one()["shop"] == tenon::Value("b"));
        CHECK(large.count() == 1);
        const auto all = tenon::with(totals, [](const tenon::RecordFrom& rows) {
            return rows.rows().union_all(rows.where(field("total") > 9).rows());
        });
        CHECK(all.count() == 3);
    });
}
