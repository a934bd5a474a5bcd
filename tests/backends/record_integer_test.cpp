// Integers of every width in run-time models, and the smaller of the reals: stored, cast, compared and sorted as a struct's.

#include <limits>
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

/// The greatest integer of a database: SQLite's has 63 bits.
std::uint64_t last_of(const tenon::Database& db) {
    return db.backend() == "memory" ? std::numeric_limits<std::uint64_t>::max()
                                    : static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
}

struct Gauge {
    std::int64_t id = 0;
    std::optional<std::int8_t> int8{};
    std::optional<std::int16_t> int16{};
    std::optional<std::int32_t> int32{};
    std::optional<std::int64_t> int64{};
    std::optional<std::uint8_t> uint8{};
    std::optional<std::uint16_t> uint16{};
    std::optional<std::uint32_t> uint32{};
    std::optional<std::uint64_t> uint64{};
    std::optional<float> float32{};
    std::optional<std::vector<std::uint8_t>> bytes{};
    std::optional<std::vector<std::uint64_t>> totals{};
};

tenon::RecordModel define_gauges(const tenon::Database& db) {
    return db.define("Gauge", {{"int8", {types::int8}},
                               {"int16", {types::int16}},
                               {"int32", {types::int32}},
                               {"int64", {types::int64}},
                               {"uint8", {types::uint8}},
                               {"uint16", {types::uint16}},
                               {"uint32", {types::uint32}},
                               {"uint64", {types::uint64}},
                               {"float32", {types::float32}},
                               {"bytes", {types::array(types::uint8)}},
                               {"totals", {types::array(types::uint64)}}});
}

struct Range {
    const char* name;
    Value least, most;
    const char *below, *above;
};
std::vector<Range> ranges(const tenon::Database& db) {
    return {{"int8", -128, 127, "-129", "128"},
            {"int16", -32768, 32767, "-32769", "32768"},
            {"int32", -2147483648, 2147483647, "-2147483649", "2147483648"},
            {"int64", std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
             "-9223372036854775809", "9223372036854775808"},
            {"uint8", 0, 255, "-1", "256"},
            {"uint16", 0, 65535, "-1", "65536"},
            {"uint32", 0, 4294967295, "-1", "4294967296"},
            {"uint64", 0, last_of(db), "-1", "18446744073709551616"}};
}

std::string text_of(const Value& number) {
    return number.if_integer() != nullptr ? std::to_string(*number.if_integer())
                                          : std::to_string(*number.if_unsigned());
}

std::vector<std::string> asked_of_struct(const tenon::Database& db) {
    const auto all = db.model<Gauge>();
    const std::uint64_t last = last_of(db);
    const Statements sent(db);
    all.create({.int8 = -128, .uint8 = 255, .uint64 = last, .float32 = 0.5F, .totals = {{last}}});
    (void)all.find(f<&Gauge::uint64> == last && f<&Gauge::uint8> >= 255).all();
    (void)all.find(f<&Gauge::int8> < -127 || f<&Gauge::uint16> > 1).order_by(f<&Gauge::uint64>.desc()).all();
    (void)all.find(f<&Gauge::totals>.contains(last)).count();
    (void)all.find().max(f<&Gauge::uint64>);
    all.update(f<&Gauge::uint32>.is_empty(), f<&Gauge::uint32> = 4294967295);
    return sent.texts();
}

std::vector<std::string> asked_at_run_time(const tenon::Database& db) {
    const auto all = db.model("Gauge");
    const std::uint64_t last = last_of(db);
    const Statements sent(db);
    all.create({{"int8", -128}, {"uint8", 255}, {"uint64", last}, {"float32", 0.5}, {"totals", Array{last}}});
    (void)all.find(field("uint64") == last && field("uint8") >= 255).all();
    (void)all.find(field("int8") < -127 || field("uint16") > 1).order_by_descending("uint64").all();
    (void)all.find(field("totals").contains_element(last)).count();
    (void)all.find().max("uint64");
    all.update(field("uint32").is_empty(), {{"uint32", 4294967295}});
    return sent.texts();
}

}  // namespace

TEST_CASE("a struct's integers and a run-time model's are described, written and asked alike") {
    on_pairs([](const tenon::Database& typed, const tenon::Database& defined) {
        typed.sync<Gauge>();
        const auto gauges = define_gauges(defined);
        defined.sync();
        const auto& described = typed.model<Gauge>().schema().fields;
        const auto& made = gauges.schema().fields;
        REQUIRE(described.size() == made.size());
        for (std::size_t at = 0; at < made.size(); ++at) {
            CAPTURE(made[at].name);
            CHECK(described[at].type.base == made[at].type.base);
            CHECK(described[at].type.nullable == made[at].type.nullable);
        }
        CHECK(asked_of_struct(typed) == asked_at_run_time(defined));
        CHECK(typed.model<Gauge>().to_json(typed.model<Gauge>().get(1)) == gauges.get(1).to_json());
    });
}

