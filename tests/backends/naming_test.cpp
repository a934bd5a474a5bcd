// Names of tables and columns by functions of one's own, and tables in a schema.

#include <functional>

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::field;
namespace types = tenon::types;

namespace {

struct Home {
    std::string cityName{};
};
struct Owner {
    std::int64_t id = 0;
    std::string fullName{};
    Home home{};
};
struct Dog {
    std::int64_t id = 0;
    tenon::Ref<Owner> owner{};
    std::string name{};
};
void describe(tenon::Schema<Dog>& dog) { dog.field(f<&Dog::name>).unique().column("called"); }

struct Paper {
    std::int64_t id = 0;
    std::string title{};
    std::int64_t version = 0;
};
void describe(tenon::Schema<Paper>& paper) {
    paper.table("main", "papers").version(f<&Paper::version>);
    paper.field(f<&Paper::title>).unique();
}
struct Page {
    std::int64_t id = 0;
    tenon::Ref<Paper> paper{};
    int number = 0;
};
void describe(tenon::Schema<Page>& page) {
    page.table("main", "pages");
    page.index(f<&Page::number>);
}
struct Book {
    std::int64_t id = 0;
    std::string title{};
};
void describe(tenon::Schema<Book>& book) { book.table("library", "books"); }

std::string in_capitals(std::string_view name) {
    std::string made = "T_";
    for (const char c : name) made += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return made;
}

template <class Test>
void on_each_with(const tenon::Options& options, Test test) {
    const TemporaryFolder folder;
    for (const std::string& url : urls(folder)) {
        CAPTURE(url);
        test(tenon::open(url, options));
    }
}

bool is_sqlite(const tenon::Database& db) { return db.backend() == "sqlite"; }

}  // namespace

TEST_CASE("functions of one's own name tables and columns") {
    tenon::Options options;
    options.naming.table_prefix = "not_used_";
    options.naming.name_table = in_capitals;
    options.naming.name_column = [](std::string_view name) { return "c_" + std::string(name); };
    on_each_with(options, [](const tenon::Database& db) {
        db.sync<Owner, Dog>();
        const Owner ada = db.model<Owner>().create({.fullName = "Ada", .home = {"London"}});
        (void)db.model<Dog>().create({.owner = ada.id, .name = "Rex"});
        CHECK(db.model<Owner>().schema().table == "T_OWNER");
        CHECK(db.model<Owner>().schema().fields[1].column == "c_fullName");
        CHECK(db.model<Dog>().schema().fields[1].column == "c_owner_id");
        CHECK(db.model<Dog>().schema().fields[2].column == "called");  // what describe names stays
        CHECK(db.model<Owner>().find(f<&Owner::home, &Home::cityName> == "London").count() == 1);
        CHECK(db.model<Dog>().find(f<&Dog::owner>.any(f<&Owner::fullName> == "Ada")).count() == 1);
        const auto cats = db.define("Cat", {{"name", {.type = types::text}}});
        db.sync();
        (void)cats.create({{"name", "Tom"}});
        CHECK(cats.find(field("name") == "Tom").count() == 1);
        CHECK(cats.schema().table == "T_CAT");
        if (!is_sqlite(db)) return;
        CHECK(db.query<std::string>("select c_fullName from T_OWNER") == std::vector<std::string>{"Ada"});
        CHECK(db.query<std::string>("select c_home ->> '$.c_cityName' from T_OWNER").at(0) == "London");
    });
}

TEST_CASE("names that functions leave empty are refused") {
    for (const bool is_table : {true, false}) {
        tenon::Options options;
        const auto nothing = [](std::string_view) { return std::string(); };
        (is_table ? options.naming.name_table : options.naming.name_column) = nothing;
        on_each_with(options, [&](const tenon::Database& db) {
            const std::string message = message_of<tenon::SchemaError>([&] { db.sync<Owner>(); });
            CHECK(says(message, {"Owner", is_table ? "its table has no name" : "a column without a name"}));
        });
    }
}

