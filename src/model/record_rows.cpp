// Which rows a run-time query is on: the first of each, those below and above, those beside.

#include <algorithm>

#include "model/instance.hpp"
#include "model/record_access.hpp"
#include "query/path.hpp"
#include "schema/late_relation.hpp"
#include <tenon/error.hpp>
#include <tenon/record_selection.hpp>

namespace tenon {

RecordQuery RecordQuery::distinct_on(std::string path) const { return distinct_on(field(std::move(path))); }
RecordQuery RecordQuery::distinct_on(const RecordExpression& value) const {
    RecordQuery next = *this;
    next.code_.append(value.code());
    next.code_.nodes.push_back({ir::Op::distinct_on, 0, 0, 0, 0});
    return next;
}

namespace {
constexpr ir::Node any_levels{ir::Op::constant, static_cast<std::uint8_t>(ir::ConstantKind::empty), 0, 0, 0};
}

RecordQuery RecordQuery::within(std::int64_t levels) const {
    RecordQuery next = *this;
    next.code_.nodes.push_back({ir::Op::param, 0, static_cast<std::uint16_t>(BaseType::int64), 0, 0});
    next.code_.values.emplace_back(typed::checked_count(levels));
    return next;
}
RecordQuery RecordQuery::descended(std::string_view field, bool up, std::int64_t levels) const {
    return within(levels).descended(field, up);
}

RecordQuery RecordQuery::descend(std::string_view field) const {
    RecordQuery next = *this;
    next.code_.nodes.push_back(any_levels);
    return next.descended(field, false);
}
RecordQuery RecordQuery::descend(std::string_view field, std::int64_t levels) const {
    return descended(field, false, levels);
}
RecordQuery RecordQuery::ascend(std::string_view field) const {
    RecordQuery next = *this;
    next.code_.nodes.push_back(any_levels);
    return next.descended(field, true);
}
RecordQuery RecordQuery::ascend(std::string_view field, std::int64_t levels) const {
    return descended(field, true, levels);
}

namespace {

const schema::Field& field_named(const schema::Model& model, std::string_view name, std::string_view what_for) {
    const auto is_it = [&](const schema::Field& field) { return field.name == name; };
    const auto found = std::find_if(model.fields.begin(), model.fields.end(), is_it);
    if (found == model.fields.end())
        throw QueryError("Model " + model.name + " has no field `" + std::string(name) + "` to " +
                             std::string(what_for) + " by.",
                         {.model = model.name, .fields = {std::string(name)}, .constraint = {}, .database_code = {}});
    return *found;
}

/// The number of the member that leads to the other rows: a reference, or a relation by its name.
std::uint16_t leading_member(const schema::Model& model, std::string_view name) {
    const schema::Relation* relation = query::relation_called(name, {&model, nullptr, model.name});
    return relation != nullptr ? relation->member : field_named(model, name, "join").member;
}

}  // namespace

RecordQuery RecordQuery::descended(std::string_view name, bool up) const {
    const schema::Field& found = field_named(instance_->model, name, up ? "ascend" : "descend");
    RecordQuery next = *this;
    next.code_.nodes.push_back({ir::Op::descend, static_cast<std::uint8_t>(up ? 1 : 0), found.member, 0, 0});
    return next;
}

namespace {

ir::Node through(const schema::Model& model, std::string_view links, std::string_view field) {
    const schema::Relation& declared = model::relation_named(model, links);
    const schema::Relation* const relation = schema::linked(declared);
    if (relation == nullptr || relation->target == nullptr)
        throw QueryError("descend() of " + model.name + ": `" + declared.name + "` leads to " + declared.target_name +
                             ", which isn't defined yet.",
                         {.model = model.name, .fields = {declared.name}, .constraint = {}, .database_code = {}});
    return {ir::Op::descend, 2, relation->member, field_named(*relation->target, field, "descend").member, 0};
}

}  // namespace

RecordQuery RecordQuery::descend(std::string_view links, std::string_view their_field) const {
    RecordQuery next = *this;
    next.code_.nodes.push_back(any_levels);
    next.code_.nodes.push_back(through(instance_->model, links, their_field));
    return next;
}
RecordQuery RecordQuery::descend(std::string_view links, std::string_view their_field, std::int64_t levels) const {
    RecordQuery next = within(levels);
    next.code_.nodes.push_back(through(instance_->model, links, their_field));
    return next;
}

RecordJoin RecordQuery::joined_with(const RecordQuery& others, const model::Instance& leads, std::string_view name,
                                    std::uint8_t flags) const {
    const std::uint16_t member = leading_member(leads.model, name);
    ir::Code code = code_;
    model::add_text(code, others.instance_->model.name);
    code.nodes.push_back({ir::Op::query_begin, 0, 0, 0, 0});
    code.append(others.code_);
    code.nodes.push_back({ir::Op::query_joined, flags, member, 0, 0});
    return {session_, instance_, std::move(code)};
}

RecordJoin RecordQuery::join(const RecordQuery& others, std::string_view name) const {
    return joined_with(others, *others.instance_, name, ir::reversed_join);
}
RecordJoin RecordQuery::left_join(const RecordQuery& others, std::string_view name) const {
    return joined_with(others, *others.instance_, name, ir::reversed_join | ir::keeps_unmatched);
}
RecordJoin RecordQuery::join(std::string_view name, const RecordQuery& others) const {
    return joined_with(others, *instance_, name, 0);
}
RecordJoin RecordQuery::left_join(std::string_view name, const RecordQuery& others) const {
    return joined_with(others, *instance_, name, ir::keeps_unmatched);
}

RecordExpression joined(const RecordExpression& value) { return value.unary(ir::Op::joined); }

}  // namespace tenon
