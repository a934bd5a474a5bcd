// Variants of run-time models: stored as a struct's are, cast, held to rules, asked and tracked.

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "support/backends.hpp"
#include "support/messages.hpp"
#include "support/statements.hpp"

using namespace backends;
namespace types = tenon::types;
using tenon::Array;
using tenon::Document;
using tenon::field;
using tenon::Value;

namespace {

struct Ring {
    double radius = 0;
    std::optional<std::string> note{};
};
struct Chest {
    std::int64_t radius = 0;  // a name that the other one has too, of another type
    std::optional<tenon::Decimal> weight{};
};
void describe(tenon::Schema<Chest>& chest) { chest.field(f<&Chest::weight>).precision(8, 2); }

enum class Tone { soft, loud };

struct Mount {
    std::string maker{};
    std::optional<std::variant<Ring, std::int32_t>> hold{};
};

struct Good {
    std::int64_t id = 0;
    std::string name{};
    std::variant<Ring, Chest, std::string, std::int64_t, std::vector<std::int32_t>, Tone> shape{};
    std::optional<std::variant<double, bool, tenon::Timestamp>> mark{};
    std::vector<std::variant<Chest, tenon::Date>> pieces{};
    std::map<std::string, std::variant<Ring, tenon::Decimal>> parts{};
    Mount mount{};
};
constexpr auto piece = tenon::element<std::variant<Chest, tenon::Date>>;

void describe(tenon::Schema<Good>& good) {
    good.field(f<&Good::name>).required();
    good.field(f<&Good::shape>).alternative<std::string>().max_length(9);
    good.field(f<&Good::shape>).alternative<std::int64_t>().min(1);
}

tenon::RecordModel define_goods(const tenon::Database& db) {
    const auto ring = types::structure({{"radius", {.type = types::real, .required = true}}, {"note", {types::text}}});
    const auto chest =
        types::structure({{"radius", {.type = types::int64, .required = true}}, {"weight", {types::decimal(8, 2)}}});
    const auto mount =
        types::structure({{"maker", {.type = types::text}},
                          {"hold", {.type = types::variant({{"Ring", {ring}}, {"int32", {types::int32}}})}}});
    return db.define(
        "Good",
        {{"name", {.type = types::text, .required = true}},
         {"shape",
          {.type = types::variant({{"Ring", {ring}},
                                   {"Chest", {chest}},
                                   {"text", {.type = types::text, .max_length = 9}},
                                   {"int64", {.type = types::int64, .min = 1}},
                                   {"array", {types::array(types::int32)}},
                                   {"Tone", {types::enumeration({"soft", "loud"})}}}),
           .required = true}},
         {"mark",
          {.type = types::variant(
               {{"float64", {types::real}}, {"boolean", {types::boolean}}, {"timestamp", {types::timestamp}}})}},
         {"pieces",
          {.type = types::array(types::variant({{"Chest", {chest}}, {"date", {types::date}}})), .required = true}},
         {"parts",
          {.type = types::map(types::variant({{"Ring", {ring}}, {"decimal", {types::decimal(9, 3)}}})),
           .required = true}},
         {"mount", {.type = mount, .required = true}}});
}

Value held(const char* type, Value value) { return Document{{"type", type}, {"value", std::move(value)}}; }

/// The same goods, of the struct and at run time.
std::vector<Good> goods() {
    using tenon::Decimal;
    return {{.name = "ring",
             .shape = Ring{1.5, "gold"},
             .mark = 0.5,
             .pieces = {Chest{1, Decimal::parse("2.50")}, tenon::Date::parse("2024-02-29")},
             .mount = {"Ada", Ring{0.25, std::nullopt}}},
            {.name = "chest", .shape = Chest{9'007'199'254'740'993, std::nullopt}, .mark = false},
            {.name = "word", .shape = std::string("it's \"so\""), .mount = {"", 7}},
            {.name = "number", .shape = std::int64_t{42}, .mark = tenon::Timestamp(1'700'000'000'123'000)},
            {.name = "list", .shape = std::vector<std::int32_t>{1, 2}},
            {.name = "tone", .shape = Tone::loud}};
}

std::vector<tenon::Record> records(const tenon::RecordModel& model) {
    const Value nothing = Document{{"maker", ""}, {"hold", Value()}};
    const auto good = [&](const char* name, Value shape, Value mark = {}, Value mount = {}) {
        return model.build({{"name", name},
                            {"shape", std::move(shape)},
                            {"mark", std::move(mark)},
                            {"pieces", Array{}},
                            {"parts", Document{}},
                            {"mount", mount.is_empty() ? nothing : std::move(mount)}});
    };
    std::vector<tenon::Record> all{
        good("ring", held("Ring", Document{{"radius", 1.5}, {"note", "gold"}}), held("float64", 0.5),
             Document{{"maker", "Ada"}, {"hold", held("Ring", Document{{"radius", "0.25"}})}}),
        good("chest", held("Chest", Document{{"radius", "9007199254740993"}}), held("boolean", "no")),
        good("word", held("text", "it's \"so\""), {}, Document{{"maker", ""}, {"hold", held("int32", 7)}}),
        good("number", held("int64", "42"), held("timestamp", "2023-11-14T22:13:20.123Z")),
        good("list", held("array", Array{"1", 2})),
        good("tone", held("Tone", "loud"))};
    all.front().set("pieces",
                    Array{held("Chest", Document{{"radius", 1}, {"weight", "2.5"}}), held("date", "2024-02-29")});
    return all;
}

std::vector<std::string> asked_of_struct(const tenon::Database& db) {
    const auto all = db.model<Good>();
    const Statements sent(db);
    all.insert_many(goods());
    (void)all.find(f<&Good::shape>.holds<Chest>() || !f<&Good::shape>.holds<std::string>()).all();
    (void)all.find(f<&Good::shape>.as<Ring>(f<&Ring::radius>) > 1.25).order_by(f<&Good::id>).all();
    (void)all.find(!(f<&Good::shape>.as<Chest>(f<&Chest::radius>) > 1)).count();
    (void)all.find(f<&Good::shape>.as<Chest>(f<&Chest::weight>) == tenon::Decimal::parse("2.5")).count();
    (void)all.find(f<&Good::shape>.as<std::string>().starts_with("it") && f<&Good::mark>.as<bool>() != true).count();
    (void)all.find(f<&Good::mark>.as<double>().is_empty()).exists();
    (void)all.find(f<&Good::mount, &Mount::hold>.as<Ring>(f<&Ring::note>) != "x").count();
    (void)all.find(f<&Good::shape>.as<Tone>() == Tone::loud).count();
    (void)all.find(f<&Good::parts>.contains_key("a")).count();
    (void)all.find(f<&Good::pieces>.any(piece.as<Chest>(f<&Chest::radius>) == 1)).count();
    (void)all.find(f<&Good::pieces>.any(piece.holds<tenon::Date>() && !piece.holds<Chest>())).count();
    (void)all.find(f<&Good::pieces>.none(piece.as<Chest>(f<&Chest::weight>) > tenon::Decimal::parse("1"))).count();
    (void)all.find(f<&Good::pieces>.all(piece.as<tenon::Date>() == tenon::Date::parse("2024-02-29"))).count();
    (void)all.find()
        .order_by(f<&Good::shape>.as<std::int64_t>().desc())
        .select(f<&Good::name>, f<&Good::shape>.as<Ring>(f<&Ring::note>))
        .all();
    all.update(f<&Good::shape>.holds<std::int64_t>(), f<&Good::name> = "was a number");
    return sent.texts();
}

std::vector<std::string> asked_at_run_time(const tenon::Database& db) {
    const auto all = db.model("Good");
    const Statements sent(db);
    all.insert_many(records(all));
    const auto shape = field("shape");
    (void)all.find(shape.holds("Chest") || !shape.holds("text")).all();
    (void)all.find(shape.as("Ring", "radius") > 1.25).order_by("id").all();
    (void)all.find(!(shape.as("Chest", "radius") > 1)).count();
    (void)all.find(shape.as("Chest", "weight") == tenon::Decimal::parse("2.5")).count();
    (void)all.find(shape.as("text").starts_with("it") && field("mark").as("boolean") != true).count();
    (void)all.find(field("mark").as("float64").is_empty()).exists();
    (void)all.find(field("mount.hold").as("Ring", "note") != "x").count();
    (void)all.find(shape.as("Tone") == "loud").count();
    (void)all.find(field("parts").contains_key("a")).count();
    const auto one = tenon::this_element();
    (void)all.find(field("pieces").any(one.as("Chest", "radius") == 1)).count();
    (void)all.find(field("pieces").any(one.holds("date") && !one.holds("Chest"))).count();
    (void)all.find(field("pieces").none(one.as("Chest", "weight") > tenon::Decimal::parse("1"))).count();
    (void)all.find(field("pieces").all(one.as("date") == tenon::Date::parse("2024-02-29"))).count();
    (void)all.find().order_by_descending(shape.as("int64")).select({"name", {"note", shape.as("Ring", "note")}}).all();
    all.update(shape.holds("int64"), {{"name", "was a number"}});
    return sent.texts();
}

void check_same(const tenon::schema::Type& a, const tenon::schema::Type& b, const std::string& path) {
    CAPTURE(path);
    CHECK(a.base == b.base);
    CHECK(a.alternatives == b.alternatives);
    REQUIRE(a.elements.size() == b.elements.size());
    REQUIRE(a.members.size() == b.members.size());
    for (std::size_t i = 0; i < a.elements.size(); ++i) {
        CHECK(a.elements[i].nullable == b.elements[i].nullable);
        check_same(a.elements[i], b.elements[i], path + "/" + std::to_string(i));
    }
    for (std::size_t i = 0; i < a.members.size(); ++i) {
        CHECK(a.members[i].column == b.members[i].column);
        check_same(a.members[i].type, b.members[i].type, path + "." + a.members[i].name);
    }
}

}  // namespace

TEST_CASE("a struct's variants and a run-time model's are described, written and asked alike") {
    on_pairs([](const tenon::Database& typed, const tenon::Database& defined) {
        typed.sync<Good>();
        const auto model = define_goods(defined);
        defined.sync();
        const auto& described = typed.model<Good>().schema().fields;
        const auto& made = model.schema().fields;
        REQUIRE(described.size() == made.size());
        for (std::size_t at = 0; at < made.size(); ++at) check_same(described[at].type, made[at].type, made[at].name);

        const std::vector<std::string> of_struct = asked_of_struct(typed);
        CHECK(of_struct.size() == 16);
        CHECK(of_struct == asked_at_run_time(defined));
        const auto objects = typed.model<Good>().find().order_by(f<&Good::id>).all();
        const auto found = model.find().order_by("id").all();
        REQUIRE(objects.size() == found.size());
        CHECK(model.find(field("pieces").any(tenon::this_element().as("Chest", "radius") == 1)).count() == 1);
        CHECK(model.find(field("pieces").any(tenon::this_element().holds("date"))).count() == 1);
        CHECK(model.find(field("pieces").none(tenon::this_element().as("Chest", "weight") > 1)).count() == 5);
        const auto those = typed.model<Good>();
        CHECK(those.find(f<&Good::pieces>.any(piece.as<Chest>(f<&Chest::radius>) == 1)).count() == 1);
        CHECK(those.find(f<&Good::pieces>.any(piece.as<Chest>(f<&Chest::radius>) == 2)).count() == 0);
        CHECK(those.find(f<&Good::pieces>.any(piece.holds<tenon::Date>())).count() == 1);
        CHECK(those.find(f<&Good::pieces>.none(piece.as<Chest>(f<&Chest::weight>) > 1)).count() == 5);
        CHECK(those.find(f<&Good::pieces>.all(piece.holds<Chest>())).count() == 5);
        for (std::size_t at = 0; at < found.size(); ++at)
            CHECK(typed.model<Good>().to_json(objects[at]) == found[at].to_json());
    });
}

TEST_CASE("a struct and a run-time model read each other's variants") {
    const TemporaryFolder folder;
    const std::string url = "sqlite:" + folder.file("shared.db");
    const tenon::Database typed = tenon::open(url);
    const tenon::Database defined = tenon::open(url);
    typed.sync<Good>();
    const auto all = typed.model<Good>();
    const auto model = define_goods(defined);
    CHECK(defined.check("Good").empty());

    all.insert_many(goods());
    const auto read = model.find().order_by("id").all();
    REQUIRE(read.size() == 6);
    CHECK(read[1]["shape"] == held("Chest", Document{{"radius", 9'007'199'254'740'993}, {"weight", Value()}}));
    CHECK(read[3]["mark"] == held("timestamp", tenon::Timestamp(1'700'000'000'123'000)));
    for (const Good& good : all.find()) CHECK(model.get(good.id).to_json() == all.to_json(good));
    auto changed = model.get(1);
    changed.set("parts", Document{{"a.b", held("decimal", "1.5")}, {"c", held("Ring", Document{{"radius", 2}})}});
    CHECK(changed.save());
    CHECK(std::get<tenon::Decimal>(all.get(1).parts.at("a.b")) == tenon::Decimal::parse("1.500"));
    CHECK(std::get<Ring>(all.get(1).parts.at("c")).radius == 2);

    model.insert_many(records(model));
    for (std::int64_t id = 1; id <= 6; ++id) {
        const Good first = all.get(id), second = all.get(id + 6);
        CHECK(first.name == second.name);
        CHECK(first.shape.index() == second.shape.index());
        CHECK(all.to_json(second) == model.get(id + 6).to_json());
    }
    CHECK(std::get<std::string>(all.get(9).shape) == "it's \"so\"");
    CHECK(std::get<Ring>(*all.get(7).mount.hold).radius == 0.25);
    CHECK(all.find(f<&Good::shape>.as<Ring>(f<&Ring::note>) == "gold").count() == 2);
    CHECK(model.find(field("shape").as("Ring", "note") == "gold").count() == 2);
}

TEST_CASE("a record's variant is cast or refused, never guessed, with its whole path") {
    const auto db = tenon::open("memory:");
    const auto model = define_goods(db);
    const auto refused = [&](std::string_view name, const Value& value) -> std::string {
        try {
            (void)model.build({{name, value}});
        } catch (const tenon::CastError& error) {
            std::string all;
            for (const std::string& path : error.fields()) all += (all.empty() ? "" : " ") + path;
            return all;
        }
        return "nothing was thrown";
    };
    for (const Value& value : {Value("Ring"), Value(1.5), Value(Array{}), Value(true)})
        CHECK(refused("shape", value) == "shape");
    for (const Value& type : {Value(), Value("ring"), Value(0), Value(Document{})})
        CHECK(refused("shape", Document{{"type", type}, {"value", 1}}) == "shape.type");
    CHECK(refused("shape", Document{}) == "shape.type");
    CHECK(refused("shape", Document{{"type", "text"}}) == "shape.value");
    CHECK(refused("shape", held("int64", Value())) == "shape.value");
    CHECK(refused("shape", held("int64", "4.5")) == "shape.value");
    CHECK(refused("shape", held("Tone", "lout")) == "shape.value");
    CHECK(refused("shape", held("array", Array{1, "x", 2, Value()})) == "shape.value.1 shape.value.3");
    CHECK(refused("shape", held("Ring", Document{{"radius", "wide"}, {"nota", 1}})) ==
          "shape.value.radius shape.value.nota");
    CHECK(refused("shape", Document{{"type", "int64"}, {"value", "x"}, {"more", 1}}) == "shape.value shape.more");
    CHECK(refused("pieces", Array{held("date", "2024-02-29"), held("date", "2024-02-30")}) == "pieces.1.value");
    CHECK(refused("parts", Document{{"a.b", held("decimal", "1.0001")}}) == "parts.a.b.value");
    CHECK(refused("mount", Document{{"hold", held("Ring", Document{{"radius", true}})}}) == "mount.hold.value.radius");
    CHECK(message_of<tenon::Error>([&] { (void)model.build({{"shape", held("ring", 1)}}); }) ==
          "Good: `shape.type` must be one of Ring, Chest, text, int64, array, Tone.");
    CHECK(message_of<tenon::Error>([&] {
              (void)model.build({{"shape", "Ring"}});
          }).starts_with("Good: `shape` must be an object with `type` and `value`"));
    CHECK(message_of<tenon::Error>([&] {
              (void)model.from_json(R"({"shape": {"type": "int64", "value": "many"}})");
          }).starts_with("Good: `shape.value` must be a whole number"));

    const auto cast = model.from_json(R"({"name": "x", "shape": {"value": {"radius": "2"}, "type": "Ring"}})");
    CHECK(cast["shape"] == held("Ring", Document{{"radius", 2.0}, {"note", Value()}}));
}
