#pragma once
// What `case`, `coalesce` and `cast` make of values.

#include <tenon/base_type.hpp>
#include <tenon/value.hpp>

#include "ir/statement.hpp"

namespace tenon::query {

/// The value as one of another type. It is one that the resolver lets through: nothing is lost.
[[nodiscard]] Value exact_cast(const Value& value, BaseType to);

/// Throws CastError when a given time or decimal is finer than the field beside which it is chosen.
void check_chosen(const ir::Expr& expr, const Value& value);

}  // namespace tenon::query
