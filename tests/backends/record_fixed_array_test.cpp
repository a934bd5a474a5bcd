// Arrays of a fixed size of run-time models, and the same table as a struct with a std::array has it.

#include <array>
#include <string>
#include <vector>

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::Array;
using tenon::field;
using tenon::Json;
using tenon::Value;
namespace types = tenon::types;

namespace {

struct Dot {
    std::int64_t id = 0;
    std::array<std::int32_t, 3> place{};
    std::optional<std::array<std::string, 2>> names{};
    std::vector<std::array<double, 2>> line{};
};

tenon::RecordModel define_dots(const tenon::Database& db) {
    return db.define("Dot", {{"place", {.type = types::array(types::int32, 3), .required = true}},
                             {"names", {.type = types::array({.type = types::text, .min_length = 1}, 2)}},
                             {"line", {.type = types::array(types::array(types::real, 2)), .required = true}}});
}

constexpr std::string_view described = R"({"name": "Dot", "fields": {
    "place": {"type": {"array": ["int32", 3]}, "required": true},
    "names": {"type": {"array": [{"type": "text", "min_length": 1}, 2]}},
    "line": {"type": {"array": {"array": ["real", 2]}}, "required": true}}})";

const Array place{1, 2, 3};

}  // namespace

TEST_CASE("an array of a fixed size takes so many elements") {
    on_each([](const tenon::Database& db) {
        const auto dots = define_dots(db);
        db.sync();
        CHECK(db.check("Dot").empty());
        const auto made =
            dots.create({{"place", Array{"1", 2, 3}}, {"names", Array{"a", "b"}}, {"line", Array{Value(Array{1, 2})}}});
        auto read = dots.get(made["id"]);
        CHECK(read["place"] == Value(place));
        CHECK(read["place"].as_array()[0].if_integer() != nullptr);
        CHECK(read.to_json() == R"({"id":1,"place":[1,2,3],"names":["a","b"],"line":[[1,2]]})");
        CHECK(dots.create({{"place", place}, {"line", Array{}}})["names"].is_empty());

        const auto create = [&](const Value& given, const Value& line) {
            return message_of<tenon::Error>([&] { (void)dots.create({{"place", given}, {"line", line}}); });
        };
        CHECK(create(Array{1, 2}, Array{}) == "Dot: `place` must have exactly 3 elements, and has 2.");
        CHECK(create(Array{1, 2, 3, 4}, Array{}) == "Dot: `place` must have exactly 3 elements, and has 4.");
        CHECK(create(Array{}, Array{}) == "Dot: `place` must have exactly 3 elements, and has 0.");
        CHECK(create(place, Array{Array{1, 2}, Array{1}}) == "Dot: `line.1` must have exactly 2 elements, and has 1.");
        CHECK(create(Value(), Array{}) == "Dot is not valid: `place` is required.");
        CHECK(message_of<tenon::Error>([&] { (void)dots.from_json(R"({"place": [1]})"); }) ==
              "Dot: `place` must have exactly 3 elements, and has 1.");
        CHECK(message_of<tenon::Error>([&] { read.set("names", Array{"a"}); }) ==
              "Dot: `names` must have exactly 2 elements, and has 1.");
        CHECK(message_of<tenon::Error>([&] {
                  (void)dots.create({{"place", place}, {"names", Array{"a", ""}}, {"line", Array{}}});
              }) == "Dot is not valid: `names.1` must have at least 1 characters.");
    });
}

TEST_CASE("updates keep the size") {
    on_each([](const tenon::Database& db) {
        const auto dots = define_dots(db);
        db.sync();
        const Value id = dots.create({{"place", place}, {"line", Array{}}})["id"];
        const auto one = field("id") == id;
        CHECK(dots.update(one, {{"place", Array{4, 5, 6}}}) == 1);
        CHECK(message_of<tenon::Error>([&] { dots.update(one, {{"place", Array{4}}}); }) ==
              "Dot: `place` must have exactly 3 elements, and has 1.");
        CHECK_THROWS_AS(dots.update(one, field("place").set(Array{4})), tenon::CastError);
        for (const auto& change : {field("place").push(7), field("place").pop_back(), field("place").pull(4),
                                   field("place").add_to_set(9), field("place").push_all({1, 2})})
            CHECK(message_of<tenon::Error>([&] { dots.update(one, change); }) ==
                  "Dot: place always has 3 elements, and none is added or taken out: give it a whole array, or change "
                  "the "
                  "elements where they are");
        CHECK(dots.update(one, field("place").where(tenon::this_element() == 5).set(tenon::this_element().set(50))) ==
              1);
        CHECK(dots.get(id)["place"] == Value(Array{4, 50, 6}));
        CHECK(dots.find(field("place").contains_element(50) && field("place").size() == 3).count() == 1);
        CHECK(dots.update(one, field("line").push(Array{1, 2})) == 1);
        CHECK_THROWS_AS(dots.update(one, field("line").push(Array{1})), tenon::CastError);
    });
}

