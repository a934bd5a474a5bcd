// Rule 5: text, byte by byte; and rule 12: times.
#include <doctest/doctest.h>

#include "unit/query/people.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;

namespace {

bool match(Op what, const char* name, const char* pattern) {
    const Code code = op(what, {named("name"), value(pattern)});
    const bool answer = holds(code, {{"name", name}});
    CHECK(holds(not_(code), {{"name", name}}) != answer);
    return answer;
}

Value apply(Op what, const char* name) { return computed(op(what, {named("name")}), {{"name", name}}); }

}  // namespace

TEST_CASE("text compares byte by byte") {
    CHECK(holds(op(Op::lt, {named("name"), value("a")}), {{"name", "Z"}}));
    CHECK(holds(op(Op::gt, {named("name"), value("z")}), {{"name", "é"}}));
    CHECK(holds(op(Op::lt, {named("name"), value("Adam")})));
    CHECK_FALSE(holds(op(Op::eq, {named("name"), value("ada")})));
    CHECK_FALSE(holds(op(Op::eq, {named("name"), value("Ada ")})));
}

TEST_CASE("contains, starts_with and ends_with are literal") {
    CHECK(match(Op::contains, "100%_sure", "%_"));
    CHECK_FALSE(match(Op::contains, "100 sure", "%"));
    CHECK(match(Op::starts_with, "50% off", "50%"));
    CHECK_FALSE(match(Op::starts_with, "500 off", "50%"));
    CHECK(match(Op::ends_with, "a_b", "_b"));
    CHECK_FALSE(match(Op::ends_with, "aXb", "_b"));
    CHECK(match(Op::contains, "abc", ""));
    CHECK(match(Op::starts_with, "", ""));
    CHECK_FALSE(match(Op::contains, "ABC", "b"));
}

TEST_CASE("like takes %, _ and the escape") {
    CHECK(match(Op::like, "abc", "a%"));
    CHECK(match(Op::like, "aéc", "a_c"));
    CHECK_FALSE(match(Op::like, "abbc", "a_c"));
    CHECK(match(Op::like, "50%", "50\\%"));
    CHECK_FALSE(match(Op::like, "500", "50\\%"));
    CHECK_FALSE(match(Op::like, "ABC", "a%"));
    CHECK(match(Op::ilike, "ABC", "a%"));
    CHECK_THROWS_AS(match(Op::like, "abc", "a\\"), QueryError);
}

TEST_CASE("what ignores case folds ASCII letters only") {
    CHECK(match(Op::iequals, "ADA", "ada"));
    CHECK_FALSE(match(Op::iequals, "É", "é"));
    CHECK(match(Op::icontains, "xADAx", "ada"));
    CHECK(apply(Op::lower, "AÉZ") == Value("aÉz"));
    CHECK(apply(Op::upper, "aéz") == Value("AéZ"));
}

TEST_CASE("length counts code points") {
    CHECK(apply(Op::length, "aé😀") == Value(3));
    CHECK(apply(Op::length, "") == Value(0));
}

TEST_CASE("a regex searches") {
    CHECK(match(Op::regex, "abc123", "[0-9]+$"));
    CHECK_FALSE(match(Op::regex, "abc", "[0-9]"));
}

TEST_CASE("a text match with an empty on either side is false, and its negation true") {
    for (const Op what :
         {Op::contains, Op::starts_with, Op::ends_with, Op::like, Op::ilike, Op::iequals, Op::icontains}) {
        CHECK_FALSE(holds(op(what, {named("nick"), value("a")})));
        CHECK(holds(not_(op(what, {named("nick"), value("a")}))));
        CHECK_FALSE(holds(op(what, {named("name"), value(nullptr)})));
        CHECK(holds(not_(op(what, {named("name"), named("nick")}))));
    }
    CHECK(computed(op(Op::lower, {named("nick")})).is_empty());
    CHECK(computed(op(Op::concat, {named("name"), named("nick")})).is_empty());
    CHECK(computed(op(Op::concat, {named("name"), value("!")})) == Value("Ada!"));
}

TEST_CASE("a time finer than its field keeps is right in an order and an error in an equality") {
    const Timestamp fine(1500);  // 1.5 ms after
    const Changes before{{"seen", Timestamp(1000)}};
    const Changes after{{"seen", Timestamp(2000)}};
    CHECK(holds(op(Op::lt, {named("seen"), value(fine)}), before));
    CHECK_FALSE(holds(op(Op::lt, {named("seen"), value(fine)}), after));
    CHECK(holds(op(Op::le, {named("seen"), value(fine)}), before));
    CHECK(holds(op(Op::ge, {named("seen"), value(fine)}), after));
    CHECK_FALSE(holds(op(Op::gt, {named("seen"), value(fine)}), before));
    CHECK_THROWS_AS(holds(op(Op::eq, {named("seen"), value(fine)}), before), CastError);
    CHECK_THROWS_AS(holds(op(Op::ne, {named("seen"), value(fine)}), before), CastError);
    CHECK_THROWS_AS(holds(op(Op::in, {named("seen"), list({Timestamp(0), fine})}), before), CastError);
    CHECK(holds(op(Op::eq, {named("seen"), value(Timestamp(1000))}), before));
}

TEST_CASE("dates and ids compare with their own kind") {
    CHECK(holds(op(Op::lt, {named("born"), value(Date(2000, 1, 1))}), {{"born", Date(1999, 12, 31)}}));
    const Uuid low = Uuid::parse("00000000-0000-0000-0000-0000000000ff");
    const Uuid high = Uuid::parse("ff000000-0000-0000-0000-000000000000");
    CHECK(holds(op(Op::lt, {named("key"), value(high)}), {{"key", low}}));
    CHECK(holds(op(Op::eq, {named("key"), value(low)}), {{"key", low}}));
}
