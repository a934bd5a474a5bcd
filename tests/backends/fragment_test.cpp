// SQL of the user inside typed queries.

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::fragment;

namespace fragment_test {

enum class Mood : std::uint8_t { calm, wild };

struct Person {
    std::int64_t id = 0;
    std::string name{};
    std::optional<std::int32_t> age{};
    Mood mood = Mood::calm;
};

struct Pair {
    std::string name{};
    std::optional<std::int64_t> far{};
};

template <class Test>
void on_each_with_sql(Test test) {
    on_each([&](const tenon::Database& db) {
        if (db.backend() == "memory") return;
        db.sync<Person>();
        db.model<Person>().insert_many(
            {{.name = "Ada", .age = 36}, {.name = "bob", .age = 50, .mood = Mood::wild}, {.name = "Eve"}});
        test(db.model<Person>());
    });
}

using Ids = std::vector<std::int64_t>;

template <class Query>
Ids ids(const Query& query) {
    return query.order_by(f<&Person::id>).select(f<&Person::id>).all();
}

constexpr auto older = [](int age) { return fragment<bool, "? + 1 > ?">(f<&Person::age>, age); };

}  // namespace fragment_test

using namespace fragment_test;

TEST_CASE("a fragment is a condition with bound values and members") {
    on_each_with_sql([](const tenon::Model<Person>& people) {
        CHECK(ids(people.find(fragment<bool, "lower(?) = lower(?)">(f<&Person::name>, "BOB"))) == Ids{2});
        CHECK(ids(people.find(older(36))) == Ids{1, 2});
        CHECK(ids(people.find(older(37) || f<&Person::name> == "Eve")) == Ids{2, 3});
        CHECK(ids(people.find(fragment<bool, "? in ('a?''b', ?)">(f<&Person::name>, std::string("Eve")))) == Ids{3});
        CHECK(ids(people.find(fragment<bool, "? = ?">(f<&Person::mood>, Mood::wild))) == Ids{2});
        CHECK(ids(people.find(fragment<bool, "? is null">(std::optional<int>()))) == Ids{1, 2, 3});
        CHECK(ids(people.find(fragment<bool, "1 = 1">())) == Ids{1, 2, 3});
        CHECK(ids(people.find(fragment<bool, "\"age\" > ?">(40))) == Ids{2});
    });
}

TEST_CASE("a fragment that is empty is not fulfilled, and its negation is") {
    on_each_with_sql([](const tenon::Model<Person>& people) {
        CHECK(ids(people.find(!older(36))) == Ids{3});
        CHECK(ids(people.find(!!older(36))) == Ids{1, 2});
        CHECK(ids(people.find(!(older(37) && f<&Person::name> != "x"))) == Ids{1, 3});
        CHECK(ids(people.find(older(37) == false)) == Ids{1});
        CHECK(ids(people.find(older(37).is_empty())) == Ids{3});
    });
}

TEST_CASE("a fragment is a value to compare, select and sort by") {
    on_each_with_sql([](const tenon::Model<Person>& people) {
        const auto far = fragment<std::optional<std::int64_t>, "abs(? - ?)">(f<&Person::age>, 40);
        CHECK(ids(people.find(far > 5)) == Ids{2});
        CHECK(ids(people.find(far != 4)) == Ids{2, 3});
        CHECK(ids(people.find(far + 1 == 5)) == Ids{1});
        const auto rows = people.find().order_by(far.desc()).select<Pair>(f<&Person::name>, far).all();
        REQUIRE(rows.size() == 3);
        CHECK(rows[0].name == "bob");
        CHECK(rows[0].far == 10);
        CHECK(!rows[2].far);
        CHECK(people.find()
                  .order_by(fragment<std::string, "lower(?)">(f<&Person::name>))
                  .select(f<&Person::name>)
                  .all() == std::vector<std::string>{"Ada", "bob", "Eve"});
        CHECK(people.find(f<&Person::id> < 3).select(fragment<double, "? / 2.0">(f<&Person::age>)).all() ==
              std::vector<double>{18, 25});
    });
}

