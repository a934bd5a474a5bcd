#include <functional>
#include <map>
#include <variant>

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::Failure;
using tenon::ValidationError;
using tenon::Value;

namespace checked {

enum class Kind { part, whole };

struct Line {
    std::string article{};
    int quantity = 1;
    std::optional<std::string> note{};
};

struct Place {
    std::string city{};
    std::optional<std::string> code{};
};

struct Purchase {
    std::int64_t id = 0;
    std::string customer{};
    std::string pin{};
    std::optional<int> rating{};
    std::optional<std::string> phone{};
    Kind kind = Kind::whole;
    std::vector<Line> lines{};
    std::map<std::string, Place> places{};
    std::optional<Place> billing{};
    Place delivery{};
    std::vector<std::string> tags{};
    int first_day = 0;
    int last_day = 0;
    bool open = false;
};

struct Reserved {
    std::string name{};
    int uses = 0;
};

struct Customer {
    std::int64_t id = 0;
    std::string name{};
};

inline void describe(tenon::Schema<Line>& line) {
    line.field(f<&Line::article>).required().trim();
    line.field(f<&Line::quantity>).min(1).message("{path} must be {limit} or more.");
    line.field(f<&Line::note>).check("no_shouting", [](const std::string& note) { return note != "LOUD"; });
    line.check("not_both", [](const Line& one) { return one.quantity < 100 || !one.note; })
        .message("{path} is large and has a note.")
        .at(f<&Line::note>);
}

inline void describe(tenon::Schema<Place>& place) {
    place.field(f<&Place::city>).max_length(10).trim();
    place.field(f<&Place::code>).matches("^[0-9]{4}$").message("A code has four digits.");
}

inline void describe(tenon::Schema<Purchase>& purchase) {
    purchase.field(f<&Purchase::customer>).required().message("Who buys this?").trim().max_length(20);
    purchase.field(f<&Purchase::customer>)
        .check("not_reserved", [](const std::string& name) { return name != "root"; })
        .message("{path} is reserved.");
    purchase.field(f<&Purchase::pin>)
        .hidden()
        .max_length(6)
        .check([](const std::string& pin) -> std::optional<std::string> {
            if (pin.find("1234") == std::string::npos) return std::nullopt;
            return "That is too easy.";
        });
    purchase.field(f<&Purchase::rating>).min(1).max(5).check("odd", [](int rating) { return rating % 2 == 1; });
    purchase.field(f<&Purchase::phone>).matches(tenon::formats::phone);
    purchase.field(f<&Purchase::kind>).one_of({Kind::whole});
    purchase.field(f<&Purchase::lines>).max_length(3).check("distinct", [](const std::vector<Line>& lines) {
        return lines.size() < 2 || lines[0].article != lines[1].article;
    });
    purchase.field(f<&Purchase::delivery, &Place::city>).check("served", [](const std::string& city) {
        return city != "Nowhere";
    });
    purchase.field(f<&Purchase::open>).one_of({false});
    purchase.check("days", [](const Purchase& one) { return one.first_day <= one.last_day; })
        .message("It ends before it begins.")
        .at(f<&Purchase::last_day>);
    purchase.check("whole", [](const Purchase& one) { return one.tags.size() < 3; });
}

inline void describe(tenon::Schema<Reserved>& reserved) { reserved.key(f<&Reserved::name>); }

inline void describe(tenon::Schema<Customer>& customer) {
    customer.field(f<&Customer::name>)
        .lowercase()
        .check("free", [](const std::string& name, const tenon::Transaction& tx) {
            return !tx.model<Reserved>().exists(f<&Reserved::name> == name);
        });
}

}  // namespace checked

using namespace checked;

namespace {

std::vector<Failure> failures_of(const std::function<void()>& run) {
    try {
        run();
    } catch (const ValidationError& error) {
        return error.failures();
    }
    return {};
}

/// "path kind; …"
std::string listed(const std::vector<Failure>& failures) {
    std::string all;
    for (const Failure& failure : failures) all += (all.empty() ? "" : "; ") + failure.path + " " + failure.kind;
    return all;
}

std::string listed(const std::function<void()>& run) { return listed(failures_of(run)); }

}  // namespace

