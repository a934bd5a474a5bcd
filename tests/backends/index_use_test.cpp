// The statements that SQLite gets use the indexes that a model declares: `explain query plan` is asked about each, as the
// listener saw it. The rules are those of the semantics; a row of a table is a rule, a query, and steps that its plan has.

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <tenon/tenon.hpp>

namespace index_use {

using tenon::f;

enum class Kind { tool, toy, food };

struct Item;

struct Shop {
    std::string id{};  // a short name
    std::string town{};
    tenon::Many<Item> items{};
};

struct Item {
    std::int64_t id = 0;
    tenon::Ref<Shop, std::string> shop{};
    std::optional<tenon::Ref<Item>> parent{};
    std::string sku{};
    std::string barcode{};
    std::string name{};
    std::optional<int> stock{};
    std::optional<int> reserved{};
    std::int64_t weight = 0;
    double rating = 0;
    tenon::Decimal price{};
    Kind kind = Kind::tool;
    tenon::Date made{};
    tenon::Timestamp sold{};
    std::optional<tenon::Timestamp> deleted{};
    bool active = true;
    std::string colour{};
    tenon::Many<Item> parts{};
};

struct Ticket {
    tenon::Uuid id{};
    tenon::Ref<Item> item{};
};

/// Its key is two fields.
struct Stocking {
    tenon::Ref<Item> item{};
    std::string place{};
    int amount = 0;
};

inline void describe(tenon::Schema<Shop>& shop) { shop.has_many(f<&Shop::items>, f<&Item::shop>); }

inline void describe(tenon::Schema<Item>& item) {
    item.unique(f<&Item::shop>, f<&Item::sku>);
    item.field(f<&Item::barcode>).unique();
    item.field(f<&Item::name>).index();
    item.field(f<&Item::stock>).index();
    item.field(f<&Item::weight>).index();
    item.field(f<&Item::rating>).index();
    item.field(f<&Item::price>).precision(10, 2).index();
    item.field(f<&Item::kind>).index();
    item.field(f<&Item::made>).index();
    item.field(f<&Item::sold>).index();
    item.index(f<&Item::active>, f<&Item::colour>, f<&Item::reserved>);
    item.has_many(f<&Item::parts>, f<&Item::parent>);
}

/// Removed softly.
struct Label {
    std::int64_t id = 0;
    tenon::Ref<Item> item{};
    std::string text{};
    std::optional<tenon::Timestamp> deleted_at{};
};

inline void describe(tenon::Schema<Label>& label) {
    label.field(f<&Label::text>).unique();
    label.soft_delete(f<&Label::deleted_at>);
}

inline void describe(tenon::Schema<Stocking>& stocking) { stocking.key(f<&Stocking::item>, f<&Stocking::place>); }

namespace {

struct Step {
    std::string detail;
};

/// The plan of a statement, its placeholders bound as empty: what is bound changes no plan as long as nobody ran ANALYZE.
template <class... Empties>
std::vector<Step> bound_plan(const tenon::Database& db, const std::string& sql, std::size_t placeholders,
                             const Empties&... empties) {
    if (placeholders == sizeof...(Empties))
        return db.query<Step>(tenon::unsafe_raw("explain query plan " + sql), empties...);
    if constexpr (sizeof...(Empties) < 12) return bound_plan(db, sql, placeholders, empties..., std::optional<int>());
    throw tenon::QueryError("too many placeholders for this test");
}

std::vector<Step> plan_of(const tenon::Database& db, const std::string& sql) {
    return bound_plan(db, sql, static_cast<std::size_t>(std::count(sql.begin(), sql.end(), '?')));
}

/// One query: a step is a part of a line of its plan.
struct Row {
    const char* rule;
    std::function<void()> query;
    std::vector<std::string_view> steps;
};

bool is_in(std::string_view line, std::string_view part) { return line.find(part) != std::string_view::npos; }

/// Neither a step over all rows of a table, nor a sort. The rows of a subquery were found by steps of its own.
bool is_harmless(std::string_view line) {
    const bool of_subquery = is_in(line, "SCAN (subquery") || is_in(line, "SCAN SUBQUERY");
    return of_subquery || is_in(line, "SCAN CONSTANT ROW") || !(is_in(line, "SCAN ") || is_in(line, "USE TEMP B-TREE"));
}

bool is_asked_for(std::string_view line, const Row& row) {
    return std::any_of(row.steps.begin(), row.steps.end(), [&](std::string_view step) { return is_in(line, step); });
}

std::string lines(const std::vector<std::string>& all) {
    std::string joined;
    for (const std::string& line : all) joined += line + "\n";
    return joined;
}

class Warehouse {
public:
    Warehouse() {
        db.sync<Shop, Item, Ticket, Stocking, Label>();
        db.execute("create index live_items on items (reserved) where deleted is null");
        for (int i = 1; i <= 12; ++i) shops.create({.id = std::to_string(i), .town = "Oslo"});
        for (int i = 1; i <= 3; ++i) {
            const std::string number = std::to_string(i);
            items.create({.shop = "1", .sku = number, .barcode = number, .stock = i, .price = tenon::Decimal(i)});
        }
        db.on_statement([this](const tenon::StatementEvent& event) { heard_.emplace_back(event.text); });
    }