TEST_CASE("a fragment changes and removes rows, and goes into filters") {
    on_each_with_sql([](const tenon::Model<Person>& people) {
        CHECK(people.update(older(36), f<&Person::name> = fragment<std::string, "? || ?">(f<&Person::name>, "!")) == 2);
        CHECK(people.get(1).name == "Ada!");
        tenon::Filter<Person> filter = older(36);
        filter &= fragment<bool, "length(?) = 4">(fragment<std::string, "trim(?)">(f<&Person::name>));
        CHECK(people.count(filter) == 2);
        filter &= !older(37);
        CHECK(people.count(filter) == 1);
        CHECK(people.remove(filter) == 1);
        CHECK(people.count() == 2);
    });
}

TEST_CASE("two fragments that differ in their text alone are two statements") {
    on_each_with_sql([](const tenon::Model<Person>& people) {
        for (int i = 0; i < 2; ++i) {
            CHECK(ids(people.find(fragment<bool, "? > 40">(f<&Person::age>))) == Ids{2});
            CHECK(ids(people.find(fragment<bool, "? > 30">(f<&Person::age>))) == Ids{1, 2});
            CHECK(people.count(tenon::Filter<Person>(fragment<bool, "? > 40">(f<&Person::age>))) == 1);
            CHECK(people.count(tenon::Filter<Person>(fragment<bool, "? > 30">(f<&Person::age>))) == 2);
        }
    });
}

TEST_CASE("what is wrong with a fragment's text is a QueryError") {
    on_each_with_sql([](const tenon::Model<Person>& people) {
        const std::string words =
            message_of<tenon::QueryError>([&] { (void)people.count(fragment<bool, "no_such(?)">(f<&Person::id>)); });
        CHECK(words.find("no_such") != std::string::npos);
    });
}

TEST_CASE("run-time models take fragments, whose text is checked when they are made") {
    on_each([](const tenon::Database& db) {
        namespace types = tenon::types;
        using tenon::field;
        const auto users = db.define("User", {{"name", {.type = types::text}}, {"age", {.type = types::int32}}});
        db.sync();
        users.create({{"name", "Ada"}, {"age", 36}});
        const auto named = fragment(types::boolean, "lower(?) = ?", field("name"), "ada");
        if (db.backend() == "memory") {
            CHECK_THROWS_AS((void)users.find(named).count(), tenon::Unsupported);
            return;
        }
        CHECK(users.find(named).count() == 1);
        CHECK(users.find(!named).count() == 0);
        CHECK(users.find(fragment(types::int64, "abs(? - ?)", field("age"), 40) == 4).count() == 1);
        const std::string text = "? > 30";
        CHECK(users.find(fragment(types::boolean, tenon::unsafe_raw(text), field("age")) && named).count() == 1);
        const auto refusal = [](auto make) { return message_of<tenon::QueryError>([&] { (void)make(); }); };
        CHECK(refusal([] { return fragment(types::boolean, "? = ?", 1); }) ==
              "The fragment has 2 placeholders, and 1 values or expressions are given.");
        CHECK(refusal([] { return fragment(types::boolean, "1); delete from users; --"); }) ==
              "A fragment is one expression, without comments and semicolons.");
        CHECK(refusal([] { return fragment(types::boolean, "1) or (1"); }) ==
              "A quote or bracket of the fragment's text has no partner.");
        CHECK(refusal([] { return fragment(types::boolean, "? = :name", 1); }) ==
              "A fragment's values stand for its ?, in their order, without names or numbers.");
        CHECK(refusal([] { return fragment(types::boolean, " "); }) == "A fragment needs a text.");
        CHECK(refusal([] { return fragment(types::json, "1"); }) ==
              "A fragment gives a boolean, an integer, a real or a text, and no json.");
        CHECK(refusal([] { return fragment(types::boolean, "? = 1", tenon::Value()); }).find("no empty") !=
              std::string::npos);
    });
}

TEST_CASE("memory: refuses fragments, rows or none") {
    const auto db = tenon::open("memory:");
    db.sync<Person>();
    const auto people = db.model<Person>();
    CHECK(message_of<tenon::Unsupported>([&] { (void)people.find(older(36)).all(); }) ==
          "memory can't do fragments of SQL and functions of the database's own in queries exactly; say it by f<…> and "
          "its "
          "functions, or compute it in C++");
    CHECK_THROWS_AS((void)people.find().order_by(fragment<bool, "1">()).all(), tenon::Unsupported);
    CHECK_THROWS_AS((void)people.update(!older(1), f<&Person::name> = "x"), tenon::Unsupported);
}
