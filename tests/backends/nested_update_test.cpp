// Nested values updated where they are stored, by one statement each.

#include "support/backends.hpp"
#include "support/messages.hpp"
#include "support/statements.hpp"

using namespace backends;
using tenon::element;

namespace nested_updates {

enum class Size { small, large };

struct Part {
    std::string sku{};
    std::optional<int> amount{};
    std::vector<std::string> notes{};
};

struct Spot {
    std::string city{};
    std::optional<std::int64_t> visits{};
    std::vector<int> numbers{};
};

struct Shelf {
    std::int64_t id = 0;
    std::string name{};
    std::optional<int> score{};
    std::int64_t total = 0;
    std::optional<tenon::Decimal> price{};
    std::optional<tenon::Timestamp> seen{};
    std::vector<std::string> tags{};
    std::optional<std::vector<std::string>> extra{};
    std::vector<Size> sizes{};
    std::vector<Part> parts{};
    Spot spot{};
    std::optional<Spot> other{};
    tenon::Timestamp created_at{}, updated_at{};
    std::int64_t version = 0;
};

void describe(tenon::Schema<Part>& part) {
    part.field(f<&Part::sku>).required().max_length(8);
    part.field(f<&Part::amount>).max(100);
}
void describe(tenon::Schema<Spot>& spot) { spot.field(f<&Spot::visits>).min(0); }
void describe(tenon::Schema<Shelf>& shelf) {
    shelf.field(f<&Shelf::score>).min(-10).max(50);
    shelf.field(f<&Shelf::price>).precision(8, 2);
    shelf.field(f<&Shelf::tags>).max_length(4);
    shelf.timestamps(f<&Shelf::created_at>, f<&Shelf::updated_at>);
    shelf.version(f<&Shelf::version>);
}

using Shelves = tenon::Model<Shelf>;
using Texts = std::vector<std::string>;

Shelves two_shelves(const tenon::Database& db) {
    db.sync<Shelf>();
    auto shelves = db.model<Shelf>();
    shelves.create({.name = "one",
                    .tags = {"a", "b"},
                    .parts = {{.sku = "x", .amount = 1}, {.sku = "y", .notes = {"old"}}},
                    .spot = {.city = "Oslo", .numbers = {3, 1}}});
    shelves.create({.name = "two", .score = 5, .extra = Texts{"e"}});
    return shelves;
}

/// Updates the first shelf, by one statement, and gives it.
template <class... As>
Shelf updated(const tenon::Database& db, const Shelves& shelves, As&&... assignments) {
    const Statements statements(db);
    CHECK(shelves.update(f<&Shelf::id> == 1, std::forward<As>(assignments)...) == 1);
    CHECK(statements.count() == 1);
    return shelves.get(1);
}

Texts skus(const Shelf& shelf) {
    Texts all;
    for (const Part& part : shelf.parts) all.push_back(part.sku);
    return all;
}

}  // namespace nested_updates

using namespace nested_updates;

TEST_CASE("inc and mul count an empty as 0") {
    on_each([](const tenon::Database& db) {
        const auto shelves = two_shelves(db);
        Shelf one = updated(db, shelves, f<&Shelf::score>.inc(3), f<&Shelf::total>.inc(), f<&Shelf::price>.inc(2),
                            f<&Shelf::spot, &Spot::visits>.inc(7));
        CHECK(one.score == 3);
        CHECK(one.total == 1);
        CHECK(one.price == tenon::Decimal::parse("2.00"));
        CHECK(one.spot.visits == 7);
        CHECK(one.spot.city == "Oslo");
        one = updated(db, shelves, f<&Shelf::score>.mul(-2), f<&Shelf::total>.inc(f<&Shelf::score>),
                      f<&Shelf::spot, &Spot::visits>.mul(2));
        CHECK(one.score == -6);
        CHECK(one.total == 4);
        CHECK(one.spot.visits == 14);
        CHECK(updated(db, shelves, f<&Shelf::score>.unset(), f<&Shelf::total>.mul(2)).score == std::nullopt);
        CHECK(updated(db, shelves, f<&Shelf::score>.mul(2)).score == 0);
        CHECK_THROWS_AS((void)shelves.update(tenon::everything, f<&Shelf::total>.inc(INT64_MAX),
                                             f<&Shelf::spot, &Spot::visits>.inc(INT64_MAX)),
                        tenon::QueryError);
    });
}

