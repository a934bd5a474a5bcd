#pragma once
// Nested values compared field by field, whatever the order of keys in storage (semantics, rule 10).
//
// BSON compares documents key after key in storage order, and tells a missing key from null. Both sides of a comparison
// are therefore brought into one form: a struct becomes a document of all its members in the order declared, with null
// for an empty one; a map an array of {k, v} sorted by k; arrays and variants do the same with what is in them. The
// stored side is brought there by an expression, the given side when the slot is filled. A Json value has no declared
// shape: its comparison is spelled out from the value at each run, and two stored ones can't be compared.

#include <string>

#include "bson/template.hpp"
#include <tenon/schema.hpp>
#include <tenon/value.hpp>

namespace tenon::bson {

/// Can values of this type be brought into that form? False where a Json is inside.
[[nodiscard]] bool is_comparable(const schema::Type& type) noexcept;

/// The expression that gives the comparable form of a stored value: `path` is "$address" or "$$e1.lines".
Template comparable_expression(const std::string& path, const schema::Type& type, bool nullable);

/// The comparable form of a given value.
Template comparable_value(const Value& value, const schema::Type& type);

/// The condition that what `place` gives equals a Json value.
Template json_equals(const Template& place, const Value& value);

}  // namespace tenon::bson
