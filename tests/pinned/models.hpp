#pragma once
// The models of the pinned queries: every type that a field can have, related both ways and to themselves.

#include <tenon/schema.hpp>

namespace tenon::pinned {

/// Users have posts, and a manager who is a user.
const schema::Model& users();
const schema::Model& posts();
/// Two keys, two unique indexes, every rule that a table can hold.
const schema::Model& products();
/// Defaults, generated columns, constraints, comments and indexes with directions.
const schema::Model& tickets();
/// Indexes of some rows and on expressions.
const schema::Model& accounts();
/// Fields that are kept folded beside themselves.
const schema::Model& guests();
/// Fields that are sorted as a language does.
const schema::Model& towns();
/// Maps and a variant.
const schema::Model& parts();
/// An enumeration that is stored as integers.
const schema::Model& tasks();
/// In a schema of their own: letters refer to clerks, who refer to each other.
const schema::Model& clerks();
const schema::Model& letters();
/// Rows that are removed softly.
const schema::Model& members();

}  // namespace tenon::pinned
