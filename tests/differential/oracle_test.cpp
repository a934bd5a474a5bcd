// Every backend selects what the evaluator selects: expressions by dice, over rows by dice.
#include <doctest/doctest.h>

#include "differential/examination.hpp"

using namespace tenon::oracle;

TEST_CASE("conditions select what the evaluator selects") { examine(Sort::conditions, 55); }
TEST_CASE("orders, limits and offsets give what the evaluator gives") { examine(Sort::orders, 15); }
TEST_CASE("outputs and distinct rows are what the evaluator computes") { examine(Sort::outputs, 10); }
TEST_CASE("aggregates, groups and having are what the evaluator computes") { examine(Sort::aggregates, 10); }
TEST_CASE("updates and removals leave what the evaluator computes") { examine(Sort::updates, 10); }
TEST_CASE("queries inside queries answer what the evaluator answers") { examine(Sort::queries, 6); }
TEST_CASE("what is computed over the rows beside a row is what the evaluator computes") { examine(Sort::windows, 4); }
TEST_CASE("set operations give the rows that the evaluator gives") { examine(Sort::set_operations, 4); }
TEST_CASE("updates of what is stored leave what the evaluator computes") { examine(Sort::nested_updates, 10); }
TEST_CASE("each comparison of numbers, each aggregate and each order are what the evaluator computes") {
    examine_every_pair();
}

TEST_CASE("every operator met every type with empties on each side, and the answers tell something") {
    CHECK(telling_percent() >= 30);
    if (oracle_count() >= 20'000) CHECK(not_covered() == "");
}
