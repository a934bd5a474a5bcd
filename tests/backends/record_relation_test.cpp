// Relations of run-time models: declared, asked through, loaded along.

#include <string>
#include <vector>

#include "support/backends.hpp"
#include "support/messages.hpp"
#include "support/statements.hpp"

using namespace backends;
using tenon::field;
namespace types = tenon::types;

namespace {

struct Library {
    explicit Library(const tenon::Database& db)
        : people(db.define("Person",
                           {{"name", {.type = types::text, .required = true}},
                            {"age", {.type = types::int32}},
                            {"nicknames", {.type = types::array(types::text)}}},
                           {.has_many = {{"books", "Book", "author"}, {"edited", "Book", "editor", tenon::set_null}},
                            .has_one = {{"badge", "Badge", "owner"}}})),
          books(db.define(
              "Book",
              {{"author", {.type = types::int64, .required = true, .alias = "writer", .references = "Person"}},
               {"editor", {.type = types::int64, .references = "Person"}},
               {"title", {.type = types::text, .required = true}},
               {"pages", {.type = types::int32}}},
              {.has_many = {{"marks", "Mark", "book"}}})),
          badges(db.define("Badge", {{"owner", {.type = types::int64, .required = true, .references = "Person"}},
                                     {"text", {.type = types::text}}})),
          marks(db.define("Mark", {{"book", {.type = types::int64, .required = true, .references = "Book"}},
                                   {"page", {.type = types::int32}}})) {
        db.sync();
        for (const char* name : {"Ada", "Bob", "Cid", "Dan"}) people.create({{"name", name}});
        for (int i = 1; i <= 3; ++i)
            books.create({{"author", 1}, {"editor", 2}, {"title", "A" + std::to_string(i)}, {"pages", i * 100}});
        books.create({{"author", 3}, {"title", "C1"}, {"pages", 50}});
        badges.create({{"owner", 1}, {"text", "first"}});
        for (int page : {7, 9}) marks.create({{"book", 2}, {"page", page}});
        people.find(field("name") == "Dan").update(field("nicknames").push_all({"D", "Danny"}));
    }
    tenon::RecordModel people, books, badges, marks;
};

template <class Records>
std::string texts(const Records& records, std::string_view name) {
    std::string all;
    for (const tenon::Record& record : records) all += (all.empty() ? "" : " ") + record[name].as_text();
    return all;
}

}  // namespace

TEST_CASE("conditions through the relations of records ask for any, all, none or how many") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        const auto found = [&](const tenon::RecordExpression& condition) {
            return texts(library.people.find(condition).order_by("name").all(), "name");
        };
        CHECK(found(field("books").any()) == "Ada Cid");
        CHECK(found(field("books").none()) == "Bob Dan");
        CHECK(found(field("books").any(field("pages") > 250)) == "Ada");
        CHECK(found(field("books").all(field("pages") >= 100)) == "Ada Bob Dan");
        CHECK(found(field("books").none(field("pages") < 100)) == "Ada Bob Dan");
        CHECK(found(field("books").count() > 1) == "Ada");
        CHECK(found(field("books").count(field("pages") > 100) == 2) == "Ada");
        CHECK(found(field("books").count() == 0 && field("edited").any()) == "Bob");
        CHECK(found(field("books").any(field("editor").any(field("name") == "Bob"))) == "Ada");
        CHECK(found(field("books").any(field("marks").count() == 2 && field("title") == "A2")) == "Ada");
        CHECK(found(field("badge").any(field("text") == "first")) == "Ada");
        CHECK(found(!field("badge").any()) == "Bob Cid Dan");
        CHECK(library.books.find(field("author").any(field("name") == "Ada")).count() == 3);
        CHECK(library.books.find(field("writer").any(field("name") == "Ada")).count() == 3);
        CHECK(library.books.find(field("editor").none(field("name") == "Bob")).count() == 1);
        CHECK(library.books.find(field("editor").any()).count() == 3);
        CHECK(library.books.find(field("editor").all(field("name") == "Bob")).count() == 4);
        CHECK(library.people.find(field("books").any(field("pages") > 250)).update({{"age", 40}}) == 1);
        CHECK(library.people.find(field("age") == 40).one()["name"].as_text() == "Ada");
    });
}

