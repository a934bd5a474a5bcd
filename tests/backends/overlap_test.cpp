// Vectors held against a list: does one share an element with it, is all of it in the list?

#include "support/backends.hpp"

using namespace backends;
namespace types = tenon::types;
using tenon::field;

namespace {

enum class Hue { red, green, blue };

struct Palette {
    std::int64_t id = 0;
    std::vector<std::string> names{};
    std::vector<std::optional<std::int32_t>> marks{};
    std::optional<std::vector<std::int64_t>> codes{};
    std::vector<Hue> hues{};
};

void fill(const tenon::Database& db) {
    db.sync<Palette>();
    std::vector<Palette> palettes{{.names = {"a", "b"},
                                   .marks = {1, 2},
                                   .codes = std::vector<std::int64_t>{1, 9'007'199'254'740'993},
                                   .hues = {Hue::red}},
                                  {.names = {"c"}, .marks = {std::nullopt, 3}, .codes = std::vector<std::int64_t>{}},
                                  {.names = {}, .marks = {}, .codes = std::nullopt, .hues = {Hue::green, Hue::blue}}};
    (void)db.model<Palette>().insert_many(palettes);
}

using Ids = std::vector<std::int64_t>;
Ids ids_of(const tenon::Database& db, const tenon::Filter<Palette>& condition) {
    Ids ids;
    for (const Palette& one : db.model<Palette>().find(condition).order_by(f<&Palette::id>)) ids.push_back(one.id);
    return ids;
}

}  // namespace

TEST_CASE("a vector overlaps a list that has one of its elements") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(ids_of(db, f<&Palette::names>.overlaps({"b", "x"})) == Ids{1});
        CHECK(ids_of(db, f<&Palette::names>.overlaps(std::vector<std::string>{"b", "c"})) == Ids{1, 2});
        CHECK(ids_of(db, !f<&Palette::names>.overlaps({"b"})) == Ids{2, 3});
        CHECK(ids_of(db, f<&Palette::names>.overlaps(std::vector<std::string>())).empty());
        CHECK(ids_of(db, f<&Palette::marks>.overlaps(std::vector<std::optional<int>>{std::nullopt})) == Ids{2});
        CHECK(ids_of(db, f<&Palette::marks>.overlaps({2.0, 2.5})) == Ids{1});
        CHECK(ids_of(db, f<&Palette::codes>.overlaps({9'007'199'254'740'992})).empty());
        CHECK(ids_of(db, f<&Palette::codes>.overlaps({9'007'199'254'740'993})) == Ids{1});
        CHECK(ids_of(db, f<&Palette::hues>.overlaps({Hue::blue})) == Ids{3});
        const std::vector<std::string> many{"1", "2", "3", "4", "5", "6", "7", "8", "a"};
        CHECK(ids_of(db, f<&Palette::names>.overlaps(many)) == Ids{1});
    });
}

TEST_CASE("a vector is contained in a list that has all of its elements, as an empty one is in each") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(ids_of(db, f<&Palette::names>.contained_in({"a", "b", "x"})) == Ids{1, 3});
        CHECK(ids_of(db, f<&Palette::names>.contained_in(std::vector<std::string>{"a"})) == Ids{3});
        CHECK(ids_of(db, !f<&Palette::names>.contained_in({"a", "b"})) == Ids{2});
        CHECK(ids_of(db, f<&Palette::names>.contained_in(std::vector<std::string>())) == Ids{3});
        CHECK(ids_of(db, f<&Palette::marks>.contained_in({1, 2, 3})) == Ids{1, 3});
        CHECK(ids_of(db, f<&Palette::marks>.contained_in(std::vector<std::optional<int>>{3, std::nullopt})) ==
              Ids{2, 3});
        CHECK(ids_of(db, f<&Palette::codes>.contained_in({1})) == Ids{2, 3});
        CHECK(ids_of(db, f<&Palette::hues>.contained_in({Hue::blue, Hue::green})) == Ids{2, 3});
    });
}

TEST_CASE("run-time arrays are held against a list too") {
    on_each([](const tenon::Database& db) {
        const auto palettes =
            db.define("Palette", {{"names", {.type = types::array(types::text)}}, {"title", {.type = types::text}}});
        db.sync();
        (void)palettes.create({{"names", tenon::Array{"a", "b"}}, {"title", "one"}});
        (void)palettes.create({{"names", tenon::Array{}}, {"title", "two"}});
        CHECK(palettes.find(field("names").overlaps({"b", "c"})).count() == 1);
        CHECK(palettes.find(field("names").overlaps({})).count() == 0);
        CHECK(palettes.find(field("names").contained_in({"a", "b", "c"})).count() == 2);
        CHECK(palettes.find(field("names").contained_in({"a"})).count() == 1);
        CHECK_THROWS_AS((void)palettes.find(field("title").overlaps({"a"})).count(), tenon::QueryError);
    });
}
