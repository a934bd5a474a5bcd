// Defaults, generated columns, constraints, comments; tables and views of somebody else.

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
namespace types = tenon::types;
using tenon::field;

namespace {

struct Ticket {
    std::int64_t id = 0;
    std::string event{};
    std::int64_t seats = 1;
    std::int64_t price = 0;
    std::optional<std::int64_t> discount{};
    std::optional<std::string> state{};
    std::optional<int> number{};
    std::int64_t total = 0;
    std::optional<std::int64_t> reduced{};
    std::string code{};
};

int next_number = 0;

void describe(tenon::Schema<Ticket>& ticket) {
    ticket.comment("One row a sale");
    ticket.field(f<&Ticket::event>).comment("It's the event's name");
    ticket.field(f<&Ticket::state>).required().default_value("sold");
    ticket.field(f<&Ticket::number>).default_from([] { return ++next_number; });
    ticket.field(f<&Ticket::total>).generated(f<&Ticket::seats> * f<&Ticket::price>);
    ticket.field(f<&Ticket::reduced>).generated(f<&Ticket::price> - f<&Ticket::discount>);
    ticket.field(f<&Ticket::code>).generated(f<&Ticket::event>.upper().concat("-1"));
    ticket.constraint("paid_or_free", f<&Ticket::price> > 0 || f<&Ticket::event> == "it's free");
    ticket.constraint("small_discount", f<&Ticket::discount> < f<&Ticket::price> || f<&Ticket::discount>.is_empty());
}

struct Stamped {
    std::int64_t id = 0;
    std::string name{};
    std::optional<std::int64_t> made{};
    std::optional<std::string> origin{};
};

void describe(tenon::Schema<Stamped>& stamped) {
    stamped.field(f<&Stamped::made>).default_sql("6 * 7");
    stamped.field(f<&Stamped::origin>).default_sql(tenon::unsafe_raw(std::string_view("'the ' || 'database'")));
}

}  // namespace

TEST_CASE("what was not given gets its default") {
    on_each([](const tenon::Database& db) {
        db.sync<Ticket>();
        const auto tickets = db.model<Ticket>();
        next_number = 0;
        const Ticket first = tickets.create({.event = "Play", .price = 5});
        CHECK(first.state == "sold");
        CHECK(first.number == 1);
        CHECK(tickets.get(first.id).state == "sold");
        const auto more = tickets.insert_many(
            {{.event = "Play", .price = 5, .state = "held"}, {.event = "Play", .price = 5, .number = 70}});
        CHECK(more[0].state == "held");
        CHECK(more[0].number == 2);
        CHECK(more[1].number == 70);
        CHECK(tickets.upsert({.id = 50, .event = "Play", .price = 5}).number == 3);
    });
}

TEST_CASE("a generated field follows the others, and is read back") {
    on_each([](const tenon::Database& db) {
        db.sync<Ticket>();
        const auto tickets = db.model<Ticket>();
        const Ticket made = tickets.create({.event = "Play", .seats = 3, .price = 5, .total = 999});
        CHECK(made.total == 15);
        CHECK(!made.reduced);
        CHECK(made.code == "PLAY-1");
        CHECK(tickets.get(made.id).total == 15);
        CHECK(tickets.find(f<&Ticket::total> > 10).count() == 1);
        auto tracked = tickets.edit(made.id);
        tracked->discount = 2;
        tracked->seats = 4;
        tracked.save();
        CHECK(tracked->total == 20);
        CHECK(tracked->reduced == 3);
        tickets.update(tenon::everything, f<&Ticket::seats> = 5);
        CHECK(tickets.get(made.id).total == 25);
        tracked->total = 1;
        CHECK_THROWS_AS(tracked.save(), tenon::QueryError);
        CHECK(tickets.insert_many({{.event = "a", .price = 2}, {.event = "b", .price = 4}}).at(1).total == 4);
    });
}