TEST_CASE("conditions on the elements of a record's array") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        const auto found = [&](const tenon::RecordExpression& condition) {
            return texts(library.people.find(condition).order_by("name").all(), "name");
        };
        CHECK(found(field("nicknames").any(tenon::this_element().starts_with("Da"))) == "Dan");
        CHECK(found(field("nicknames").any()) == "Dan");
        CHECK(found(field("nicknames").none()) == "Ada Bob Cid");
        CHECK(found(field("nicknames").all(tenon::this_element().length() > 1)) == "Ada Bob Cid");
        CHECK_THROWS_WITH_AS(
            found(field("nicknames").count() > 1),
            "Person: `nicknames` is no relation: count() counts related rows, and size() the elements of "
            "an array",
            tenon::QueryError);
    });
}

TEST_CASE("include loads the relations of records, each by one statement more") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        const Statements sent(db);
        const auto people =
            library.people.find()
                .include(field("books").where(field("pages") >= 50).order_by_descending("pages").limit(2), "badge")
                .order_by("name")
                .all();
        CHECK(sent.count() == 3);
        REQUIRE(people.size() == 4);
        CHECK(texts(people[0].related("books"), "title") == "A3 A2");
        CHECK(people[1].related("books").empty());
        CHECK(texts(people[2].related("books"), "title") == "C1");
        REQUIRE(people[0].one("badge") != nullptr);
        CHECK((*people[0].one("badge"))["text"].as_text() == "first");
        CHECK(people[1].one("badge") == nullptr);
        CHECK(people[1].is_loaded("badge"));
        CHECK(!people[1].is_loaded("edited"));
    });
}

TEST_CASE("include of records loads references, shared, and nested ones") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        const auto books =
            library.books.find()
                .include(field("author").include(field("books").order_by("title").include("marks")), "editor")
                .order_by("title")
                .all();
        REQUIRE(books.size() == 4);
        const tenon::Record* ada = books[0].one("author");
        REQUIRE(ada != nullptr);
        CHECK((*ada)["name"].as_text() == "Ada");
        CHECK(ada == books[1].one("writer"));
        CHECK(texts(ada->related("books"), "title") == "A1 A2 A3");
        CHECK(ada->related("books")[1].related("marks").size() == 2);
        REQUIRE(books[0].one("editor") != nullptr);
        CHECK((*books[0].one("editor"))["name"].as_text() == "Bob");
        CHECK(books[3].one("editor") == nullptr);
        const tenon::Record copy = books[0];
        CHECK(copy.one("author") == ada);
    });
}

TEST_CASE("the number of statements does not grow with the records") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        const auto count_for = [&](int parents) {
            library.marks.remove(tenon::everything);
            library.books.remove(tenon::everything);
            library.badges.remove(tenon::everything);
            library.people.remove(tenon::everything);
            db.transaction([&](tenon::Transaction& tx) {
                const auto people = tx.model("Person");
                const auto books = tx.model("Book");
                for (int i = 0; i < parents; ++i)
                    books.create({{"author", people.create({{"name", "P"}})["id"]}, {"title", "T"}});
            });
            const Statements sent(db);
            const auto all = library.people.find().include(field("books").include("author")).all();
            CHECK(all.size() == static_cast<std::size_t>(parents));
            CHECK(all.back().related("books").size() == 1);
            CHECK((*all.back().related("books")[0].one("author"))["id"] == all.back()["id"]);
            return sent.count();
        };
        CHECK(count_for(3) == 3);
        CHECK(count_for(1500) == 3);
    });
}

TEST_CASE("every way to read records loads what is included") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        const auto query = library.people.find().include("books").order_by("name");
        CHECK(query.first()->related("books").size() == 3);
        CHECK(query.last()->related("books").empty());
        CHECK(query.limit(1).one().related("books").size() == 3);
        CHECK(query.find_and_count().rows[2].related("books").size() == 1);
        CHECK(library.people.find().include("books").order_by("id").page(3).items[2].related("books").size() == 1);
        std::string counts;
        for (const tenon::Record& person : query) counts += std::to_string(person.related("books").size());
        CHECK(counts == "3010");
        counts.clear();
        for (const tenon::Record& person : query.stream(2)) counts += std::to_string(person.related("books").size());
        CHECK(counts == "3010");
        const auto ada = library.people.find(field("name") == "Ada").include("books");
        CHECK(ada.update_one({{"age", 1}})->related("books").size() == 3);
        CHECK(ada.update_one({{"age", 2}}, tenon::before)->related("books").size() == 3);
        CHECK(ada.returning().update({{"age", 3}}).at(0).related("books").size() == 3);
        CHECK(ada.replace_one({{"name", "Ada"}})->related("books").size() == 3);
        db.transaction([&](tenon::Transaction& tx) {
            tx.model("Book").create({{"author", 4}, {"title", "D"}});
            auto dan = tx.model("Person").find(field("name") == "Dan").include("books").one();
            CHECK(dan.related("books").size() == 1);
            tenon::Record book = dan.related("books")[0];
            book.set("title", "E");
            CHECK(book.save());
        });
        CHECK(library.books.find(field("title") == "E").count() == 1);
        CHECK(library.people.find(field("name") == "Nobody").include("books").all().empty());
    });
}

