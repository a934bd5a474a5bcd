#pragma once
// A model's rules: what changes a value before it is written (trim, lower case), and what refuses it.

#include <cstddef>
#include <optional>
#include <string>

#include "model/failures.hpp"
#include "model/instance.hpp"
#include <tenon/schema.hpp>
#include <tenon/typed/table.hpp>

namespace tenon::model {

/// Has the field, or something nested in it, a rule?
bool is_ruled(const schema::Field& field);
bool is_ruled(const schema::Type& type);

/// An element of an array or map, or an alternative of a variant, as a field with its rules.
schema::Field element_of(const schema::Type& type, std::size_t which);
/// Which alternative a stored variant is: {"type": …, "value": …}.
std::optional<std::size_t> alternative_of(const schema::Type& type, const Document& stored);

/// Do its values come from a wider type in updates?
bool has_range(BaseType base);

/// Can `normalise` change its values?
bool may_change(const schema::Field& field);

/// trim, lowercase, uppercase; nested members as well.
void normalise(const schema::Field& field, Value& value);
void check_value(const schema::Field& field, const Value& value, const std::string& path, Failures& failures);

// On a member of an object; the first takes fields that `may_change`.
void normalise_member(const typed::Column& column, void* object);
void check_member(const typed::Column& column, const void* object, Failures& failures);

}  // namespace tenon::model
