// Enumerations of run-time models that are stored as integers.

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::field;
using tenon::Value;
namespace types = tenon::types;

namespace {

tenon::RecordModel define_tasks(const tenon::Database& db) {
    auto tasks = db.define(
        "Task",
        {{"name", {.type = types::text, .required = true, .unique = true}},
         {"urgency",
          {.type = types::enumeration({{"low", -1}, {"high", 10}, {"middle", 5}}), .default_value = "middle"}},
         {"before", {.type = types::enumeration({{"low", -1}, {"high", 10}, {"middle", 5}})}},
         {"size", {.type = types::enumeration({{"small", 1}, {"huge", 9'000'000'000}}), .required = true}}},
        {.indexes = {{.keys = {"name"}, .where = field("urgency") > "low"}},
         .constraints = {{"huge_is_urgent", field("size") != "huge" || field("urgency") == "high"}}});
    db.sync({.force = true});
    tasks.create({{"name", "a"}, {"urgency", "low"}, {"size", "small"}});
    tasks.create({{"name", "b"}, {"urgency", 10}, {"before", "low"}, {"size", "huge"}});
    tasks.create({{"name", "c"}, {"size", 1}});
    return tasks;
}

struct Numbers {
    std::int64_t urgency = 0;
    std::int64_t size = 0;
};

std::string names(const tenon::RecordQuery& query) {
    std::string all;
    for (const Value& name : query.order_by("name").pluck("name")) all += name.as_text();
    return all;
}

}  // namespace

TEST_CASE("a run-time enumeration with numbers is labels in records, and numbers in the database") {
    on_each([](const tenon::Database& db) {
        const auto tasks = define_tasks(db);
        CHECK(tasks.get(1)["urgency"] == Value("low"));
        CHECK(tasks.get(2)["urgency"] == Value("high"));
        CHECK(tasks.get(3)["urgency"] == Value("middle"));
        CHECK(tasks.get(3)["before"].is_empty());
        CHECK(tasks.get(2).to_json() == R"({"id":2,"name":"b","urgency":"high","before":"low","size":"huge"})");
        CHECK(tasks.build({{"size", 9'000'000'000}})["size"] == Value("huge"));
        tenon::Record read = tasks.from_json(R"({"name":"d","urgency":-1,"before":"high","size":"small"})");
        CHECK(read["urgency"] == Value("low"));
        read.save();
        CHECK(tasks.get(4)["before"] == Value("high"));
        CHECK(tasks.schema().fields[2].type.base == tenon::BaseType::int32);
        CHECK(tasks.schema().fields[4].type.base == tenon::BaseType::int64);
        if (db.backend() == "memory") return;
        const auto stored = db.query<Numbers>("select urgency, size from tasks where name = 'b'");
        CHECK(stored.at(0).urgency == 10);
        CHECK(stored.at(0).size == 9'000'000'000);
        CHECK_THROWS_AS(db.execute("update tasks set urgency = 7"), tenon::CheckViolation);
    });
}

TEST_CASE("a run-time enumeration with numbers is compared and sorted by these") {
    on_each([](const tenon::Database& db) {
        const auto tasks = define_tasks(db);
        CHECK(names(tasks.find(field("urgency") == "high")) == "b");
        CHECK(names(tasks.find(field("urgency") == 10)) == "b");
        CHECK(names(tasks.find(field("urgency") != "high")) == "ac");
        CHECK(names(tasks.find(field("urgency") >= "middle")) == "bc");
        CHECK(names(tasks.find(!(field("urgency") >= "middle"))) == "a");
        CHECK(names(tasks.find(field("urgency").in({"low", 5}))) == "ac");
        CHECK(names(tasks.find(field("before").in({"low", Value()}))) == "abc");
        CHECK(names(tasks.find(field("before") == Value())) == "ac");
        CHECK(names(tasks.find(field("before") < field("urgency"))) == "b");
        CHECK(tasks.find().order_by("urgency").pluck("urgency") ==
              std::vector<Value>{Value("low"), Value("middle"), Value("high")});
        const auto page = tasks.find().order_by("urgency").page(2);
        CHECK(tasks.find().order_by("urgency").page(2, page.next).items.at(0)["name"] == Value("b"));
        CHECK(tasks.find().max("urgency") == Value("high"));
        CHECK(tasks.find().group_by("urgency").select({"urgency"}).order_by("urgency").all().at(0)["urgency"] ==
              Value("low"));
        for (const char* op : {"sum", "inc", "+"}) {
            CAPTURE(op);
            CHECK(says(message_of<tenon::QueryError>([&] {
                           if (op[0] == 's') (void)tasks.find().sum("urgency");
                           if (op[0] == 'i') tasks.find(field("id") == 1).update(field("urgency").inc(1));
                           if (op[0] == '+') (void)tasks.find(field("urgency") + 1 == 6).all();
                       }),
                       {"takes numbers, and urgency (int32)", "is an enumeration: its numbers stand for labels"}));
        }
        CHECK(says(message_of<tenon::QueryError>([&] { (void)tasks.find(field("size") == field("urgency")).all(); }),
                   {"different enumerations"}));
    });
}

TEST_CASE("a run-time enumeration with numbers is written by label or number") {
    on_each([](const tenon::Database& db) {
        const auto tasks = define_tasks(db);
        tenon::Record a = tasks.get(1);
        a.set("urgency", "low");
        CHECK(!a.save());
        a.set("urgency", "middle");
        CHECK(a.changed() == std::vector<std::string>{"urgency"});
        CHECK(a.previous("urgency") == Value("low"));
        CHECK(a.save());
        CHECK(tasks.get(1)["urgency"] == Value("middle"));
        CHECK(tasks.find(field("id") == 1).update({{"urgency", "high"}, {"before", 5}}) == 1);
        a.reload();
        CHECK(a["urgency"] == Value("high"));
        CHECK(a["before"] == Value("middle"));
        CHECK(tasks.find(field("id") == 1).update("before", field("urgency")) == 1);
        CHECK(tasks.get(1)["before"] == Value("high"));
        CHECK(tasks.upsert({{"name", "c"}, {"urgency", "low"}, {"size", "small"}})["urgency"] == Value("low"));
        CHECK(tasks.get(3)["urgency"] == Value("low"));
        const auto made = tasks.find_or_create(field("name") == "e" && field("before") == "low", {{"size", "small"}});
        CHECK(made.is_new);
        CHECK(tasks.find(field("name") == "e").one()["before"] == Value("low"));
        CHECK_THROWS_AS(tasks.create({{"name", "f"}, {"size", "huge"}}), tenon::CheckViolation);
    });
}

TEST_CASE("checks of a run-time enumeration with numbers are given labels") {
    on_each([](const tenon::Database& db) {
        const auto doors = db.define(
            "Door", {{"state",
                      {.type = types::enumeration({{"open", 1}, {"shut", 2}, {"lost", 3}}),
                       .required = true,
                       .checks = {tenon::value_check("found", [](const Value& state) { return state != "lost"; })}}}});
        db.sync({.force = true});
        doors.create({{"state", 2}});
        CHECK_THROWS_AS(doors.create({{"state", 3}}), tenon::ValidationError);
        CHECK_THROWS_AS(doors.create({}), tenon::ValidationError);
        CHECK(doors.find(field("id") == 1).update({{"state", "open"}}) == 1);
        CHECK_THROWS_AS(doors.find(field("id") == 1).update({{"state", 3}}), tenon::ValidationError);
    });
}

TEST_CASE("what is no label and no number of an enumeration is a CastError") {
    on_each([](const tenon::Database& db) {
        const auto tasks = define_tasks(db);
        const auto cast_error = [](auto&& run) { return message_of<tenon::CastError>(run); };
        CHECK(cast_error([&] { (void)tasks.build({{"urgency", 4}}); }) ==
              "Task: `urgency` must be one of low, high, middle.");
        CHECK(cast_error([&] { (void)tasks.build({{"urgency", "5"}}); }) ==
              "Task: `urgency` must be one of low, high, middle.");
        CHECK(says(cast_error([&] { (void)tasks.find(field("urgency") > "hi").all(); }), {"`urgency` must be one of"}));
        CHECK(says(cast_error([&] { tasks.find(field("id") == 1).update({{"urgency", 4}}); }),
                   {"`urgency` must be one of"}));
        if (db.backend() == "memory") return;
        db.execute("create table looses (id integer primary key, kind integer)");
        db.execute("insert into looses values (1, 3)");
        const auto looses =
            db.define("Loose", {{"kind", {.type = types::enumeration({{"a", 1}, {"b", 2}})}}}, {.external = true});
        CHECK(says(cast_error([&] { (void)looses.get(1); }), {"`kind` must be one of a, b."}));
    });
}

TEST_CASE("a run-time enumeration with numbers can be a key, and be described in JSON") {
    on_each([](const tenon::Database& db) {
        const auto plans = db.define(tenon::Json::parse(R"({"name": "Plan", "fields": {
            "level": {"type": {"enumeration": {"free": 0, "paid": 7}}, "key": true},
            "next": {"type": {"enumeration": {"free": 0, "paid": 7}}, "default": "paid"}},
            "constraints": {"upwards": {"next": {"$gte": "free"}}}})"));
        db.sync({.force = true});
        plans.create({{"level", "free"}});
        CHECK(plans.get("free")["next"] == Value("paid"));
        CHECK(plans.get(0)["level"] == Value("free"));
        CHECK_THROWS_AS((void)plans.get("paid"), tenon::NotFound);
        CHECK_THROWS_AS((void)plans.get("gold"), tenon::CastError);
    });
}

TEST_CASE("enumerations with numbers that can't be say what to change") {
    const auto define = [](const tenon::FieldOptions& options) {
        return message_of<tenon::SchemaError>([&] { (void)tenon::open("memory:").define("T", {{"x", options}}); });
    };
    const auto made = [](auto&& make) { return message_of<tenon::SchemaError>([&] { (void)make(); }); };
    const auto numbered = [] { return types::enumeration({{"a", 1}}); };
    CHECK(says(define({.type = numbered(), .min = 1}), {"`x` is an enumeration", "no .min, .max and .one_of"}));
    CHECK(says(made([] { return types::enumeration({{"a", 1}, {"b", 1}}); }), {"`a` and `b`", "the same number"}));
    CHECK(says(made([] { return types::enumeration({{"a", 1}, {"a", 2}}); }), {"`a` and `a`", "the same label"}));
    const char* const inside = "list its labels without numbers";
    CHECK(says(made([&] { return types::array(numbered()); }), {inside}));
    CHECK(says(made([&] { return types::map(numbered()); }), {inside}));
    CHECK(says(made([&] { return types::structure({{"x", {.type = numbered()}}}); }), {inside}));
    const auto described = [&](const std::string& labels) {
        return made([&] {
            return tenon::open("memory:").define(
                tenon::Json::parse(R"({"name": "T", "fields": {"x": {"type": {"enumeration": )" + labels + "}}}}"));
        });
    };
    const std::string place = "The description of a model, fields.x.type.enumeration";
    CHECK(described("{}") == place + ": an enumeration has at least one label.");
    CHECK(described(R"({"a": 1.5})") == place + ".a: a whole number is needed.");
    CHECK(described(R"({"a": 1, "b": 1})") == place + ".b: the number is there already.");
    CHECK(described(R"({"": 1})") == place + ": a label is empty.");
}
