#include "support/books.hpp"

using namespace backends;
using tenon::order_by, tenon::partition_by;

namespace {

using Numbers = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("row_number, rank and dense_rank tell a row's place") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        // In the order of their titles: Engine 200, Letters 60, Notes 60, Words 90.
        const auto by_title = [&](auto place) {
            return Numbers(books.find().order_by(f<&Book::title>).select(place).all());
        };
        const auto pages = order_by(f<&Book::pages>);
        CHECK(by_title(tenon::rank().over(pages)) == Numbers{4, 1, 1, 3});
        CHECK(by_title(tenon::dense_rank().over(pages)) == Numbers{3, 1, 1, 2});
        CHECK(by_title(tenon::row_number().over(order_by(f<&Book::pages>, f<&Book::title>.desc()))) ==
              Numbers{4, 2, 1, 3});
        CHECK(by_title(tenon::row_number().over(partition_by(f<&Book::author>), order_by(f<&Book::title>.desc()))) ==
              Numbers{3, 2, 1, 1});
        CHECK(by_title(tenon::rank().over(order_by(f<&Book::editor>))) == Numbers{1, 3, 2, 4});
        CHECK(by_title(tenon::rank().over(order_by(f<&Book::editor>.desc()))) == Numbers{4, 2, 3, 1});
        CHECK(by_title(tenon::rank().over(order_by(f<&Book::editor>.asc_empties_last()))) == Numbers{4, 2, 1, 3});
        CHECK(db.model<Person>()
                  .find()
                  .order_by(f<&Person::name>)
                  .select(tenon::dense_rank().over(order_by(f<&Person::mood>.desc())))
                  .all() == Numbers{2, 3, 3, 1});
    });
}

TEST_CASE("lag and lead give what another row has, and an empty where there is none") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        const auto rows = books.find()
                              .order_by(f<&Book::title>)
                              .select(tenon::lag(f<&Book::title>).over(order_by(f<&Book::title>)),
                                      tenon::lead<2>(f<&Book::pages>).over(order_by(f<&Book::title>)),
                                      tenon::lag(f<&Book::editor>).over(order_by(f<&Book::title>)),
                                      tenon::lag<0>(f<&Book::pages>).over(order_by(f<&Book::title>)))
                              .all();
        REQUIRE(rows.size() == 4);
        CHECK(std::get<0>(rows[0]) == std::nullopt);
        CHECK(std::get<0>(rows[3]) == "Notes");
        CHECK(std::get<1>(rows[0]) == 60);
        CHECK(std::get<1>(rows[2]) == std::nullopt);
        CHECK(std::get<2>(rows[1]) == std::nullopt);
        CHECK(std::get<2>(rows[2]).has_value());
        CHECK(std::get<3>(rows[3]) == 90);
    });
}

TEST_CASE("an aggregate over rows in an order runs, and without one is of all of them") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        const auto by_title = [&](auto total) { return books.find().order_by(f<&Book::title>).select(total).all(); };
        const auto title = order_by(f<&Book::title>);
        CHECK(by_title(tenon::sum(f<&Book::pages>).over(title)) == Numbers{200, 260, 320, 410});
        CHECK(by_title(tenon::sum(f<&Book::pages>).over()) == Numbers{410, 410, 410, 410});
        CHECK(by_title(tenon::sum(f<&Book::pages>).over(partition_by(f<&Book::author>))) == Numbers{320, 320, 320, 90});
        CHECK(by_title(tenon::sum(f<&Book::pages> * 2).over(partition_by(f<&Book::author>), title)) ==
              Numbers{400, 520, 640, 180});
        CHECK(by_title(tenon::count().over(partition_by(f<&Book::author>, f<&Book::pages>))) == Numbers{1, 2, 2, 1});
        CHECK(by_title(tenon::count(f<&Book::editor>).over(title)) == Numbers{0, 1, 2, 3});
        CHECK(by_title(tenon::min(f<&Book::pages>).over(title)) == std::vector<std::optional<int>>{200, 60, 60, 60});
        CHECK(by_title(tenon::max(f<&Book::title>).over(title)) ==
              std::vector<std::optional<std::string>>{"Engine", "Letters", "Notes", "Words"});
        CHECK(by_title(tenon::avg(f<&Book::pages>).over(title)) ==
              std::vector<std::optional<double>>{200, 130, 320 / 3.0, 102.5});
        CHECK(by_title(tenon::count().over(order_by(f<&Book::pages>, f<&Book::id>)) * 10) == Numbers{40, 20, 10, 30});
        // Rows that are alike in the order are told apart: no two of them have the same total.
        auto totals = books.find().select(tenon::sum(f<&Book::pages>).over(order_by(f<&Book::pages>))).all();
        std::sort(totals.begin(), totals.end());
        CHECK(totals == Numbers{60, 120, 210, 410});
    });
}

TEST_CASE("windows see the rows of the condition, before the limit, and can be sorted by") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        const auto place = tenon::row_number().over(order_by(f<&Book::pages>.desc(), f<&Book::title>));
        const auto found =
            books.find(f<&Book::pages> < 150).order_by(place).select(f<&Book::title>, place).limit(2).all();
        REQUIRE(found.size() == 2);
        CHECK(std::get<0>(found[0]) == "Words");
        CHECK(std::get<0>(found[1]) == "Letters");
        CHECK(std::get<1>(found[1]) == 2);
        CHECK(books.find().select(place).count() == 4);
        CHECK(books.find().select(place).exists());
        const tenon::Query<Book> query = books.find(f<&Book::pages> > 60);
        CHECK(query.order_by(place).select(place).all() == Numbers{1, 2});
        const auto values = [&](int less) {
            return books.find()
                .order_by(f<&Book::title>)
                .select(tenon::sum(tenon::case_when(f<&Book::pages> < less, 1).otherwise(0))
                            .over(partition_by(f<&Book::author>), order_by(f<&Book::title>)))
                .all();
        };
        CHECK(values(100) == Numbers{0, 1, 2, 1});
        CHECK(values(70) == Numbers{0, 1, 2, 0});
        const auto people = db.model<Person>();
        CHECK(people.count(f<&Person::id>.in(books.find().select(tenon::rank().over(order_by(f<&Book::author>))))) ==
              2);
    });
}

TEST_CASE("windows are refused where there are no rows beside a row") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        const auto place = tenon::row_number().over(order_by(f<&Book::title>));
        CHECK_THROWS_AS((void)books.find(place < 2).all(), tenon::QueryError);
        CHECK_THROWS_AS((void)books.find().group_by(f<&Book::author>).select(place).all(), tenon::QueryError);
        CHECK_THROWS_AS((void)books.find().select(place, tenon::count()).all(), tenon::QueryError);
        CHECK_THROWS_AS((void)books.find().select(place).distinct().all(), tenon::QueryError);
        CHECK_THROWS_AS((void)books.find().select(tenon::sum(place).over()).all(), tenon::QueryError);
        CHECK_THROWS_AS((void)books.find()
                            .select(tenon::count().over(partition_by(tenon::rank().over(order_by(f<&Book::id>)))))
                            .all(),
                        tenon::QueryError);
        CHECK_THROWS_AS(books.update(f<&Book::id> == 1, f<&Book::pages> = place), tenon::QueryError);
    });
}

TEST_CASE("a running sum that overflows is an error") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        const auto large = f<&Book::pages> * std::int64_t{40'000'000'000'000'000};
        CHECK_THROWS_AS((void)books.find().select(tenon::sum(large).over(order_by(f<&Book::id>))).all(),
                        tenon::QueryError);
    });
}