    /// Each step asked for is in the plan, and no other step reads all rows or sorts.
    void check(std::initializer_list<Row> rows) {
        for (const Row& row : rows) check(row);
    }

    tenon::Database db = tenon::open("sqlite::memory:");
    tenon::Model<Item> items = db.model<Item>();
    tenon::Model<Shop> shops = db.model<Shop>();

private:
    void check(const Row& row) {
        heard_.clear();
        row.query();
        INFO(std::string(row.rule));
        std::vector<std::string> plan;
        for (const std::string& sql : std::vector<std::string>(heard_)) {
            plan.push_back(sql);
            for (Step& step : plan_of(db, sql)) plan.push_back("    " + step.detail);
        }
        INFO(lines(plan));
        for (const std::string_view step : row.steps) {
            const bool is_there =
                std::any_of(plan.begin(), plan.end(), [&](const auto& line) { return is_in(line, step); });
            CHECK_MESSAGE(is_there, "the plan has no such step: " << step);
        }
        for (const std::string& line : plan) {
            const bool is_expected = is_harmless(line) || is_asked_for(line, row);
            CHECK_MESSAGE(is_expected, "an index should spare this step:" << line);
        }
    }

    std::vector<std::string> heard_;
};

/// The query, run by `all` when its row is checked.
template <class Query>
std::function<void()> all(Query query) {
    return [query] { (void)query.all(); };
}

}  // namespace
}  // namespace index_use

using namespace index_use;
using tenon::Decimal;
using tenon::Timestamp;

