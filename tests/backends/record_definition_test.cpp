// Options of run-time models that say what a struct's describe says: empty elements, precision, text on SQLite, fields of the
// library's own, checks of a structure.

#include <map>
#include <string>
#include <vector>

#include "support/backends.hpp"
#include "support/messages.hpp"
#include "support/statements.hpp"

using namespace backends;
namespace types = tenon::types;
using tenon::Array;
using tenon::Document;
using tenon::field;
using tenon::Json;
using tenon::Value;

namespace {

struct Reading {
    std::int64_t id = 0;
    std::optional<std::vector<std::optional<std::int32_t>>> gaps{};
    std::optional<std::map<std::string, std::optional<std::string>>> notes{};
    std::optional<tenon::Timestamp> fine{};
    std::optional<tenon::Timestamp> written{};
    std::optional<tenon::Decimal> exact{};
};
void describe(tenon::Schema<Reading>& reading) {
    reading.field(f<&Reading::gaps>).each().max(9);
    reading.field(f<&Reading::fine>).precision(6);
    reading.field(f<&Reading::written>).precision(6).stored_as_text();
    reading.field(f<&Reading::exact>).precision(20, 4).stored_as_text();
}

tenon::RecordModel define_readings(const tenon::Database& db) {
    return db.define("Reading", {{"gaps", {types::array({.type = types::optional(types::int32), .max = 9})}},
                                 {"notes", {types::map(types::optional(types::text))}},
                                 {"fine", {.type = types::timestamp, .precision = 6}},
                                 {"written", {.type = types::timestamp, .precision = 6, .stored_as_text = true}},
                                 {"exact", {.type = types::decimal(20, 4), .stored_as_text = true}}});
}

constexpr const char* described = R"({"name": "Reading", "fields": {
    "gaps": {"type": {"array": {"type": {"optional": "int32"}, "max": 9}}},
    "notes": {"type": {"map": {"optional": "text"}}},
    "fine": {"type": "timestamp", "precision": 6},
    "written": {"type": "timestamp", "precision": 6, "stored_as_text": true},
    "exact": {"type": {"decimal": [20, 4]}, "stored_as_text": true}}})";

constexpr const char* given = R"({"gaps": [1, null, 3], "notes": {"a": null, "b": "x"},
    "fine": "2024-02-29T12:00:00.123456Z", "written": "2024-02-29T12:00:00.123456Z", "exact": "1.5000"})";

std::vector<std::string> asked_of_struct(const tenon::Database& db) {
    const auto all = db.model<Reading>();
    const Statements sent(db);
    all.create(all.from_json(given));
    (void)all.find(f<&Reading::gaps>.contains(3) && f<&Reading::exact> == tenon::Decimal::parse("1.5")).all();
    (void)all.find(f<&Reading::written> > tenon::Timestamp(0)).order_by(f<&Reading::fine>).all();
    (void)all.find(f<&Reading::gaps>.any(tenon::element<std::optional<std::int32_t>>.is_empty())).count();
    return sent.texts();
}

std::vector<std::string> asked_at_run_time(const tenon::Database& db) {
    const auto all = db.model("Reading");
    const Statements sent(db);
    all.from_json(given).save();
    (void)all.find(field("gaps").contains_element(3) && field("exact") == tenon::Decimal::parse("1.5")).all();
    (void)all.find(field("written") > tenon::Timestamp(0)).order_by("fine").all();
    (void)all.find(field("gaps").any(tenon::this_element().is_empty())).count();
    return sent.texts();
}

}  // namespace

TEST_CASE("empty elements, precision and text are said of run-time models as of structs") {
    const TemporaryFolder typed_folder, defined_folder, described_folder;
    const std::vector<std::string> typed_urls = urls(typed_folder);
    const std::vector<std::string> defined_urls = urls(defined_folder);
    const std::vector<std::string> described_urls = urls(described_folder);
    for (std::size_t i = 0; i < typed_urls.size(); ++i) {
        CAPTURE(typed_urls[i]);
        const tenon::Database typed = tenon::open(typed_urls[i]);
        typed.sync<Reading>();
        const std::vector<std::string> of_struct = asked_of_struct(typed);
        const std::string kept = typed.model<Reading>().to_json(typed.model<Reading>().get(1));
        CHECK(of_struct.size() == 4);
        CHECK(kept.find(R"("gaps":[1,null,3],"notes":{"a":null,"b":"x"},"fine":"2024-02-29T12:00:00.123456Z")") !=
              std::string::npos);
        const auto compare = [&](const tenon::Database& db, const tenon::RecordModel& readings) {
            db.sync();
            CHECK(asked_at_run_time(db) == of_struct);
            CHECK(readings.get(1).to_json() == kept);
            CHECK(message_of<tenon::Error>([&] {
                      readings.create({{"gaps", Array{1, Value(), 10}}});
                  }).find("`gaps.2` must be at most 9") != std::string::npos);
            CHECK(readings.find(field("gaps").any(tenon::this_element().is_empty())).count() == 1);
            CHECK(readings.update(field("id") == 1, field("gaps").push(Value())) == 1);
            CHECK(readings.get(1)["gaps"] == Value(Array{1, Value(), 3, Value()}));
        };
        const tenon::Database defined = tenon::open(defined_urls[i]);
        compare(defined, define_readings(defined));
        const tenon::Database from_json = tenon::open(described_urls[i]);
        compare(from_json, from_json.define(Json::parse(described)));
    }
}

