#pragma once
// Expressions in words.

#include <string>

#include "ir/statement.hpp"

namespace tenon::query {

/// "age >= ?1": values are numbered from 1 and never shown.
std::string words(const ir::Expr& expr);

}  // namespace tenon::query
