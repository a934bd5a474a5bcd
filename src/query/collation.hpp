#pragma once
// Whose order an expression is in: that of a language, when its field says so, or that of bytes (semantics, rule 5).

#include <string>
#include <string_view>

#include "ir/statement.hpp"

namespace tenon::query {

/// The language in whose order text of this type is sorted; "" byte by byte. nullptr: no type was declared.
[[nodiscard]] std::string_view collation_of(const schema::Type* declared) noexcept;
/// Of what an order, min or max looks at.
[[nodiscard]] std::string_view collation_of(const ir::Expr& expr) noexcept;
/// Of a comparison of these: that of either, if it has one.
[[nodiscard]] std::string_view collation_of(const ir::Expr& a, const ir::Expr& b) noexcept;
/// `<`, `<=`, `>`, `>=` or between.
[[nodiscard]] bool is_order_comparison(ir::Op op) noexcept;

/// Is a language's order asked for inside?
[[nodiscard]] bool compares_in_language(const ir::Expr& expr) noexcept;

/// How two texts stand: negative, zero, positive.
[[nodiscard]] int compare_collated(const std::string& a, const std::string& b, std::string_view collation);

}  // namespace tenon::query
