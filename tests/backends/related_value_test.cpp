// related(reference, value): what the row that a reference leads to has, in orders, conditions and selected values.

#include "support/messages.hpp"
#include "support/people.hpp"

using namespace backends;
using tenon::field;
using tenon::related;
namespace types = tenon::types;

namespace {

struct Team {
    std::int64_t id = 0;
    std::optional<tenon::Ref<Team>> parent{};
    std::string name{};
    std::optional<int> size{};
};

struct Step {
    std::int64_t id = 0;
    std::optional<tenon::Ref<Step>> above{};
    tenon::Many<Step> below{};
    bool is_wet = false;
};
void describe(tenon::Schema<Step>& step) { step.has_many(f<&Step::below>, f<&Step::above>); }

/// Notes by Ada (edited by Bob), Engine by Ada, Words by Dan (edited by Dan), Ideas by Bob.
void four_books(const tenon::Database& db) {
    const std::vector<Person> people = four_people(db);
    (void)db.model<Book>().insert_many({
        {.author = people[0].id, .editor = people[1].id, .title = "Notes", .pages = 60},
        {.author = people[0].id, .title = "Engine", .pages = 200},
        {.author = people[3].id, .editor = people[3].id, .title = "Words", .pages = 90},
        {.author = people[1].id, .title = "Ideas", .pages = 20},
    });
}

template <class Query>
std::string titles(const Query& query) {
    std::string all;
    for (const Book& book : query) all += (all.empty() ? "" : " ") + book.title;
    return all;
}

}  // namespace

TEST_CASE("rows are sorted by a field of the row that a reference leads to") {
    on_each([](const tenon::Database& db) {
        four_books(db);
        const auto books = db.model<Book>();
        const auto author = related(f<&Book::author>, f<&Person::name>);
        CHECK(titles(books.find().order_by(author, f<&Book::title>)) == "Engine Notes Ideas Words");
        CHECK(titles(books.find().order_by(author.desc(), f<&Book::title>)) == "Words Ideas Engine Notes");
        // Bob has no age: empties come first ascending, and where it is asked for.
        const auto age = related(f<&Book::author>, f<&Person::age>);
        CHECK(titles(books.find().order_by(age, f<&Book::title>)) == "Ideas Engine Notes Words");
        CHECK(titles(books.find().order_by(age.asc_empties_last(), f<&Book::title>)) == "Engine Notes Words Ideas");
        // Enumerations by their declaration: calm, glad, angry.
        const auto mood = related(f<&Book::author>, f<&Person::mood>);
        CHECK(titles(books.find(f<&Book::title> != "Words").order_by(mood.desc(), f<&Book::pages>)) ==
              "Notes Engine Ideas");
        tenon::Query<Book> erased = books.find(f<&Book::pages> > 30);
        CHECK(titles(erased.order_by(author.desc(), f<&Book::pages>).limit(2)) == "Words Notes");
        CHECK(books.find().order_by(author.desc()).first()->title == "Words");
        CHECK(books.find().order_by(author, f<&Book::title>).last()->title == "Words");
    });
}

TEST_CASE("an empty reference has an empty value") {
    on_each([](const tenon::Database& db) {
        four_books(db);
        const auto books = db.model<Book>();
        const auto editor = related(f<&Book::editor>, f<&Person::name>);
        CHECK(titles(books.find().order_by(editor, f<&Book::title>)) == "Engine Ideas Notes Words");
        CHECK(titles(books.find().order_by(editor.desc(), f<&Book::title>)) == "Words Notes Engine Ideas");
        CHECK(titles(books.find(editor.is_empty()).order_by(f<&Book::title>)) == "Engine Ideas");
        CHECK(titles(books.find(editor != "Bob").order_by(f<&Book::title>)) == "Engine Ideas Words");
        CHECK(titles(books.find(!(editor < "Cid")).order_by(f<&Book::title>)) == "Engine Ideas Words");
        const auto pairs = books.find().order_by(f<&Book::title>).select(f<&Book::title>, editor).all();
        CHECK(pairs.at(0) == std::tuple<std::string, std::optional<std::string>>("Engine", std::nullopt));
        CHECK(std::get<1>(pairs.at(2)) == "Bob");
    });
}