TEST_CASE("the database holds a constraint, whoever writes") {
    on_each([](const tenon::Database& db) {
        db.sync<Ticket>();
        const auto tickets = db.model<Ticket>();
        (void)tickets.create({.event = "it's free"});
        const Ticket made = tickets.create({.event = "Play", .price = 5});
        try {
            (void)tickets.create({.event = "Play"});
            FAIL("it was created");
        } catch (const tenon::CheckViolation& error) {
            CHECK(error.constraint() == "tickets_paid_or_free");
        }
        CHECK_THROWS_AS(tickets.update(f<&Ticket::id> == made.id, f<&Ticket::discount> = 5), tenon::CheckViolation);
        CHECK(tickets.update(f<&Ticket::id> == made.id, f<&Ticket::discount> = 4) == 1);
        if (db.backend() == "memory") return;
        CHECK_THROWS_AS(db.execute("update tickets set price = -1 where id = ?", made.id), tenon::CheckViolation);
    });
}

TEST_CASE("a default may be the database's own") {
    on_each([](const tenon::Database& db) {
        if (db.backend() == "memory") {
            CHECK_THROWS_AS(db.sync<Stamped>(), tenon::Unsupported);
            return;
        }
        db.sync<Stamped>();
        const auto all = db.model<Stamped>();
        const Stamped made = all.create({.name = "a", .made = 1});
        CHECK(made.made == 1);
        CHECK(made.origin == "the database");
        CHECK(all.create({.name = "b"}).made == 42);
        const auto more = all.insert_many({{.name = "c"}, {.name = "d", .origin = "here"}});
        CHECK(more[0].made == 42);
        CHECK(more[1].origin == "here");
        CHECK(all.upsert({.id = 9, .name = "e"}).made == 42);
        CHECK(all.count(f<&Stamped::made> == 42) == 4);
    });
}

TEST_CASE("records have defaults, generated fields and constraints") {
    on_each([](const tenon::Database& db) {
        int calls = 0;
        const auto model = db.define("Sale",
                                     {{"seats", {.type = types::int64, .required = true}},
                                      {"price", {.type = types::int64, .required = true}},
                                      {"number", {.type = types::int64, .default_from = [&] { return ++calls; }}},
                                      {"total", {.type = types::int64, .generated = field("seats") * field("price")}}},
                                     {.constraints = {{"cheap", field("price") < 100}}});
        db.sync();
        tenon::Record made = model.create({{"seats", 2}, {"price", 7}});
        CHECK(made["number"].as_int64() == 1);
        CHECK(made["total"].as_int64() == 14);
        made.set("seats", 3);
        made.save();
        CHECK(made["total"].as_int64() == 21);
        CHECK_THROWS_AS(model.create({{"seats", 1}, {"price", 100}}), tenon::CheckViolation);
    });
}

TEST_CASE("a description that can't be is refused") {
    const auto db = tenon::open("memory:");
    const auto define = [&](const tenon::FieldOptions& options) {
        (void)db.define("Thing", {{"name", {.type = types::text}}, {"made", options}});
    };
    CHECK_THROWS_AS(define({.type = types::text, .generated = field("nam")}), tenon::SchemaError);
    CHECK_THROWS_AS(define({.type = types::int64, .generated = field("name")}), tenon::SchemaError);
    CHECK_THROWS_AS(define({.type = types::text, .required = true, .generated = field("name")}), tenon::SchemaError);
    CHECK(message_of<tenon::SchemaError>([&] { define({.type = types::text, .generated = field("made").upper()}); }) ==
          "Model Thing, the generated field `made`: `made` is generated itself: say here what it is computed of.");
    CHECK(says(message_of<tenon::SchemaError>([&] { define({.type = types::int64, .generated = field("id") * 1.5}); }),
               {"make it a double, or round the expression"}));
    CHECK_THROWS_AS(define({.type = types::int64, .default_value = 1, .default_sql = "1"}), tenon::SchemaError);
    CHECK_THROWS_AS(db.define("Other", {{"name", {.type = types::text}}}, {.constraints = {{"bad", field("x") == 1}}}),
                    tenon::SchemaError);
}

