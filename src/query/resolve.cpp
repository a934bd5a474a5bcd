#include "query/query.hpp"

#include <algorithm>
#include <utility>

#include "query/clauses.hpp"
#include "query/expression.hpp"
#include "query/resolver.hpp"
#include "query/words.hpp"

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {

void collect(const std::optional<Expr>& expr, std::vector<Slot>& slots) {
    if (expr) collect_slots(*expr, slots);
}

// Over groups, an expression is made of aggregates, of what the rows are grouped by, and of values.
void check_grouped(const Expr& expr, const ir::Select& select, const Resolver& resolver) {
    const auto is_this = [&](const Expr& group) { return same_expression(group, expr); };
    if (is_aggregate(expr.op) || std::any_of(select.group.begin(), select.group.end(), is_this)) return;
    if (expr.op == Op::field || expr.op == Op::depth || expr.op == Op::joined || is_related(expr.op) ||
        is_array_quantifier(expr.op))
        resolver.refuse(words(expr) + " differs between the rows of a group; group by it or aggregate it", &expr);
    for (const Expr& operand : expr.args) check_grouped(operand, select, resolver);
}

// A distinct row has no one place in an order by something that is not part of it.
void check_distinct_order(const ir::Select& select, const Resolver& resolver) {
    if (!select.distinct) return;
    if (select.per_parent) resolver.refuse("distinct and a limit per parent don't go together");
    for (const ir::Order& order : select.order) {
        const auto is_this = [&](const ir::Output& output) { return same_expression(output.expr, order.by); };
        const bool whole_row = select.outputs.empty() && order.by.op == Op::field && order.by.path.size() == 1;
        if (!whole_row && std::none_of(select.outputs.begin(), select.outputs.end(), is_this))
            resolver.refuse("a distinct query is ordered by its outputs, and " + words(order.by) + " is none of them",
                            &order.by);
    }
}

/// Of all rows: a query's order says nothing of it then, and may have been there before it was aggregated.
bool is_one_row(const ir::Select& select) { return select.kind == ir::Select::Kind::aggregate && select.group.empty(); }

void resolve_groups(ir::Select& select, Resolver& resolver) {
    const bool aggregate = select.kind == ir::Select::Kind::aggregate;
    if (!aggregate && (!select.group.empty() || select.having))
        resolver.refuse("group_by and having belong to `aggregate`");
    if (!aggregate) return;
    if (select.outputs.empty()) resolver.refuse("`aggregate` without an output gives nothing");
    if (select.per_parent) resolver.refuse("a limit per parent has no meaning in `aggregate`");
    for (Expr& group : select.group) {
        resolver.value(group);
        if (group.type >= BaseType::json)
            resolver.refuse("can't group by " + spell(group) + ": nested values have no keys", &group);
    }
}

void check_fields(const std::vector<std::uint16_t>& fields, const schema::Model& model) {
    for (const std::uint16_t field : fields)
        if (field >= model.fields.size()) refuse(model.name, {}, "has no field number " + std::to_string(field));
}

std::vector<Slot> resolve_insert(ir::Insert& insert) {
    const schema::Model& model = *insert.model;
    check_fields(insert.fields, model);
    check_fields(insert.returning, model);
    if (insert.conflict) {
        check_fields(insert.conflict->target, model);
        check_fields(insert.conflict->update, model);
        if (insert.conflict->counts) check_fields({*insert.conflict->counts}, model);
    }
    std::vector<Slot> slots;
    for (const std::uint16_t field : insert.fields)
        slots.push_back({model.fields[field].type.base, &model.fields[field].type, false});
    if (insert.conflict && insert.conflict->where) {
        Resolver(model).condition(*insert.conflict->where);
        collect_slots(*insert.conflict->where, slots);
    }
    return slots;
}

void resolve_reach(ir::Reach& reach, const schema::Model& model, Resolver& resolver) {
    check_fields(reach.returning, model);
    if (reach.only_first && model.key.empty())
        resolver.refuse("a write of one row finds it by its key, and the model has none");
    for (ir::Order& order : reach.order) resolver.sort_key(order.by);
}

std::vector<Slot> resolve_update(ir::Update& update) {
    Resolver resolver(*update.model);
    if (update.assignments.empty()) resolver.refuse("an update that sets nothing");
    if (update.where) resolver.condition(*update.where);
    for (std::size_t i = 0; i < update.assignments.size(); ++i) {
        ir::Assignment& assignment = update.assignments[i];
        Expr target = make(Op::field);
        target.path = assignment.path;
        resolve_path(target, {update.model, nullptr, update.model->name});
        for (std::size_t before = 0; before < i; ++before)
            if (paths_overlap(update.assignments[before].path, assignment.path))
                resolver.refuse(words(target) + " is set twice in one update", &target);
        resolver.assignment(target, assignment.value);
    }
    resolve_reach(update.reach, *update.model, resolver);
    std::vector<Slot> slots;
    collect(update.where, slots);
    for (const ir::Assignment& assignment : update.assignments) collect_slots(assignment.value, slots);
    for (const ir::Order& order : update.reach.order) collect_slots(order.by, slots);
    return slots;
}

std::vector<Slot> resolve_delete(ir::Delete& remove) {
    Resolver resolver(*remove.model);
    if (remove.where) resolver.condition(*remove.where);
    resolve_reach(remove.reach, *remove.model, resolver);
    std::vector<Slot> slots;
    collect(remove.where, slots);
    for (const ir::Order& order : remove.reach.order) collect_slots(order.by, slots);
    return slots;
}

void check_lock(const ir::Select& select) {
    if (!select.lock) return;
    const schema::Model& model = *select.model;
    if (select.distinct) refuse_lock(model, "distinct()");
    if (!select.distinct_on.empty()) refuse_lock(model, "distinct_on()");
    if (select.tree) refuse_lock(model, "descend() and ascend()");
    if (select.per_parent) refuse_lock(model, "a limit per parent");
    if (select.kind != ir::Select::Kind::rows || !select.group.empty()) refuse_lock(model, "groups and aggregates");
    if (!select.source.empty() || select.named || select.join || !select.combined.empty())
        refuse_lock(model, "rows of other queries");
}

/// The index that a query is to use is one of its model's, whose table it reads.
void check_hint(const ir::Select& select) {
    if (select.hint.empty()) return;
    const schema::Model& model = *select.model;
    if (select.tree || select.join || !select.combined.empty() || !select.source.empty() || select.named)
        refuse(model.name, {},
               "hint() names an index of the rows of one model, and doesn't go with descend() and ascend(), "
               "join(), set operations, or the rows of a query; say it inside of these");
    std::string known;
    for (const schema::Index& index : model.indexes) {
        if (index.name == select.hint) return;
        known += (known.empty() ? "; it has " : ", ") + index.name;
    }
    refuse(model.name, {}, "hint() names the index `" + select.hint + "`, which the model hasn't" + known);
}

void allow_windows(const ir::Select& select, Resolver& resolver) {
    if (select.lock) return resolver.allow_windows(false, "; with for_update() and for_share() there are none");
    if (select.kind == ir::Select::Kind::aggregate)
        return resolver.allow_windows(false, "; a group has no rows beside it: select without group_by and aggregates");
    if (select.distinct)
        return resolver.allow_windows(false, "; distinct rows have none, since it differs between them");
    if (!select.distinct_on.empty())
        return resolver.allow_windows(false, "; distinct_on looks at the rows beside one itself");
    resolver.allow_windows(!select.per_parent && !select.join);
}

}  // namespace

