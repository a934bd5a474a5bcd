// Rules of what stands inside a field: elements of vectors, values of maps, alternatives of variants.

#include <map>
#include <variant>

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;

namespace {

struct Circle {
    double radius = 0;
};
struct Label {
    std::string text{};
};
struct Card {
    std::int64_t id = 0;
    std::vector<std::string> tags{};
    std::optional<std::vector<int>> marks{};
    std::map<std::string, std::string> names{};
    std::vector<std::vector<int>> rows{};
    std::variant<std::string, Circle, Label> face{};
    std::vector<std::variant<int, Circle>> shapes{};
};
void describe(tenon::Schema<Circle>& circle) { circle.field(f<&Circle::radius>).min(1.0); }
void describe(tenon::Schema<Label>& label) { label.field(f<&Label::text>).trim(); }
void describe(tenon::Schema<Card>& card) {
    card.field(f<&Card::tags>)
        .max_length(3)
        .each()
        .required()
        .trim()
        .lowercase()
        .min_length(2)
        .message("A tag is longer: {path}, {limit}.");
    card.field(f<&Card::marks>).each().min(1).max(6).check("odd", [](int mark) { return mark % 2 == 1; });
    card.field(f<&Card::names>).each().max_length(3);
    card.field(f<&Card::rows>).each().max_length(2).each().min(0);
    card.field(f<&Card::face>).alternative<std::string>().one_of({"heads", "tails"});
    card.field(f<&Card::shapes>).each().alternative<int>().max(9);
}

std::vector<std::string> failed(const tenon::Model<Card>& cards, Card card) {
    try {
        (void)cards.create(std::move(card));
    } catch (const tenon::ValidationError& error) {
        std::vector<std::string> paths;
        for (const tenon::Failure& failure : error.failures()) paths.push_back(failure.path + " " + failure.kind);
        return paths;
    }
    return {};
}
using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("the elements of a vector have rules of their own, and whole paths") {
    on_each([](const tenon::Database& db) {
        db.sync<Card>();
        const auto cards = db.model<Card>();
        const Card made = cards.create({.tags = {" Red ", "BLUE"}, .marks = {{1, 5}}, .face = "heads"});
        CHECK(made.tags == std::vector<std::string>{"red", "blue"});
        CHECK(cards.get(made.id).tags == made.tags);
        CHECK(failed(cards, {.tags = {"red", "", " a "}, .face = "heads"}) ==
              Paths{"tags.1 required", "tags.2 min_length"});
        CHECK(failed(cards, {.tags = {"aa", "bb", "cc", "dd"}, .face = "heads"}) == Paths{"tags max_length"});
        CHECK(failed(cards, {.marks = {{1, 7, 2}}, .face = "heads"}) == Paths{"marks.1 max", "marks.2 odd"});
        CHECK(failed(cards, {.rows = {{1, 2}, {3, -1}, {1, 2, 3}}, .face = "heads"}) ==
              Paths{"rows.1.1 min", "rows.2 max_length"});
        const std::string message = message_of<tenon::ValidationError>([&] { cards.create({.tags = {"a"}}); });
        CHECK(says(message, {"A tag is longer: tags.0, 2"}));
        CHECK(cards.count() == 1);
    });
}

TEST_CASE("values of maps and alternatives of variants have rules") {
    on_each([](const tenon::Database& db) {
        db.sync<Card>();
        const auto cards = db.model<Card>();
        CHECK(failed(cards, {.names = {{"en", "cup"}, {"fr", "tasse"}}, .face = "tails"}) ==
              Paths{"names.fr max_length"});
        CHECK(failed(cards, {.face = "edge"}) == Paths{"face.value one_of"});
        CHECK(failed(cards, {.face = Circle{0.5}}) == Paths{"face.value.radius min"});
        CHECK(failed(cards, {.face = "heads", .shapes = {3, 10, Circle{0}}}) ==
              Paths{"shapes.1.value max", "shapes.2.value.radius min"});
        const Card made = cards.create({.face = Label{" a "}, .shapes = {Circle{2}, 4}});
        CHECK(std::get<Label>(made.face).text == "a");
        CHECK(std::get<Label>(cards.get(made.id).face).text == "a");
    });
}

TEST_CASE("updates and tracked objects look at the rules of elements") {
    on_each([](const tenon::Database& db) {
        db.sync<Card>();
        const auto cards = db.model<Card>();
        const Card made = cards.create({.tags = {"red"}, .marks = {{1}}, .face = "heads"});
        const auto card = cards.find(f<&Card::id> == made.id);
        CHECK_THROWS_AS((void)card.update(f<&Card::tags> = std::vector<std::string>{"a"}), tenon::ValidationError);
        CHECK_THROWS_AS((void)card.update(f<&Card::tags>.push("a")), tenon::ValidationError);
        CHECK_THROWS_AS((void)card.update(f<&Card::tags>.add_to_set("a")), tenon::ValidationError);
        CHECK_THROWS_AS((void)card.update(f<&Card::tags>.each().set("a")), tenon::ValidationError);
        CHECK_THROWS_AS((void)card.update(f<&Card::marks>.push(2)), tenon::ValidationError);
        CHECK(card.update(f<&Card::tags>.push("Blue")) == 1);
        CHECK(card.one().tags == std::vector<std::string>{"red", "blue"});
        auto tracked = cards.edit(made.id);
        tracked->tags.push_back("x");
        CHECK_THROWS_AS((void)tracked.save(), tenon::ValidationError);
        CHECK_THROWS_AS(cards.validate({.tags = {"x"}, .face = "heads"}), tenon::ValidationError);
    });
}