namespace {

struct Relic {
    std::int64_t id = 0;
    std::string name{};
    std::optional<double> weight{};
};

void describe(tenon::Schema<Relic>& relic) {
    relic.table("old_relics").external();
    relic.unique(f<&Relic::name>);
}

struct HeavyRelic {
    std::int64_t id = 0;
    std::string name{};
};

void describe(tenon::Schema<HeavyRelic>& heavy) { heavy.view("heavy_relics"); }

std::string joined(const std::vector<std::string>& sentences) {
    std::string all;
    for (const std::string& sentence : sentences) all += sentence + "\n";
    return all;
}

}  // namespace

TEST_CASE("check says what differs") {
    on_each([](const tenon::Database& db) {
        CHECK(joined(db.check<Ticket>()) == "table tickets is missing\n");
        db.sync<Ticket>();
        CHECK(db.check<Ticket>().empty());
    });
    const auto db = tenon::open("sqlite::memory:");
    db.execute("create table sales (id integer primary key, price text, seats integer) strict");
    (void)db.define("Sale", {{"price", {.type = types::int64}},
                             {"seats", {.type = types::int64, .required = true}},
                             {"age", {.type = types::int32}}});
    CHECK(joined(db.check("Sale")) == "column sales.price is TEXT, the model needs INTEGER\n"
                                      "column sales.seats is nullable, the model needs it NOT NULL\n"
                                      "column sales.age is missing\n");
}

TEST_CASE("tables and views of somebody else are read, and left alone") {
    const auto db = tenon::open("sqlite::memory:");
    CHECK(joined(db.check<Relic>()) == "table old_relics is missing\n");
    db.execute_script(
        "create table old_relics (id integer primary key, name varchar(40) not null unique, weight double, more text);"
        "create view heavy_relics as select id, name from old_relics where weight > 100;");
    CHECK(db.check<Relic>().empty());
    CHECK(db.check<HeavyRelic>().empty());
    db.sync<Relic, HeavyRelic>();
    db.sync<Relic, HeavyRelic>({.force = true});
    const auto relics = db.model<Relic>();
    const Relic big = relics.create({.name = "Column", .weight = 900.0});
    (void)relics.create({.name = "Coin", .weight = 0.1});
    const auto heavy = db.model<HeavyRelic>();
    CHECK(heavy.count() == 1);
    CHECK(heavy.get(big.id).name == "Column");
    auto tracked = heavy.edit(big.id);
    tracked->name = "Pillar";
    CHECK_THROWS_WITH_AS(tracked.save(), "Model HeavyRelic is read-only: its objects are never written.",
                         tenon::QueryError);
    CHECK_THROWS_AS(tracked.remove(), tenon::QueryError);
    CHECK_THROWS_AS((void)heavy.create({.name = "x"}), tenon::QueryError);
    CHECK_THROWS_AS((void)heavy.insert_many({{.name = "x"}}), tenon::QueryError);
    CHECK_THROWS_AS((void)heavy.upsert({.id = 1, .name = "x"}), tenon::QueryError);
    CHECK_THROWS_AS((void)heavy.save({.id = big.id, .name = "x"}), tenon::QueryError);
    CHECK_THROWS_AS(heavy.update(tenon::everything, f<&HeavyRelic::name> = "x"), tenon::QueryError);
    CHECK_THROWS_AS(heavy.remove(tenon::everything), tenon::QueryError);
    db.execute_script("drop view heavy_relics; alter table old_relics drop column weight;");
    CHECK(joined(db.check<HeavyRelic>()) == "table heavy_relics is missing\n");
    CHECK(joined(db.check<Relic>()) == "column old_relics.weight is missing\n");
}