TEST_CASE("custom checks of fields and of whole objects are collected with the rules") {
    on_each([](const tenon::Database& db) {
        db.sync<Purchase>();
        const auto purchases = db.model<Purchase>();
        const auto failures = failures_of([&] {
            (void)purchases.create({.customer = " root ",
                                    .pin = "123456",
                                    .rating = 4,
                                    .delivery = {"Nowhere", {}},
                                    .tags = {"a", "b", "c"},
                                    .first_day = 2,
                                    .last_day = 1});
        });
        CHECK(listed(failures) ==
              "customer not_reserved; pin check; rating odd; delivery.city served; last_day days;  whole");
        REQUIRE(failures.size() == 6);
        CHECK(failures[0].message == "customer is reserved.");
        CHECK(failures[0].value == Value("root"));
        CHECK(failures[1].message == "That is too easy.");
        CHECK_FALSE(failures[1].value.has_value());
        CHECK(failures[2].message == "`rating` fails the check `odd`.");
        CHECK(failures[2].value == Value(4));
        CHECK(failures[4].message == "It ends before it begins.");
        CHECK(failures[5].message == "The object fails the check `whole`.");
        CHECK_FALSE(failures[5].value.has_value());
        CHECK(purchases.count() == 0);
        const Purchase made = purchases.create({.customer = "Ada", .rating = 3});
        CHECK(purchases.create({.customer = "Bob"}).id == made.id + 1);
    });
}

TEST_CASE("a failure has the path, the limit, the value and the rule's own message") {
    on_each([](const tenon::Database& db) {
        db.sync<Purchase>();
        const auto purchases = db.model<Purchase>();
        const auto failures = failures_of([&] {
            (void)purchases.create({.customer = "",
                                    .pin = "7777777",
                                    .rating = 9,
                                    .phone = "12",
                                    .kind = Kind::part,
                                    .lines = std::vector<Line>(4, {.article = "x"})});
        });
        CHECK(listed(failures) == "customer required; pin max_length; rating max; phone matches; kind one_of; lines "
                                  "max_length");
        REQUIRE(failures.size() == 6);
        CHECK(failures[0].message == "Who buys this?");
        CHECK(failures[0].value == Value(""));
        CHECK(failures[0].limit.is_empty());
        CHECK(failures[1].limit == Value(6));
        CHECK_FALSE(failures[1].value.has_value());
        CHECK(failures[2].limit == Value(5));
        CHECK(failures[2].value == Value(9));
        CHECK(failures[2].message == "`rating` must be at most 5.");
        CHECK(failures[3].limit == Value("phone number"));
        CHECK(failures[4].limit == Value(tenon::Array{"whole"}));
        CHECK_FALSE(failures[5].value.has_value());
        for (const Failure& failure : failures) CHECK(failure.message.find("7777777") == std::string::npos);
    });
}

TEST_CASE("paths go through vectors, maps, optionals and structs, with indexes") {
    on_each([](const tenon::Database& db) {
        db.sync<Purchase>();
        const auto purchases = db.model<Purchase>();
        Purchase bad{.customer = "Ada"};
        bad.lines = {{" a "}, {"b", 0, "LOUD"}, {" ", 100, "x"}};
        bad.places = {{"home.de", {"Constantinople", "12345"}}};
        bad.billing = Place{"Bath", "12"};
        const auto failures = failures_of([&] { (void)purchases.create(bad); });
        CHECK(listed(failures) == "lines.1.quantity min; lines.2.article required; places.home.de.city max_length; "
                                  "places.home.de.code matches; billing.code matches; lines.1.note no_shouting; "
                                  "lines.2.note not_both");
        REQUIRE(failures.size() == 7);
        CHECK(failures[0].message == "lines.1.quantity must be 1 or more.");
        CHECK(failures[0].value == Value(0));
        CHECK(failures[3].message == "A code has four digits.");
        CHECK(failures[6].message == "lines.2.note is large and has a note.");

        const auto many =
            failures_of([&] { (void)purchases.insert_many({{.customer = "Ada"}, bad, {.tags = {"a", "b", "c"}}}); });
        REQUIRE(many.size() == 9);
        CHECK(many[0].path == "1.lines.1.quantity");
        CHECK(many[0].message == "1.lines.1.quantity must be 1 or more.");
        CHECK(many[2].message == "`1.places.home.de.city` must have at most 10 characters.");
        CHECK(many[7].path == "2.customer");
        CHECK(many[8].path == "2");
        CHECK(purchases.count() == 0);

        Purchase good{.customer = "Ada"};
        good.lines = {{" a "}};
        good.places = {{"home", {" Bath ", {}}}};
        const Purchase read = purchases.get(purchases.create(good).id);
        CHECK(read.lines[0].article == "a");
        CHECK(read.places.at("home").city == "Bath");
    });
}

