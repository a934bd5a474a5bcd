#pragma once
// The pinned queries: one list of statements whose text is pinned for every backend in expected.txt.

#include <string>
#include <vector>

#include "query/prepared.hpp"
#include <tenon/value.hpp>

namespace tenon::pinned {

struct Query {
    std::string name;  ///< a sentence: the heading of its section in expected.txt
    query::Prepared prepared;
    std::vector<Value> values;  ///< one per slot: what it can be run with
};

/// In the order of expected.txt.
std::vector<Query> queries();

// By subject; each is one file.
std::vector<Query> comparisons();
std::vector<Query> texts();
std::vector<Query> numbers();
std::vector<Query> nested_values();
std::vector<Query> relations();
std::vector<Query> selects();
std::vector<Query> writes();
std::vector<Query> fragments();
std::vector<Query> choices();  ///< case, coalesce, cast
std::vector<Query> functions();
std::vector<Query> subqueries();
std::vector<Query> pages();
std::vector<Query> nested_updates();
std::vector<Query> ordered();
std::vector<Query> folded();      ///< fields that are kept folded beside themselves
std::vector<Query> collated();    ///< fields that are sorted as a language does
std::vector<Query> inside();      ///< what maps and variants hold
std::vector<Query> in_schemas();  ///< tables that name their schema
std::vector<Query> soft_deletes();
std::vector<Query> row_sources();  ///< set operations, trees, the first of each key

}  // namespace tenon::pinned
