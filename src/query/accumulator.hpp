#pragma once
// Rule 7: what an aggregate makes of values, one after the other.

#include <cstdint>
#include <string>
#include <unordered_set>

#include "ir/statement.hpp"
#include <tenon/value.hpp>

namespace tenon::query {

class Accumulator {
public:
    /// count_rows, count, count_distinct, sum, avg, min or max, which gives this type.
    Accumulator(ir::Op op, BaseType type, const schema::Type* declared = nullptr);

    /// Empties are skipped. Throws QueryError when a sum overflows.
    void add(const Value& value);
    /// Of what was added so far.
    [[nodiscard]] Value result() const;

private:
    void add_to_sum(const Value& value);

    ir::Op op_;
    const schema::Type* declared_;
    std::int64_t count_ = 0;
    Value sum_;   ///< of an avg: of integers as decimals, which never overflow
    Value best_;  ///< the least or greatest
    std::unordered_set<std::string> seen_;
};

}  // namespace tenon::query
