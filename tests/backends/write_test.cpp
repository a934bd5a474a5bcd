#include "support/people.hpp"

using namespace backends;

TEST_CASE("update changes the rows that match, and their time") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        const auto people = db.model<Person>();
        CHECK(people.update(f<&Person::age> >= 18, f<&Person::age> = f<&Person::age> + 1, f<&Person::active> = false) ==
              3);
        CHECK(people.get(made[0].id).age == 37);
        CHECK(people.get(made[0].id).active == false);
        CHECK(people.get(made[0].id).updated_at >= made[0].updated_at);
        CHECK(!people.get(made[1].id).age);
        CHECK(people.update(f<&Person::name> == "Eve", f<&Person::age> = 1) == 0);
        CHECK(people.update(tenon::everything, f<&Person::age> = std::nullopt) == 4);
        CHECK(people.count(f<&Person::age>.is_empty()) == 4);
        CHECK(people.update(f<&Person::name> == "Ada", f<&Person::home, &Address::city> = "Bath") == 1);
        CHECK(people.get(made[0].id).home.city == "Bath");
        CHECK(people.get(made[0].id).home.zip == "N1");
    });
}

TEST_CASE("update checks and changes values by the fields' rules") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        const auto people = db.model<Person>();
        CHECK_THROWS_AS(people.update(f<&Person::name> == "Ada", f<&Person::age> = 151), tenon::ValidationError);
        CHECK_THROWS_AS(people.update(f<&Person::name> == "Ada", f<&Person::name> = ""), tenon::ValidationError);
        CHECK_THROWS_AS(people.update(f<&Person::name> == "Ada", f<&Person::age> = 5'000'000'000),
                        tenon::ValidationError);
        people.update(f<&Person::name> == "Ada", f<&Person::email> = "ADA@Example.org");
        CHECK(people.get(made[0].id).email == "ada@example.org");
    });
}

TEST_CASE("an update by an expression that breaks a rule is refused by the database") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        const auto people = db.model<Person>();
        try {
            people.update(f<&Person::name> == "Dan", f<&Person::age> = f<&Person::age> + 100);
            FAIL("it was updated");
        } catch (const tenon::CheckViolation& error) {
            CHECK(error.constraint() == "people_age_max");
        }
        CHECK(people.get(made[3].id).age == 64);
    });
}

TEST_CASE("the right sides of an update see the old row") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        const auto books = db.model<Book>();
        const Book book = books.create({.author = made[0].id, .editor = made[1].id, .title = "T", .pages = 7});
        books.update(f<&Book::id> == book.id, f<&Book::pages> = f<&Book::id> + 100, f<&Book::author> = made[2].id);
        CHECK(books.get(book.id).pages == 101);
        CHECK(books.get(book.id).author.key() == made[2].id);
    });
}

TEST_CASE("a tracked object writes only what changed") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        std::vector<std::string> statements;
        db.on_statement([&](const tenon::StatementEvent& event) { statements.emplace_back(event.text); });
        auto ada = db.model<Person>().edit(made[0].id);
        statements.clear();
        CHECK(ada.save() == false);
        CHECK(statements.empty());
        ada->age = 37;
        ada->tags.push_back("engines");
        ada->home.city = "Bath";
        CHECK(ada.changed() == std::vector<std::string>{"age", "home", "tags"});
        CHECK(ada.previous().age == 36);
        CHECK(ada.save());
        REQUIRE(statements.size() == 1);
        for (const char* written : {"age", "home", "tags", "updated_at"})
            CHECK(statements[0].find(written) != std::string::npos);
        CHECK(statements[0].find("email") == std::string::npos);
        CHECK(ada.changed().empty());
        const Person read = db.model<Person>().get(made[0].id);
        CHECK(read.age == 37);
        CHECK(read.tags == std::vector<std::string>{"maths", "poetry", "engines"});
        CHECK(read.home.city == "Bath");
        CHECK(read.updated_at == ada->updated_at);
    });
}

TEST_CASE("a tracked object that can't be saved keeps its changes") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        auto ada = db.model<Person>().edit(made[0].id);
        ada->email = "bob@example.com";
        CHECK_THROWS_AS((void)ada.save(), tenon::UniqueViolation);
        CHECK(ada.changed().front() == "email");
        ada->email = "no mail";
        CHECK_THROWS_AS((void)ada.save(), tenon::ValidationError);
        ada.revert();
        CHECK(ada.changed().empty());
        ada->id = 77;
        CHECK_THROWS_AS((void)ada.save(), tenon::QueryError);
        ada.revert();
        ada.remove();
        ada->age = 1;
        CHECK_THROWS_AS((void)ada.save(), tenon::NotFound);
        CHECK_THROWS_AS(ada.remove(), tenon::NotFound);
    });
}

TEST_CASE("queries give tracked objects") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        for (auto& person : people.find(f<&Person::active>).edit()) {
            person->score += 10;
            person.save();
        }
        CHECK(people.count(f<&Person::score> >= 9) == 3);
    });
}

TEST_CASE("save of a whole value writes all fields") {
    on_each([](const tenon::Database& db) {
        auto made = four_people(db);
        const auto people = db.model<Person>();
        made[0].name = "Augusta";
        made[0].age.reset();
        (void)people.save(made[0]);
        CHECK(people.get(made[0].id).name == "Augusta");
        CHECK(!people.get(made[0].id).age);
        made[0].id = 99;
        CHECK_THROWS_AS((void)people.save(made[0]), tenon::NotFound);
    });
}

TEST_CASE("remove deletes what matches, and what belongs to it") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        const auto people = db.model<Person>();
        const auto books = db.model<Book>();
        (void)books.create({.author = made[0].id, .editor = made[1].id, .title = "One"});
        const Book two = books.create({.author = made[2].id, .editor = made[1].id, .title = "Two"});
        CHECK(people.remove(f<&Person::name> == "Ada") == 1);
        CHECK(books.count() == 1);
        CHECK(people.remove(f<&Person::name> == "Bob") == 1);
        CHECK(!books.get(two.id).editor);
        CHECK(people.remove(f<&Person::name> == "Eve") == 0);
        CHECK(people.remove(tenon::everything) == 2);
        CHECK(books.count() == 0);
    });
}