TEST_CASE("validate says what create would, without storing") {
    on_each([](const tenon::Database& db) {
        db.sync<Purchase, Customer, Reserved>();
        const auto purchases = db.model<Purchase>();
        purchases.validate({.customer = "  a customer of twenty  "});
        CHECK(listed([&] { purchases.validate({.customer = " root ", .rating = 7}); }) ==
              "rating max; customer not_reserved");
        CHECK(purchases.count() == 0);
        db.model<Reserved>().create({.name = "ada"});
        CHECK(listed([&] { db.model<Customer>().validate({.name = "ADA"}); }) == "name free");
        db.transaction([&](const tenon::Transaction& tx) {
            CHECK(listed([&] { tx.model<Customer>().validate({.name = "ADA"}); }) == "name free");
        });
    });
}

TEST_CASE("save and upsert look at what changed, and at the whole object") {
    on_each([](const tenon::Database& db) {
        db.sync<Purchase>();
        const auto purchases = db.model<Purchase>();
        auto one = purchases.edit(purchases.create({.customer = "Ada", .rating = 3}).id);
        one->rating = 2;
        one->first_day = 5;
        CHECK(listed([&] { (void)one.save(); }) == "rating odd; last_day days");
        one->rating = 5;
        one->last_day = 6;
        CHECK(one.save());
        CHECK(listed([&] { (void)purchases.save({.id = one->id, .customer = "root"}); }) == "customer not_reserved");
        CHECK(listed([&] { (void)purchases.upsert({.id = one->id, .customer = "root"}); }) == "customer not_reserved");
        CHECK(purchases.get(one->id).customer == "Ada");
    });
}

TEST_CASE("update queries are held to rules and checks, with whole paths") {
    on_each([](const tenon::Database& db) {
        db.sync<Purchase>();
        const auto purchases = db.model<Purchase>();
        const auto id = purchases.create({.customer = "Ada"}).id;
        const auto update = [&](auto&&... assignments) {
            return listed([&] { purchases.update(f<&Purchase::id> == id, assignments...); });
        };
        CHECK(update(f<&Purchase::customer> = "root", f<&Purchase::rating> = 4) == "customer not_reserved; rating odd");
        CHECK(update(f<&Purchase::delivery, &Place::city> = "Constantinople") == "delivery.city max_length");
        CHECK(update(f<&Purchase::delivery, &Place::city> = " Nowhere") == "delivery.city served");
        CHECK(update(f<&Purchase::delivery> = Place{"Nowhere", "1"}) == "delivery.code matches; delivery.city served");
        CHECK(update(f<&Purchase::lines> = std::vector<Line>{{"a"}, {"a", 0, "LOUD"}}) ==
              "lines.1.quantity min; lines distinct; lines.1.note no_shouting");
        CHECK(update(f<&Purchase::kind> = Kind::part) == "kind one_of");
        CHECK(update(f<&Purchase::open> = true) == "open one_of");
        CHECK(update(f<&Purchase::rating> = std::nullopt) == "");
        CHECK(update(f<&Purchase::lines> = std::vector<Line>{{" x "}}) == "");
        CHECK(update(f<&Purchase::delivery> = Place{" Bath ", "1234"}) == "");
        const Purchase read = purchases.get(id);
        CHECK(read.customer == "Ada");
        CHECK(read.delivery.city == "Bath");
        CHECK(read.lines.at(0).article == "x");
    });
}

