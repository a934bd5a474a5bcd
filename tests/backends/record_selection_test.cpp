// What queries on run-time models select: values by name, groups, windows, set operations.

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::field, tenon::order_by, tenon::partition_by;
namespace types = tenon::types;

namespace {

tenon::RecordModel some_sales(const tenon::Database& db) {
    const auto sales = db.define("Sale", {{"shop", {.type = types::text, .required = true}},
                                          {"item", {.type = types::text}},
                                          {"price", {.type = types::int32}},
                                          {"open", {.type = types::boolean}},
                                          {"cost", {.type = types::decimal(8, 2)}}});
    db.define("Shop", {{"name", {.type = types::text}}, {"founded", {.type = types::int32}}});
    db.sync();
    sales.create({{"shop", "north"}, {"item", "lamp"}, {"price", 40}, {"open", true}, {"cost", "9.50"}});
    sales.create({{"shop", "north"}, {"item", "chair"}, {"price", 25}, {"cost", "2.25"}});
    sales.create({{"shop", "south"}, {"item", "desk"}, {"price", 90}, {"open", false}});
    sales.create({{"shop", "north"}, {"item", "shelf"}, {"price", 40}});
    sales.create({{"shop", "south"}, {"item", "lamp"}});
    db.model("Shop").create({{"name", "north"}, {"founded", 1990}});
    db.model("Shop").create({{"name", "lamp"}, {"founded", 40}});
    return sales;
}

/// "lamp 40, chair 25"
std::string words(const std::vector<tenon::RawRow>& rows) {
    std::string all;
    for (const tenon::RawRow& row : rows) {
        if (!all.empty()) all += ", ";
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) all += ' ';
            const tenon::Value& value = row[i];
            if (value.is_empty())
                all += "-";
            else
                all += value.kind() == tenon::Kind::text ? value.as_text() : std::to_string(value.as_int64());
        }
    }
    return all;
}

}  // namespace

TEST_CASE("a run-time query selects values by name") {
    on_each([](const tenon::Database& db) {
        const auto sales = some_sales(db);
        const auto rows = sales.find(field("price") > 30)
                              .order_by("id")
                              .select({"item", {"double", field("price") * 2}, "open", "cost"})
                              .all();
        REQUIRE(rows.size() == 3);
        CHECK(std::vector<std::string>(rows[0].names().begin(), rows[0].names().end()) ==
              std::vector<std::string>{"item", "double", "open", "cost"});
        CHECK(rows[0]["item"].as_text() == "lamp");
        CHECK(rows[1]["double"].as_int64() == 180);
        CHECK(rows[0]["open"] == tenon::Value(true));
        CHECK(rows[1]["open"] == tenon::Value(false));
        CHECK(rows[2]["open"].is_empty());
        CHECK(rows[0]["cost"] == tenon::Value(tenon::Decimal::parse("9.50")));
        CHECK(message_of<tenon::QueryError>([&] { (void)rows[0]["prize"]; }) == "The row has no column `prize`.");

        const auto items = sales.find().select({"item"});
        CHECK(words(items.distinct().order_by("item").all()) == "chair, desk, lamp, shelf");
        CHECK(words(items.order_by_descending("item").limit(2).offset(1).all()) == "lamp, lamp");
        CHECK(items.count() == 5);
        CHECK(items.exists());
        CHECK((*items.order_by("item").first())["item"].as_text() == "chair");
        CHECK_THROWS_AS((void)items.one(), tenon::QueryError);
        CHECK_THROWS_AS((void)sales.find(field("id") == 99).select({"item"}).one(), tenon::NotFound);
        std::string all;
        for (const tenon::RawRow& row : items.order_by("item")) all += row["item"].as_text().substr(0, 1);
        CHECK(all == "cdlls");
        CHECK(!items.to_sql().empty());
        CHECK(!items.explain().empty());
    });
}

TEST_CASE("a run-time query groups, and filters groups") {
    on_each([](const tenon::Database& db) {
        const auto sales = some_sales(db);
        const auto totals = sales.find().group_by("shop").select(
            {"shop", {"total", sum(field("price"))}, {"sales", tenon::count()}, {"least", min(field("price"))}});
        CHECK(words(totals.order_by("total").all()) == "south 90 2 90, north 105 3 25");
        CHECK(words(totals.having(tenon::count() > 2).all()) == "north 105 3 25");
        CHECK(words(totals.having(sum(field("price")) < 100).all()) == "south 90 2 90");
        CHECK(totals.count() == 2);
        CHECK(!totals.having(tenon::count() > 3).exists());
        CHECK(words(sales.find().select({{"most", max(field("price"))}, {"priced", count(field("price"))}}).all()) ==
              "90 4");
        CHECK(words(sales.find()
                        .group_by(field("price") / 10)
                        .select({{"items", count_distinct(field("item"))}})
                        .order_by("items")
                        .limit(1)
                        .all()) == "1");
    });
}