TEST_CASE("a record taken from a stream keeps its session beyond it") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        std::vector<tenon::Record> kept;
        for (tenon::Record& person : library.people.find().include("books").order_by("name").stream(2))
            kept.push_back(std::move(person));
        tenon::Record book = kept[0].related("books")[0];
        book.set("pages", 1);
        CHECK(book.save());
        CHECK(library.books.find(field("pages") == 1).count() == 1);
    });
}

TEST_CASE("the JSON of a record has what was loaded with it") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        const auto read = [&](const tenon::RecordQuery& query) { return query.one().to_json(); };
        const auto c1 = library.books.find(field("title") == "C1");
        CHECK(read(c1) == R"({"id":4,"author":3,"editor":null,"title":"C1","pages":50})");
        CHECK(read(c1.include("author", "editor", "marks")) ==
              R"({"id":4,"author":{"id":3,"name":"Cid","age":null,"nicknames":null},"editor":null,"title":"C1",)"
              R"("pages":50,"marks":[]})");
        CHECK(read(library.people.find(field("name") == "Cid").include("books", "badge")) ==
              R"({"id":3,"name":"Cid","age":null,"nicknames":null,)"
              R"("books":[{"id":4,"author":3,"editor":null,"title":"C1","pages":50}],"badge":null})");
    });
}

TEST_CASE("a relation of a record that was not loaded is an error that names it") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        const tenon::Record ada = library.people.get(1);
        CHECK_THROWS_WITH_AS(
            (void)ada.related("books"),
            "The relation `books` of Person was read, but not loaded. Add .include(\"books\") to the query "
            "that reads the record.",
            tenon::NotLoaded);
        CHECK_THROWS_AS((void)ada.one("badge"), tenon::NotLoaded);
        CHECK_THROWS_AS((void)library.people.create({{"name", "Eve"}}).related("books"), tenon::NotLoaded);

        auto book = library.books.find(field("title") == "A1").include("author", "editor").one();
        book.set("author", 3);
        CHECK(!book.is_loaded("author"));
        CHECK(book.is_loaded("editor"));
        book.reload();
        CHECK(!book.is_loaded("editor"));
    });
}

TEST_CASE("what is wrong with a relation of records is told when it is asked for") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        const auto message = [&](const tenon::RecordQuery& query) {
            return message_of<tenon::Error>([&] { (void)query.all(); });
        };
        const auto refused = [&](const tenon::RecordQuery& query, const tenon::RecordInclude& include) {
            return message_of<tenon::Error>([&] { (void)query.include(include); });
        };
        const auto people = library.people.find();
        const auto books = library.books.find();
        CHECK(refused(people, "boks") == "Model Person has no relation `boks`; did you mean `books`?");
        CHECK(refused(people, "name") == "Model Person has no relation `name`.");
        CHECK(refused(people, field("books").include("marx")) ==
              "Model Book has no relation `marx`; did you mean `marks`?");
        CHECK(refused(books, field("author").limit(1)) ==
              "Book: the relation `author` leads to one record: there is nothing to limit.");
        CHECK(message(people.include(field("books").order_by("tite"))) ==
              "Book: there is no field `tite`; did you mean `title`?");
        CHECK(message(people.where(field("boks").any())) == "Person: there is no field `boks`; did you mean `books`?");
        CHECK(
            message(people.where(field("books.title") == "A1")) ==
            "Person: `books` is a relation: say any(books, …), all(…) or none(…) with a condition on the related rows");
        CHECK(
            message(books.where(field("author.name") == "Ada")) ==
            "Book: `author` is a reference: ask for any(author, …) with a condition on `name` of the row that it leads "
            "to");
        CHECK(message(people.where(field("name").any())) ==
              "Person: `array_any` takes an array, and name (text) is none");
        CHECK(message_of<tenon::Error>([&] { (void)people.include(field("name") == "x"); }) ==
              "include() takes a relation by its name: include(\"posts\"), or field(\"posts\") with clauses.");
        CHECK(message_of<tenon::Error>([] { (void)field("name").lower().count(); }) ==
              "count() is said of a relation by its name: field(\"posts\").count().");
        const auto ada = people.include("books", "badge").first().value();
        CHECK(message_of<tenon::Error>([&] { (void)ada.one("books"); }) ==
              "The relation `books` of Person leads to many records: say related(\"books\").");
        CHECK(message_of<tenon::Error>([&] { (void)ada.related("badge"); }) ==
              "The relation `badge` of Person leads to one record: say one(\"badge\").");
        CHECK_THROWS_AS(
            db.define("Odd", {{"size", {.type = types::int32}}}, {.constraints = {{"any", field("books").any()}}}),
            tenon::SchemaError);
    });
}

