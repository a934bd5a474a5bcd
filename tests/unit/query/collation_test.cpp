// Rule 5 of fields with a collation: the order of a language, the equality of bytes.
#include <doctest/doctest.h>

#include <algorithm>

#include "query/collation.hpp"
#include "query/evaluator.hpp"
#include "support/ir_builder.hpp"
#include "value/collation.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;

#ifdef TENON_WITH_ICU

namespace {

const schema::Model& words() {
    static const schema::Model made = [] {
        schema::Model model =
            test::model("Word", "words",
                        {field("swedish", type(BaseType::text)), field("german", type(BaseType::text, true)),
                         field("plain", type(BaseType::text))});
        model.fields[0].type.collation = "sv";
        model.fields[1].type.collation = "de";
        return model;
    }();
    return made;
}

bool holds(const Code& condition, const char* word) {
    const std::vector<Value> row{word, word, word};
    const ir::Expr written = resolved(words(), condition);
    const query::Environment environment{row, condition.values, nullptr};
    const bool answer = query::matches(written, environment);
    CHECK(query::matches(query::normal_form(written), environment) == answer);
    return answer;
}

bool less(const char* field, const char* a, const char* b) {
    const bool answer = holds(op(Op::lt, {named(field), value(b)}), a);
    CHECK(holds(op(Op::gt, {value(b), named(field)}), a) == answer);
    CHECK(holds(op(Op::ge, {named(field), value(b)}), a) != answer);
    CHECK(holds(not_(op(Op::lt, {named(field), value(b)})), a) != answer);
    return answer;
}

bool ascending(const char* field, const std::vector<const char*>& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i)
        for (std::size_t j = 0; j < texts.size(); ++j)
            if (less(field, texts[i], texts[j]) != (i < j)) return false;
    return true;
}

class Words : public query::Rows {
public:
    explicit Words(const std::vector<const char*>& texts) {
        for (const char* text : texts) rows_.push_back({text, text, text});
    }
    void each(const schema::Model&, const std::function<bool(query::Row)>& see) const override {
        for (const auto& row : rows_)
            if (!see(row)) return;
    }

private:
    std::vector<std::vector<Value>> rows_;
};

std::string answer(ir::Verb verb, const Code& code, const std::vector<const char*>& texts) {
    const query::Prepared prepared = prepare(words(), verb, code);
    std::string all;
    for (const auto& row : query::run(std::get<ir::Select>(prepared.resolved), Words(texts), code.values))
        all += (all.empty() ? "" : " ") + row.at(0).as_text();
    return all;
}

const std::vector<const char*> mixed{"ö", "z", "å", "b", "A", "ä", "a"};

}  // namespace

TEST_CASE("texts compare as the language of their field has it") {
    CHECK(ascending("swedish", {"a", "A", "b", "z", "Z", "å", "ä", "ö"}));
    CHECK(ascending("german", {"a", "A", "ä", "Ä", "b", "o", "ö", "z"}));
    CHECK(ascending("plain", {"A", "Z", "a", "z", "ä", "å", "ö"}));
    CHECK(ascending("german", {"", "Strasse", "Straße", "Strasser"}));
}

TEST_CASE("texts that a language doesn't tell apart stand byte by byte") {
    const char* const two_points = "e\xCC\x81";
    const char* const one_point = "\xC3\xA9";
    CHECK(ascending("swedish", {"e", two_points, one_point, "f"}));
    CHECK_FALSE(holds(op(Op::eq, {named("swedish"), value(one_point)}), two_points));
    CHECK_FALSE(holds(op(Op::in, {named("swedish"), list({one_point})}), two_points));
}