TEST_CASE("min and max keep the smaller and the greater one, and replace an empty") {
    on_each([](const tenon::Database& db) {
        const auto shelves = two_shelves(db);
        const auto early = tenon::Timestamp::parse("2020-01-01T00:00:00Z");
        const auto late = tenon::Timestamp::parse("2024-01-01T00:00:00Z");
        Shelf one = updated(db, shelves, f<&Shelf::score>.min(4), f<&Shelf::name>.max("paper"),
                            f<&Shelf::seen>.max(late), f<&Shelf::spot, &Spot::city>.min("Bergen"),
                            f<&Shelf::spot, &Spot::visits>.max(9));
        CHECK(one.score == 4);
        CHECK(one.name == "paper");
        CHECK(one.seen == late);
        CHECK(one.spot.city == "Bergen");
        CHECK(one.spot.visits == 9);
        one = updated(db, shelves, f<&Shelf::score>.min(5), f<&Shelf::name>.max("glue"), f<&Shelf::seen>.min(early),
                      f<&Shelf::spot, &Spot::visits>.max(8), f<&Shelf::price>.max(tenon::Decimal::parse("1.25")));
        CHECK(one.score == 4);
        CHECK(one.name == "paper");
        CHECK(one.seen == early);
        CHECK(one.spot.visits == 9);
        CHECK(one.price == tenon::Decimal::parse("1.25"));
    });
}

TEST_CASE("what is given to inc, min, set of elements and push is held to the rules") {
    on_each([](const tenon::Database& db) {
        const auto shelves = two_shelves(db);
        const auto fails = [&](auto&& assignment, const std::string& path) {
            try {
                (void)shelves.update(tenon::everything, assignment);
                FAIL("it passed");
            } catch (const tenon::ValidationError& error) {
                CHECK(error.failures().at(0).path == path);
            }
        };
        fails(f<&Shelf::score>.max(51), "score");
        fails(f<&Shelf::spot, &Spot::visits>.min(-1), "spot.visits");
        fails(f<&Shelf::parts>.push(Part{.sku = "much too long"}), "parts.0.sku");
        fails(f<&Shelf::parts>.push_all(std::vector<Part>{{.sku = "a"}, {.sku = "b", .amount = 101}}),
              "parts.1.amount");
        fails(f<&Shelf::parts>.add_to_set(Part{}), "parts.sku");
        fails(f<&Shelf::parts>.each().set(f<&Part::amount> = 200), "parts.amount");
        fails(f<&Shelf::parts>.each().set(Part{}), "parts.sku");
        CHECK_THROWS_AS((void)shelves.update(tenon::everything, f<&Shelf::score>.inc(100)), tenon::CheckViolation);
        try {
            (void)shelves.update(tenon::everything, f<&Shelf::tags>.push_all({"1", "2", "3"}));
            FAIL("it passed");
        } catch (const tenon::CheckViolation& error) {
            CHECK(error.constraint() == "shelves_tags_max_length");
        }
        CHECK(shelves.get(1).tags == Texts{"a", "b"});
    });
}

TEST_CASE("push adds at the end or at a place, sorts, and keeps so many") {
    on_each([](const tenon::Database& db) {
        const auto shelves = two_shelves(db);
        CHECK(updated(db, shelves, f<&Shelf::tags>.push("c")).tags == Texts{"a", "b", "c"});
        CHECK(updated(db, shelves, f<&Shelf::tags>.push("0").at(0)).tags == Texts{"0", "a", "b", "c"});
        CHECK(updated(db, shelves, f<&Shelf::tags>.push_all({"y", "x"}).at(-1).sliced(-4)).tags ==
              Texts{"b", "y", "x", "c"});
        CHECK(updated(db, shelves, f<&Shelf::tags>.push("a").at(99).sorted().sliced(3)).tags == Texts{"a", "b", "c"});
        CHECK(updated(db, shelves, f<&Shelf::tags>.push("d").at(-99).sorted_by(element<std::string>.desc())).tags ==
              Texts{"d", "c", "b", "a"});
        CHECK(updated(db, shelves, f<&Shelf::tags>.push_all(Texts{}).sliced(0)).tags.empty());
        CHECK(updated(db, shelves, f<&Shelf::extra>.push("first")).extra == Texts{"first"});
        CHECK(updated(db, shelves, f<&Shelf::spot, &Spot::numbers>.push_all({2, 9}).sorted()).spot.numbers ==
              std::vector<int>{1, 2, 3, 9});
        CHECK(updated(db, shelves, f<&Shelf::sizes>.push_all({Size::large, Size::small}).sorted()).sizes ==
              std::vector<Size>{Size::small, Size::large});
        const Shelf one = updated(db, shelves,
                                  f<&Shelf::parts>
                                      .push_all(std::vector<Part>{{.sku = "w", .amount = 5}, {.sku = "v", .amount = 5}})
                                      .sorted_by(f<&Part::amount>.desc(), f<&Part::sku>)
                                      .sliced(3));
        CHECK(skus(one) == Texts{"v", "w", "x"});
        CHECK(shelves.get(2).tags.empty());
    });
}