TEST_CASE("conditions search the indexes of their fields") {
    Warehouse warehouse;
    const auto& items = warehouse.items;
    const auto where = [&](const auto& condition) { return all(items.find(condition)); };
    warehouse.check({
        {"rule 1: a negated comparison of a nullable field is the opposite one, or empty",
         where(!(f<&Item::stock> < 5)),
         {"MULTI-INDEX OR", "items_stock (stock>?)", "items_stock (stock=?)"}},
        {"rule 1: of a field that is never empty it is only the opposite one",
         where(!(f<&Item::weight> < 5)),
         {"items_weight (weight>?)"}},
        {"rule 1: negations go inwards",
         where(!(f<&Item::weight> < 5 || f<&Item::name> != "nail")),
         {"items_name (name=?)"}},
        {"rule 1: each side of an or searches its own index",
         where(f<&Item::name> == "nail" || f<&Item::barcode> == "123"),
         {"MULTI-INDEX OR", "items_name (name=?)", "items_barcode_unique (barcode=?)"}},

        {"rule 2: a given value", where(f<&Item::stock> == std::optional<int>(5)), {"items_stock (stock=?)"}},
        {"rule 2: an empty value", where(f<&Item::stock> == std::optional<int>()), {"items_stock (stock=?)"}},
        {"rule 2: is_empty() is the same", where(f<&Item::stock>.is_empty()), {"items_stock (stock=?)"}},
        {"rule 2: a list of one value", where(f<&Item::stock>.in({1})), {"items_stock (stock=?)"}},
        {"rule 2: a list of three values", where(f<&Item::stock>.in({1, 2, 3})), {"items_stock (stock=?)"}},
        {"rule 2: a list of eight values",
         where(f<&Item::stock>.in({1, 2, 3, 4, 5, 6, 7, 8})),
         {"items_stock (stock=?)"}},
        {"rule 2: a longer list is one parameter, whose values are read",
         where(f<&Item::stock>.in(std::vector<int>(50, 7))),
         {"items_stock (stock=?)", "SCAN t1 VIRTUAL TABLE"}},
        {"rule 2: a long list of texts",
         where(f<&Item::name>.in(std::vector<std::string>(50, "nail"))),
         {"items_name (name=?)", "SCAN t1 VIRTUAL TABLE"}},
        {"rule 2: empties in a list are split off",
         where(f<&Item::stock>.in({std::optional<int>(5), std::optional<int>()})),
         {"MULTI-INDEX OR", "items_stock (stock=?)"}},
        {"rule 2: two nullable fields beside another condition",
         where(f<&Item::stock> == f<&Item::reserved> && f<&Item::name> == "nail"),
         {"items_name (name=?)"}},

        {"rule 3: below a value", where(f<&Item::stock> < 5), {"items_stock (stock<?)"}},
        {"rule 3: at least a value", where(f<&Item::stock> >= 5), {"items_stock (stock>?)"}},
        {"rule 3: between two values", where(f<&Item::stock>.between(1, 5)), {"items_stock (stock>? AND stock<?)"}},
        {"rule 3: between the ends of an open range",
         where(f<&Item::stock> > 1 && f<&Item::stock> < 5),
         {"items_stock (stock>? AND stock<?)"}},
        {"rule 3: not between two values",
         where(!f<&Item::weight>.between(1, 5)),
         {"MULTI-INDEX OR", "items_weight (weight<?)", "items_weight (weight>?)"}},

        {"rule 4: an integer field above a double", where(f<&Item::weight> > 2.5), {"items_weight (weight>?)"}},
        {"rule 4: an integer field equal to a double", where(f<&Item::weight> == 2.0), {"items_weight (weight=?)"}},
        {"rule 4: a double field above an integer", where(f<&Item::rating> > 2), {"items_rating (rating>?)"}},
        {"rule 4: an integer field in a list of doubles",
         where(f<&Item::weight>.in({2.0, 3.5})),
         {"items_weight (weight=?)"}},
        {"rule 4: a decimal is a scaled integer",
         where(f<&Item::price>.between(Decimal::parse("0.99"), Decimal(5))),
         {"items_price (price>? AND price<?)"}},
        {"rule 4: a decimal finer than the field",
         where(f<&Item::price> < Decimal::parse("0.999")),
         {"items_price (price<?)"}},

        {"rule 5: starts_with is a range", where(f<&Item::name>.starts_with("na")), {"items_name (name>? AND name<?)"}},
        {"rule 5: text is compared byte by byte", where(f<&Item::name> > "na"), {"items_name (name>?)"}},

        {"rule 11: an enumeration by its label", where(f<&Item::kind> == Kind::toy), {"items_kind (kind=?)"}},
        {"rule 11: a list of labels", where(f<&Item::kind>.in({Kind::toy, Kind::food})), {"items_kind (kind=?)"}},

        {"rule 12: a date", where(f<&Item::made> >= tenon::Date::parse("2024-02-29")), {"items_made (made>?)"}},
        {"rule 12: an instant finer than the field is rounded before it is bound",
         where(f<&Item::sold> < Timestamp(1)),
         {"items_sold (sold<?)"}},
        {"rule 12: a span of time",
         where(f<&Item::sold> >= Timestamp(0) && f<&Item::sold> < Timestamp(1'000'001)),
         {"items_sold (sold>? AND sold<?)"}},

        {"an index of several fields serves the first",
         where(f<&Item::active>),
         {"items_active_colour_reserved (active=?)"}},
        {"a negated boolean", where(!f<&Item::active>), {"items_active_colour_reserved (active=?)"}},
        {"the first two",
         where(f<&Item::active> && f<&Item::colour> == "red"),
         {"items_active_colour_reserved (active=? AND colour=?)"}},
        {"and a range of the third",
         where(f<&Item::active> && f<&Item::colour> == "red" && f<&Item::reserved> > 5),
         {"items_active_colour_reserved (active=? AND colour=? AND reserved>?)"}},
        {"an absent when() leaves the other condition its index",
         where(tenon::when(false, f<&Item::name> == "nail") && f<&Item::stock> > 5),
         {"items_stock (stock>?)"}},
        {"a present one adds its own",
         where(tenon::when(true, f<&Item::name> == "nail") && f<&Item::stock> > 5),
         {"items_name (name=?)"}},
        {"a filter without its type",
         all(items.find(tenon::Filter<Item>(f<&Item::stock> > 5))),
         {"items_stock (stock>?)"}},
    });
}

