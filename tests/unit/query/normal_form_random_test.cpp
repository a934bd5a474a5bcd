// 20,000 conditions made by dice: the evaluator gives the same for a condition and its normal form, and so does a logic
// of three values that counts unknown as false. That is what the normal form is for.
#include <doctest/doctest.h>

#include "unit/query/people.hpp"
#include "unit/query/random_conditions.hpp"
#include "unit/query/three_valued.hpp"

using namespace tenon;
using namespace tenon::test;

TEST_CASE("a normal form selects what its condition selects, and so does an SQL database with it") {
    RandomConditions random(20240229);
    Tables tables;
    int selected = 0;
    int differ = 0;
    for (int round = 0; round < 20'000; ++round) {
        const Code code = random.condition(4);
        const ir::Expr written = resolved(people().person, code);
        const ir::Expr normal = query::normal_form(written);
        tables.rows[&people().pet] = random.pets();
        for (std::int64_t id = 0; id < 3; ++id) {
            const std::vector<Value> row = random.row(id);
            const query::Environment environment{row, code.values, &tables};
            const bool expected = query::matches(written, environment);
            const bool same = query::matches(normal, environment) == expected;
            const bool sql = ThreeValued(row, code.values, tables).truth(normal) == Truth::yes;
            selected += expected ? 1 : 0;
            if (same && sql == expected) continue;
            ++differ;
            if (differ <= 3) MESSAGE(query::words(written), "  becomes  ", query::words(normal));
        }
    }
    CHECK(differ == 0);
    CHECK(selected > 15'000);
    CHECK(selected < 45'000);
}

TEST_CASE("a condition and its negation never select the same row") {
    RandomConditions random(7);
    Tables tables;
    for (int round = 0; round < 2'000; ++round) {
        const Code code = random.condition(3);
        const ir::Expr negated = query::normal_form(resolved(people().person, not_(code)));
        const ir::Expr plain = query::normal_form(resolved(people().person, code));
        tables.rows[&people().pet] = random.pets();
        const std::vector<Value> row = random.row(1);
        const bool yes = ThreeValued(row, code.values, tables).truth(plain) == Truth::yes;
        const bool no = ThreeValued(row, code.values, tables).truth(negated) == Truth::yes;
        if (yes == no) FAIL_CHECK(query::words(plain));
    }
}
