#pragma once
// Relations of a run-time model to one that is defined later. A registered model never changes: what was found out since
// stands beside it.

#include <atomic>
#include <memory>
#include <vector>

#include <tenon/schema.hpp>

namespace tenon::schema {

struct LateRelation {
    std::unique_ptr<const Relation> relation;
    std::atomic<const Relation*> found{nullptr};  ///< `relation`, once that is there
};

/// The relation with the model that it leads to and the fields there; nullptr while that model isn't defined. Any thread.
const Relation* linked(const Relation& relation) noexcept;

/// A relation that waited, and what was found out.
struct Arrival {
    std::shared_ptr<LateRelation> late;
    Relation relation;
};

/// The relations of `known` models that wait for one of these, which aren't linked yet; their references get what the
/// waiting side says of on_delete. Throws SchemaError for what can't be.
std::vector<Arrival> arrivals(const std::vector<const Model*>& known, const std::vector<Model*>& fresh);

/// From here on, `linked` gives them.
void publish(std::vector<Arrival> arrivals);

/// The fields of a has_many's or has_one's other model that refer to its owner. Throws SchemaError when there are none such.
std::vector<std::uint16_t> referring_fields(const Model& owner, const Relation& relation, const Model& target);

/// What is said of on_delete on the owner's side becomes the references'.
void pass_on_delete(const Relation& relation, const std::vector<std::uint16_t>& references, Model& target);

}  // namespace tenon::schema