TEST_CASE("orders are read from indexes, and nothing is sorted") {
    Warehouse warehouse;
    const auto& items = warehouse.items;
    const auto every = items.find();
    warehouse.check({
        {"rule 6: empties are first", all(every.order_by(f<&Item::stock>)), {"SCAN t0 USING INDEX items_stock"}},
        {"rule 6: and last when descending",
         all(every.order_by(f<&Item::stock>.desc())),
         {"SCAN t0 USING INDEX items_stock"}},
        {"rule 6: empties last, if asked for",
         all(every.order_by(f<&Item::stock>.asc_empties_last())),
         {"SCAN t0 USING INDEX items_stock"}},
        {"rule 6: empties first when descending, if asked for",
         all(every.order_by(f<&Item::stock>.desc_empties_first())),
         {"SCAN t0 USING INDEX items_stock"}},
        {"rule 6: a page of an order",
         all(every.order_by(f<&Item::name>).offset(20).limit(10)),
         {"SCAN t0 USING INDEX items_name"}},
        {"rule 6: with the key for equal ones",
         all(every.order_by(f<&Item::name>, f<&Item::id>)),
         {"SCAN t0 USING INDEX items_name"}},
        {"rule 6: the order of the index that the condition searches",
         all(items.find(f<&Item::stock> >= 5).order_by(f<&Item::stock>.desc()).limit(10)),
         {"items_stock (stock>?)"}},
        {"rule 6: an order by the rest of an index of several fields",
         all(items.find(f<&Item::active> && f<&Item::colour> == "red").order_by(f<&Item::reserved>)),
         {"items_active_colour_reserved (active=? AND colour=?)"}},
        {"rule 6: the first in an order",
         [&] { (void)every.order_by(f<&Item::sold>.desc()).first(); },
         {"SCAN t0 USING INDEX items_sold"}},
        {"rule 6: by the key", all(every.order_by(f<&Item::id>.desc())), {"SCAN t0"}},
        {"rule 6: decimals", all(every.order_by(f<&Item::price>)), {"SCAN t0 USING INDEX items_price"}},
        {"rule 7: the least is the index's first",
         [&] { (void)items.aggregate(tenon::min(f<&Item::stock>)); },
         {"SEARCH t0 USING COVERING INDEX items_stock"}},
        {"rule 7: and the greatest its last",
         [&] { (void)items.aggregate(tenon::max(f<&Item::price>)); },
         {"SEARCH t0 USING COVERING INDEX items_price"}},
        {"rule 7: groups come in the index's order",
         all(every.group_by(f<&Item::kind>).select(f<&Item::kind>, tenon::count())),
         {"SCAN t0 USING COVERING INDEX items_kind"}},
        {"rule 7: distinct values too",
         [&] { (void)items.distinct(f<&Item::stock>); },
         {"SCAN t0 USING COVERING INDEX items_stock"}},
        {"rule 7: and their count",
         [&] { (void)items.aggregate(tenon::count_distinct(f<&Item::stock>)); },
         {"SCAN t0 USING COVERING INDEX items_stock"}},
    });
}

