#include "drivers/memory/foreign_key.hpp"

namespace tenon::drivers::memory {

using schema::Model;
using schema::OnDelete;
using schema::Relation;
using schema::RelationKind;

namespace {

bool is_other_side(const Relation& there, const Model& model, const Fields& local) {
    return there.kind != RelationKind::belongs_to && there.target_name == model.name && there.foreign == local;
}

OnDelete on_delete_of(const Relation& relation, const Model& model) {
    if (relation.on_delete != OnDelete::restrict) return relation.on_delete;
    for (const Relation& there : relation.target->relations) {
        const bool says = there.on_delete != OnDelete::restrict;
        if (says && is_other_side(there, model, relation.local)) return there.on_delete;
    }
    return OnDelete::restrict;
}

std::string name_of(const Model& model, const Fields& local) {
    std::string name = model.table;
    for (const std::uint16_t field : local) name += "_" + model.fields[field].column;
    return name + "_fkey";
}

}  // namespace

std::vector<ForeignKey> foreign_keys_of(const Model& model) {
    std::vector<ForeignKey> keys;
    for (const Relation& relation : model.relations) {
        if (relation.kind != RelationKind::belongs_to || relation.target == nullptr || relation.local.empty()) continue;
        ForeignKey key;
        key.name = name_of(model, relation.local);
        key.local = relation.local;
        key.target_model = relation.target->name;
        key.target_table = relation.target->full_table();
        key.foreign = relation.foreign.empty() ? relation.target->key : relation.foreign;
        key.on_delete = on_delete_of(relation, model);
        keys.push_back(std::move(key));
    }
    return keys;
}

}  // namespace tenon::drivers::memory