TEST_CASE("elements are never empty unless they may be") {
    on_each([](const tenon::Database& db) {
        const auto things =
            db.define("Thing", {{"sizes", {types::array({.type = types::int32, .max = 9})}},
                                {"some", {types::array({.type = types::optional(types::int32), .required = true})}}});
        db.sync();
        CHECK(message_of<tenon::Error>([&] { things.create({{"sizes", Array{1, Value()}}}); }) ==
              "Thing: `sizes.1` must not be empty.");
        CHECK(message_of<tenon::Error>([&] {
                  things.create({{"some", Array{1, Value()}}});
              }).find("`some.1` is required") != std::string::npos);
    });
}

TEST_CASE("the fields that the library sets are taken as they are declared") {
    on_each([](const tenon::Database& db) {
        const auto notes = db.define("Note",
                                     {{"version", {.type = types::uint32, .required = true, .column = "lock"}},
                                      {"text", {.type = types::text}},
                                      {"updated_at", {.type = types::timestamp, .column = "changed", .precision = 6}},
                                      {"created_at", {.type = types::timestamp, .required = true, .hidden = true}}},
                                     {.timestamps = true, .version = true});
        db.sync();
        CHECK(notes.schema().fields.size() == 5);
        auto note = notes.create({{"text", "a"}});
        CHECK(note["version"] == Value(1));
        CHECK_FALSE(note["updated_at"].is_empty());
        auto other = notes.get(1);
        CHECK(other["created_at"].is_empty());
        CHECK_FALSE(notes.find().with_hidden().one()["created_at"].is_empty());
        note.set("text", "b").save();
        CHECK(notes.get(1)["version"] == Value(2));
        CHECK_THROWS_AS(other.set("text", "c").save(), tenon::StaleObject);
        CHECK(notes.find(field("updated_at") >= note["updated_at"]).count() == 1);
    });
    const auto db = tenon::open("memory:");
    CHECK(message_of<tenon::Error>([&] { db.define("A", {{"created_at", {types::date}}}, {.timestamps = true}); }) ==
          "Model A: `created_at` is set by the library: it is of type timestamp.");
    for (const auto& wrong : {tenon::FieldOptions{.type = types::int64},
                              {.type = types::int16, .required = true},
                              {.type = types::uint64, .required = true}})
        CHECK(message_of<tenon::Error>([&] { db.define("A", {{"version", wrong}}, {.version = true}); }) ==
              "Model A: `version` counts the row's changes: it is of type int32, int64 or uint32, and required.");
    const auto pages = db.define(Json::parse(R"({"name": "Page", "version": true, "timestamps": true,
        "fields": {"text": "text", "created_at": {"type": "timestamp", "column": "born"}},
        "constraints": {"few": {"version": {"$lt": 3}}}})"));
    CHECK(pages.schema().fields.at(*pages.schema().created_at).column == "born");
    db.sync();
    auto page = pages.create({{"text", "a"}});
    page.set("text", "b").save();
    CHECK_THROWS_AS(page.set("text", "c").save(), tenon::CheckViolation);
}