TEST_CASE("a struct's std::array and a run-time array of its size are the same column") {
    const TemporaryFolder folder;
    const std::string url = "sqlite:" + folder.file("dots.db");
    const auto typed = tenon::open(url), other = tenon::open(url), third = tenon::open(url);
    typed.sync<Dot>();
    const auto dots = define_dots(other);
    const auto described_dots = third.define(Json::parse(described));
    CHECK(other.check("Dot").empty());
    CHECK(third.check("Dot").empty());
    typed.model<Dot>().create({.place = {1, 2, 3}, .names = {{"a", "b"}}, .line = {{1.5, 2}}});
    described_dots.create({{"place", Array{4, 5, 6}}, {"line", Array{Value(Array{1, 2})}}});
    CHECK(dots.get(1).to_json() == R"({"id":1,"place":[1,2,3],"names":["a","b"],"line":[[1.5,2]]})");
    CHECK(described_dots.get(1).to_json() == dots.get(1).to_json());
    const Dot second = typed.model<Dot>().get(2);
    CHECK(second.place == std::array<std::int32_t, 3>{4, 5, 6});
    CHECK(!second.names);
    CHECK(second.line == std::vector<std::array<double, 2>>{{1, 2}});
    CHECK(typed.model("Dot").get(2)["place"] == Value(Array{4, 5, 6}));
    CHECK(message_of<tenon::Error>([&] { (void)described_dots.create({{"place", Array{1}}, {"line", Array{}}}); }) ==
          "Dot: `place` must have exactly 3 elements, and has 1.");

    // As JSON, a struct's array has its size as well.
    CHECK(typed.model<Dot>().from_json(R"({"place": [7, 8, 9]})").place[2] == 9);
    CHECK(message_of<tenon::Error>([&] { (void)typed.model<Dot>().from_json(R"({"place": [7]})"); }) ==
          "Dot: `place` must have exactly 3 elements, and has 1.");
    CHECK(message_of<tenon::Error>([&] { (void)typed.model<Dot>().from_json(R"({"line": [[1, 2, 3]]})"); }) ==
          "Dot: `line.0` must have exactly 2 elements, and has 3.");

    // Others may have written what doesn't fit.
    typed.execute("update dots set place = '[1,2,3,4]'");
    CHECK_THROWS_AS((void)typed.model<Dot>().get(1), tenon::CastError);
    CHECK(message_of<tenon::Error>([&] { (void)dots.get(1); }) ==
          "Dot: `place` must have exactly 3 elements, and has 4.");
}

TEST_CASE("what is wrong with a fixed size is said") {
    const auto of = [](const std::string& type) {
        return message_of<tenon::Error>([&] {
            (void)tenon::open("memory:").define(
                Json::parse(R"({"name": "A", "fields": {"x": {"type": {"array": )" + type + "}}}}"));
        });
    };
    const std::string path = "The description of a model, fields.x.type.array";
    CHECK(of(R"(["int32", 3])") == "nothing was thrown");
    CHECK(of(R"([{"type": {"array": ["text", 1]}}, 65536])") == "nothing was thrown");
    CHECK(of("[]") == path + ": a type, or [type, how many elements there always are] is needed.");
    CHECK(of(R"(["int32"])") == path + ": a type, or [type, how many elements there always are] is needed.");
    CHECK(of(R"(["int32", 0])") == path + ".1: an array has at least one element.");
    CHECK(of(R"(["int32", -1])").starts_with(path + ".1: a whole number from 0"));
    CHECK(of(R"(["int", 3])").starts_with(path + ".0: there is no type `int`"));
    CHECK(message_of<tenon::Error>([] {
              (void)tenon::open("memory:").define("A",
                                                  {{"x", {.type = types::array(types::int32, 3), .max_length = 3}}});
          }) == "Model A: the field `x` is an array of a fixed size: it takes no .min_length and .max_length.");
}
