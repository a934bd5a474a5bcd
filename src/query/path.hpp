#pragma once
// Paths to fields: from the members of a struct, or from a dotted name, to field indexes.

#include <string>
#include <string_view>

#include "ir/statement.hpp"
#include <tenon/schema.hpp>

namespace tenon::query {

/// Where a path starts: the row of a model, or an element of an array (then `model` is nullptr).
struct Scope {
    const schema::Model* model = nullptr;
    const schema::Type* element = nullptr;
    std::string_view name;        ///< the model's, for errors: inside an element that of the model around it
    bool may_be_missing = false;  ///< there may be no such row: all of it is empty then
};

/// Resolves a field, named or element: afterwards `path` holds field indexes, and `field`, `declared`, `type` and
/// `nullable` are set. Throws QueryError that names the model and the path.
void resolve_path(ir::Expr& expr, const Scope& scope);

/// The relation of a struct's member. Throws QueryError when it has none, or its model isn't registered.
const schema::Relation& relation_of(std::uint16_t member, const Scope& scope);

/// The relation of this name, or whose reference is the field of this name; nullptr when there is none.
const schema::Relation* relation_called(std::string_view name, const Scope& scope);

/// The field of a struct's member in a model. Throws QueryError.
std::uint16_t field_of_member(std::uint16_t member, const Scope& scope);

/// Throws QueryError about a model's path.
[[noreturn]] void refuse(std::string_view model, const std::string& path, const std::string& message);

/// The members behind a map_at or alternative, by their numbers or names, from a value of this type on.
void resolve_inside(ir::Expr& expr, const schema::Type& from, const Scope& scope);

}  // namespace tenon::query
