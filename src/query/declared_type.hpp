#pragma once
// How the value of an expression is stored.

#include "ir/statement.hpp"
#include <tenon/schema.hpp>

namespace tenon::query {

/// The type that says how a value is stored: of computed decimals, that of the operand that gives them their scale. nullptr
/// when nothing says it.
[[nodiscard]] const schema::Type* declared_type(const ir::Expr& expr);

/// A type of this kind with nothing else said of it.
[[nodiscard]] const schema::Type& plain_type(BaseType base);

}  // namespace tenon::query