TEST_CASE("the integers of records keep to their ranges, and are found and sorted up to the ends of these") {
    on_each([](const tenon::Database& db) {
        const auto gauges = define_gauges(db);
        db.sync();
        for (const Range& range : ranges(db)) {
            CAPTURE(range.name);
            const auto place = field(range.name);
            const auto count = [&](const tenon::RecordExpression& condition) { return gauges.find(condition).count(); };
            gauges.remove(tenon::everything);
            const auto low = gauges.create({{range.name, range.least}});
            const auto high = gauges.create({{range.name, text_of(range.most)}});
            CHECK(gauges.get(low["id"])[range.name] == range.least);
            CHECK(gauges.get(high["id"])[range.name] == range.most);
            CHECK(gauges.get(high["id"])[range.name].kind() == range.most.kind());
            for (const char* outside : {range.below, range.above}) {
                CAPTURE(outside);
                CHECK(message_of<tenon::Error>([&] {
                          gauges.create({{range.name, outside}});
                      }).starts_with("Gauge: `" + std::string(range.name) + "` "));
                CHECK_THROWS_AS(gauges.update(place == range.least, {{range.name, outside}}), tenon::CastError);
                CHECK_THROWS_AS((void)gauges.from_json("{\"" + std::string(range.name) + "\": " + outside + "}"),
                                tenon::CastError);
            }
            for (const Value& wrong : {Value(1.5), Value("1.5"), Value(""), Value(true), Value("0x10"), Value(" 1")})
                CHECK_THROWS_AS(gauges.create({{range.name, wrong}}), tenon::CastError);
            CHECK(gauges.build({{range.name, 7.0}})[range.name] == Value(7));

            CHECK(count(place == range.most) == 1);
            CHECK(count(place >= range.most) == 1);
            CHECK(count(place > range.most) == 0);
            CHECK(count(place < range.most) == 1);
            CHECK(count(place <= range.least) == 1);
            CHECK(count(place < range.least) == 0);
            CHECK(count(place != range.least) == 1);
            CHECK(count(place.in({range.least, range.most})) == 2);
            CHECK(count(place > -1.5) == (range.least == Value(0) ? 2 : 1));
            CHECK(gauges.find().order_by(range.name).first()->operator[](range.name) == range.least);
            CHECK(gauges.find().order_by_descending(range.name).first()->operator[](range.name) == range.most);
            CHECK(gauges.find().min(range.name) == range.least);
            CHECK(gauges.find().max(range.name) == range.most);

            CHECK_THROWS_AS(gauges.update(place == range.most, place.inc(1)), tenon::Error);
            CHECK(count(place == range.most) == 1);
            if (range.most.if_integer() == nullptr) continue;  // whole numbers are computed as int64
            CHECK(gauges.update(place == range.most, place.inc(-1)) == 1);
            CHECK(count(place == range.most) == 0);
        }
    });
}

TEST_CASE("what no field can hold is compared as the number that it is") {
    on_each([](const tenon::Database& db) {
        const auto gauges = define_gauges(db);
        db.sync();
        const std::uint64_t last = last_of(db);
        gauges.create({{"int8", -128}, {"uint8", 0}, {"uint32", 0}, {"int64", 1}, {"uint64", 0}});
        gauges.create({{"int8", 127}, {"uint8", 255}, {"uint32", 4294967295}, {"int64", -1}, {"uint64", last}});
        const auto count = [&](const tenon::RecordExpression& condition) { return gauges.find(condition).count(); };
        CHECK(count(field("int8") > -1000) == 2);
        CHECK(count(field("uint8") < 256) == 2);
        CHECK(count(field("uint8") == -1) == 0);
        CHECK(count(field("uint8") == 256) == 0);
        CHECK(count(field("uint32") > -1) == 2);
        CHECK(count(field("uint32") <= 4294967296) == 2);
        CHECK(count(field("uint64") > -1) == 2);
        CHECK(count(field("uint64") != -1) == 2);
        CHECK(count(field("uint64") > last - 1) == 1);
        CHECK(count(field("uint64") == field("uint8")) == 1);
        CHECK(count(field("int64") < field("uint8")) == 1);
    });
}

