#include "support/people.hpp"

using namespace backends;

namespace {

struct Library {
    explicit Library(const tenon::Database& db) : people(four_people(db)) {
        const auto books = db.model<Book>();
        for (int i = 1; i <= 3; ++i)
            books.create(
                {.author = people[0].id, .editor = people[1].id, .title = "A" + std::to_string(i), .pages = i * 100});
        books.create({.author = people[2].id, .title = "C1", .pages = 50});
    }
    std::vector<Person> people;
};

std::string titles(const Person& person) {
    std::string all;
    for (const Book& book : person.books) all += (all.empty() ? "" : " ") + book.title;
    return all;
}

}  // namespace

TEST_CASE("include loads the many side by one statement more") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        int statements = 0;
        db.on_statement([&](const tenon::StatementEvent&) { ++statements; });
        const auto people = db.model<Person>()
                                .find()
                                .include(f<&Person::books>.order_by(f<&Book::title>))
                                .order_by(f<&Person::name>)
                                .all();
        CHECK(statements == 2);
        REQUIRE(people.size() == 4);
        CHECK(titles(people[0]) == "A1 A2 A3");
        CHECK(titles(people[1]) == "");
        CHECK(people[1].books.is_loaded());
        CHECK(titles(people[2]) == "C1");
    });
}

TEST_CASE("include filters, orders and limits for each parent") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        const auto people =
            db.model<Person>()
                .find()
                .include(f<&Person::books>.where(f<&Book::pages> >= 50).order_by(f<&Book::pages>.desc()).limit(2))
                .order_by(f<&Person::name>)
                .all();
        CHECK(titles(people[0]) == "A3 A2");
        CHECK(titles(people[2]) == "C1");
    });
}

TEST_CASE("a limit of a query inside an include's condition is not the include's") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        const auto longest = db.model<Book>().find().order_by(f<&Book::pages>.desc()).limit(2).select(f<&Book::pages>);
        const auto people = db.model<Person>()
                                .find()
                                .include(f<&Person::books>.where(f<&Book::pages>.in(longest)).order_by(f<&Book::title>))
                                .order_by(f<&Person::name>)
                                .all();
        CHECK(titles(people[0]) == "A2 A3");
        CHECK(titles(people[2]) == "");
    });
}

TEST_CASE("include loads references, shared, and nested ones") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        const auto books = db.model<Book>()
                               .find()
                               .include(f<&Book::author>.include(f<&Person::books>), f<&Book::editor>)
                               .order_by(f<&Book::title>)
                               .all();
        REQUIRE(books.size() == 4);
        CHECK(books[0].author->name == "Ada");
        CHECK(&books[0].author.get() == &books[1].author.get());
        CHECK(books[0].author->books.size() == 3);
        REQUIRE(books[0].editor);
        CHECK((*books[0].editor)->name == "Bob");
        CHECK(!books[3].editor);
    });
}

TEST_CASE("the number of statements does not grow with the parents") {
    on_each([](const tenon::Database& db) {
        db.sync<Person, Book>();
        const auto people = db.model<Person>();
        const auto books = db.model<Book>();
        int statements = 0;
        db.on_statement([&](const tenon::StatementEvent&) { ++statements; });
        const auto count_for = [&](int parents) {
            people.remove(tenon::everything);
            std::vector<Person> made;
            for (int i = 0; i < parents; ++i)
                made.push_back({.name = "P" + std::to_string(i), .email = "p" + std::to_string(i) + "@example.com"});
            made = people.insert_many(std::move(made));
            std::vector<Book> written;
            for (const Person& person : made) written.push_back({.author = person.id, .title = "T"});
            books.insert_many(std::move(written));
            statements = 0;
            const auto all = people.find().include(f<&Person::books>.include(f<&Book::author>)).all();
            CHECK(all.size() == static_cast<std::size_t>(parents));
            CHECK(all.back().books.size() == 1);
            CHECK(all.back().books[0].author->name == all.back().name);
            return statements;
        };
        CHECK(count_for(3) == 3);
        CHECK(count_for(3000) == 3);
    });
}

TEST_CASE("reading a relation that was not loaded is an error that names it") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        const Person ada = db.model<Person>().get(library.people[0].id);
        CHECK_THROWS_WITH_AS(
            (void)ada.books.size(),
            "The relation `books`, a Many<Book>, was read, but not loaded. Add .include(f<…>) of it to the "
            "query that reads the object.",
            tenon::NotLoaded);
        const Book book = db.model<Book>().find().first().value();
        CHECK(!book.author.is_loaded());
        CHECK_THROWS_AS((void)book.author->name, tenon::NotLoaded);
    });
}

TEST_CASE("conditions through relations ask for any, all, none or how many") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        const auto people = db.model<Person>();
        const auto found = [&](const auto& condition) {
            return names(people.find(condition).order_by(f<&Person::name>));
        };
        CHECK(found(f<&Person::books>.any()) == "Ada Cid");
        CHECK(found(f<&Person::books>.none()) == "Bob Dan");
        CHECK(found(f<&Person::books>.any(f<&Book::pages> > 250)) == "Ada");
        CHECK(found(f<&Person::books>.all(f<&Book::pages> >= 100)) == "Ada Bob Dan");
        CHECK(found(f<&Person::books>.none(f<&Book::pages> < 100)) == "Ada Bob Dan");
        CHECK(found(f<&Person::books>.count() > 1) == "Ada");
        CHECK(found(f<&Person::books>.count(f<&Book::pages> > 100) == 2) == "Ada");
        CHECK(found(f<&Person::books>.any(f<&Book::editor>.any(f<&Person::name> == "Bob"))) == "Ada");
        CHECK(db.model<Book>().count(f<&Book::author>.any(f<&Person::age> > 30)) == 3);
        CHECK(db.model<Book>().count(f<&Book::editor>.none(f<&Person::name> == "Bob")) == 1);
        CHECK(db.model<Book>().count(f<&Book::author> == library.people[0].id) == 3);
        CHECK(db.model<Book>().count(f<&Book::editor> == std::nullopt) == 1);
        CHECK(db.model<Book>().find().order_by(f<&Book::author>.desc()).first()->title == "C1");
        CHECK(db.model<Book>().find().order_by(f<&Book::editor>, f<&Book::title>).first()->title == "C1");
    });
}
