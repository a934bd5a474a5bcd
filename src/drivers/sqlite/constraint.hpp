#pragma once
// Which of a model's rules SQLite means by its words about a constraint.

#include <string_view>

#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::drivers::sqlite {

// SQLite names a constraint in its message alone: "UNIQUE constraint failed: users.email". These functions never take
// such words apart: they make, for each rule of the model, the list that SQLite would make, and compare it whole.

/// `words` is the whole message. Fields and constraint stay empty when the model has no such rule.
ErrorDetail unique_detail(std::string_view words, const schema::Model& model);
ErrorDetail not_null_detail(std::string_view words, const schema::Model& model);

/// What SQLite says behind "… constraint failed: ": a list of columns, or the name of a CHECK. Empty without it.
std::string_view constraint_of(std::string_view words) noexcept;

}  // namespace tenon::drivers::sqlite
