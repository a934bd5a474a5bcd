#pragma once
// The meaning of expressions, computed in memory: the rules of semantics.md, and nothing from any compiler.

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "ir/statement.hpp"
#include <tenon/schema.hpp>
#include <tenon/value.hpp>

namespace tenon::query {

class Evaluation;

/// The values of one object, by field index of its model. Enumerations are text, nested structs are Documents with
/// the members' `column` names, an empty optional is an empty Value.
using Row = std::span<const Value>;

/// Where related rows come from.
class Rows {
public:
    virtual ~Rows();
    /// Calls `see` for each row of the model; stops when it gives false.
    virtual void each(const schema::Model& model, const std::function<bool(Row)>& see) const = 0;
    /// The same for those with these values, not empty, in these fields; others may be among them.
    virtual void each_with(const schema::Model& model, std::span<const std::uint16_t> fields,
                           std::span<const Value> values, const std::function<bool(Row)>& see) const;
};

/// What an expression is evaluated over. `values` has one per slot, of the type that the slot asks for (text has become
/// the time or id that it meets); a list is an Array, its empties among the others.
struct Environment {
    Row row;
    std::span<const Value> values;
    const Rows* related = nullptr;  ///< needed by related_… only
};

/// The value of a resolved expression (no aggregates), or of its normal form. Throws QueryError for an integer overflow
/// and a pattern that means nothing, CastError for `==`, `!=`, `in` with a time finer than the field's (rule 12).
Value evaluate(const ir::Expr& expr, const Environment& environment);
/// A resolved condition: two-valued.
bool matches(const ir::Expr& condition, const Environment& environment);
/// The same for row after row: what is one for all of them is made once.
class Matcher {
public:
    /// All of these must live as long as this.
    Matcher(const ir::Expr& condition, std::span<const Value> values, const Rows* related);
    Matcher(const Matcher&) = delete;
    Matcher& operator=(const Matcher&) = delete;
    ~Matcher();
    [[nodiscard]] bool operator()(Row row);

private:
    const ir::Expr& condition_;
    std::unique_ptr<Evaluation> evaluation_;
};

/// How two values sort (rules 5, 6, 11), empties left to the caller: negative, zero, positive.
int compare_for_order(const Value& a, const Value& b, const schema::Type* declared);
/// The same in a direction, empties where it wants them.
struct Direction {
    bool descending = false;
    ir::Empties empties = ir::Empties::as_declared;
};
int compare_in_order(const Value& a, const Value& b, Direction direction, const schema::Type* declared);

/// A whole resolved select over rows: where, group, having, order, distinct, per_parent, offset, limit, outputs.
/// Each result has the outputs' values, or the fields' when there are none; kinds count and exists give one value: an
/// integer, a boolean. Ties keep the order of the rows. Throws what `evaluate` throws, QueryError for a negative limit.
std::vector<std::vector<Value>> run(const ir::Select& select, const Rows& rows, std::span<const Value> values);

}  // namespace tenon::query