TEST_CASE("elements are taken out by place, by value, and by condition") {
    on_each([](const tenon::Database& db) {
        const auto shelves = two_shelves(db);
        CHECK(updated(db, shelves, f<&Shelf::tags>.pop_front()).tags == Texts{"b"});
        CHECK(updated(db, shelves, f<&Shelf::tags>.pop_back()).tags.empty());
        CHECK(updated(db, shelves, f<&Shelf::tags>.pop_back(), f<&Shelf::extra>.pop_front()).extra == std::nullopt);
        CHECK(updated(db, shelves, f<&Shelf::extra>.pull("x")).extra == std::nullopt);
        CHECK(updated(db, shelves, f<&Shelf::spot, &Spot::numbers>.pull(3)).spot.numbers == std::vector<int>{1});
        CHECK(skus(updated(db, shelves, f<&Shelf::parts>.pull_if(f<&Part::amount>.is_empty()))) == Texts{"x"});
        CHECK(skus(updated(db, shelves, f<&Shelf::parts>.pull(Part{.sku = "x", .amount = 2}))) == Texts{"x"});
        CHECK(skus(updated(db, shelves, f<&Shelf::parts>.pull(Part{.sku = "x", .amount = 1}))).empty());
        CHECK(updated(db, shelves, f<&Shelf::tags>.push_all({"a", "b", "a"})).tags.size() == 3);
        CHECK(updated(db, shelves, f<&Shelf::tags>.pull_if(element<std::string>.in({"a"}))).tags == Texts{"b"});
    });
}

TEST_CASE("add_to_set compares whole elements") {
    on_each([](const tenon::Database& db) {
        const auto shelves = two_shelves(db);
        CHECK(updated(db, shelves, f<&Shelf::tags>.add_to_set("b")).tags == Texts{"a", "b"});
        CHECK(updated(db, shelves, f<&Shelf::tags>.add_to_set("é")).tags == Texts{"a", "b", "é"});
        CHECK(updated(db, shelves, f<&Shelf::extra>.add_to_set("e")).extra == Texts{"e"});
        CHECK(updated(db, shelves, f<&Shelf::sizes>.add_to_set(Size::large)).sizes.size() == 1);
        CHECK(updated(db, shelves, f<&Shelf::sizes>.add_to_set(Size::large)).sizes.size() == 1);
        CHECK(updated(db, shelves, f<&Shelf::parts>.add_to_set(Part{.sku = "y", .notes = {"old"}})).parts.size() == 2);
        CHECK(updated(db, shelves, f<&Shelf::parts>.add_to_set(Part{.sku = "y"})).parts.size() == 3);
    });
}

TEST_CASE("elements that fulfil a condition are changed where they are") {
    on_each([](const tenon::Database& db) {
        const auto shelves = two_shelves(db);
        Shelf one = updated(db, shelves,
                            f<&Shelf::parts>.where(f<&Part::sku> == "y").set(f<&Part::amount>.inc(3), f<&Part::sku> = "z",
                                                                             f<&Part::notes>.push("new").at(0)));
        CHECK(skus(one) == Texts{"x", "z"});
        CHECK(one.parts[0].amount == 1);
        CHECK(one.parts[1].amount == 3);
        CHECK(one.parts[1].notes == Texts{"new", "old"});
        one = updated(db, shelves, f<&Shelf::parts>.each().set(f<&Part::amount> = f<&Part::amount> * 2),
                      f<&Shelf::tags>.where(element<std::string> != "a").set("c"),
                      f<&Shelf::spot, &Spot::numbers>.where(element<int> > 1).set(element<int> = element<int> * 10));
        CHECK(one.parts[0].amount == 2);
        CHECK(one.parts[1].amount == 6);
        CHECK(one.tags == Texts{"a", "c"});
        CHECK(one.spot.numbers == std::vector<int>{30, 1});
        one = updated(db, shelves, f<&Shelf::parts>.where(f<&Part::amount> > 5).set(f<&Part::amount>.unset()));
        CHECK(one.parts[1].amount == std::nullopt);
        CHECK(shelves.get(2).parts.empty());
    });
}