TEST_CASE("a check that asks the database is part of the write's transaction") {
    on_each([](const tenon::Database& db) {
        db.sync<Customer, Reserved>();
        const auto customers = db.model<Customer>();
        db.model<Reserved>().create({.name = "root"});
        CHECK(listed([&] { (void)customers.create({.name = "ROOT"}); }) == "name free");
        CHECK(listed([&] { (void)customers.insert_many({{.name = "ada"}, {.name = "Root"}}); }) == "1.name free");
        CHECK(customers.count() == 0);
        const auto ada = customers.create({.name = "Ada"});
        auto edited = customers.edit(ada.id);
        edited->name = "root";
        CHECK(listed([&] { (void)edited.save(); }) == "name free");
        edited->name = "ada lovelace";
        CHECK(edited.save());
        CHECK(listed([&] { (void)customers.upsert({.id = ada.id, .name = "root"}); }) == "name free");
        CHECK(listed([&] { customers.update(f<&Customer::id> == ada.id, f<&Customer::name> = "root"); }) ==
              "name free");
        CHECK(customers.update(f<&Customer::id> == ada.id, f<&Customer::name> = "eve") == 1);
        db.transaction([](const tenon::Transaction& tx) {
            tx.model<Reserved>().create({.name = "bob"});
            CHECK(listed([&] { (void)tx.model<Customer>().create({.name = "bob"}); }) == "name free");
            CHECK(tx.model<Customer>().create({.name = "cid"}).id > 0);
            tx.transaction([](const tenon::Transaction& inner) {
                CHECK(listed([&] { (void)inner.model<Customer>().create({.name = "bob"}); }) == "name free");
            });
        });
        CHECK(customers.count() == 2);
        CHECK(customers.remove(f<&Customer::name> == "cid") == 1);
    });
}

namespace {

struct Refusal {};
struct Thrower {
    std::int64_t id = 0;
    int number = 0;
    static void describe(tenon::Schema<Thrower>& thrower) {
        thrower.field(f<&Thrower::number>).check("throws", [](int number, const tenon::Transaction& tx) {
            if (number == 1) throw Refusal();
            if (number == 2) tx.model<Thrower>().create({.number = 5});
            return number != 2;
        });
    }
};

}  // namespace

TEST_CASE("what a check throws passes through, and what it wrote goes with a refusal") {
    on_each([](const tenon::Database& db) {
        db.sync<Thrower>();
        const auto throwers = db.model<Thrower>();
        CHECK_THROWS_AS((void)throwers.create({.number = 1}), Refusal);
        CHECK(listed([&] { (void)throwers.create({.number = 2}); }) == "number throws");
        CHECK(throwers.count() == 0);
        CHECK(throwers.create({.number = 3}).id > 0);
    });
}

namespace {

enum class Colour { red, green };
struct Circle {
    double radius = 0;
};

struct Widget {
    std::int64_t id = 0;
    tenon::Ref<Customer> owner{};
    std::optional<tenon::Ref<Customer>> user{};
    bool flag = false;
    std::uint8_t small = 0;
    float ratio = 0;
    tenon::Decimal price{};
    tenon::Bytes bytes{};
    tenon::Timestamp at{};
    std::optional<tenon::Date> day{};
    tenon::Uuid uuid{};
    Colour colour = Colour::red;
    tenon::Json json{};
    std::variant<std::int64_t, Circle> shape{};
    std::optional<std::vector<std::string>> names{};
    std::map<std::string, int> counts{};
    Circle circle{};