TEST_CASE("a run-time query computes over the rows beside a row") {
    on_each([](const tenon::Database& db) {
        const auto sales = some_sales(db);
        const auto by_id = [&](const tenon::RecordExpression& value) {
            return words(sales.find().order_by("id").select({{"value", value}}).all());
        };
        const auto dearest = order_by(field("price").desc(), field("id"));
        CHECK(by_id(tenon::row_number().over(dearest)) == "2, 4, 1, 3, 5");
        CHECK(by_id(tenon::rank().over(partition_by(field("shop")), order_by(field("price").desc()))) ==
              "1, 3, 1, 1, 2");
        CHECK(by_id(tenon::dense_rank().over(order_by(field("price").desc()))) == "2, 3, 1, 2, 4");
        CHECK(by_id(lag(field("item")).over(order_by(field("id")))) == "-, lamp, chair, desk, shelf");
        CHECK(by_id(lead(field("item"), 3).over(order_by(field("id")))) == "shelf, lamp, -, -, -");
        CHECK(by_id(sum(field("price")).over(order_by(field("id")))) == "40, 65, 155, 195, 195");
        CHECK(by_id(sum(field("price") + 1).over(partition_by(field("shop")), order_by(field("id")))) ==
              "41, 67, 91, 108, 91");
        CHECK(by_id(max(field("price")).over()) == "90, 90, 90, 90, 90");
        CHECK(by_id(tenon::count().over(partition_by(field("shop")))) == "3, 3, 2, 3, 2");
        CHECK(words(sales.find(field("price") > 30)
                        .order_by(tenon::row_number().over(dearest))
                        .select({"item"})
                        .limit(2)
                        .all()) == "desk, lamp");
    });
}

TEST_CASE("set operations join the rows of run-time queries") {
    on_each([](const tenon::Database& db) {
        const auto sales = some_sales(db);
        const auto shops = db.model("Shop");
        const auto items = sales.find(field("price") > 20).select({"item", "price"});
        const auto names = shops.find(field("founded") > 10).select({"name", {"year", field("founded")}});
        CHECK(words(items.union_with(names).order_by("price").order_by("item").all()) ==
              "chair 25, lamp 40, shelf 40, desk 90, north 1990");
        CHECK(items.union_all(names).count() == 6);
        CHECK(words(items.intersect(names).all()) == "lamp 40");
        CHECK(words(items.except(names).order_by_descending("item").limit(1).all()) == "shelf 40");
        CHECK(words(items.except(names).union_with(names).order_by("price").limit(1).all()) == "chair 25");
        CHECK(items.intersect(names).exists());
        CHECK_THROWS_AS((void)items.union_with(shops.find().select({"name"})).all(), tenon::QueryError);
        CHECK_THROWS_AS((void)items.union_with(names).distinct().all(), tenon::QueryError);
    });
}

TEST_CASE("a run-time query is on the rows of another") {
    on_each([](const tenon::Database& db) {
        const auto sales = some_sales(db);
        const auto shops = tenon::from(
            sales.find().group_by("shop").select({"shop", {"total", sum(field("price"))}, {"sales", tenon::count()}}));
        CHECK(words(shops.where(field("total") > 100).all()) == "north 105 3");
        CHECK(words(shops.order_by_descending("shop").all()) == "south 90 2, north 105 3");
        CHECK(words(shops.order_by("total").limit(1).all()) == "south 90 2");
        CHECK(shops.where(field("sales") > 1).count() == 2);
        CHECK(!shops.where(field("total") < 90).exists());
        CHECK(words(shops.select({{"most", max(field("total"))}}).all()) == "105");
        CHECK(words(shops.group_by("sales").select({"sales", {"shops", tenon::count()}}).order_by("sales").all()) ==
              "2 1, 3 1");
        const auto by_total = shops.order_by_descending("total").rows();
        const auto first = by_total.page(1);
        CHECK(words(first.items) == "north 105 3");
        CHECK(words(by_total.page(1, first.next).items) == "south 90 2");
        const auto places = sales.find().select(
            {"item",
             {"place",
              tenon::row_number().over(partition_by(field("shop")), order_by(field("price").desc(), field("id")))}});
        const auto best = tenon::from(places).where(field("place") == 1);
        CHECK(words(best.order_by("item").all()) == "desk 1, lamp 1");
        CHECK_THROWS_AS((void)best.rows().page(1), tenon::QueryError);  // an item may be there twice
        CHECK(words(tenon::from(best.rows()).where(field("item") != "desk").all()) == "lamp 1");
        CHECK(message_of<tenon::QueryError>([&] {
                  (void)best.where(field("price") > 1).all();
              }).find("there is no field `price`") != std::string::npos);
    });
}

TEST_CASE("what doesn't fit a selection is a QueryError that says so") {
    on_each([](const tenon::Database& db) {
        const auto sales = some_sales(db);
        const auto refusal = [](auto run) { return message_of<tenon::QueryError>([&] { (void)run(); }); };
        CHECK(refusal([&] { return sales.find().select({"item", {"item", field("shop")}}); }) ==
              "A query of Sale selects two values as `item`: give one another name.");
        CHECK(refusal([&] { return sales.find().select({"item"}).order_by("shop"); }) ==
              "A query of Sale selects no `shop` to sort by; sort the query before select(…).");
        CHECK(refusal([&] { return sales.find().select({}); }) ==
              "select() needs values to select: select({\"name\"}).");
        CHECK(refusal([&] { return field("price").over(); }) ==
              "over() follows count(), sum(…), avg(…), min(…), max(…) or a window function.");
        const auto part = partition_by(field("shop"));
        CHECK(refusal([&] { return sum(field("price")).over(part, part); }) ==
              "over() takes partition_by(field(…)) once, then order_by(field(…)) once.");
        CHECK(refusal([&] { return sales.find().select({"itme"}).all(); }) ==
              "Sale: there is no field `itme`; did you mean `item`?");
        CHECK_THROWS_AS((void)sales.find().select({{"rank", tenon::rank().over(part)}}).all(), tenon::QueryError);
        CHECK_THROWS_AS((void)sales.find(sum(field("price")).over() > 1).all(), tenon::QueryError);
    });
}
