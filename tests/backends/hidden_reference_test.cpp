// include through a reference that is hidden: what it leads to is found, and the reference stays hidden.

#include "support/backends.hpp"

using namespace backends;
using tenon::f;
using tenon::field;
namespace types = tenon::types;

namespace hidden_reference_test {

struct Letter;

struct Stamp;

struct Writer {
    std::int64_t id = 0;
    std::string name{};
    tenon::Many<Letter> letters{};
    tenon::One<Stamp> stamp{};
};

struct Stamp {
    tenon::Uuid id{};
    std::optional<tenon::Ref<Writer>> owner{};
    std::string picture{};
};

struct Letter {
    std::int64_t id = 0;
    tenon::Ref<Writer> writer{};
    std::optional<tenon::Ref<Writer>> reader{};
    std::optional<tenon::Ref<Stamp, tenon::Uuid>> stamp{};
    std::string text{};
};

void describe(tenon::Schema<Writer>& writer) {
    writer.has_many(f<&Writer::letters>, f<&Letter::writer>);
    writer.has_one(f<&Writer::stamp>, f<&Stamp::owner>);
}
void describe(tenon::Schema<Stamp>& stamp) { stamp.field(f<&Stamp::owner>).hidden(); }
void describe(tenon::Schema<Letter>& letter) {
    letter.field(f<&Letter::writer>).hidden();
    letter.field(f<&Letter::reader>).hidden();
    letter.field(f<&Letter::stamp>).hidden();
}

}  // namespace hidden_reference_test

using hidden_reference_test::Letter;
using hidden_reference_test::Stamp;
using hidden_reference_test::Writer;

namespace {

/// Ada writes "to Bob" and "to nobody", Bob "to Ada". Ada's stamp is on "to Bob".
void three_letters(const tenon::Database& db) {
    db.sync<Writer, Stamp, Letter>();
    const auto writers = db.model<Writer>();
    const Writer ada = writers.create({.name = "Ada"}), bob = writers.create({.name = "Bob"});
    const Stamp lion = db.model<Stamp>().create({.owner = ada.id, .picture = "lion"});
    (void)db.model<Letter>().insert_many({{.writer = ada, .reader = bob.id, .stamp = lion.id, .text = "to Bob"},
                                          {.writer = ada, .text = "to nobody"},
                                          {.writer = bob, .reader = ada.id, .text = "to Ada"}});
}

}  // namespace

TEST_CASE("what a hidden reference leads to is loaded, and the reference stays hidden") {
    on_each([](const tenon::Database& db) {
        three_letters(db);
        const auto letters = db.model<Letter>()
                                 .find()
                                 .include(f<&Letter::writer>, f<&Letter::reader>, f<&Letter::stamp>)
                                 .order_by(f<&Letter::id>)
                                 .all();
        REQUIRE(letters.size() == 3);
        CHECK(letters[0].writer->name == "Ada");
        CHECK(&letters[0].writer.get() == &letters[1].writer.get());
        CHECK(letters[2].writer->name == "Bob");
        CHECK(letters[0].writer.key() == 0);
        REQUIRE(letters[0].reader);
        CHECK((*letters[0].reader)->name == "Bob");
        CHECK(!letters[1].reader);
        CHECK((*letters[2].reader)->name == "Ada");
        REQUIRE(letters[0].stamp);
        CHECK((*letters[0].stamp)->picture == "lion");
        CHECK(!letters[1].stamp);
    });
}

TEST_CASE("objects that refer to another by a hidden reference are loaded with it, and have none") {
    on_each([](const tenon::Database& db) {
        three_letters(db);
        int statements = 0;
        db.on_statement([&](const tenon::StatementEvent&) { ++statements; });
        const auto writers =
            db.model<Writer>()
                .find()
                .include(f<&Writer::letters>.order_by(f<&Letter::text>.desc()).limit(1), f<&Writer::stamp>)
                .order_by(f<&Writer::name>)
                .all();
        CHECK(statements == 5);  // the writers, letters and stamps, and whose the letters and stamps are
        REQUIRE(writers.size() == 2);
        REQUIRE(writers[0].letters.size() == 1);
        CHECK(writers[0].letters[0].text == "to nobody");
        CHECK(writers[0].letters[0].writer.key() == 0);
        CHECK(writers[1].letters[0].text == "to Ada");
        REQUIRE(writers[0].stamp);
        CHECK(writers[0].stamp->picture == "lion");
        CHECK(!writers[0].stamp->owner);
        CHECK(!writers[1].stamp);
    });
}

TEST_CASE("a hidden reference that the query asks for is not read again for an include") {
    on_each([](const tenon::Database& db) {
        three_letters(db);
        int statements = 0;
        db.on_statement([&](const tenon::StatementEvent&) { ++statements; });
        const auto letters = db.model<Letter>().find().with_hidden().include(f<&Letter::writer>).all();
        CHECK(statements == 2);
        CHECK(letters.at(0).writer->name == "Ada");
        CHECK(letters.at(0).writer.key() == letters.at(0).writer->id);
    });
}

TEST_CASE("an object that was loaded by its hidden reference is saved without it") {
    on_each([](const tenon::Database& db) {
        three_letters(db);
        const auto letters = db.model<Letter>();
        Letter letter = letters.find(f<&Letter::text> == "to Bob").include(f<&Letter::reader>).one();
        letter.text = "to Robert";
        letters.save(letter);
        CHECK(letters.find(f<&Letter::text> == "to Robert").include(f<&Letter::reader>).one().reader.value()->name ==
              "Bob");
    });
}

TEST_CASE("hidden references of records lead where they do") {
    on_each([](const tenon::Database& db) {
        const auto people =
            db.define("Person", {{"name", {.type = types::text}}}, {.has_many = {{"notes", "Note", "author"}}});
        const auto notes =
            db.define("Note", {{"author", {.type = types::int64, .hidden = true, .references = "Person"}},
                               {"text", {.type = types::text}}});
        db.sync();
        people.create({{"name", "Ada"}});
        people.create({{"name", "Bob"}});
        notes.create({{"author", 1}, {"text", "a"}});
        notes.create({{"author", 2}, {"text", "b"}});
        notes.create({{"text", "of nobody"}});
        const auto read = notes.find().include("author").order_by("text").all();
        REQUIRE(read.size() == 3);
        CHECK((*read[0].one("author"))["name"] == tenon::Value("Ada"));
        CHECK((*read[1].one("author"))["name"] == tenon::Value("Bob"));
        CHECK(read[2].one("author") == nullptr);
        CHECK(read[0]["author"].is_empty());
        CHECK(read[0].to_json().find("\"author\":1") == std::string::npos);
        const auto authors = people.find().include("notes").order_by("name").all();
        REQUIRE(authors[0].related("notes").size() == 1);
        CHECK(authors[0].related("notes")[0]["text"] == tenon::Value("a"));
        CHECK(authors[0].related("notes")[0]["author"].is_empty());
        CHECK(notes.find().include(field("author").include("notes")).first()->one("author") != nullptr);
    });
}
