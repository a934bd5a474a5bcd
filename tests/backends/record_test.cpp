#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::field;
namespace types = tenon::types;

namespace {

tenon::RecordModel define_users(const tenon::Database& db) {
    auto users =
        db.define("User", {
                              {"name", {.type = types::text, .required = true}},
                              {"email", {.type = types::text, .required = true, .unique = true, .lowercase = true}},
                              {"age", {.type = types::int32, .min = 0}},
                              {"tags", {.type = types::array(types::text)}},
                              {"role", {.type = types::enumeration({"admin", "guest"}), .default_value = "guest"}},
                              {"secret", {.type = types::text, .hidden = true}},
                          });
    db.sync({.force = true});
    return users;
}

}  // namespace

TEST_CASE("a run-time record is created, found, changed and removed") {
    on_each([](const tenon::Database& db) {
        const auto users = define_users(db);
        tenon::Record ada = users.create({{"name", "Ada"},
                                          {"email", "ADA@example.com"},
                                          {"age", "36"},
                                          {"tags", tenon::Array{"maths"}},
                                          {"secret", "hush"}});
        CHECK(ada["id"] == tenon::Value(1));
        CHECK(ada["age"] == tenon::Value(36));
        CHECK(ada.to_json() ==
              R"({"id":1,"name":"Ada","email":"ada@example.com","age":36,"tags":["maths"],"role":"guest"})");
        users.create({{"name", "Bob"}, {"email", "bob@example.com"}});
        CHECK(users.count() == 2);
        CHECK(users.find(field("age") >= 18).one()["name"] == tenon::Value("Ada"));
        CHECK(users.find(field("age").is_empty()).one()["name"] == tenon::Value("Bob"));
        CHECK(users.find(field("age") == tenon::Value()).count() == 1);
        CHECK(users.find(field("age") == "36").count() == 1);
        CHECK(users.find(field("name").in({"Ada", "Eve"}) && !(field("age") < 5)).count() == 1);
        CHECK(users.find(field("tags").contains_element("maths")).count() == 1);
        CHECK(users.find(field("age") * 2 == 72).count() == 1);
        CHECK(users.find(field("role") == "guest").order_by_descending("name").first()->operator[]("name") ==
              tenon::Value("Bob"));

        tenon::Record edited = users.get(1);
        edited.set("age", 37);
        CHECK(edited.changed() == std::vector<std::string>{"age"});
        CHECK(edited.save());
        CHECK(!edited.save());
        CHECK(users.update(field("name") == "Ada", {{"role", "admin"}, {"age", 38}}) == 1);
        CHECK(users.find(field("id") == 1).update("age", field("age") + 1) == 1);
        CHECK(users.get(1)["age"] == tenon::Value(39));
        CHECK(users.get(1)["role"] == tenon::Value("admin"));
        users.get(1).remove();
        CHECK_THROWS_AS((void)users.get(1), tenon::NotFound);
        CHECK_THROWS_AS((void)users.find().remove(), tenon::QueryError);
        CHECK(users.remove(tenon::everything) == 1);
    });
}

TEST_CASE("definitions that can't be say what to change") {
    const auto define = [](std::initializer_list<tenon::FieldDefinition> fields) {
        return message_of<tenon::SchemaError>([&] { (void)tenon::open("memory:").define("Thing", fields); });
    };
    CHECK(says(define({{"", {.type = types::text}}}), {"Model Thing", "empty name"}));
    CHECK(says(define({{"x", {.type = {}, .required = true}}}), {"`x` has no type", "tenon::types::text"}));
    CHECK(says(define({{"id", {.type = types::text}}}), {"`id` is there by itself", ".key = true"}));
    CHECK(says(define({{"x", {.type = types::text, .min = 3}}}), {".min or .max", "`x`", "numbers and times", "text"}));
    CHECK(says(define({{"x", {.type = types::int32, .max_length = 3}}}), {".max_length", "text and arrays"}));
    CHECK(says(define({{"x", {.type = types::int32, .matches = tenon::Pattern("a")}}}), {".matches", "is for text"}));
    CHECK(says(define({{"x", {.type = types::real, .lowercase = true}}}), {".lowercase", "float64"}));
    CHECK(says(define({{"x", {.type = types::json, .one_of = {1}}}}), {".one_of", "single values"}));
    CHECK(define({{"x", {.type = types::timestamp, .max = tenon::Timestamp(0)}}}) == "nothing was thrown");
}