TEST_CASE("the value of a related row is an expression as others are") {
    on_each([](const tenon::Database& db) {
        four_books(db);
        const auto books = db.model<Book>();
        const auto age = related(f<&Book::author>, f<&Person::age> + 1);
        CHECK(titles(books.find(age == 37).order_by(f<&Book::title>)) == "Engine Notes");
        CHECK(titles(books.find(age > f<&Book::pages>)) == "");
        CHECK(titles(books.find(related(f<&Book::author>, f<&Person::active>)).order_by(f<&Book::title>)) ==
              "Engine Notes Words");
        CHECK(titles(books.find(!related(f<&Book::editor>, f<&Person::active>)).order_by(f<&Book::title>)) ==
              "Engine Ideas Notes");
        CHECK(titles(books.find(related(f<&Book::author>, f<&Person::home, &Address::city>) == "Paris")) == "Ideas");
        CHECK(books.find(f<&Book::title> != "Words")
                  .aggregate(tenon::sum(related(f<&Book::author>, f<&Person::score>))) ==
              doctest::Approx(1.5 + 1.5 + 2.5));
        const auto name = related(f<&Book::author>, f<&Person::name>);
        const auto counted = books.find().group_by(name).select(name, tenon::count()).order_by(name).all();
        REQUIRE(counted.size() == 3);
        CHECK(std::get<0>(counted[0]) == "Ada");
        CHECK(std::get<1>(counted[0]) == 2);
        CHECK(books.update(f<&Book::title> == "Words", f<&Book::pages> = tenon::coalesce(age, 0)) == 1);
        CHECK(books.one(f<&Book::title> == "Words").pages == 65);
        CHECK(books.remove(name == "Bob") == 1);
    });
}

TEST_CASE("references are followed one after the other, and to rows of the same model") {
    on_each([](const tenon::Database& db) {
        db.sync<Team>();
        const auto teams = db.model<Team>();
        const auto all = teams.create({.name = "all", .size = 9});
        const auto left = teams.create({.parent = all.id, .name = "left", .size = 4});
        (void)teams.create({.parent = left.id, .name = "far left"});
        const auto parent = related(f<&Team::parent>, f<&Team::name>);
        const auto above = related(f<&Team::parent>, parent);
        CHECK(teams.find(above == "all").one().name == "far left");
        CHECK(teams.find(above.is_empty()).count() == 2);
        CHECK(teams.find().order_by(parent.desc()).first()->name == "far left");
        CHECK(teams.find(related(f<&Team::parent>, f<&Team::size>) > f<&Team::size>).one().name == "left");
        const auto move_down = [&] {
            return teams.update(tenon::everything, f<&Team::size> = related(f<&Team::parent>, f<&Team::size>));
        };
        if (db.backend() == "sqlite") {  // which reads what it has written
            CHECK(says(message_of<tenon::Unsupported>([&] { (void)move_down(); }), {"Team", "the same table"}));
            return;
        }
        CHECK(move_down() == 3);
        CHECK(!teams.get(all.id).size);
        CHECK(teams.get(left.id).size == 9);
    });
}