TEST_CASE("related records are counted, sorted by their empties, and joined by the name of their relation") {
    on_each([](const tenon::Database& db) {
        const Library library(db);
        std::string counts;
        for (const tenon::RawRow& row :
             library.people.find().order_by("name").select({"name", {"books", field("books").count()}}))
            counts += row["name"].as_text() + std::to_string(row["books"].as_int64());
        CHECK(counts == "Ada3Bob0Cid1Dan0");

        const auto sorted = [&](const tenon::RecordQuery& query) { return texts(query.all(), "title"); };
        const auto books = library.books.find(field("title").in({"A1", "C1"}));
        CHECK(sorted(books.order_by("editor")) == "C1 A1");
        CHECK(sorted(books.order_by_empties_last(field("editor"))) == "A1 C1");
        CHECK(sorted(books.order_by_descending_empties_first(field("editor"))) == "C1 A1");
        const auto bob = library.people.find(field("name") == "Bob")
                             .include(tenon::RecordInclude("edited").order_by_empties_last(field("pages")))
                             .one();
        CHECK(texts(bob.related("edited"), "title") == "A1 A2 A3");
        const auto cid = library.people.find(field("name") == "Cid")
                             .include(field("books").include("editor").order_by_descending_empties_first(field("id")))
                             .one();
        CHECK(cid.related("books")[0].one("editor") == nullptr);
        CHECK(sorted(library.books.find().distinct_on(field("author")).order_by("title")) == "A1 C1");

        const auto longest = library.books.find().order_by_descending("pages").limit(2);
        std::string pairs;
        for (const tenon::RawRow& row : library.people.find()
                                            .order_by("name")
                                            .join("books", longest)
                                            .select({"name", {"title", tenon::joined(field("title"))}}))
            pairs += row["name"].as_text() + row["title"].as_text() + " ";
        CHECK(pairs == "AdaA3 AdaA2 CidC1 ");
        CHECK(library.people.find().left_join("badge", library.badges.find()).select({"name"}).count() == 4);
        CHECK(library.books.find().join("writer", library.people.find()).select({"title"}).count() == 4);
        CHECK(message_of<tenon::Error>([&] { (void)library.people.find().join("bok", longest); }) ==
              "Model Person has no field `bok` to join by.");
        CHECK(message_of<tenon::Error>([&] {
                  (void)library.people.find().join("books", library.badges.find()).select({"name"}).all();
              }) == "Person: `books` doesn't lead to the rows that are joined by it");
    });
}

TEST_CASE("what deleting a record does to those that refer to it is said on either side") {
    on_each([](const tenon::Database& db) {
        const auto owners = db.define("Owner", {{"name", {.type = types::text}}},
                                      {.has_many = {{"pets", "Pet", "owner", tenon::cascade}}});
        const auto pets = db.define("Pet", {{"owner", {.type = types::int64, .references = "Owner"}}});
        db.sync();
        owners.create({{"name", "Ada"}});
        pets.create({{"owner", 1}});
        pets.create({{"owner", tenon::Value()}});
        CHECK(owners.remove(field("id") == 1) == 1);
        CHECK(pets.count() == 1);
    });
}

