#include "query/path.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <tenon/error.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Op;
using schema::Field;
using schema::Type;

void refuse(std::string_view model, const std::string& path, const std::string& message) {
    ErrorDetail detail;
    detail.model = std::string(model);
    if (!path.empty()) detail.fields.push_back(path);
    const std::string where = model.empty() ? std::string() : std::string(model) + ": ";
    throw QueryError(where + message, std::move(detail));
}

namespace {

const std::vector<Field>& fields_of(const Scope& scope, const std::string& path) {
    if (scope.model != nullptr) return scope.model->fields;
    if (scope.element != nullptr && scope.element->base == BaseType::structure) return scope.element->members;
    refuse(scope.name, path, "the elements of this array have no fields; use the element itself");
}

std::optional<std::uint16_t> find_member(std::span<const Field> fields, std::uint16_t member) {
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].member == member) return static_cast<std::uint16_t>(i);
    if (member < fields.size()) return member;  // described at run time: members aren't numbered
    return std::nullopt;
}

std::optional<std::uint16_t> find_name(std::span<const Field> fields, std::string_view name) {
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].is_called(name)) return static_cast<std::uint16_t>(i);
    return std::nullopt;
}

/// The relation that a field holds the key of; nullptr when it is no reference.
const schema::Relation* reference_of(const schema::Model& model, std::uint16_t field) {
    for (const schema::Relation& relation : model.relations)
        if (relation.kind == schema::RelationKind::belongs_to && relation.local.front() == field) return &relation;
    return nullptr;
}

// Walks down nested structures, leg by leg; what it has passed is what errors name.
class Walk {
public:
    Walk(Expr& expr, const Scope& scope) : expr_(expr), scope_(scope) {}

    void start(std::uint16_t index, std::span<const Field> fields) {
        if (index >= fields.size()) refuse(scope_.name, passed_, "has no field number " + std::to_string(index));
        step(fields[index], index);
        expr_.field = &fields[index];
    }

    // The members that the next leg chooses from.
    const std::vector<Field>& into(std::string_view leg) {
        const Type& type = *expr_.declared;
        if (type.base == BaseType::structure) return type.members;
        const std::string whole = passed_ + "." + std::string(leg);
        if (type.base == BaseType::array)
            refuse(scope_.name, whole,
                   "`" + passed_ + "` is an array, and `" + whole + "` leads through it: say any(" + passed_ +
                       ", …), all(…) or none(…) with a condition on its elements");
        if (indexes_.size() == 1 && scope_.model != nullptr && reference_of(*scope_.model, indexes_.front()) != nullptr)
            refuse(scope_.name, whole,
                   "`" + passed_ + "` is a reference: ask for any(" + passed_ + ", …) with a condition on `" +
                       std::string(leg) + "` of the row that it leads to");
        refuse(scope_.name, whole,
               "`" + passed_ + "` is of type " + std::string(name_of(type.base)) + " and has no field `" +
                   std::string(leg) + "`");
    }

    void step(const Field& field, std::uint16_t index) {
        if (!passed_.empty()) passed_ += '.';
        passed_ += field.name;
        indexes_.push_back(index);
        expr_.declared = &field.type;
        expr_.nullable = expr_.nullable || field.type.nullable;
    }

    void finish() {
        expr_.op = Op::field;
        expr_.path = std::move(indexes_);
        expr_.name.clear();
        expr_.by_member = false;
        expr_.type = expr_.declared->base;
    }

    [[nodiscard]] const std::string& passed() const { return passed_; }

private:
    Expr& expr_;
    const Scope& scope_;
    std::string passed_;
    std::vector<std::uint16_t> indexes_;
};

[[noreturn]] void refuse_name(const Scope& scope, const std::string& name, std::size_t end, const std::string& hint) {
    std::string message = "there is no field `";
    message.append(name, 0, end).append("`").append(hint);
    refuse(scope.name, name, message);
}

[[noreturn]] void refuse_relation(const Scope& scope, const std::string& name, const std::string& relation) {
    refuse(scope.name, name,
           "`" + relation + "` is a relation: say any(" + relation +
               ", …), all(…) or none(…) with a condition on the related rows");
}

/// Of the names of fields, or of a model's relations.
std::string nearest(const std::string& leg, const std::vector<Field>& fields, const schema::Model* model) {
    std::vector<std::string> names;
    for (const Field& field : fields) names.push_back(field.name);
    if (model != nullptr)
        for (const schema::Relation& relation : model->relations) names.push_back(relation.name);
    std::string near = schema::suggestion(leg, names);
    return near.empty() ? schema::suggestion(leg, fields) : near;
}

void resolve_name(Expr& expr, const Scope& scope) {
    const std::string name = expr.name;
    const std::vector<Field>* fields = &fields_of(scope, name);
    Walk walk(expr, scope);
    bool first = true;
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t dot = std::min(name.find('.', begin), name.size());
        const std::string leg = name.substr(begin, dot - begin);
        if (!first) fields = &walk.into(leg);
        const auto index = find_name(*fields, leg);
        if (!index) {
            if (first && scope.model != nullptr && scope.model->find_relation(leg) != nullptr)
                refuse_relation(scope, name, leg);
            refuse_name(scope, name, dot, "; " + nearest(leg, *fields, first ? scope.model : nullptr));
        }
        if (first) {
            walk.start(*index, *fields);
        } else {
            walk.step((*fields)[*index], *index);
        }
        first = false;
        begin = dot + 1;
    }
    walk.finish();
}

