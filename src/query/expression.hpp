#pragma once
// Small questions about expressions, and small expressions, for the files of this room.

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "ir/statement.hpp"

namespace tenon::query {

inline constexpr std::uint8_t array_size_class = 5;

[[nodiscard]] bool is_step_inside(ir::Op op) noexcept;       ///< map_at, alternative
[[nodiscard]] bool is_logic(ir::Op op) noexcept;             ///< and, or, not
[[nodiscard]] bool is_comparison(ir::Op op) noexcept;        ///< == != < <= > >=
[[nodiscard]] bool is_arithmetic(ir::Op op) noexcept;        ///< + - * / %
[[nodiscard]] bool is_text_match(ir::Op op) noexcept;        ///< contains … regex
[[nodiscard]] bool is_folding_match(ir::Op op) noexcept;     ///< iequals, icontains, ilike
[[nodiscard]] bool is_array_quantifier(ir::Op op) noexcept;  ///< array_any, array_all, array_none
[[nodiscard]] bool is_update_value(ir::Op op) noexcept;      ///< or_zero … array_change
/// Does this operand speak of an array's elements, or of related rows?
[[nodiscard]] bool is_inwards(ir::Op op, std::size_t operand) noexcept;
[[nodiscard]] bool is_related(ir::Op op) noexcept;  ///< related_…
[[nodiscard]] bool is_related_condition(ir::Op op) noexcept;
[[nodiscard]] bool is_aggregate(ir::Op op) noexcept;
[[nodiscard]] bool is_ordered_aggregate(ir::Op op) noexcept;  ///< first, last, push
/// What an `over` can be of: row_number and its kin, and most aggregates.
[[nodiscard]] bool is_window_function(ir::Op op) noexcept;
[[nodiscard]] bool is_shift(ir::Op op) noexcept;            ///< lag, lead
[[nodiscard]] bool is_number_function(ir::Op op) noexcept;  ///< abs … round
[[nodiscard]] bool is_time_function(ir::Op op) noexcept;    ///< time_…
[[nodiscard]] bool is_function(ir::Op op) noexcept;         ///< both, and trim … position
[[nodiscard]] bool is_choice(ir::Op op) noexcept;           ///< case_, coalesce
/// Of a case_ or coalesce: is operand number `i` a value that it may give, and no condition?
[[nodiscard]] bool is_chosen(const ir::Expr& choice, std::size_t i) noexcept;
/// Of what leads into a Json: a key, and no number of an element.
[[nodiscard]] bool is_json_key(const ir::Expr& step) noexcept;
[[nodiscard]] bool is_query(ir::Op op) noexcept;  ///< query_values, query_exists, query_value
[[nodiscard]] bool is_clause(ir::Op op) noexcept;
/// Operations that are true or false, never a value of another kind.
[[nodiscard]] bool is_condition(ir::Op op) noexcept;

/// A resolved field that is kept folded beside itself.
[[nodiscard]] bool is_folded_field(const ir::Expr& expr) noexcept;
/// What our code folds, or has folded: a value, or such a field.
[[nodiscard]] bool can_be_folded(const ir::Expr& expr) noexcept;
/// iequals, icontains, ilike with such a field on either side: what is compared is the folded form.
[[nodiscard]] bool compares_folded(const ir::Expr& match) noexcept;

ir::Expr make(ir::Op op);
ir::Expr make(ir::Op op, ir::Expr operand);
ir::Expr make(ir::Op op, ir::Expr left, ir::Expr right);
ir::Expr boolean(bool value);
[[nodiscard]] bool is_constant(const ir::Expr& expr, bool value) noexcept;
/// An expression made for the scope outside is read one scope further in.
void move_inwards(ir::Expr& expr, unsigned depth = 0);

/// Where OrderFlag bits put empties. Throws QueryError when they say both.
[[nodiscard]] ir::Empties empties_of(std::uint8_t flags);
/// An order_key as the order that it is.
[[nodiscard]] ir::Order order_of(const ir::Expr& key);

/// The rows from the last to the first.
[[nodiscard]] ir::Order reversed(ir::Order order);

/// The same operations on the same fields, constants and slots.
[[nodiscard]] bool same_expression(const ir::Expr& a, const ir::Expr& b);

}  // namespace tenon::query