TEST_CASE("run-time models follow their references by name") {
    on_each([](const tenon::Database& db) {
        const auto shops = db.define("Shop", {{"name", {.type = types::text}}, {"stars", {.type = types::int32}}});
        const auto sales = db.define(
            "Sale", {{"shop", {.type = types::int64, .references = "Shop"}}, {"price", {.type = types::int32}}});
        db.sync();
        (void)shops.create({{"name", "b"}, {"stars", 3}});
        (void)shops.create({{"name", "a"}});
        (void)sales.create({{"shop", 1}, {"price", 10}});
        (void)sales.create({{"shop", 2}, {"price", 20}});
        (void)sales.create({{"price", 30}});
        const auto name = related("shop", field("name"));
        std::string prices;
        for (const tenon::Record& sale : sales.find().order_by(name).all())
            prices += std::to_string(sale["price"].as_int64()) + " ";
        CHECK(prices == "30 20 10 ");
        CHECK(sales.find(name == "b").one()["price"] == tenon::Value(10));
        CHECK(sales.find(related("shop", field("stars")).is_empty()).count() == 2);
        CHECK(sales.find(field("price") > 5 && related("shop", field("stars") + 1) == 4).count() == 1);
        const auto rows = sales.find().order_by("price").select({"price", {"at", name}}).all();
        CHECK(rows.at(0)["at"] == tenon::Value("b"));
        const auto refused = [&](const tenon::RecordExpression& by) {
            return message_of<tenon::QueryError>([&] { (void)sales.find().order_by(by).all(); });
        };
        CHECK(says(refused(related("price", field("name"))), {"`price` is no reference", "references"}));
        CHECK(says(refused(related("shpo", field("name"))), {"no field `shpo`", "shop"}));
        CHECK(says(refused(related("shop", field("nmae"))), {"nmae"}));
    });
}

TEST_CASE("a write by other rows of its table sees them as they were before it") {
    on_each([](const tenon::Database& db) {
        db.sync<Step>();
        const auto steps = db.model<Step>();
        const auto flight = [&] {  // the first is the lowest
            steps.remove(tenon::everything);
            (void)steps.insert_many({{.id = 4}, {.id = 3, .above = 4}, {.id = 2, .above = 3}, {.id = 1, .above = 2}});
        };
        flight();
        CHECK(steps.update(f<&Step::above>.none(f<&Step::is_wet> == true), f<&Step::is_wet> = true) == 4);
        CHECK(steps.find(f<&Step::is_wet> == true).count() == 4);
        flight();
        CHECK(steps.update(f<&Step::below>.none(f<&Step::is_wet> == true), f<&Step::is_wet> = true) == 4);
        const auto wet = steps.find(f<&Step::is_wet> == true).select(f<&Step::id>);
        flight();
        CHECK(steps.update(f<&Step::id> == 1 || f<&Step::above>.in(wet), f<&Step::is_wet> = true) == 1);
        flight();
        CHECK(steps.remove(f<&Step::below>.none()) == 1);
        CHECK(steps.find().count() == 3);
    });
}

TEST_CASE("rows are grouped by how many rows are related to them") {
    on_each([](const tenon::Database& db) {
        four_books(db);
        struct Group {
            std::int64_t books = 0, people = 0;
        };
        std::string all;
        for (const Group& group : db.model<Person>()
                                      .find()
                                      .group_by(f<&Person::books>.count())
                                      .select<Group>(f<&Person::books>.count(), tenon::count())
                                      .order_by(tenon::output<0>)
                                      .all())
            all += std::to_string(group.books) + ":" + std::to_string(group.people) + " ";
        CHECK(all == "0:1 1:2 2:1 ");
    });
}

TEST_CASE("an update that sets a value of its own table sees that table as it was, or is refused") {
    on_each([](const tenon::Database& db) {
        db.sync<Team>();
        const auto teams = db.model<Team>();
        (void)teams.insert_many({{.name = "a", .size = 9}, {.name = "b", .size = 5}});
        const auto most = tenon::value_of(teams.find().select(tenon::max(f<&Team::size>)));
        CHECK(teams.update(tenon::everything, f<&Team::size> = most) == 2);
        CHECK(teams.find(f<&Team::size> == 9).count() == 2);
        const auto all_but_first = [&] {
            return teams.update(tenon::everything,
                                f<&Team::size> = tenon::case_when(f<&Team::name> == "a", 0).otherwise(most));
        };
        if (db.backend() == "sqlite") {  // which would ask for the greatest size when the first is 0 already
            CHECK(says(message_of<tenon::Unsupported>([&] { (void)all_but_first(); }), {"Team", "the same table"}));
            return;
        }
        CHECK(all_but_first() == 2);
        CHECK(teams.find(f<&Team::size> == 9).count() == 1);
    });
}