void resolve_indexes(Expr& expr, const Scope& scope) {
    const std::vector<std::uint16_t> path = expr.path;
    if (path.empty()) refuse(scope.name, {}, "a field without an index");
    const bool by_member = expr.by_member;
    Walk walk(expr, scope);
    if (scope.model != nullptr) {
        walk.start(by_member ? field_of_member(path[0], scope) : path[0], scope.model->fields);
    } else {
        const std::span<const Field> fields = fields_of(scope, {});
        walk.start(by_member ? find_member(fields, path[0]).value_or(path[0]) : path[0], fields);
    }
    for (std::size_t i = 1; i < path.size(); ++i) {
        const std::span<const Field> fields = walk.into(std::to_string(path[i]));
        const auto index = by_member ? find_member(fields, path[i]) : std::optional(path[i]);
        if (!index || *index >= fields.size())
            refuse(scope.name, walk.passed(),
                   "`" + walk.passed() + "` has no member number " + std::to_string(path[i]));
        walk.step(fields[*index], *index);
    }
    walk.finish();
}

}  // namespace

std::uint16_t field_of_member(std::uint16_t member, const Scope& scope) {
    const schema::Model& model = *scope.model;
    if (member >= model.members.size()) refuse(scope.name, {}, "it has no member number " + std::to_string(member));
    const schema::MemberRole& role = model.members[member];
    if (role.field != schema::MemberRole::none) return role.field;
    const std::string name = role.relation < model.relations.size() ? model.relations[role.relation].name
                                                                    : std::to_string(member);
    refuse(scope.name, name,
           "`" + name + "` is a relation and has no value of its own: say any(" + name +
               ", …), all(…), none(…) or count(…)");
}

const schema::Relation& relation_of(std::uint16_t member, const Scope& scope) {
    if (scope.model == nullptr) refuse(scope.name, {}, "the elements of an array have no relations");
    const schema::Model& model = *scope.model;
    const std::uint16_t index = member < model.members.size() ? model.members[member].relation
                                                              : schema::MemberRole::none;
    if (index >= model.relations.size())
        refuse(scope.name, {}, "its member number " + std::to_string(member) + " is no relation");
    return model.relations[index];
}

const schema::Relation* relation_called(std::string_view name, const Scope& scope) {
    if (scope.model == nullptr) return nullptr;
    if (const schema::Relation* relation = scope.model->find_relation(name)) return relation;
    const auto index = scope.model->index_of(name);  // by an alias
    return index ? reference_of(*scope.model, *index) : nullptr;
}

void resolve_path(Expr& expr, const Scope& scope) {
    expr.nullable = false;
    if (expr.op == Op::named || expr.op == Op::field || !expr.path.empty()) {
        expr.op == Op::named ? resolve_name(expr, scope) : resolve_indexes(expr, scope);
        expr.nullable = expr.nullable || scope.may_be_missing;
        return;
    }
    if (scope.element == nullptr) refuse(scope.name, {}, "an `element` stands outside any(…), all(…), none(…)");
    expr.declared = scope.element;
    expr.type = scope.element->base;
    expr.nullable = scope.element->nullable;
}

namespace {

/// The way inside by names, as numbers.
void resolve_way(Expr& expr, const Type& from, const Scope& scope) {
    const Type* type = &from;
    const std::string way = std::exchange(expr.way, {});
    for (std::size_t begin = 0; begin <= way.size();) {
        const std::size_t dot = std::min(way.find('.', begin), way.size());
        const std::string leg = way.substr(begin, dot - begin);
        const std::string place = "`" + std::string(name_of(expr.op)) + "` leads to ";
        if (type->base != BaseType::structure)
            refuse(scope.name, way,
                   place + "a value of type " + std::string(name_of(type->base)) + ", which has no field `" + leg +
                       "`");
        const auto index = find_name(type->members, leg);
        if (!index)
            refuse(scope.name, way,
                   place + "a structure that has no field `" + leg + "`; " + schema::suggestion(leg, type->members));
        expr.path.push_back(*index);
        type = &type->members[*index].type;
        begin = dot + 1;
    }
    expr.by_member = false;
}

}  // namespace

void resolve_inside(Expr& expr, const Type& from, const Scope& scope) {
    if (!expr.way.empty()) resolve_way(expr, from, scope);
    const Type* type = &from;
    for (std::uint16_t& leg : expr.path) {
        const std::optional<std::uint16_t> index = expr.by_member ? find_member(type->members, leg) : leg;
        if (type->base != BaseType::structure || !index || *index >= type->members.size())
            refuse(scope.name, {}, "a path inside `" + std::string(name_of(expr.op)) + "` leads to no member");
        leg = *index;
        type = &type->members[*index].type;
    }
    expr.by_member = false;
    expr.declared = type;
    expr.type = type->base;
    expr.nullable = true;
}

}  // namespace tenon::query
