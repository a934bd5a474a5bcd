#pragma once
// Conditions in normal form, as they are and negated. Every negation is pushed down until it meets a leaf.

#include <initializer_list>

#include "ir/statement.hpp"

namespace tenon::query {

/// The condition, or its complement, in normal form.
ir::Expr normal(const ir::Expr& condition, bool positive);
ir::Select normal_select(const ir::Select& select);
/// A value: the conditions inside it in normal form.
ir::Expr normal_value(const ir::Expr& value);

// By kind of condition.
ir::Expr normal_comparison(ir::Op op, const ir::Expr& left, const ir::Expr& right, bool positive);
ir::Expr normal_in_query(const ir::Expr& condition, bool positive);
ir::Expr normal_membership(const ir::Expr& condition, bool positive);
ir::Expr normal_bits(const ir::Expr& condition, bool positive);
ir::Expr normal_text_match(const ir::Expr& condition, bool positive);
ir::Expr normal_array(const ir::Expr& condition, bool positive);
ir::Expr normal_related(const ir::Expr& condition, bool positive);

/// Empty whatever the row, because a value in it is.
[[nodiscard]] bool is_known_empty(const ir::Expr& expr);
/// `is_empty`, or its complement.
ir::Expr emptiness(const ir::Expr& expr, bool positive);
/// `not condition`, true as well when one of these is empty.
ir::Expr complement(ir::Expr condition, std::initializer_list<const ir::Expr*> operands);

}  // namespace tenon::query