    static void describe(tenon::Schema<Widget>& widget) {
        widget.field(f<&Widget::price>).precision(8, 2);
        widget.field(f<&Widget::owner>).check("owner", [](const tenon::Ref<Customer>& to) { return to.key() != 2; });
        widget.field(f<&Widget::user>).check("user", [](const tenon::Ref<Customer>& to) { return to.key() != 2; });
        widget.field(f<&Widget::flag>).check("flag", [](bool flag) { return !flag; });
        widget.field(f<&Widget::small>).check("small", [](std::uint8_t small) { return small != 2; });
        widget.field(f<&Widget::ratio>).check("ratio", [](float ratio) { return ratio != 2.5F; });
        widget.field(f<&Widget::price>).check("price", [](const tenon::Decimal& price) {
            return price != tenon::Decimal::parse("2.50");
        });
        widget.field(f<&Widget::bytes>).check("bytes", [](const tenon::Bytes& bytes) { return bytes.size() != 2; });
        widget.field(f<&Widget::at>).check("at", [](tenon::Timestamp at) { return at.microseconds != 2000; });
        widget.field(f<&Widget::day>).check("day", [](tenon::Date day) { return day != tenon::Date(2); });
        widget.field(f<&Widget::uuid>).check("uuid", [](const tenon::Uuid& uuid) { return uuid == tenon::Uuid(); });
        widget.field(f<&Widget::colour>).check("colour", [](Colour colour) { return colour == Colour::red; });
        widget.field(f<&Widget::json>).check("json", [](const tenon::Json& json) { return json["a"].is_null(); });
        widget.field(f<&Widget::shape>).check("shape", [](const auto& shape) { return shape.index() == 0; });
        widget.field(f<&Widget::names>).check("names", [](const std::vector<std::string>& names) {
            return names.size() != 2;
        });
        widget.field(f<&Widget::counts>).check("counts", [](const auto& counts) { return !counts.contains("a.b"); });
        widget.field(f<&Widget::circle>).check("circle", [](const Circle& circle) { return circle.radius != 2; });
    }
};

}  // namespace

TEST_CASE("checks take every type of member, of objects and of updates") {
    on_each([](const tenon::Database& db) {
        db.sync<Customer, Reserved, Widget>();
        const auto widgets = db.model<Widget>();
        const auto first = db.model<Customer>().create({.name = "a"});
        const auto second = db.model<Customer>().create({.name = "b"});
        const auto good = widgets.create({.owner = first.id});
        const Widget bad{.owner = second.id,
                         .user = tenon::Ref<Customer>(second.id),
                         .flag = true,
                         .small = 2,
                         .ratio = 2.5F,
                         .price = tenon::Decimal::parse("2.50"),
                         .bytes = tenon::Bytes(2),
                         .at = tenon::Timestamp(2000),
                         .day = tenon::Date(2),
                         .uuid = tenon::Uuid::v4(),
                         .colour = Colour::green,
                         .json = tenon::Json::parse(R"({"a": "b"})"),
                         .shape = Circle{1},
                         .names = std::vector<std::string>{"a", "b"},
                         .counts = {{"a.b", 1}},
                         .circle = {2}};
        const std::string all =
            "owner owner; user user; flag flag; small small; ratio ratio; price price; bytes bytes; "
            "at at; day day; uuid uuid; colour colour; json json; shape shape; names "
            "names; counts counts; circle circle";
        CHECK(listed([&] { (void)widgets.create(bad); }) == all);
        const auto update = [&](auto assignment) {
            return listed([&] { widgets.update(f<&Widget::id> == good.id, assignment); });
        };
        CHECK(update(f<&Widget::owner> = bad.owner) == "owner owner");
        CHECK(update(f<&Widget::user> = bad.user) == "user user");
        CHECK(update(f<&Widget::flag> = true) == "flag flag");
        CHECK(update(f<&Widget::small> = 2) == "small small");
        CHECK(update(f<&Widget::small> = 300) == "small type");
        CHECK(update(f<&Widget::ratio> = 2.5) == "ratio ratio");
        CHECK(update(f<&Widget::ratio> = 1e300) == "ratio type");
        CHECK(update(f<&Widget::price> = bad.price) == "price price");
        CHECK(update(f<&Widget::bytes> = bad.bytes) == "bytes bytes");
        CHECK(update(f<&Widget::at> = bad.at) == "at at");
        CHECK(update(f<&Widget::day> = bad.day) == "day day");
        CHECK(update(f<&Widget::uuid> = bad.uuid) == "uuid uuid");
        CHECK(update(f<&Widget::colour> = Colour::green) == "colour colour");
        CHECK(update(f<&Widget::json> = bad.json) == "json json");
        CHECK(update(f<&Widget::shape> = bad.shape) == "shape shape");
        CHECK(update(f<&Widget::names> = bad.names) == "names names");
        CHECK(update(f<&Widget::counts> = bad.counts) == "counts counts");
        CHECK(update(f<&Widget::circle> = bad.circle) == "circle circle");
        CHECK(update(f<&Widget::names> = std::nullopt).empty());
        CHECK(update(f<&Widget::circle> = Circle{3}).empty());
        CHECK(update(f<&Widget::ratio> = 3.5).empty());
    });
}