std::vector<Slot> resolve_select(ir::Select& select) {
    resolve_named(select);
    check_lock(select);
    check_hint(select);
    if (!select.combined.empty()) return resolve_combined(select);
    Resolver resolver(*select.model);
    if (!select.source.empty()) resolve_source(select, resolver);
    if (select.named) resolver.read_source(&select.named->query);
    if (select.join) resolve_join(select, resolver);
    if (select.tree) resolve_tree(select, resolver);
    const bool aggregate = select.kind == ir::Select::Kind::aggregate;
    if (select.per_parent && *select.per_parent >= select.model->fields.size())
        resolver.refuse("a limit per parent counts by a field that is missing");
    if (select.where) resolver.condition(*select.where);
    resolve_groups(select, resolver);
    resolver.allow_aggregates(aggregate);
    allow_windows(select, resolver);
    for (ir::Output& output : select.outputs) resolver.value(output.expr);
    resolver.allow_windows(false);
    if (select.having) resolver.condition(*select.having);
    allow_windows(select, resolver);
    for (ir::Order& order : select.order) resolver.sort_key(order.by);
    resolver.allow_windows(false);
    resolver.allow_aggregates(false);
    if (select.limit) resolver.row_count(*select.limit, "limit");
    if (select.offset) resolver.row_count(*select.offset, "offset");
    if (aggregate) {
        for (const ir::Output& output : select.outputs) check_grouped(output.expr, select, resolver);
        if (!is_one_row(select))
            for (const ir::Order& order : select.order) check_grouped(order.by, select, resolver);
        if (select.having) check_grouped(*select.having, select, resolver);
    }
    check_distinct_order(select, resolver);
    resolve_distinct_on(select, resolver);

    std::vector<Slot> slots;
    collect_slots(select, slots);
    if (is_one_row(select)) select.order.clear();
    return slots;
}

std::vector<Slot> resolve(ir::Statement& statement) {
    if (auto* select = std::get_if<ir::Select>(&statement)) return resolve_select(*select);
    if (auto* update = std::get_if<ir::Update>(&statement)) return resolve_update(*update);
    if (auto* remove = std::get_if<ir::Delete>(&statement)) return resolve_delete(*remove);
    return resolve_insert(std::get<ir::Insert>(statement));
}

std::vector<Slot> resolve(Expr& expr, const schema::Model& model) {
    Resolver resolver(model);
    if (is_condition(expr.op)) {
        resolver.condition(expr);
    } else {
        resolver.value(expr);
    }
    std::vector<Slot> slots;
    collect_slots(expr, slots);
    return slots;
}

}  // namespace tenon::query