TEST_CASE("right sides of a nested update see the old row") {
    on_each([](const tenon::Database& db) {
        const auto shelves = two_shelves(db);
        const Shelf one = updated(db, shelves, f<&Shelf::spot, &Spot::city> = f<&Shelf::name>,
                                  f<&Shelf::name> = f<&Shelf::spot, &Spot::city>,
                                  f<&Shelf::spot, &Spot::numbers>.push(2));
        CHECK(one.name == "Oslo");
        CHECK(one.spot.city == "one");
        CHECK(one.spot.numbers == std::vector<int>{3, 1, 2});
    });
}

TEST_CASE("what lies in an object that is empty stays so") {
    on_each([](const tenon::Database& db) {
        const auto shelves = two_shelves(db);
        const Shelf one =
            updated(db, shelves, f<&Shelf::other, &Spot::visits>.inc(1), f<&Shelf::other, &Spot::numbers>.push(1));
        CHECK(!one.other);
        Shelf two = updated(db, shelves, f<&Shelf::other> = Spot{.city = "Rome", .visits = 1});
        two = updated(db, shelves, f<&Shelf::other, &Spot::visits>.unset());
        REQUIRE(two.other);
        CHECK(two.other->city == "Rome");
        CHECK(!two.other->visits);
    });
}

TEST_CASE("nested updates move the version and the time of the last change, and give rows") {
    on_each([](const tenon::Database& db) {
        const auto shelves = two_shelves(db);
        const Shelf before = shelves.get(1);
        const Shelf after = updated(db, shelves, f<&Shelf::tags>.push("c"));
        CHECK(after.version == before.version + 1);
        CHECK(after.updated_at >= before.updated_at);
        Shelf stale = before;
        stale.name = "stale";
        CHECK_THROWS_AS(shelves.save(stale), tenon::StaleObject);
        const auto taken = shelves.find().order_by(f<&Shelf::id>.desc()).update_one(f<&Shelf::tags>.push("z"));
        CHECK(taken.value().tags == Texts{"z"});
        const auto rows = shelves.find(f<&Shelf::id> == 1).returning().update(f<&Shelf::parts>.pop_back());
        CHECK(rows.at(0).parts.size() == 1);
    });
}

TEST_CASE("text and digits beside a nested change stay as they are, to the letter") {
    const TemporaryFolder folder;
    const auto db = tenon::open("sqlite:" + folder.file("exact.db"));
    const auto shelves = two_shelves(db);
    db.execute(R"(update shelves set tags = '["\u00e9", "1.50"]' where id = 1)");
    (void)updated(db, shelves, f<&Shelf::tags>.push("c").at(0));
    const auto stored = db.query<std::string>("select tags from shelves where id = 1").front();
    CHECK(stored == R"(["c","\u00e9","1.50"])");
}

namespace nested_updates {

struct Owned {
    std::optional<tenon::Uuid> owner{};
    int level = 0;
};

struct Token {
    std::int64_t id = 0;
    std::optional<tenon::Uuid> holder{};
    Owned owned{};
};

}  // namespace nested_updates

TEST_CASE("a uuid of a field is copied into a nested value, and asked for there") {
    on_each([](const tenon::Database& db) {
        using nested_updates::Owned, nested_updates::Token;
        db.sync<Token>();
        const auto tokens = db.model<Token>();
        const auto id = tenon::Uuid::parse("01234567-89ab-cdef-0123-456789abcdef");
        tokens.create({.holder = id});
        tokens.create({.owned = {.owner = id}});
        constexpr auto owner = f<&Token::owned, &Owned::owner>;
        CHECK(tokens.update(tenon::everything, owner = f<&Token::holder>) == 2);
        CHECK(tokens.get(1).owned.owner == id);
        CHECK(!tokens.get(2).owned.owner);
        CHECK(tokens.one(owner == id).id == 1);
        CHECK(tokens.find(owner == f<&Token::holder>).count() == 2);
    });
}
