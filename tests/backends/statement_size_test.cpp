// Statements that are beyond what a database takes of one say so, and what to do.

#include "support/backends.hpp"

using namespace backends;
namespace types = tenon::types;
using tenon::field;

TEST_CASE("an update that is too deep for the database says what to change") {
    on_each([](const tenon::Database& db) {
        const auto tools =
            db.define("Tool", {{"size", {.type = types::int64}},
                               {"one", {.type = types::int64}},
                               {"edge", {.type = types::structure({{"width", {.type = types::int64}}})}}});
        db.sync();
        tools.create({{"size", 5}, {"one", 1}, {"edge", tenon::Document{{"width", 0}}}});
        const auto grown = [](const char* name, int times) {
            tenon::RecordExpression sum = field(name);
            for (int i = 0; i < times; ++i) sum = sum * field("one");
            return sum;
        };
        CHECK(tools.update(field("size") == 5, field("edge.width").set(grown("size", 5))) == 1);
        for (const char* target : {"size", "edge.width"}) {
            if (db.backend() == "memory") {
                CHECK(tools.update(field("id") == 1, field(target).set(grown("size", 400))) == 1);
                continue;
            }
            try {
                (void)tools.update(field("id") == 1, field(target).set(grown("size", 400)));
                FAIL("it passed");
            } catch (const tenon::QueryError& error) {
                const std::string text = error.what();
                CHECK(text.starts_with("Tool: the statement is too deep or too long for SQLite ("));
                CHECK(text.find("several updates in one transaction") != std::string::npos);
                CHECK(error.model() == "Tool");
            }
        }
        CHECK(tools.find().one()["edge"] == tenon::Value(tenon::Document{{"width", 5}}));
    });
}
