// Text that is kept folded beside itself.

#include <algorithm>

#include "support/backends.hpp"

using namespace backends;
namespace types = tenon::types;
using tenon::field;

namespace {

struct Visitor {
    std::int64_t id = 0;
    std::string email{};
    std::string name{};
    std::optional<std::string> town{};
    std::string note{};
};

void describe(tenon::Schema<Visitor>& visitor) {
    visitor.field(f<&Visitor::email>).folded().unique();
    visitor.field(f<&Visitor::name>).folded().index().trim();
    visitor.field(f<&Visitor::town>).folded();
}

std::vector<std::string> names_of(const tenon::Database& db, const tenon::Filter<Visitor>& condition) {
    std::vector<std::string> names;
    for (const Visitor& visitor : db.model<Visitor>().find(condition).order_by(f<&Visitor::id>))
        names.push_back(visitor.name);
    return names;
}
using Names = std::vector<std::string>;

void fill(const tenon::Database& db) {
    db.sync<Visitor>();
    const auto visitors = db.model<Visitor>();
    (void)visitors.create({.email = "Éva@x.org", .name = "  ÉVA Straße ", .town = "ŁÓDŹ"});
    std::vector<Visitor> more{{.email = "b@x.org", .name = "Bob 50%", .town = "Ωmega"},
                              {.email = "c@x.org", .name = "σίσυφος"}};
    (void)visitors.insert_many(more);
}

}  // namespace

TEST_CASE("conditions that ignore case look at a folded field's folded form, in all of Unicode") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(names_of(db, f<&Visitor::name>.iequals("éva STRASSE")) == Names{"ÉVA Straße"});
        CHECK(names_of(db, f<&Visitor::name>.icontains("ΊΣΥ")) == Names{"σίσυφος"});
        CHECK(names_of(db, f<&Visitor::name>.icontains("50%")) == Names{"Bob 50%"});
        CHECK(names_of(db, f<&Visitor::name>.ilike("É_a%")) == Names{"ÉVA Straße"});
        CHECK(names_of(db, f<&Visitor::town>.iequals("łódź")) == Names{"ÉVA Straße"});
        CHECK(names_of(db, !f<&Visitor::town>.iequals("łódź")) == Names{"Bob 50%", "σίσυφος"});
        CHECK(names_of(db, !f<&Visitor::town>.icontains("ω")) == Names{"ÉVA Straße", "σίσυφος"});
        CHECK(names_of(db, !f<&Visitor::town>.ilike("%")) == Names{"σίσυφος"});
        CHECK(names_of(db, f<&Visitor::name>.iequals(f<&Visitor::name>)).size() == 3);
        CHECK(names_of(db, f<&Visitor::town>.iequals(f<&Visitor::name>)).empty());
        // What looks at case goes on looking at the field itself.
        CHECK(names_of(db, f<&Visitor::name> == "éva strasse").empty());
        CHECK(names_of(db, f<&Visitor::name>.contains("STRASSE")).empty());
    });
}

TEST_CASE("each way of writing keeps the folded form") {
    on_each([](const tenon::Database& db) {
        fill(db);
        const auto visitors = db.model<Visitor>();
        const auto is_called = [&](std::int64_t id, std::string_view name) {
            return visitors.find(f<&Visitor::id> == id && f<&Visitor::name>.iequals(name)).exists();
        };
        visitors.update(f<&Visitor::id> == 1, f<&Visitor::name> = "ÄPFEL");
        CHECK(is_called(1, "äpfel"));
        visitors.update(f<&Visitor::id> == 1, f<&Visitor::name> = "  ÖL ");
        CHECK(is_called(1, "öl"));
        Visitor whole = visitors.get(1);
        whole.name = "ÜBER";
        visitors.save(whole);
        CHECK(is_called(1, "über"));
        auto tracked = visitors.edit(1);
        tracked->name = "ŽLUŤ";
        tracked->town = std::nullopt;
        tracked.save();
        CHECK(is_called(1, "žluť"));
        CHECK(names_of(db, f<&Visitor::town>.icontains("łódź")).empty());
        visitors.update(f<&Visitor::id> == 1, f<&Visitor::town> = f<&Visitor::name>);
        CHECK(names_of(db, f<&Visitor::town>.iequals("žLUŤ")) == Names{"ŽLUŤ"});
        visitors.update(f<&Visitor::id> == 1, f<&Visitor::town> = std::nullopt);
        CHECK(names_of(db, f<&Visitor::town>.iequals("žLUŤ")).empty());
        (void)visitors.upsert(Visitor{.id = 2, .email = "b@x.org", .name = "ÇA"});
        CHECK(is_called(2, "ça"));
        (void)visitors.bulk_write(tenon::Bulk<Visitor>().insert({.email = "d@x.org", .name = "ÑU"}));
        CHECK(names_of(db, f<&Visitor::name>.iequals("ñu")) == Names{"ÑU"});
    });
}

