#pragma once
// Whole questions by dice.

#include "differential/expressions.hpp"

namespace tenon::oracle {

enum class Sort : std::uint8_t {
    conditions,
    orders,
    outputs,
    aggregates,
    updates,
    queries,
    windows,
    set_operations,
    nested_updates
};

/// A question of this sort. Its condition, orders, outputs and assignments count as expressions.
Question make_question(Sort sort, const Catalog& catalog, Dice& dice);

/// Questions that are asked whatever the dice say: see every_pair.cpp.
std::vector<Question> every_pair(const Catalog& catalog);

}  // namespace tenon::oracle