TEST_CASE("between, and what is compared with a field of bytes") {
    const Code early = op(Op::between, {named("swedish"), value("b"), value("å")});
    CHECK(holds(early, "z"));
    CHECK(holds(early, "å"));
    CHECK_FALSE(holds(early, "ä"));
    CHECK_FALSE(holds(early, "a"));
    CHECK(holds(op(Op::between, {named("german"), value("a"), value("b")}), "ä"));
    CHECK(holds(op(Op::lt, {op(Op::lower, {named("plain")}), named("swedish")}), "A"));
    CHECK_FALSE(holds(op(Op::lt, {op(Op::lower, {named("swedish")}), value("Z")}), "a"));
    CHECK(holds(op(Op::starts_with, {named("swedish"), value("ä")}), "äng"));
    CHECK_THROWS_AS(resolved(words(), op(Op::lt, {named("swedish"), named("german")})), QueryError);
    CHECK_NOTHROW(resolved(words(), op(Op::eq, {named("swedish"), named("german")})));
}

TEST_CASE("orders, aggregates and windows are in the language's order") {
    using ir::Verb;
    const auto by = [](const char* field, unsigned flags = 0) {
        return op(Op::order_by, {named(field)}, 0, static_cast<std::uint8_t>(flags));
    };
    const auto key = [](const char* field) { return op(Op::order_key, {named(field)}); };
    CHECK(answer(Verb::all, by("swedish"), mixed) == "a A b z å ä ö");
    CHECK(answer(Verb::all, by("german"), mixed) == "a A å ä b ö z");
    CHECK(answer(Verb::all, by("plain"), mixed) == "A a b z ä å ö");
    CHECK(answer(Verb::all, by("swedish", ir::descending), mixed) == "ö ä å z b A a");
    CHECK(answer(Verb::aggregate, output(op(Op::max, {named("swedish")})), mixed) == "ö");
    CHECK(answer(Verb::aggregate, output(op(Op::max, {named("german")})), mixed) == "z");
    CHECK(answer(Verb::aggregate, output(op(Op::min, {named("plain")})), mixed) == "A");
    CHECK(answer(Verb::aggregate, output(op(Op::min, {named("swedish")})), mixed) == "a");
    CHECK(answer(Verb::aggregate, output(op(Op::last, {named("plain"), key("german")}, 2)), mixed) == "z");
    CHECK(answer(Verb::all,
                 join({by("swedish"),
                       output(op(Op::over, {named("plain"), key("swedish")}, 2, static_cast<std::uint8_t>(Op::max)))}),
                 {"ö", "z", "å"}) == "z å ö");
}

TEST_CASE("sort keys stand as their texts do") {
    std::vector<std::string> texts;
    for (const char* text : mixed)
        for (const char* rest :
             {"", "a", "-", " b", "\xCC\x81", "ab cd ef gh ij kl mn op qr st uv wx yz ab cd ef gh ij kl"})
            texts.push_back(std::string(text) + rest);
    for (const char* tag : {"sv", "de", "und", "ja"}) {
        const Collation& collation = Collation::of(tag);
        for (const std::string& a : texts)
            for (const std::string& b : texts) {
                const int keys = collation.key(a).compare(collation.key(b));
                const int compared = collation.compare(a, b);
                CHECK((keys < 0) == (compared < 0));
                CHECK((keys == 0) == (compared == 0));
                CHECK((compared == 0) == (a == b));
            }
    }
}

TEST_CASE("languages are known by the tags that ICU and PostgreSQL spell") {
    CHECK(has_collations());
    for (const char* tag : {"sv", "de", "de-AT", "en-US", "zh-Hant", "und"}) CHECK(is_language(tag));
    for (const char* tag : {"", "SV", "sv_SE", "sv-", "-sv", "klingon", "C", "root", "sv\"", "de-u-co-phonebk", "sv;"})
        CHECK_FALSE(is_language(tag));
    CHECK_THROWS_AS((void)Collation::of("klingon"), SchemaError);
    CHECK(&Collation::of("sv") == &Collation::of("sv"));
}

#else

TEST_CASE("without ICU there are no languages") {
    CHECK_FALSE(has_collations());
    CHECK_FALSE(is_language("sv"));
    CHECK_THROWS_AS((void)Collation::of("sv"), SchemaError);
}

#endif
