// exclude(…): records of run-time models that are read without some of their fields.

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::field;
namespace types = tenon::types;

namespace {

tenon::RecordModel some_notes(const tenon::Database& db, const tenon::DefineOptions& options = {}) {
    const auto notes = db.define("Note",
                                 {
                                     {"title", {.type = types::text, .required = true}},
                                     {"body", {.type = types::text, .required = true, .alias = "text"}},
                                     {"size", {.type = types::int32}},
                                     {"secret", {.type = types::text, .hidden = true}},
                                 },
                                 options);
    db.sync();
    for (const char* title : {"a", "b", "c"})
        (void)notes.create({{"title", title}, {"body", "long"}, {"size", 4}, {"secret", "hush"}});
    return notes;
}

}  // namespace

TEST_CASE("what a query leaves out is not read, and reading it of a record says so") {
    on_each([](const tenon::Database& db) {
        const auto notes = some_notes(db);
        const tenon::Record note = notes.find(field("title") == "a").exclude({"body"}).one();
        CHECK(note["title"] == tenon::Value("a"));
        CHECK(note["size"] == tenon::Value(4));
        try {
            (void)note["body"];
            FAIL("it was read");
        } catch (const tenon::NotLoaded& error) {
            CHECK(says(error.what(), {"`body`", "Note", "exclude()", "reload()"}));
            CHECK(error.model() == "Note");
            CHECK(error.fields() == std::vector<std::string>{"body"});
        }
        CHECK_THROWS_AS((void)note["text"], tenon::NotLoaded);  // its alias
        CHECK_THROWS_AS((void)note.previous("body"), tenon::NotLoaded);
        CHECK(note.to_json() == R"({"id":1,"title":"a","size":4})");
        CHECK(says(message_of<tenon::NotLoaded>([&] { note.validate(); }), {"validate()", "`body`"}));
        if (db.backend() == "sqlite")
            CHECK(notes.find().exclude({"body", "size"}).to_sql() ==
                  R"(select t0."id", t0."title" from "notes" as t0)");
    });
}

TEST_CASE("a save writes what changed of the fields that were read, and leaves the others alone") {
    on_each([](const tenon::Database& db) {
        const auto notes = some_notes(db);
        tenon::Record note = notes.find(field("title") == "a").exclude({"body", "size"}).one();
        CHECK_FALSE(note.save());
        CHECK(note.set("title", "x").save());
        CHECK(note.changed().empty());
        CHECK_THROWS_AS(note.set("body", "short"), tenon::NotLoaded);
        note.reload();
        CHECK(note["body"] == tenon::Value("long"));
        CHECK(note["size"] == tenon::Value(4));
        CHECK(note["title"] == tenon::Value("x"));
        CHECK(note.set("body", "short").save());
        CHECK(notes.find(field("body") == "short").with_hidden().one()["secret"] == tenon::Value("hush"));
        note.remove();
        CHECK(notes.count() == 2);
        notes.find(field("title") == "b").exclude({"body"}).one().remove();
        CHECK(notes.count() == 1);
    });
}

TEST_CASE("each way of reading records leaves out what the query says") {
    on_each([](const tenon::Database& db) {
        const auto notes = some_notes(db);
        const auto query = notes.find().exclude({"body"}).order_by("title");
        const auto is_without = [](const tenon::Record& note) {
            CHECK(note["size"] == tenon::Value(4));
            CHECK_THROWS_AS((void)note["body"], tenon::NotLoaded);
        };
        for (const tenon::Record& note : query.all()) is_without(note);
        is_without(*query.first());
        is_without(*query.last());
        for (const tenon::Record& note : query.find_and_count().rows) is_without(note);
        std::size_t streamed = 0;
        for (const tenon::Record& note : query.stream(2)) {
            is_without(note);
            ++streamed;
        }
        CHECK(streamed == 3);
        const auto page = query.page(2);
        for (const tenon::Record& note : page.items) is_without(note);
        for (const tenon::Record& note : query.page(2, page.next).items) is_without(note);
        CHECK(query.count() == 3);
        CHECK(query.exists());
        CHECK(query.pluck("body").size() == 3);
        const tenon::Record shown = notes.find(field("title") == "a").exclude({"size"}).with_hidden().one();
        CHECK(shown["secret"] == tenon::Value("hush"));
        CHECK_THROWS_AS((void)shown["size"], tenon::NotLoaded);
        CHECK(notes.find().exclude({"body"}).exclude({"size"}).all().at(0).to_json() == R"({"id":1,"title":"a"})");
        // A query inside another one has fields of its own.
        const auto inner = notes.find(field("size") == 4).exclude({"body"});
        CHECK(notes.find(tenon::exists(inner) && field("title") == "a").one()["body"] == tenon::Value("long"));
    });
}

TEST_CASE("what can't be left out is refused") {
    on_each([](const tenon::Database& db) {
        const auto notes = some_notes(db, {.version = true});
        const auto refused = [&](const char* name) {
            return message_of<tenon::QueryError>([&] { (void)notes.find().exclude({name}); });
        };
        CHECK(says(refused("id"), {"exclude()", "`id`", "key"}));
        CHECK(says(refused("version"), {"exclude()", "`version`", "version"}));
        CHECK(says(refused("bdoy"), {"no field `bdoy`", "body"}));
        CHECK(says(message_of<tenon::QueryError>(
                       [&] { (void)notes.find(field("title") == "a").exclude({"body"}).update({{"size", 1}}); }),
                   {"`exclude`", "update"}));
        CHECK(says(
            message_of<tenon::QueryError>([&] { (void)notes.find().exclude({"title"}).order_by("title").page(2); }),
            {"page()", "`title`", "exclude()"}));
        tenon::Record note = notes.find(field("title") == "a").exclude({"body"}).one();
        CHECK(note.set("size", 5).save());
        CHECK(notes.find(field("title") == "a").one()["version"] == tenon::Value(2));
    });
}

TEST_CASE("checks of whole records don't run on a part of one") {
    on_each([](const tenon::Database& db) {
        const auto notes = some_notes(db, {.checks = {tenon::record_check("body_fits", [](const tenon::Record& note) {
                                               return !note["body"].is_empty();
                                           })}});
        tenon::Record note = notes.find(field("title") == "a").exclude({"body"}).one();
        note.set("size", 5);
        CHECK(says(message_of<tenon::NotLoaded>([&] { note.save(); }), {"save()", "`body`", "checks"}));
        CHECK(notes.find(field("size") == 5).count() == 0);
    });
}

TEST_CASE("a reference that was left out leads nowhere") {
    on_each([](const tenon::Database& db) {
        const auto people = db.define("Person", {{"name", {.type = types::text}}});
        const auto books = db.define(
            "Book", {{"title", {.type = types::text}}, {"author", {.type = types::int64, .references = "Person"}}});
        db.sync();
        const tenon::Record ada = people.create({{"name", "Ada"}});
        (void)books.create({{"title", "Notes"}, {"author", ada["id"]}});
        const tenon::Record book = books.find().exclude({"title"}).include("author").one();
        CHECK(book.to_json() == R"({"id":1,"author":{"id":1,"name":"Ada"}})");
        CHECK(
            says(message_of<tenon::NotLoaded>([&] { (void)books.find().exclude({"author"}).include("author").all(); }),
                 {"`author`", "Book", "exclude()"}));
    });
}