TEST_CASE("a unique index over a folded field takes texts that differ in case for the same") {
    on_each([](const tenon::Database& db) {
        fill(db);
        const auto visitors = db.model<Visitor>();
        try {
            (void)visitors.create({.email = "ÉVA@X.ORG", .name = "Other"});
            FAIL("it was created");
        } catch (const tenon::UniqueViolation& error) {
            CHECK(error.fields() == Names{"email"});
        }
        CHECK_THROWS_AS(visitors.update(f<&Visitor::id> == 2, f<&Visitor::email> = "C@X.org"), tenon::UniqueViolation);
        CHECK(visitors.find(f<&Visitor::email> == "b@x.org").count() == 1);
        CHECK(visitors.find(f<&Visitor::email> == "B@x.org").count() == 0);
        // An upsert finds the row by it, and leaves the text as it was given last.
        const Visitor met = visitors.upsert(Visitor{.email = "B@X.org", .name = "Bea"});
        CHECK(met.id == 2);
        CHECK(visitors.get(2).email == "B@X.org");
        CHECK(visitors.count() == 3);
    });
}

TEST_CASE("a folded field is set by values, which our code can fold") {
    on_each([](const tenon::Database& db) {
        fill(db);
        const auto visitors = db.model<Visitor>();
        CHECK_THROWS_WITH_AS(
            visitors.update(f<&Visitor::id> == 1, f<&Visitor::name> = f<&Visitor::note>),
            "Visitor: name is kept folded by our own code, which can't fold note where it is: read the "
            "row, and assign a value",
            tenon::QueryError);
        CHECK_THROWS_AS(visitors.update(f<&Visitor::id> == 1, f<&Visitor::name> = f<&Visitor::name>.lower()),
                        tenon::QueryError);
        CHECK_THROWS_WITH_AS(
            (void)visitors.find(f<&Visitor::note>.iequals(f<&Visitor::name>)).count(),
            "Visitor: `iequals` of a folded field takes a value or another folded field, and note (text) "
            "is neither: only our own code folds",
            tenon::QueryError);
    });
}

TEST_CASE("SQLite finds by the index over a folded field, and check knows the column") {
    const auto db = tenon::open("sqlite::memory:");
    db.sync<Visitor>();
    CHECK(db.check<Visitor>().empty());
    const auto visitors = db.model<Visitor>();
    (void)visitors.create({.email = "A", .name = "É"});
    CHECK(visitors.find(f<&Visitor::name>.iequals("x")).explain().find("visitors_name (name_folded=?)") !=
          std::string::npos);
    const auto row = db.query<tenon::RawRow>("select name, name_folded, town_folded from visitors").front();
    CHECK(row["name_folded"].as_text() == "é");
    CHECK(row["town_folded"].is_empty());
    CHECK(visitors.to_json(visitors.get(1)) == R"({"id":1,"email":"A","name":"É","town":null,"note":""})");
    db.execute_script("alter table visitors drop column town_folded");
    CHECK(db.check<Visitor>() == Names{"column visitors.town_folded is missing"});
}

TEST_CASE("run-time models have folded fields") {
    on_each([](const tenon::Database& db) {
        const auto model = db.define("Person", {{"name", {.type = types::text, .unique = true, .folded = true}}});
        db.sync();
        auto record = model.create({{"name", "ÉVA"}});
        CHECK_THROWS_AS((void)model.create({{"name", "éva"}}), tenon::UniqueViolation);
        CHECK(model.find(field("name").iequals("Éva")).count() == 1);
        CHECK(model.find(field("name").icontains("É")).count() == 1);
        CHECK(model.find(field("name").ilike("_vA")).count() == 1);
        record.set("name", "ŒUF").save();
        CHECK(model.find(field("name").iequals("œuf")).count() == 1);
        CHECK(record.to_json() == R"({"id":1,"name":"ŒUF"})");
        CHECK(db.check("Person").empty());
    });
}

TEST_CASE("a folded field that can't be one is refused when it is described") {
    const auto db = tenon::open("memory:");
    const auto sentence = [&](tenon::FieldOptions options) {
        try {
            (void)db.define("Wrong", {{"x", std::move(options)}});
        } catch (const tenon::SchemaError& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    CHECK(sentence({.type = types::int64, .folded = true}) ==
          "Model Wrong: the option .folded of the field `x` is for text, and it is of type int64.");
    CHECK(sentence({.type = types::text, .key = true, .folded = true}) ==
          "Model Wrong: `x` is in the key or a reference, which are compared as they are: it can't be folded().");
    CHECK(sentence({.type = types::text, .read_only = true, .folded = true}) ==
          "Model Wrong: `x` is folded() by our own code, and so it can't be filled by the database.");
    CHECK(sentence({.type = types::text, .unique = true, .max_length = 300, .folded = true}) ==
          "Model Wrong: `x` is in a key or index: its max_length() can be at most 256, since folding may make it "
          "longer.");
    CHECK_THROWS_WITH_AS(
        (void)db.define("Clash", {{"a", {.type = types::text, .folded = true}}, {"a_folded", {.type = types::text}}}),
        "Model Clash: two fields have the column `a_folded`.", tenon::SchemaError);
}