TEST_CASE("keys and unique fields find their row") {
    Warehouse warehouse;
    const auto& items = warehouse.items;
    const auto& shops = warehouse.shops;
    const auto tickets = warehouse.db.model<Ticket>();
    const auto stockings = warehouse.db.model<Stocking>();
    warehouse.check({
        {"an integer key", [&] { (void)items.get(1); }, {"USING INTEGER PRIMARY KEY (rowid=?)"}},
        {"a text key", [&] { (void)shops.get("1"); }, {"sqlite_autoindex_shops_1 (id=?)"}},
        {"a Uuid key", [&] { (void)tickets.find_by_key(tenon::Uuid::v4()); }, {"sqlite_autoindex_tickets_1 (id=?)"}},
        {"a key of two fields",
         [&] { (void)stockings.find_by_key(1, "shelf"); },
         {"sqlite_autoindex_stockings_1 (item_id=? AND place=?)"}},
        {"the first field of a key",
         all(stockings.find(f<&Stocking::item> == 1)),
         {"sqlite_autoindex_stockings_1 (item_id=?)"}},
        {"several keys", all(items.find(f<&Item::id>.in({1, 2, 3}))), {"USING INTEGER PRIMARY KEY (rowid=?)"}},
        {"rule 8: a unique field",
         [&] { (void)items.one(f<&Item::barcode> == "1"); },
         {"items_barcode_unique (barcode=?)"}},
        {"rule 8: a unique pair",
         [&] { (void)items.one(f<&Item::shop> == "1" && f<&Item::sku> == "1"); },
         {"items_shop_id_sku_unique (shop_id=? AND sku=?)"}},
    });
}