TEST_CASE("run-time values that don't fit name the model and the field") {
    on_each([](const tenon::Database& db) {
        const auto users = define_users(db);
        const auto cast_error = [](auto&& run) { return message_of<tenon::CastError>(run); };
        CHECK(cast_error([&] { users.create({{"name", 5}}); }) == "User: `name` must be text; integer was given.");
        CHECK(
            says(cast_error([&] { users.create({{"name", "x"}, {"age", "five"}}); }), {"User: `age` must be a whole"}));
        CHECK(says(cast_error([&] { users.update(field("id") == 1, {{"tags", "a"}}); }),
                   {"User: `tags` must be an array"}));
        CHECK(says(cast_error([&] { (void)users.get("x"); }), {"User: `id` must be a whole number"}));
        CHECK(says(cast_error([&] { (void)users.find(field("age") > "x").all(); }), {"`age` must be a whole number"}));
        CHECK(says(cast_error([&] { (void)users.find(field("role") == "boss").all(); }),
                   {"`role` must be one of admin, guest"}));
        const auto query_error = [](auto&& run) { return message_of<tenon::QueryError>(run); };
        const char* const fields = "its fields are id, name, email, age, tags, role, secret.";
        CHECK(says(query_error([&] { users.create({{"zzzzzz", 1}}); }), {"Model User has no field `zzzzzz`", fields}));
        CHECK(says(query_error([&] { (void)users.find(field("zzzzzz") == 1).all(); }),
                   {"User: there is no field `zzzzzz`", fields}));
        CHECK(says(query_error([&] { (void)users.find().order_by("agee").all(); }), {"did you mean `age`?"}));
    });
}

TEST_CASE("run-time mistakes say what to change") {
    on_each([](const tenon::Database& db) {
        const auto users = define_users(db);
        try {
            users.create({{"name", ""}, {"age", -1}});
            FAIL("it was created");
        } catch (const tenon::ValidationError& error) {
            CHECK(error.failures().size() == 3);
            CHECK(error.find("email")->kind == "required");
            CHECK(error.find("age")->kind == "min");
        }
        users.create({{"name", "Ada"}, {"email", "ada@example.com"}});
        try {
            users.create({{"name", "Eve"}, {"email", "ada@example.com"}});
            FAIL("it was created");
        } catch (const tenon::UniqueViolation& error) {
            CHECK(error.fields() == std::vector<std::string>{"email"});
        }
        CHECK_THROWS_WITH_AS((void)users.build({{"emial", "x"}}),
                             "Model User has no field `emial`; did you mean `email`?", tenon::QueryError);
        CHECK_THROWS_AS((void)users.find(field("emial") == "x").all(), tenon::QueryError);
        CHECK_THROWS_AS((void)users.find(field("age") == "many").all(), tenon::CastError);
        CHECK_THROWS_AS((void)users.build({{"age", "12 years"}}), tenon::CastError);
        CHECK_THROWS_AS((void)users.build({{"role", "king"}}), tenon::CastError);
        CHECK_THROWS_AS((void)db.define("User", {{"x", {.type = types::text}}}), tenon::SchemaError);
        CHECK_THROWS_AS((void)db.define("Other", {{"x", {}}}), tenon::SchemaError);
    });
}

