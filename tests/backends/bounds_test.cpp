// Rules that two numbers tell: how long a text is, counted in code points whatever their bytes, and how great a number.

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::ValidationError;

namespace bounded {

struct Word {
    std::int64_t id = 0;
    std::string text = "abc";
    std::optional<std::string> note{};
    int weight = 1;
    std::optional<std::int64_t> rank{};
};

void describe(tenon::Schema<Word>& word) {
    word.field(f<&Word::text>).min_length(3).max_length(4);
    word.field(f<&Word::note>).required().max_length(2);
    word.field(f<&Word::weight>).min(-2).max(5);
    word.field(f<&Word::rank>).min(1).max(9);
}

struct Half {
    std::int64_t id = 0;
    int rank = 0;
};
void describe(tenon::Schema<Half>& half) { half.field(f<&Half::rank>).min(0.5); }

}  // namespace bounded

using bounded::Word;

TEST_CASE("texts are as long as they have code points, and whole numbers keep bounds of either kind") {
    on_each([](const tenon::Database& db) {
        db.sync<Word>();
        const auto words = db.model<Word>();
        const auto passes = [&](Word word) {
            if (!word.note) word.note = "n";
            std::size_t refused = 0;
            try {
                words.create(word);
            } catch (const ValidationError&) {
                ++refused;
            }
            try {
                words.insert_many({word});
            } catch (const ValidationError&) {
                ++refused;
            }
            CHECK(refused != 1);  // both ways say the same
            return refused == 0;
        };

        for (const char* letter : {"a", "é", "€", "😀"}) {
            const auto of = [&](int count) {
                std::string text;
                for (int i = 0; i < count; ++i) text += letter;
                return text;
            };
            CAPTURE(letter);
            CHECK_FALSE(passes({.text = of(2)}));
            CHECK(passes({.text = of(3)}));
            CHECK(passes({.text = of(4)}));
            CHECK_FALSE(passes({.text = of(5)}));
            CHECK(passes({.note = of(2)}));
            CHECK_FALSE(passes({.note = of(3)}));
        }
        CHECK_FALSE(passes({.text = ""}));
        CHECK_FALSE(passes({.note = ""}));

        CHECK(passes({.weight = -2}));
        CHECK(passes({.weight = 5}));
        CHECK_FALSE(passes({.weight = -3}));
        CHECK_FALSE(passes({.weight = 6}));
        CHECK(passes({.rank = 1}));
        CHECK(passes({.rank = 9}));
        CHECK_FALSE(passes({.rank = 0}));
        CHECK_FALSE(passes({.rank = 10}));
        CHECK_THROWS_AS(words.create({.id = 0}), ValidationError);  // without the note
    });
}

TEST_CASE("a limit that its field can't hold is an error of the description") {
    on_each([](const tenon::Database& db) {
        const std::string sentence = message_of<tenon::SchemaError>([&] { db.sync<bounded::Half>(); });
        CHECK(sentence == "Model Half: min() of `rank`: `rank` must be a whole number from -2147483648 to 2147483647; "
                          "real was given.");
        CHECK_THROWS_AS(db.define("Cup", {{"size", {.type = tenon::types::int64, .max = 1.5}}}), tenon::SchemaError);
    });
}
