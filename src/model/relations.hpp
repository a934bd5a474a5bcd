#pragma once
// Loading relations of objects that don't stand one behind the other in memory: records. The rest is in execution.hpp.

#include <span>

#include <tenon/execution.hpp>

namespace tenon::model {

using Objects = std::span<const void* const>;
std::vector<Cell> relation_keys(const Instance&, const schema::Relation&, Objects parents);
std::vector<std::uint32_t> match_children(const Instance& parent, const schema::Relation&, Objects parents,
                                          const Instance& child, Objects children);

}  // namespace tenon::model