TEST_CASE("run-time models refer to each other and join transactions") {
    on_each([](const tenon::Database& db) {
        const auto teams = db.define("Team", {{"name", {.type = types::text, .required = true}}});
        const auto players =
            db.define("Player",
                      {{"name", {.type = types::text}},
                       {"team", {.type = types::int64, .references = "Team", .on_delete = tenon::cascade}}},
                      {.timestamps = true});
        db.sync();
        const auto reds = teams.create({{"name", "Reds"}});
        const auto player = players.create({{"name", "P"}, {"team", reds["id"]}});
        CHECK(!player["created_at"].is_empty());
        CHECK_THROWS_AS(players.create({{"name", "Q"}, {"team", 99}}), tenon::ForeignKeyViolation);
        CHECK_THROWS(db.transaction([&](tenon::Transaction& tx) {
            tx.model("Team").remove(tenon::everything);
            throw std::runtime_error("no");
        }));
        CHECK(players.count() == 1);
        CHECK(db.model("Player").count() == 1);
        CHECK_THROWS_WITH_AS(
            (void)db.model("Plyer"),
            "No model is called `Plyer`: define it first, by db.define(`Plyer`, …); that of a struct is "
            "known from db.model<Plyer>() on.",
            tenon::QueryError);
        teams.remove(field("name") == "Reds");
        CHECK(players.count() == 0);
    });
}

TEST_CASE("a field may be called by its alias in filters, records and JSON, and is written by its name") {
    on_each([](const tenon::Database& db) {
        const auto people = db.define("Called", {{"name", {.type = types::text, .column = "n", .alias = "full_name"}}});
        db.sync();
        tenon::Record ada = people.create({{"full_name", "Ada"}});
        CHECK(ada["name"].as_text() == "Ada");
        CHECK(ada["full_name"].as_text() == "Ada");
        CHECK(people.find(field("full_name") == "Ada").order_by("full_name").one().to_json() ==
              R"({"id":1,"name":"Ada"})");
        ada.set("full_name", "Eva").save();
        CHECK(people.update(field("full_name") == "Eva", {{"full_name", "Ida"}}) == 1);
        CHECK(people.from_json(R"({"full_name":"Bob"})")["name"].as_text() == "Bob");
        CHECK_THROWS_WITH_AS((void)people.from_json(R"({"full_name":"Bob","name":"Rob"})"),
                             "Called: `name` is given twice, once by its alias.", tenon::CastError);
        CHECK_THROWS_WITH_AS(
            (void)db.define("Twice", {{"a", {.type = types::text, .alias = "b"}}, {"b", {.type = types::text}}}),
            "Model Twice: the alias `b` of `a` is the name of something else.", tenon::SchemaError);
    });
}

TEST_CASE("numbers given at run time are compared by value, whatever their kind") {
    on_each([](const tenon::Database& db) {
        const auto counts = db.define("Count", {{"n", {.type = types::int32}},
                                                {"total", {.type = types::Simple{tenon::BaseType::uint64}}},
                                                {"ratio", {.type = types::real}}});
        db.sync();
        for (const int n : {1, 2, 3}) counts.create({{"n", n}, {"total", n * 10}, {"ratio", n / 2.0}});
        const auto count = [&](const tenon::RecordExpression& condition) { return counts.find(condition).count(); };
        const auto n = tenon::field("n");
        const auto total = tenon::field("total");
        CHECK(count(n.in({2.5})) == 0);
        CHECK(count(!n.in({2.5})) == 3);
        CHECK(count(n.in({2.5, 2.0})) == 1);
        CHECK(count(!n.in({2.5, 1e300, 2})) == 2);
        CHECK(count(n.in({0.5, 1.5, 2.5, 3.5, 3})) == 1);
        CHECK(count(n.in({0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 1.0})) == 1);
        CHECK(count(n.in({0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5})) == 0);
        CHECK(count(n.in({tenon::Decimal::parse("1.5"), tenon::Decimal::parse("3.0")})) == 1);
        CHECK(count(total.in({20.0, 25.5})) == 1);
        CHECK(count(tenon::field("ratio").in({0.5, 1.5, 7.25})) == 2);
        CHECK(count(tenon::field("ratio").in({1, 1.5})) == 2);
        CHECK(count(total > -2) == 3);
        CHECK(count(total < -2) == 0);
        CHECK(count(total == -2) == 0);
        CHECK(count(!(total == -2)) == 3);
        CHECK(count(total.in({-2, 10, 20})) == 2);
        CHECK(count(total >= -2 && total <= 20) == 2);
        CHECK(count(total > -2.5) == 3);
        CHECK_THROWS_AS(counts.update(n == 1, {{"total", -2}}), tenon::CastError);
        CHECK_THROWS_AS((void)counts.create({{"total", -2}}), tenon::CastError);
    });
}
