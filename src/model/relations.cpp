// Loading relations: the keys to ask for, and which child belongs to which parent.

#include <memory>
#include <span>
#include <vector>

#include "drivers/members.hpp"
#include "model/hidden_references.hpp"
#include "model/instance.hpp"
#include "model/key_index.hpp"
#include "model/object_values.hpp"
#include "model/relations.hpp"
#include "model/state.hpp"
#include <tenon/clauses.hpp>
#include <tenon/error.hpp>
#include <tenon/execution.hpp>

namespace tenon::model {
namespace {

/// One behind the other.
struct Contiguous {
    const void* first;
    std::size_t count;
    std::size_t stride;
    [[nodiscard]] std::size_t size() const { return count; }
    const void* operator[](std::size_t i) const { return static_cast<const char*>(first) + i * stride; }
};

Cell key_cell(const Instance& instance, std::uint16_t field, const void* object) {
    const typed::Column& column = instance.table.columns[field];
    if (column.direct != direct::Kind::no) [[likely]]
        return drivers::cell_at(column, object);
    typed::NestedMember unused;
    return typed::encode(*column.type, member_of(column, object), *column.field, unused);
}

std::uint16_t only(const std::vector<std::uint16_t>& fields, const schema::Relation& relation) {
    if (fields.size() != 1)
        throw Unsupported("The relation `" + relation.name +
                          "` has a key of several fields, which include() can't load yet.");
    return fields.front();
}

}  // namespace

const schema::Relation& relation_of(const Instance& instance, std::uint16_t member) {
    return instance.model.relations.at(instance.model.members.at(member).relation);
}

const Instance& related_instance(const Session& session, const typed::ModelInfo& info) {
    return state_of(session).registry.require(info);
}

namespace {

/// The field of objects by which a relation leads, one of them hidden perhaps.
template <class List>
class Keys {
public:
    Keys(const Instance& instance, std::uint16_t field, const List& objects, const HiddenReferences* hidden)
        : instance_(instance),
          field_(field),
          objects_(objects),
          hidden_(hidden) {}
    [[nodiscard]] std::size_t size() const { return objects_.size(); }
    Cell operator[](std::size_t i) const {
        if (hidden_ != nullptr) [[unlikely]]
            return hidden_->at(i);
        return key_cell(instance_, field_, objects_[i]);
    }

private:
    const Instance& instance_;
    std::uint16_t field_;
    const List& objects_;
    const HiddenReferences* hidden_;
};

template <class List>
RelationKeys distinct_keys(const Session& session, const Instance& instance, const schema::Relation& relation,
                           const List& parents) {
    const std::uint16_t field = only(relation.local, relation);
    RelationKeys found{{}, hidden_references(session, instance, field, parents)};
    const Keys keys(instance, field, parents, found.hidden.get());
    found.cells.reserve(keys.size());
    KeyIndex seen(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const Cell key = keys[i];
        if (key.is_empty() || seen.find(key) != npos) continue;
        seen.put(key, 0);
        found.cells.push_back(key);
    }
    return found;
}

/// Of each of `these`, the number of the one among `those` with the same key.
template <class List>
std::vector<std::uint32_t> matched_by_key(const Keys<List>& these, const Keys<List>& those) {
    KeyIndex index(those.size());
    for (std::size_t i = 0; i < those.size(); ++i) index.put(those[i], static_cast<std::uint32_t>(i));
    std::vector<std::uint32_t> found(these.size());
    for (std::size_t i = 0; i < these.size(); ++i) found[i] = index.find(these[i]);
    return found;
}

template <class List>
std::vector<std::uint32_t> match_objects(const Session& session, const RelatedModels& models, const RelationKeys& keys,
                                         const List& parents, const List& children) {
    const schema::Relation& relation = models.relation;
    const std::uint16_t foreign = only(relation.foreign, relation);
    const auto hidden = hidden_references(session, models.child, foreign, children);
    const Keys of_parents(models.parent, only(relation.local, relation), parents, keys.hidden.get());
    const Keys of_children(models.child, foreign, children, hidden.get());
    const bool to_one = relation.kind == schema::RelationKind::belongs_to;
    return to_one ? matched_by_key(of_parents, of_children) : matched_by_key(of_children, of_parents);
}

}  // namespace

RelationKeys relation_keys(const Session& session, const Instance& instance, const schema::Relation& relation,
                           const void* parents, std::size_t count, std::size_t stride) {
    return distinct_keys(session, instance, relation, Contiguous{parents, count, stride});
}
RelationKeys relation_keys(const Session& session, const Instance& instance, const schema::Relation& relation,
                           Objects parents) {
    return distinct_keys(session, instance, relation, parents);
}

std::vector<std::uint32_t> match_children(const Session& session, const RelatedModels& models, const RelationKeys& keys,
                                          const void* parents, std::size_t parent_count, std::size_t parent_stride,
                                          const void* children, std::size_t child_count, std::size_t child_stride) {
    return match_objects(session, models, keys, Contiguous{parents, parent_count, parent_stride},
                         Contiguous{children, child_count, child_stride});
}
std::vector<std::uint32_t> match_children(const Session& session, const RelatedModels& models, const RelationKeys& keys,
                                          Objects parents, Objects children) {
    return match_objects(session, models, keys, parents, children);
}

bool has_limit(std::span<const ir::Node> query) {
    return typed::any_own_node(query.data(), query.size(), [](ir::Op op) { return op == ir::Op::limit; });
}

void append_relation_condition(std::vector<ir::Node>& nodes, const Instance& child, const schema::Relation& relation) {
    const bool is_limited = has_limit(nodes);
    const std::uint16_t foreign = only(relation.foreign, relation);
    const schema::Field& field = child.model.fields[foreign];
    const ir::Node key{ir::Op::field, 0, field.member, 0, 0};
    nodes.push_back(key);
    nodes.push_back({ir::Op::list, 0, static_cast<std::uint16_t>(field.type.base), 0, 0});
    nodes.push_back({ir::Op::in, 0, 0, 0, 0});
    nodes.push_back({ir::Op::where, 0, 0, 0, 0});
    if (is_limited) nodes.push_back({ir::Op::per_parent, 0, field.member, 0, 0});
}

}  // namespace tenon::model