TEST_CASE("the fields that the library sets are called as the definition says") {
    const auto is_kept = [](const tenon::Database& db, const tenon::RecordModel& notes) {
        db.sync();
        const tenon::schema::Model& model = notes.schema();
        CHECK(model.fields.size() == 5);
        CHECK(model.fields.at(model.created_at.value()).name == "made_at");
        CHECK(model.fields.at(model.updated_at.value()).name == "changed_at");
        CHECK(model.fields.at(model.version.value()).name == "revision");
        auto note = notes.create({{"text", "a"}});
        const Value made = note["made_at"];
        CHECK_FALSE(made.is_empty());
        CHECK_FALSE(note["changed_at"].is_empty());
        CHECK(note["revision"] == Value(1));
        auto other = notes.get(1);
        note.set("text", "b").save();
        CHECK(notes.get(1)["revision"] == Value(2));
        CHECK(notes.get(1)["made_at"] == made);
        CHECK_THROWS_AS(other.set("text", "c").save(), tenon::StaleObject);
        CHECK(notes.update(field("id") == 1, {{"changed_at", "2001-01-01T00:00:00Z"}}) == 1);
        CHECK(notes.update(field("id") == 1, {{"text", "d"}}) == 1);
        CHECK(notes.find(field("changed_at") >= made && field("revision") == 4).count() == 1);
        CHECK_THROWS_AS((void)notes.find(field("created_at") >= made).count(), tenon::QueryError);
    };
    on_each([&](const tenon::Database& db) {
        is_kept(db, db.define("Note",
                              {{"text", {types::text}},
                               {"made_at", {.type = types::timestamp, .column = "born"}},
                               {"changed_at", {.type = types::timestamp, .precision = 6}},
                               {"revision", {.type = types::int32, .required = true}}},
                              {.timestamps = {"made_at", "changed_at"}, .version = "revision"}));
    });
    on_each([&](const tenon::Database& db) {
        is_kept(db, db.define(Json::parse(R"({"name": "Note", "version": "revision",
            "timestamps": {"created": "made_at", "updated": "changed_at"},
            "fields": {"text": "text", "made_at": {"type": "timestamp", "column": "born"},
                       "changed_at": {"type": "timestamp", "precision": 6},
                       "revision": {"type": "int32", "required": true}},
            "constraints": {"few": {"revision": {"$lt": 9}}}})")));
    });
}

TEST_CASE("what can't be a field of the library's is refused") {
    const auto of = [](const tenon::FieldDefinition& field, const tenon::DefineOptions& options) {
        return message_of<tenon::Error>(
            [&] { tenon::open("memory:").define("A", {{"text", {types::text}}, field}, options); });
    };
    const tenon::FieldDefinition made{"made", {.type = types::timestamp}};
    const tenon::FieldDefinition count{"count", {.type = types::int64, .required = true}};
    CHECK(
        of(made, {.timestamps = {"made", "changed"}})
            .starts_with("Model A: the option .timestamps names `changed`, and there is no such field: declare it; "));
    CHECK(of(made, {.timestamps = {"mode", "made"}}) ==
          "Model A: the option .timestamps names `mode`, and there is no such field: declare it; did you mean `made`?");
    CHECK(of(made, {.timestamps = {"made", "made"}}) ==
          "Model A: the option .timestamps names `made` twice: the times of creation and of the last change are two "
          "fields.");
    CHECK(of(made, {.timestamps = {"made", "text"}}) ==
          "Model A: `text` is set by the library: it is of type timestamp.");
    CHECK(of(count, {.version = "cuont"}) ==
          "Model A: the option .version names `cuont`, and there is no such field: declare it; did you mean `count`?");
    CHECK(of(count, {.version = "text"}) ==
          "Model A: `text` counts the row's changes: it is of type int32, int64 or uint32, and required.");
    CHECK(of(count, {.version = "id"}) ==
          "Model A: `id` is set by the library: it can't be a key, read-only or generated.");
    CHECK(of({"made", {.type = types::timestamp, .read_only = true}}, {.timestamps = {"made", "made2"}}) ==
          "Model A: `made` is set by the library: it can't be a key, read-only or generated.");
    CHECK(of(count, {.version = "count"}) == "nothing was thrown");
}

TEST_CASE("a check of a structure names the member that it is about") {
    on_each([](const tenon::Database& db) {
        const auto rises = tenon::value_check(
            "rises",
            [](const Value& span) {
                return span.as_document().find("from")->as_int64() < span.as_document().find("to")->as_int64();
            },
            "{path} is too small.", "to");
        const auto span = types::structure({{"from", {types::int32}}, {"to", {types::int32}}});
        const auto plans = db.define("Plan", {{"whole", {.type = span, .checks = {rises}}},
                                              {"parts", {types::array({.type = span, .checks = {rises}})}}});
        db.sync();
        const Document wrong{{"from", 2}, {"to", 1}};
        CHECK(message_of<tenon::Error>([&] { plans.create({{"whole", wrong}}); }).find("whole.to is too small.") !=
              std::string::npos);
        CHECK(message_of<tenon::Error>([&] {
                  plans.create({{"parts", Array{wrong}}});
              }).find("parts.0.to is too small.") != std::string::npos);
    });
}

TEST_CASE("the values of one_of are of the field's type") {
    on_each([](const tenon::Database& db) {
        const auto days = db.define("Day", {{"date", {.type = types::date, .one_of = {"2024-01-01", "2024-12-31"}}},
                                            {"part", {.type = types::decimal(4, 2), .one_of = {"0.5", 1}}}});
        db.sync();
        CHECK(days.create({{"date", "2024-12-31"}, {"part", 1}})["part"].if_decimal()->to_string() == "1.00");
        CHECK_THROWS_AS(days.create({{"date", "2024-12-30"}}), tenon::ValidationError);
        CHECK_THROWS_AS(days.create({{"part", "0.25"}}), tenon::ValidationError);
    });
    CHECK(message_of<tenon::Error>([] {
              tenon::open("memory:").define("A", {{"x", {.type = types::date, .one_of = {"soon"}}}});
          }).starts_with("Model A: one_of of `x`: "));
    CHECK(message_of<tenon::Error>([] {
              tenon::open("memory:").define("A", {{"x", {.type = types::text, .precision = 6}}});
          }).find("the option .precision of the field `x` is for timestamps") != std::string::npos);
    CHECK(message_of<tenon::Error>([] {
              tenon::open("memory:").define("A", {{"x", {.type = types::timestamp, .precision = 5}}});
          }).find("is 3 or 6") != std::string::npos);
    CHECK(message_of<tenon::Error>([] {
              tenon::open("memory:").define("A", {{"x", {.type = types::int64, .stored_as_text = true}}});
          }).find("is for decimals and timestamps") != std::string::npos);
}
