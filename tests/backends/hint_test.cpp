// hint("index"): rows are found by the index that a query names.

#include <string>

#include "support/backends.hpp"
#include "support/statements.hpp"

using namespace backends;
using tenon::f;
using tenon::field;
namespace types = tenon::types;

namespace hint_test {

struct Bird {
    std::int64_t id = 0;
    std::string name{};
    std::optional<int> weight{};
    std::optional<tenon::Ref<Bird>> parent{};
};

void describe(tenon::Schema<Bird>& bird) {
    bird.field(f<&Bird::name>).index();
    bird.field(f<&Bird::weight>).index();
}

}  // namespace hint_test

using hint_test::Bird;

namespace {

void some_birds(const tenon::Database& db) {
    db.sync<Bird>();
    for (const auto& [name, weight] : std::vector<std::pair<const char*, int>>{{"finch", 1}, {"goose", 4}, {"swan", 9}})
        db.model<Bird>().create({.name = name, .weight = weight});
}

bool is_sqlite(const std::string& sql) { return sql.starts_with("select t0."); }

}  // namespace

TEST_CASE("rows are found by the index that a query names") {
    on_each([](const tenon::Database& db) {
        some_birds(db);
        const auto birds = db.model<Bird>();
        const auto query = birds.find(f<&Bird::weight> > 2 && f<&Bird::name> > "a").order_by(f<&Bird::name>);
        for (const char* index : {"birds_weight", "birds_name"}) {
            const auto hinted = query.hint(index);
            REQUIRE(hinted.all().size() == 2);
            CHECK(hinted.all()[0].name == "goose");
            CHECK(hinted.count() == 2);
            CHECK(hinted.exists());
            CHECK(hinted.limit(1).one().name == "goose");
            CHECK(hinted.page(1).items[0].name == "goose");
            CHECK(hinted.select(f<&Bird::name>).all().size() == 2);
            CHECK(hinted.max(f<&Bird::weight>) == 9);
            if (!is_sqlite(hinted.to_sql())) continue;
            CHECK(hinted.to_sql().find("indexed by \"" + std::string(index) + "\"") != std::string::npos);
            CHECK(hinted.explain().find("USING INDEX " + std::string(index)) != std::string::npos);
        }
    });
}

TEST_CASE("an index that a query names and its model hasn't is refused before the database") {
    on_each([](const tenon::Database& db) {
        some_birds(db);
        const Statements sent(db);
        CHECK_THROWS_WITH_AS((void)db.model<Bird>().find().hint("birds_wait").all(),
                             "Bird: hint() names the index `birds_wait`, which the model hasn't; it has birds_name, "
                             "birds_weight, birds_parent_id",
                             tenon::QueryError);
        CHECK_THROWS_AS((void)db.model<Bird>().find().hint(""), tenon::QueryError);
        CHECK_THROWS_WITH_AS(
            (void)db.model<Bird>().find(f<&Bird::name> == "swan").descend(f<&Bird::parent>).hint("birds_name").all(),
            doctest::Contains("doesn't go with descend()"), tenon::QueryError);
        CHECK_THROWS_AS((void)db.model<Bird>().find().hint("birds_name").remove(), tenon::QueryError);
        CHECK(sent.texts().empty());
    });
}

TEST_CASE("queries of records name an index") {
    on_each([](const tenon::Database& db) {
        const auto notes = db.define("Note", {{"text", {.type = types::text, .index = true}}});
        db.sync();
        notes.create({{"text", "a"}});
        notes.create({{"text", "b"}});
        CHECK(notes.find(field("text") > "a").hint("notes_text").all().size() == 1);
        CHECK(notes.find().hint("notes_text").select({"text"}).all().size() == 2);
        CHECK_THROWS_AS((void)notes.find().hint("notes_size").all(), tenon::QueryError);
    });
}
