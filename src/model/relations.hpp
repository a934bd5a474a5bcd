#pragma once
// Loading relations of objects that don't stand one behind the other in memory: records. The rest is in execution.hpp.

#include <cstdint>
#include <span>
#include <vector>

#include <tenon/execution.hpp>

namespace tenon::model {

using Objects = std::span<const void* const>;
RelationKeys relation_keys(const Session&, const Instance&, const schema::Relation&, Objects parents);
std::vector<std::uint32_t> match_children(const Session&, const RelatedModels&, const RelationKeys&, Objects parents,
                                          Objects children);

/// Appends the condition "the relation's fields are among these keys" to a sub-query's nodes, whose limit counts for
/// each parent.
void append_relation_condition(std::vector<ir::Node>& nodes, const Instance& child, const schema::Relation&);

/// Has a query, not one inside it, a limit?
[[nodiscard]] bool has_limit(std::span<const ir::Node> query);

}  // namespace tenon::model
