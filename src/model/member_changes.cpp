#include "model/member_changes.hpp"

#include <utility>

#include "model/cast_errors.hpp"
#include "model/object_values.hpp"
#include "schema/cast.hpp"
#include "value/utf8.hpp"
#include <tenon/error.hpp>
#include <tenon/typed/codecs.hpp>

namespace tenon::model {
namespace {

using typed::Role;

const void* at(const void* object, std::uint32_t offset) { return static_cast<const char*>(object) + offset; }

void append(std::string& key, const std::vector<std::uint16_t>& path, char mark) {
    key += mark;
    key += static_cast<char>(path.size());
    for (const std::uint16_t leg : path) key.append(reinterpret_cast<const char*>(&leg), sizeof(leg));
}

/// A struct that may be empty, or a record's: nullptr when it is none.
const void* held(const typed::TypeInfo& type, const void* member) {
    if (type.role == Role::optional) return type.access->value(member);
    return static_cast<const Value*>(member)->if_document() != nullptr ? member : nullptr;
}

bool is_empty_value(const typed::TypeInfo& type, const void* member) {
    if (type.role == Role::dynamic) return static_cast<const Value*>(member)->is_empty();
    return type.role == Role::optional && type.access->value(member) == nullptr;
}

/// A member of a record's struct; one that isn't there is empty.
const Value* value_in(const void* document, const schema::Field& member) {
    static const Value nothing;
    const Value* found = static_cast<const Value*>(document)->as_document().find(member.column);
    return found != nullptr ? found : &nothing;
}

ir::Expr there(const std::vector<std::uint16_t>& path) {
    ir::Expr field, is_empty, is_there;
    field.op = ir::Op::field;
    field.path = path;
    is_empty.op = ir::Op::is_empty;
    is_empty.args.push_back(std::move(field));
    is_there.op = ir::Op::not_;
    is_there.args.push_back(std::move(is_empty));
    return is_there;
}

/// Of what stands around a member: "home.street.".
std::string outer_name(const schema::Model& model, const std::vector<std::uint16_t>& path) {
    std::string name;
    const std::vector<schema::Field>* fields = &model.fields;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        const schema::Field& field = (*fields)[path[i]];
        name += field.name + ".";
        fields = &field.type.members;
    }
    return name;
}

}  // namespace

MemberChanges::MemberChanges(const Instance& instance, const void* object, const void* old, std::uint64_t fields)
    : instance_(instance) {
    for (std::uint16_t i = 0; i < instance.table.columns.size(); ++i) {
        if (!has_bit(fields, i)) continue;
        const typed::Column& column = column_of(instance, i);
        add({column.type, column.field, member_of(column, object), member_of(column, old)}, {i});
    }
}

void MemberChanges::add(const Place& place, const Path& path) {
    if (place.type->role == Role::structure) return add_members(place, path);
    const bool is_optional = place.type->role == Role::optional && place.type->element->role == Role::structure;
    const bool is_document = place.type->role == Role::dynamic && place.field->type.base == BaseType::structure;
    if (!is_optional && !is_document) return add_whole(place, path);
    const void* now = held(*place.type, place.now);
    const void* then = held(*place.type, place.then);
    if (now == nullptr || then == nullptr) return add_whole(place, path);
    const std::size_t first = changes_.size();
    add_members({is_optional ? place.type->element : place.type, place.field, now, then}, path);
    const bool may_be_gone = is_optional || place.field->type.nullable;
    if (may_be_gone && changes_.size() > first && changes_[first].path.size() > path.size()) optionals_.push_back(path);
}

MemberChanges::Place MemberChanges::member_at(const Place& place, std::uint16_t index) {
    const schema::Field& field = place.field->type.members[index];
    if (place.type->role == Role::dynamic)
        return {&typed::type_info<Value>, &field, value_in(place.now, field), value_in(place.then, field)};
    const typed::MemberInfo& member = place.type->structure().members[field.member];
    return {member.type, &field, at(place.now, member.offset), at(place.then, member.offset)};
}

void MemberChanges::add_members(const Place& place, const Path& path) {
    std::vector<std::pair<std::uint16_t, Place>> changed;
    const std::size_t members = place.field->type.members.size();
    for (std::uint16_t i = 0; i < members; ++i) {
        const Place inner = member_at(place, i);
        if (!typed::equal(*inner.type, inner.now, inner.then)) changed.emplace_back(i, inner);
    }
    if (changed.empty() || changed.size() == members) return add_whole(place, path);
    any_ = true;
    for (const auto& [leg, inner] : changed) {
        Path inside = path;
        inside.push_back(leg);
        add(inner, inside);
    }
}

void MemberChanges::add_whole(const Place& place, const Path& path) {
    const bool is_empty = path.size() > 1 && is_empty_value(*place.type, place.now);
    changes_.push_back({path, place.type, place.field, place.now, is_empty});
}

std::string MemberChanges::key() const {
    std::string key = "save";
    for (const Change& change : changes_) append(key, change.path, change.is_empty ? 'e' : 'v');
    for (const Path& path : optionals_) append(key, path, 'o');
    return key;
}

std::size_t MemberChanges::slots() const {
    std::size_t slots = 0;
    for (const Change& change : changes_) slots += change.is_empty ? 0 : 1;
    return slots;
}

ir::Statement MemberChanges::update(ir::Expr where) const {
    ir::Update update;
    update.model = &instance_.model;
    std::uint16_t slot = 0;
    for (const Change& change : changes_) {
        ir::Expr value;
        value.op = change.is_empty ? ir::Op::constant : ir::Op::param;
        if (!change.is_empty) value.slot = slot++;
        update.assignments.push_back({change.path, std::move(value)});
    }
    if (!optionals_.empty()) {
        ir::Expr all;
        all.op = ir::Op::and_;
        all.args.push_back(std::move(where));
        for (const Path& path : optionals_) all.args.push_back(there(path));
        where = std::move(all);
    }
    update.where = std::move(where);
    return update;
}

Cell MemberChanges::cell_of(const Change& change) {
    Cell cell = typed::encode(*change.type, change.member, *change.field, rooms_.emplace_front());
    if (cell.type == CellType::text) check_text(cell.text_view(), change.field->name);
    if (cell.type == CellType::decimal) schema::check_decimal(*cell.decimal, change.field->type, change.field->name);
    return cell;
}

void MemberChanges::add_cells(std::vector<Cell>& cells) {
    for (const Change& change : changes_) {
        if (change.is_empty) continue;
        try {
            cells.push_back(cell_of(change));
        } catch (const CastError& error) {
            throw_of_model(error, instance_.model, outer_name(instance_.model, change.path));
        }
    }
}

}  // namespace tenon::model