TEST_CASE("relations search the indexes of their references") {
    Warehouse warehouse;
    const auto& items = warehouse.items;
    const auto& shops = warehouse.shops;
    warehouse.check({
        {"include of the many side",
         all(shops.find(f<&Shop::id> == "1").include(f<&Shop::items>)),
         {"items_shop_id_sku_unique (shop_id=?)"}},
        {"include of three parents",
         all(items.find(f<&Item::id> > 0).include(f<&Item::parts>)),
         {"items_parent_id (parent_id=?)"}},
        {"include of twelve parents: their keys are one parameter",
         all(shops.find(f<&Shop::id> > "").include(f<&Shop::items>)),
         {"items_shop_id_sku_unique (shop_id=?)", "SCAN t1 VIRTUAL TABLE"}},
        {"include with a limit per parent, in the index's order, which is sorted once more for all parents",
         all(shops.find(f<&Shop::id> == "1").include(f<&Shop::items>.order_by(f<&Item::sku>).limit(2))),
         {"items_shop_id_sku_unique (shop_id=?)", "USE TEMP B-TREE FOR ORDER BY", "SCAN t0"}},
        {"include of a reference",
         all(items.find(f<&Item::id> == 1).include(f<&Item::shop>)),
         {"sqlite_autoindex_shops_1 (id=?)"}},
        {"a reference by its key", all(items.find(f<&Item::parent> == 7)), {"items_parent_id (parent_id=?)"}},
        {"a reference that is empty",
         all(items.find(f<&Item::parent> == std::nullopt)),
         {"items_parent_id (parent_id=?)"}},
        {"any() of the many side",
         all(shops.find(f<&Shop::id> == "1" && f<&Shop::items>.any(f<&Item::weight> > 5))),
         {"items_shop_id_sku_unique (shop_id=?)"}},
        {"none() of the many side",
         all(shops.find(f<&Shop::id> > "" && f<&Shop::items>.none())),
         {"items_shop_id_sku_unique (shop_id=?)"}},
        {"count() of the many side",
         all(shops.find(f<&Shop::id> > "" && f<&Shop::items>.count() > 5)),
         {"items_shop_id_sku_unique (shop_id=?)"}},
        {"any() of a reference",
         all(items.find(f<&Item::name> == "nail" && f<&Item::shop>.any(f<&Shop::town> == "Oslo"))),
         {"items_name (name=?)", "sqlite_autoindex_shops_1 (id=?)"}},
        {"a relation of a relation",
         all(items.find(f<&Item::name> == "nail" &&
                        f<&Item::parent>.any(f<&Item::shop>.any(f<&Shop::town> == "Oslo")))),
         {"t1 USING INTEGER PRIMARY KEY (rowid=?)", "sqlite_autoindex_shops_1 (id=?)"}},
        {"any() of a reference alone finds the rows by the reference",
         all(items.find(f<&Item::shop>.any(f<&Shop::town> == "Oslo"))),
         {"SEARCH t0 USING INDEX items_shop_id_sku_unique (shop_id=?)", "SCAN t1"}},
        {"a relation of a relation alone, beside what no index has",
         all(items.find(f<&Item::colour> == "red" && f<&Item::parent>.any(f<&Item::shop>.any(f<&Shop::id> == "1")))),
         {"SEARCH t0 USING INDEX items_parent_id (parent_id=?)",
          "SEARCH t1 USING COVERING INDEX items_shop_id_sku_unique (shop_id=?)", "sqlite_autoindex_shops_1 (id=?)"}},
    });
}

TEST_CASE("counts and writes search as reads do") {
    Warehouse warehouse;
    const auto& items = warehouse.items;
    warehouse.check({
        {"count() reads the index alone",
         [&] { (void)items.count(f<&Item::stock> > 5); },
         {"COVERING INDEX items_stock (stock>?)"}},
        {"count() of a page",
         [&] { (void)items.find(f<&Item::stock> > 5).limit(2).count(); },
         {"SCAN t", "COVERING INDEX items_stock (stock>?)"}},
        {"exists() too", [&] { (void)items.exists(f<&Item::stock> > 5); }, {"COVERING INDEX items_stock (stock>?)"}},
        {"update()", [&] { items.update(f<&Item::name> == "nail", f<&Item::weight> = 5); }, {"items_name (name=?)"}},
        {"update() of the field that is searched",
         [&] { items.update(f<&Item::stock> < 2, f<&Item::stock> = 2); },
         {"items_stock (stock<?)"}},
        {"update() through a relation",
         [&] {
             items.update(f<&Item::name> == "nail" && f<&Item::shop>.any(f<&Shop::town> == "Oslo"),
                          f<&Item::weight> = 5);
         },
         {"items_name (name=?)", "sqlite_autoindex_shops_1 (id=?)"}},
        {"save() of a change finds the row by its key",
         [&] {
             auto item = items.edit(1);
             item->weight = 7;
             item.save();
         },
         {"USING INTEGER PRIMARY KEY (rowid=?)"}},
        {"remove()", [&] { items.remove(f<&Item::barcode> == "3"); }, {"items_barcode_unique (barcode=?)"}},
        {"remove() of an empty field",
         [&] { items.remove(f<&Item::stock> == std::nullopt); },
         {"items_stock (stock=?)"}},
    });
}