TEST_CASE("a model may refer to itself, and be described before the one that refers to it") {
    on_each([](const tenon::Database& db) {
        const auto folders = db.define(
            "Folder", {{"name", {.type = types::text}}, {"above", {.type = types::int64, .references = "Folder"}}},
            {.has_many = {{"inside", "Folder", "above"}, {"files", "File", "folder"}}});
        db.sync();
        folders.create({{"name", "root"}});
        folders.create({{"name", "usr"}, {"above", 1}});
        folders.create({{"name", "bin"}, {"above", 2}});
        CHECK(texts(folders.find(field("inside").any(field("name") == "bin")).all(), "name") == "usr");
        const auto root = folders.find(field("above").is_empty()).include(field("inside").include("inside")).one();
        CHECK(root.related("inside")[0].related("inside")[0]["name"].as_text() == "bin");
        const auto asked = [&] { (void)folders.find(field("files").any()).count(); };
        CHECK(message_of<tenon::Error>(asked) ==
              "Folder: the relation `files` leads to File, which isn't registered here");
        CHECK(message_of<tenon::Error>([&] { (void)folders.find().include("files").all(); }) ==
              "Folder: the relation `files` leads to File, which isn't defined yet.");

        CHECK_THROWS_WITH_AS(
            db.define("File", {{"fold", {.type = types::int64, .references = "Folder"}}}),
            "Model Folder: the relation `files` names `folder`, which is no field of File; did you mean "
            "`fold`?",
            tenon::SchemaError);
        CHECK_THROWS_WITH_AS(
            db.define("File", {{"folder", {.type = types::int64}}}),
            "Model Folder: the relation `files` names `folder` of File, which is no reference to Folder: "
            "say there that it references Folder.",
            tenon::SchemaError);
        CHECK(message_of<tenon::Error>(asked) ==
              "Folder: the relation `files` leads to File, which isn't registered here");
        const auto files = db.define("File", {{"folder", {.type = types::int64, .references = "Folder"}}});
        db.sync();
        files.create({{"folder", 3}});
        CHECK(texts(folders.find(field("files").any()).all(), "name") == "bin");
        CHECK(folders.find(field("name") == "bin").include("files").one().related("files").size() == 1);
    });
}

TEST_CASE("models that refer to each other are defined together, all or none") {
    on_each([](const tenon::Database& db) {
        const tenon::ModelDefinition hens{"Hen", {{"egg", {.type = types::int64, .references = "Egg"}}}};
        CHECK_THROWS_AS((void)db.define_all({hens}), tenon::SchemaError);
        CHECK_THROWS_AS((void)db.model("Hen"), tenon::QueryError);
        const auto made = db.define_all({hens,
                                         {"Egg",
                                          {{"hen", {.type = types::int64, .references = "Hen"}}},
                                          {.has_one = {{"becomes", "Hen", "egg"}}}}});
        db.sync();
        made[1].create({{"hen", tenon::Value()}});
        made[0].create({{"egg", 1}});
        CHECK(made[1].find(field("becomes").any()).count() == 1);
        CHECK(made[0].find(field("egg").any(field("hen").none())).include("egg").one().one("egg") != nullptr);
    });
}

TEST_CASE("a relation that can't be is refused when the model is defined") {
    const auto db = tenon::open("memory:");
    const auto refused = [&](tenon::RelationDefinition relation) {
        return message_of<tenon::Error>([&] {
            db.define("Odd", {{"name", {.type = types::text, .alias = "title"}}}, {.has_many = {std::move(relation)}});
        });
    };
    CHECK(refused({"", "Post", "odd"}) == "Model Odd: a relation has an empty name.");
    CHECK(refused({"a.b", "Post", "odd"}) == "Model Odd: the relation `a.b` holds a dot, as paths do.");
    for (const char* name : {"name", "title", "id"})
        CHECK(refused({name, "Post", "odd"}) ==
              "Model Odd: the relation `" + std::string(name) + "` has the name of a field or of another relation.");
    CHECK(refused({"posts", "", "odd"}) ==
          "Model Odd: the relation `posts` needs the other model and its field that refers to this one: {\"posts\", "
          "\"Post\", \"author\"}.");
    CHECK(refused({"posts", "Odd", "name"}) == "Model Odd: the relation `posts` names `name` of Odd, which is no "
                                               "reference to Odd: say there that it references "
                                               "Odd.");
}