TEST_CASE("a table in the schema main is the file's own, in every statement") {
    on_each([](const tenon::Database& db) {
        db.sync<Paper, Page>();
        db.sync<Paper, Page>();  // and is found again
        const auto papers = db.model<Paper>();
        const auto pages = db.model<Page>();
        const Paper paper = papers.create({.title = "Notes"});
        (void)pages.insert_many({{.paper = paper.id, .number = 1}, {.paper = paper.id, .number = 2}});
        CHECK(papers.upsert({.title = "Notes"}, f<&Paper::title>).id == paper.id);
        CHECK(papers.update(f<&Paper::title> == "Notes", f<&Paper::title> = "Words") == 1);
        CHECK(pages.find(f<&Page::paper>.any(f<&Paper::title> == "Words")).count() == 2);
        CHECK(pages.find(f<&Page::number> == 1).returning().remove().size() == 1);
        CHECK(pages.estimated_count() == 1);
        CHECK(db.check<Paper>().empty());
        CHECK_THROWS_AS((void)pages.create({.paper = 99, .number = 3}), tenon::ForeignKeyViolation);
        try {
            (void)papers.create({.title = "Words"});
            FAIL("it was stored");
        } catch (const tenon::UniqueViolation& error) {
            CHECK(error.fields() == std::vector<std::string>{"title"});
        }
        if (!is_sqlite(db)) return;
        CHECK(db.query<std::int64_t>("select count(*) from main.papers").at(0) == 1);
        CHECK(says(pages.find(f<&Page::number> == 2).to_sql(), {R"(from "main"."pages" as t0)"}));
    });
}

TEST_CASE("a schema of a model's own, and that of Options::naming") {
    tenon::Options options;
    options.naming.table_schema = "app";
    const tenon::Database db = tenon::open("memory:", options);
    db.sync<Owner, Book>();
    CHECK(db.model<Owner>().schema().full_table() == "app.owners");
    CHECK(db.model<Book>().schema().full_table() == "library.books");
    const auto books =
        db.define("Volume", {{"title", {.type = types::text}}}, {.table = "books", .table_schema = "attic"});
    const auto described = db.define(
        tenon::Json::parse(R"({"name": "Tome", "table": "books", "table_schema": "cellar", "fields": {"a": "text"}})"));
    db.sync();
    (void)db.model<Book>().create({.title = "Notes"});
    (void)books.create({{"title", "Words"}});
    CHECK(db.model<Book>().count() == 1);  // two tables of one name
    CHECK(books.find(field("title") == "Words").count() == 1);
    CHECK(described.count() == 0);
    CHECK(says(message_of<tenon::SchemaError>([&] {
                   (void)db.define("Other", {{"title", {.type = types::text}}},
                                   {.table = "books", .table_schema = "attic"});
               }),
               {"same table `attic.books`"}));
    const tenon::Database empty = tenon::open("memory:", options);
    CHECK(empty.check<Owner>() == std::vector<std::string>{"table app.owners is missing"});
    CHECK(says(message_of<tenon::SchemaError>([&] { (void)empty.model<Owner>().count(); }), {"app.owners"}));
}

TEST_CASE("SQLite has no schema but main, and says so before it does anything") {
    const TemporaryFolder folder;
    for (const std::string& url : {std::string("sqlite::memory:"), "sqlite:" + folder.file("test.db")}) {
        CAPTURE(url);
        for (const char* schema : {"app", "temp"}) {
            tenon::Options options;
            options.naming.table_schema = schema;
            const tenon::Database db = tenon::open(url, options);
            const std::string place = std::string(schema) + ".owners";
            for (const auto& call :
                 std::vector<std::function<void()>>{[&] { db.sync<Owner>(); }, [&] { (void)db.check<Owner>(); },
                                                    [&] { (void)db.model<Owner>().find().all(); },
                                                    [&] { (void)db.model<Owner>().create({.fullName = "Ada"}); },
                                                    [&] { (void)db.model<Owner>().remove(tenon::everything); }})
                CHECK(says(message_of<tenon::Unsupported>(call), {"model Owner", place.c_str(), "main"}));
            CHECK(db.query<std::int64_t>("select count(*) from sqlite_schema").at(0) == 0);
        }
    }
}
