#pragma once
// What is done with the IR before any database sees it.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/schema.hpp>
#include "ir/statement.hpp"
#include "query/prepared.hpp"

namespace tenon::query {

/// The names that a Code's `named` nodes and outputs refer to.
using Names = std::span<const std::string>;

/// The tree of a query with its verb. `variant` is the word that was made while the values were bound: see
/// ir::ParamFlag for what takes how many of its bits, from the lowest, in the order of the nodes. A `when` that is
/// absent is gone from the tree (its slots stay counted). Throws QueryError when the list is malformed.
ir::Statement decode(const schema::Model& model, ir::Verb verb, std::span<const ir::Node> nodes, Names names,
                     std::uint64_t variant);

/// One condition or value alone.
ir::Expr decode_expression(std::span<const ir::Node> nodes, Names names, std::uint64_t variant);

/// Resolves names, sets types, checks that every operation means something for its operands. Throws QueryError with
/// the model, the path and "did you mean". Gives what each slot must be.
std::vector<Slot> resolve(ir::Statement& statement);
std::vector<Slot> resolve(ir::Expr& expr, const schema::Model& model);

/// Rewrites a resolved expression into normal form (semantics.md 1 to 4), which selects the same when an SQL database
/// counts "unknown" as false:
/// - `not_` stands only directly above one of: contains starts_with ends_with like ilike iequals icontains regex,
///   array_contains(_all), a boolean field or param, related_any; its operands are made sure by `or is_empty(…)` beside it.
/// - and_ and or_ are flat; constants are folded; `and{}`/`or{}` are constants.
/// - eq/ne with an empty constant or a value known empty is is_empty / not_(is_empty); eq/ne of two nullable
///   expressions is same / not_same; `ne` of a nullable with a value is `or(ne, is_empty)`; eq, lt, … otherwise as is.
/// - negated comparisons are the opposite comparison, with `or is_empty(x)` for each nullable side.
/// - between is and(ge, le). `in` has no empties and at least one value; related_none is not_(related_any);
///   related_all(c) is not_(related_any(not c)) with `not c` in normal form; array_none / array_all likewise with
///   array_any.
/// - a boolean field alone is itself (false when empty); a param with meets_integer has been turned into a constant
///   answer or the comparison that a whole bound needs (the param's `real_state` stays: 0 means bind as int64; 1 means
///   round: `lt`, `ge` up, `le`, `gt` down, bound as int64).
ir::Expr normal_form(const ir::Expr& condition);
ir::Statement normal_form(const ir::Statement& statement);

/// All of it.
Prepared prepare(const schema::Model& model, ir::Verb verb, std::span<const ir::Node> nodes, Names names,
                 std::uint64_t variant);
Prepared prepare(ir::Statement statement);

/// The same for a Code whose list is the same, whatever its values.
std::uint64_t fingerprint(ir::Verb verb, std::span<const ir::Node> nodes, Names names);

/// The variant word of these values (one per slot). Throws QueryError when it needs more than 64 bits.
std::uint64_t variant_of(std::span<const ir::Node> nodes, std::span<const Value> values);

/// The IR in words, for people and tests: "where (age >= ?1 and …) order by name desc limit ?2".
std::string describe(const ir::Statement& statement);

}  // namespace tenon::query