TEST_CASE("small integers stand inside of arrays and structures") {
    on_each([](const tenon::Database& db) {
        const auto things =
            db.define("Thing", {{"bytes", {types::array({.type = types::uint8, .max = 250})}},
                                {"totals", {types::array(types::uint64)}},
                                {"spot", {types::structure({{"x", {types::int16}}, {"far", {types::uint64}}})}},
                                {"ratios", {types::map(types::float32)}}});
        db.sync();
        const std::uint64_t last = last_of(db);
        const auto thing = things.create({{"bytes", Array{0, "250"}},
                                          {"totals", Array{last, 0}},
                                          {"spot", Document{{"x", -32768}, {"far", last}}},
                                          {"ratios", Document{{"a", 0.5}, {"b", "1.25"}}}});
        const auto read = things.get(thing["id"]);
        CHECK(read["bytes"] == Value(Array{0, 250}));
        CHECK(read["totals"] == Value(Array{last, 0}));
        CHECK(read["spot.far"] == Value(last));
        CHECK(read["ratios"] == Value(Document{{"a", 0.5}, {"b", 1.25}}));
        CHECK(things.find(field("totals").contains_element(last)).count() == 1);
        CHECK(things.find(field("spot.far") == last && field("spot.x") < -32767).count() == 1);
        CHECK(message_of<tenon::Error>([&] {
                  things.create({{"bytes", Array{1, 256}}});
              }).starts_with("Thing: `bytes.1` "));
        CHECK(message_of<tenon::Error>([&] {
                  things.create({{"bytes", Array{1, 251}}});
              }).find("`bytes.1` must be at most 250") != std::string::npos);
        CHECK(message_of<tenon::Error>([&] {
                  things.create({{"spot", Document{{"x", 32768}}}});
              }).starts_with("Thing: `spot.x` "));
        CHECK(message_of<tenon::Error>([&] {
                  things.create({{"ratios", Document{{"a", 1e300}}}});
              }).starts_with("Thing: `ratios.a` "));
        CHECK(things.update(field("id") == 1, field("bytes").push("9")) == 1);
        CHECK_THROWS_AS(things.update(field("id") == 1, field("bytes").push(-1)), tenon::Error);
        CHECK(things.get(1)["bytes"] == Value(Array{0, 250, 9}));
    });
}

TEST_CASE("small and unsigned integers are keys, and refer to them") {
    on_each([](const tenon::Database& db) {
        const auto rooms = db.define("Room", {{"number", {.type = types::uint16, .key = true}}});
        const auto seats = db.define("Seat", {{"code", {.type = types::uint64, .key = true}},
                                              {"room", {.type = types::uint16, .references = "Room"}}});
        db.sync();
        rooms.create({{"number", 65535}});
        seats.create({{"code", 9223372036854775807}, {"room", 65535}});
        CHECK(seats.get(9223372036854775807)["room"] == Value(65535));
        CHECK(seats.find(field("room").any(field("number") == 65535)).count() == 1);
        CHECK_THROWS_AS(seats.create({{"code", 1}, {"room", 65536}}), tenon::CastError);
        CHECK(message_of<tenon::Error>([&] {
                  db.define("Bad", {{"room", {.type = types::int16, .references = "Room"}}});
              }).find("another type") != std::string::npos);
    });
}

TEST_CASE("a JSON description names every integer, and the smaller of the reals") {
    const auto db = tenon::open("memory:");
    const auto gauges = define_gauges(db);
    const auto described = db.define(Json::parse(R"({"name": "Dial", "fields": {
        "int8": {"type": "int8", "min": -128}, "int16": "int16", "int32": "int32", "int64": "int64",
        "uint8": {"type": "uint8", "default": 255}, "uint16": "uint16", "uint32": "uint32",
        "uint64": {"type": "uint64", "max": 18446744073709551615}, "float32": "float32",
        "bytes": {"type": {"array": "uint8"}}, "totals": {"type": {"array": "uint64"}}}})"));
    for (std::size_t at = 0; at < gauges.schema().fields.size(); ++at) {
        CAPTURE(gauges.schema().fields[at].name);
        CHECK(described.schema().fields.at(at).type.base == gauges.schema().fields[at].type.base);
    }
    db.sync();
    CHECK(described.create({{"uint64", last_of(db)}})["uint8"] == Value(255));
    CHECK(message_of<tenon::Error>([&] {
              db.define(Json::parse(R"({"name": "A", "fields": {"x": {"type": "uint8", "max": 256}}})"));
          }).starts_with("The description of a model, fields.x.max: "));
    CHECK(message_of<tenon::Error>([&] {
              db.define(Json::parse(R"({"name": "A", "fields": {"x": {"type": "uint7"}}})"));
          }).find("uint8, uint16, uint32, uint64, float32, real") != std::string::npos);
}
