// Loading relations: the keys to ask for, and which child belongs to which parent.

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "drivers/members.hpp"
#include "model/instance.hpp"
#include "model/object_values.hpp"
#include "model/relations.hpp"
#include "model/state.hpp"
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

/// Keys that are equal have equal bytes.
std::string bytes_of(const Cell& cell) {
    switch (cell.type) {
    case CellType::text: return std::string(cell.text_view());
    case CellType::uuid: return std::string(reinterpret_cast<const char*>(cell.id), 16);
    case CellType::object_id: return std::string(reinterpret_cast<const char*>(cell.id), 12);
    case CellType::bytes: return std::string(reinterpret_cast<const char*>(cell.bytes), cell.size);
    case CellType::decimal: return cell.decimal->to_string();
    default: return std::string(reinterpret_cast<const char*>(&cell.integer), sizeof(cell.integer));
    }
}

bool is_number(const Cell& cell) {
    return cell.type == CellType::integer || cell.type == CellType::date || cell.type == CellType::timestamp;
}

/// From a key to a number; integers without making text of them.
class KeyIndex {
public:
    explicit KeyIndex(std::size_t expected) { numbers_.reserve(expected); }
    void put(const Cell& key, std::uint32_t index) {
        if (is_number(key))
            numbers_.try_emplace(key.integer, index);
        else if (!key.is_empty())
            texts_.try_emplace(bytes_of(key), index);
    }
    [[nodiscard]] std::uint32_t find(const Cell& key) const {
        if (is_number(key)) {
            const auto found = numbers_.find(key.integer);
            return found == numbers_.end() ? npos : found->second;
        }
        if (key.is_empty()) return npos;
        const auto found = texts_.find(bytes_of(key));
        return found == texts_.end() ? npos : found->second;
    }

private:
    std::unordered_map<std::int64_t, std::uint32_t> numbers_;
    std::unordered_map<std::string, std::uint32_t> texts_;
};

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

template <class List>
std::vector<Cell> distinct_keys(const Instance& instance, const schema::Relation& relation, const List& parents) {
    const std::uint16_t field = only(relation.local, relation);
    std::vector<Cell> keys;
    keys.reserve(parents.size());
    KeyIndex seen(parents.size());
    for (std::size_t i = 0; i < parents.size(); ++i) {
        const Cell key = key_cell(instance, field, parents[i]);
        if (key.is_empty() || seen.find(key) != npos) continue;
        seen.put(key, 0);
        keys.push_back(key);
    }
    return keys;
}

/// Of each of `these`, the number of the one among `those` with the same key.
template <class List>
std::vector<std::uint32_t> matched_by_key(const Instance& of_these, std::uint16_t here, const List& these,
                                          const Instance& of_those, std::uint16_t there, const List& those) {
    KeyIndex index(those.size());
    for (std::size_t i = 0; i < those.size(); ++i)
        index.put(key_cell(of_those, there, those[i]), static_cast<std::uint32_t>(i));
    std::vector<std::uint32_t> found(these.size());
    for (std::size_t i = 0; i < these.size(); ++i) found[i] = index.find(key_cell(of_these, here, these[i]));
    return found;
}

template <class List>
std::vector<std::uint32_t> match_objects(const Instance& parent, const schema::Relation& relation, const List& parents,
                                         const Instance& child, const List& children) {
    const std::uint16_t local = only(relation.local, relation);
    const std::uint16_t foreign = only(relation.foreign, relation);
    const bool to_one = relation.kind == schema::RelationKind::belongs_to;
    return to_one ? matched_by_key(parent, local, parents, child, foreign, children)
                  : matched_by_key(child, foreign, children, parent, local, parents);
}

}  // namespace

std::vector<Cell> relation_keys(const Instance& instance, const schema::Relation& relation, const void* parents,
                                std::size_t count, std::size_t stride) {
    return distinct_keys(instance, relation, Contiguous{parents, count, stride});
}
std::vector<Cell> relation_keys(const Instance& instance, const schema::Relation& relation, Objects parents) {
    return distinct_keys(instance, relation, parents);
}

std::vector<std::uint32_t> match_children(const Instance& parent, const schema::Relation& relation, const void* parents,
                                          std::size_t parent_count, std::size_t parent_stride, const Instance& child,
                                          const void* children, std::size_t child_count, std::size_t child_stride) {
    return match_objects(parent, relation, Contiguous{parents, parent_count, parent_stride}, child,
                         Contiguous{children, child_count, child_stride});
}
std::vector<std::uint32_t> match_children(const Instance& parent, const schema::Relation& relation, Objects parents,
                                          const Instance& child, Objects children) {
    return match_objects(parent, relation, parents, child, children);
}

void append_relation_condition(std::vector<ir::Node>& nodes, const Instance& child, const schema::Relation& relation,
                               bool limited) {
    const std::uint16_t foreign = only(relation.foreign, relation);
    const schema::Field& field = child.model.fields[foreign];
    const ir::Node key{ir::Op::field, 0, field.member, 0, 0};
    nodes.push_back(key);
    nodes.push_back({ir::Op::list, 0, static_cast<std::uint16_t>(field.type.base), 0, 0});
    nodes.push_back({ir::Op::in, 0, 0, 0, 0});
    nodes.push_back({ir::Op::where, 0, 0, 0, 0});
    if (limited) nodes.push_back({ir::Op::per_parent, 0, field.member, 0, 0});
}

}  // namespace tenon::model
