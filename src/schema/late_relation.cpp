#include "schema/late_relation.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <tenon/error.hpp>

namespace tenon::schema {
namespace {

[[noreturn]] void refuse_relation(const Model& owner, const Relation& relation, const std::string& sentence) {
    throw SchemaError("Model " + owner.name + ": the relation `" + relation.name + "` names " + sentence,
                      {.model = owner.name, .fields = {relation.name}, .constraint = {}, .database_code = {}});
}

Relation* reference_by(Model& target, const std::vector<std::uint16_t>& fields) {
    const auto is_it = [&](const Relation& one) { return one.kind == RelationKind::belongs_to && one.local == fields; };
    const auto found = std::find_if(target.relations.begin(), target.relations.end(), is_it);
    return found == target.relations.end() ? nullptr : &*found;
}

bool refers_to(const Model& target, const std::vector<std::uint16_t>& fields, const std::string& owner) {
    return std::any_of(target.relations.begin(), target.relations.end(), [&](const Relation& one) {
        return one.kind == RelationKind::belongs_to && one.local == fields && one.target_name == owner;
    });
}

}  // namespace

const Relation* linked(const Relation& relation) noexcept {
    return relation.late ? relation.late->found.load(std::memory_order_acquire) : &relation;
}

std::vector<std::uint16_t> referring_fields(const Model& owner, const Relation& relation, const Model& target) {
    std::vector<std::uint16_t> fields;
    std::string names;
    for (const std::string& name : relation.foreign_names) {
        const auto index = target.index_of(name);
        if (!index)
            refuse_relation(owner, relation,
                            "`" + name + "`, which is no field of " + target.name + "; " +
                                suggestion(name, target.fields));
        fields.push_back(*index);
        names += (names.empty() ? "`" : ", `") + name + "`";
    }
    if (!refers_to(target, fields, owner.name))
        refuse_relation(owner, relation,
                        names + " of " + target.name + ", which is no reference to " + owner.name +
                            ": say there that it references " + owner.name + ".");
    return fields;
}

void pass_on_delete(const Relation& relation, const std::vector<std::uint16_t>& references, Model& target) {
    Relation* const reference = reference_by(target, references);
    if (reference != nullptr && relation.on_delete != OnDelete::restrict) reference->on_delete = relation.on_delete;
}

std::vector<Arrival> arrivals(const std::vector<const Model*>& known, const std::vector<Model*>& fresh) {
    std::vector<Arrival> arrived;
    for (const Model* owner : known)
        for (const Relation& relation : owner->relations) {
            if (linked(relation) != nullptr) continue;
            const auto target = std::find_if(fresh.begin(), fresh.end(),
                                             [&](const Model* model) { return model->name == relation.target_name; });
            if (target == fresh.end()) continue;
            Arrival arrival{relation.late, relation};
            arrival.relation.late.reset();
            arrival.relation.target = *target;
            arrival.relation.foreign = referring_fields(*owner, relation, **target);
            pass_on_delete(relation, arrival.relation.foreign, **target);
            arrived.push_back(std::move(arrival));
        }
    return arrived;
}

void publish(std::vector<Arrival> arrivals) {
    for (Arrival& arrival : arrivals) {
        arrival.late->relation = std::make_unique<const Relation>(std::move(arrival.relation));
        arrival.late->found.store(arrival.late->relation.get(), std::memory_order_release);
    }
}

}  // namespace tenon::schema
