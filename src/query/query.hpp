#pragma once
// What is done with the IR before any database sees it.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ir/statement.hpp"
#include "query/prepared.hpp"
#include <tenon/schema.hpp>

namespace tenon::query {

/// The names that a Code's `named` nodes and outputs refer to.
using Names = std::span<const std::string>;

/// Finds the models that queries inside a query name.
class Models {
public:
    virtual ~Models();
    /// nullptr when there is none of that name.
    [[nodiscard]] virtual const schema::Model* find(std::string_view name) const = 0;
};

/// The tree of a query with its verb. `variant` is the word that was made while the values were bound: see
/// ir::ParamFlag for what takes how many of its bits, from the lowest, in the order of the nodes. A `when` that is
/// absent is gone from the tree (its slots stay counted): it counts as true, so an `or` with one is gone as a whole. An
/// update or delete whose every condition is absent is refused, since it would reach all rows. `first` and `one` limit
/// to 1 and 2 rows unless the limit is smaller, or bound, or per parent. Later limits and offsets replace earlier ones.
/// Throws QueryError when the list is malformed.
///
/// Fields and relations are given by their struct members (Expr::by_member, relation_member) until they are resolved;
/// assignments and per_parent have field indexes at once. Statements built by hand give field indexes everywhere.
ir::Statement decode(const schema::Model& model, ir::Verb verb, std::span<const ir::Node> nodes, Names names,
                     std::uint64_t variant, const Models* models = nullptr);

/// One condition or value alone.
ir::Expr decode_expression(std::span<const ir::Node> nodes, Names names, std::uint64_t variant);

/// Resolves names, sets types, checks that every operation means something for its operands. Throws QueryError with
/// the model, the path and "did you mean". Gives what each slot must be: a param without a type takes that of what it
/// meets (int64, uint64 or float64 for numbers; the field's own in an assignment); text becomes the time, id, enumeration
/// or decimal that it meets; a number that meets a decimal becomes a decimal. Resolving again changes nothing.
///
/// Refused beside what rule 4, 6, 7, 9 and 11 refuse: conditions where a value is needed (outputs, orders, operands of
/// `==`), division and `%` of decimals, `%` of reals, arithmetic of decimals with reals (params excepted), grouping by
/// nested values, an order of a distinct query by what is not among its outputs.
std::vector<Slot> resolve(ir::Statement& statement);
std::vector<Slot> resolve(ir::Expr& expr, const schema::Model& model);

/// Rewrites a resolved expression into normal form (semantics.md 1 to 4), which selects the same when an SQL database
/// counts "unknown" as false:
/// - `not_` stands only directly above one of: is_empty, in, contains starts_with ends_with like ilike iequals icontains
///   regex, array_contains(_all), array_any, related_any, a boolean field, element or param; each nullable operand of it
///   is made sure by `or is_empty(…)` beside it (not for a `not in` whose list had an empty: there an empty is no match).
///   What may be `not_`-ed is itself true or false when its operands aren't empty: array_contains is, whatever empties
///   the array holds.
/// - and_ and or_ are flat and have two operands or more; constants are folded: a condition that is always true or false
///   is a constant, and such a `where` that is true is gone.
/// - eq/ne with an empty constant or a value known empty is is_empty / not_(is_empty); eq/ne of two nullable
///   expressions is same / not_same; `ne` of a nullable with a value is `or(ne, is_empty)`; eq, lt, … otherwise as is.
///   is_empty stands only above what can be empty.
/// - negated comparisons are the opposite comparison, with `or is_empty(x)` for each nullable side.
/// - between is and(ge, le). `in` has no empties and at least one value; related_none is not_(related_any);
///   related_all(c) is not_(related_any(not c)) with `not c` in normal form; array_none / array_all likewise with
///   array_any. array_contains of what is, or may be, empty in an array whose elements may be empty is
///   array_any(array, is_empty(element)), array_any(array, same(element, …)).
/// - a boolean field alone is itself (false when empty); a param with meets_integer has been turned into a constant
///   answer or the comparison that a whole bound needs, and stands on the right (the param's `real_state` stays: 0 means
///   bind as int64; 1 means round: `lt`, `ge` up, `le`, `gt` down, bound as int64). Resolving takes meets_integer from
///   params that meet no integer.
/// - iequals, icontains and ilike of a folded field are eq, contains and like with both sides `folded`; an assignment to
///   one has a second behind it, to its folded column.
/// - array_add has the condition that its element is there as a third operand.
/// - arithmetic and text functions of a value known empty are the empty constant. Slots may be missing in the normal
///   form, or stand there twice.
ir::Expr normal_form(const ir::Expr& condition);
ir::Statement normal_form(const ir::Statement& statement);

/// All of it.
Prepared prepare(const schema::Model& model, ir::Verb verb, std::span<const ir::Node> nodes, Names names,
                 std::uint64_t variant, const Models* models = nullptr);
Prepared prepare(ir::Statement statement);

/// The same for a Code whose list is the same, whatever its values.
std::uint64_t fingerprint(ir::Verb verb, std::span<const ir::Node> nodes, Names names);

/// The variant word of these values (one per slot). Throws QueryError when it needs more than 64 bits, and for an empty
/// without may_be_empty. A param takes its bit for may_be_empty first, then those for meets_integer (0 when it is empty);
/// a list its bit for may_be_empty, then its size class. A list with meets_integer takes no bits for that: reals that are
/// no int64 are taken out of it with the empties, and the others are bound as int64. A `when` of a run-time list tells by
/// its own flag: 1 says that it is absent.
std::uint64_t variant_of(std::span<const ir::Node> nodes, std::span<const Value> values);

/// The IR in words, for people and tests: "select User where (age >= ?1 and …) order by name desc limit ?2". Values are
/// numbered from 1 and never shown; `^` before a field is a scope outwards.
std::string describe(const ir::Statement& statement);

}  // namespace tenon::query