TEST_CASE("an empty that the query names itself uses the partial index") {
    Warehouse warehouse;
    const auto& items = warehouse.items;
    warehouse.check({
        {"a literal null, as the index has it",
         all(items.find(f<&Item::deleted> == std::nullopt && f<&Item::reserved> > 5)),
         {"live_items (reserved>?)"}},
        {"is_empty()",
         all(items.find(f<&Item::deleted>.is_empty() && f<&Item::reserved> > 5)),
         {"live_items (reserved>?)"}},
        {"an optional that is empty",
         all(items.find(f<&Item::deleted> == std::optional<Timestamp>() && f<&Item::reserved> > 5)),
         {"live_items (reserved>?)"}},
        {"the rows that the index leaves out",
         all(items.find(f<&Item::deleted> != std::nullopt && f<&Item::reserved> > 5)),
         {"SCAN t0"}},
    });
}

TEST_CASE("what no index of the field has an answer to reads all rows") {
    Warehouse warehouse;
    const auto& items = warehouse.items;
    const auto where = [&](const auto& condition) { return all(items.find(condition)); };
    warehouse.check({
        {"rule 2: all but one value", where(f<&Item::stock> != 5), {"SCAN t0"}},
        {"rule 2: all but some values", where(!f<&Item::stock>.in({1, 2})), {"SCAN t0"}},
        {"rule 2: all but the empty ones", where(f<&Item::stock>.has_value()), {"SCAN t0"}},
        {"rule 2: two fields of one row", where(f<&Item::stock> == f<&Item::reserved>), {"SCAN t0"}},
        {"rule 4: arithmetic on the field", where(f<&Item::weight> + 1 > 5), {"SCAN t0"}},
        {"rule 5: a part of a text", where(f<&Item::name>.contains("na")), {"SCAN t0"}},
        {"rule 5: its end", where(f<&Item::name>.ends_with("na")), {"SCAN t0"}},
        {"rule 5: its letters folded", where(f<&Item::name>.iequals("NAIL")), {"SCAN t0"}},
        {"rule 11: labels are sorted as they are declared, and kept as text",
         all(items.find().order_by(f<&Item::kind>)),
         {"SCAN t0", "USE TEMP B-TREE FOR ORDER BY"}},
        {"an or with a field that has no index", where(f<&Item::name> == "nail" || f<&Item::sku> == "1"), {"SCAN t0"}},
        {"a field that is not the first of its index", where(f<&Item::colour> == "red"), {"SCAN t0"}},
    });
}

TEST_CASE("what is bound changes no plan, but a bound empty is no literal one") {
    Warehouse warehouse;
    const auto plan = [&](tenon::Sql sql, const auto&... values) {
        std::string steps;
        for (const Step& step : warehouse.db.query<Step>(sql, values...)) steps += step.detail;
        return steps;
    };
    const std::optional<int> empty;
    constexpr tenon::Sql range = "explain query plan select * from items where stock > ? and stock < ?";
    CHECK(plan(range, empty, empty) == plan(range, 1, 2));
    constexpr tenon::Sql list = "explain query plan select * from items where name in (?, ?) or stock = ?";
    CHECK(plan(list, empty, empty, empty) == plan(list, "nail", "screw", 3));
    CHECK(is_in(plan("explain query plan select * from items where deleted is null and reserved = 1"), "live_items"));
    CHECK(!is_in(plan("explain query plan select * from items where deleted is ? and reserved = 1", empty),
                 "live_items"));
}

TEST_CASE("living rows search the unique indexes that they alone are in") {
    Warehouse warehouse;
    const auto labels = warehouse.db.model<Label>();
    warehouse.check({
        {"a unique field", [&] { (void)labels.find(f<&Label::text> == "a").first(); }, {"labels_text_unique (text=?)"}},
        {"a list", all(labels.find(f<&Label::text>.in({"a", "b"}))), {"labels_text_unique (text=?)"}},
        {"an order", all(labels.find().order_by(f<&Label::text>)), {"SCAN t0 USING INDEX labels_text_unique"}},
        {"a removal", [&] { labels.remove(f<&Label::text> == "a"); }, {"labels_text_unique (text=?)"}},
        {"by a reference", all(labels.find(f<&Label::item> == 1)), {"labels_item_id (item_id=?)"}},
    });
}
