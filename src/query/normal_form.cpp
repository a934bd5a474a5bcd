#include "query/query.hpp"

#include <utility>

#include "query/expression.hpp"
#include "query/junction.hpp"
#include "query/normalizer.hpp"

namespace tenon::query {

using ir::Expr;
using ir::Op;

bool is_known_empty(const Expr& expr) {
    if (expr.op == Op::constant) return expr.literal.is_empty();
    if (expr.op == Op::param) return expr.known_empty;
    if (is_choice(expr.op)) {
        for (std::size_t i = 0; i < expr.args.size(); ++i)
            if (is_chosen(expr, i) && !is_known_empty(expr.args[i])) return false;
        return true;
    }
    const bool passes_empties = is_arithmetic(expr.op) || is_function(expr.op) || expr.op == Op::negate ||
                                expr.op == Op::lower || expr.op == Op::upper || expr.op == Op::length ||
                                expr.op == Op::concat || expr.op == Op::cast;
    if (!passes_empties) return false;
    for (const Expr& operand : expr.args)
        if (is_known_empty(operand)) return true;
    return false;
}

Expr emptiness(const Expr& expr, bool positive) {
    if (is_known_empty(expr)) return boolean(positive);
    if (!expr.nullable) return boolean(!positive);
    Expr empty = make(Op::is_empty, normal_value(expr));
    return positive ? std::move(empty) : make(Op::not_, std::move(empty));
}

Expr complement(Expr condition, std::initializer_list<const Expr*> operands) {
    std::vector<Expr> parts;
    parts.push_back(make(Op::not_, std::move(condition)));
    for (const Expr* operand : operands) parts.push_back(emptiness(*operand, true));
    return any_of(std::move(parts));
}

namespace {

Expr normal_junction(const Expr& condition, bool positive) {
    std::vector<Expr> parts;
    parts.reserve(condition.args.size());
    for (const Expr& operand : condition.args) parts.push_back(normal(operand, positive));
    return (condition.op == Op::and_) == positive ? all_of(std::move(parts)) : any_of(std::move(parts));
}

Expr normal_between(const Expr& condition, bool positive) {
    const Expr& value = condition.args[0];
    std::vector<Expr> parts;
    parts.push_back(normal_comparison(Op::ge, value, condition.args[1], positive));
    parts.push_back(normal_comparison(Op::le, value, condition.args[2], positive));
    return positive ? all_of(std::move(parts)) : any_of(std::move(parts));
}

// Opaque: its complement is `not` of it, which compilers write so that an empty one fulfils it.
Expr normal_fragment(const Expr& fragment, bool positive) {
    Expr condition = normal_value(fragment);
    return positive ? std::move(condition) : make(Op::not_, std::move(condition));
}

// A field, an element, a param, a constant or a choice that is a boolean itself.
Expr normal_boolean(const Expr& leaf, bool positive) {
    if (is_known_empty(leaf)) return boolean(!positive);
    if (const bool* literal = leaf.literal.if_boolean()) return boolean(*literal == positive);
    return positive ? normal_value(leaf) : complement(normal_value(leaf), {&leaf});
}

std::optional<Expr> normal_where(const std::optional<Expr>& condition) {
    if (!condition) return std::nullopt;
    Expr expr = normal(*condition, true);
    if (is_constant(expr, true)) return std::nullopt;
    return expr;
}

std::vector<ir::Order> normal_order(const std::vector<ir::Order>& orders) {
    std::vector<ir::Order> normalized;
    for (const ir::Order& order : orders)
        normalized.push_back({normal_value(order.by), order.descending, order.empties});
    return normalized;
}

ir::Reach normal_reach(const ir::Reach& reach) {
    return {reach.only_first, normal_order(reach.order), reach.returning, reach.selected};
}

ir::Update normal_update(const ir::Update& update) {
    ir::Update normalized{update.model, normal_where(update.where), {}, normal_reach(update.reach)};
    for (const ir::Assignment& assignment : update.assignments) {
        normalized.assignments.push_back({assignment.path, normal_value(assignment.value)});
        if (!update.model->fields[assignment.path.front()].folded) continue;
        ir::Assignment beside = normalized.assignments.back();
        beside.folded = beside.value.folded = true;
        normalized.assignments.push_back(std::move(beside));
    }
    return normalized;
}

}  // namespace

ir::Select normal_select(const ir::Select& select) {
    ir::Select normalized;
    normalized.kind = select.kind;
    normalized.estimated = select.estimated;
    normalized.model = select.model;
    normalized.where = normal_where(select.where);
    normalized.having = normal_where(select.having);
    normalized.limit = select.limit;
    normalized.offset = select.offset;
    for (const Expr& group : select.group) normalized.group.push_back(normal_value(group));
    normalized.order = normal_order(select.order);
    for (const ir::Output& output : select.outputs)
        normalized.outputs.push_back({normal_value(output.expr), output.alias});
    normalized.distinct = select.distinct;
    normalized.per_parent = select.per_parent;
    normalized.lock = select.lock;
    normalized.hint = select.hint;
    for (const Expr& key : select.distinct_on) normalized.distinct_on.push_back(normal_value(key));
    if (select.tree) {
        normalized.tree = select.tree;
        normalized.tree->start = normal(select.tree->start, true);
        normalized.tree->others = normal(select.tree->start, false);
        if (const std::optional<Expr>& among = select.tree->among) {
            normalized.tree->start = all_of({normalized.tree->start, normal(*among, true)});
            normalized.tree->others = all_of({*normalized.tree->others, normal(*among, true)});
        }
    }
    for (const ir::Select& part : select.combined) normalized.combined.push_back(normal_select(part));
    normalized.operation = select.operation;
    for (const ir::Select& source : select.source) normalized.source.push_back(normal_select(source));
    normalized.source_rows = select.source_rows;
    normalized.named = select.named;
    for (const auto& named : select.with)
        normalized.with.push_back(std::make_shared<ir::Named>(ir::Named{normal_select(named->query), named->rows}));
    if (select.join) {
        const ir::Join& join = *select.join;
        normalized.join = ir::Join{
            {normal_select(join.sides[0]), normal_select(join.sides[1])}, join.here, join.there, join.keeps_unmatched};
    }
    return normalized;
}

Expr normal_value(const Expr& value) {
    if (!value.query.empty()) {
        Expr expr = value;
        expr.query.front() = normal_select(value.query.front());
        return expr;
    }
    if (value.args.empty()) return value;
    Expr expr = value;
    if (is_known_empty(value)) {
        expr = make(Op::constant);
        expr.type = value.type;
        expr.declared = value.declared;
        expr.nullable = true;
        return expr;
    }
    const bool has_condition = expr.op == Op::array_keep || expr.op == Op::array_change;
    for (std::size_t i = 0; i < expr.args.size(); ++i) {
        Expr& operand = expr.args[i];
        const bool condition = is_condition(operand.op) || expr.op == Op::related_count || (has_condition && i == 1);
        operand = condition ? normal(operand, true) : normal_value(operand);
    }
    if (value.op == Op::array_add)
        expr.args.push_back(normal(make(Op::array_contains, value.args[0], value.args[1]), true));
    return expr;
}

Expr normal(const Expr& condition, bool positive) {
    switch (condition.op) {
    case Op::and_:
    case Op::or_: return normal_junction(condition, positive);
    case Op::not_: return normal(condition.args[0], !positive);
    case Op::is_empty: return emptiness(condition.args[0], positive);
    case Op::fragment: return normal_fragment(condition, positive);
    case Op::between: return normal_between(condition, positive);
    case Op::in: return normal_membership(condition, positive);
    case Op::bits: return normal_bits(condition, positive);
    case Op::in_query: return normal_in_query(condition, positive);
    case Op::query_exists: {
        Expr exists = normal_value(condition);
        return positive ? std::move(exists) : make(Op::not_, std::move(exists));
    }
    case Op::same: return normal_comparison(Op::eq, condition.args[0], condition.args[1], positive);
    case Op::not_same: return normal_comparison(Op::ne, condition.args[0], condition.args[1], positive);
    default: break;
    }
    if (is_comparison(condition.op))
        return normal_comparison(condition.op, condition.args[0], condition.args[1], positive);
    if (is_text_match(condition.op)) return normal_text_match(condition, positive);
    if (is_related_condition(condition.op)) return normal_related(condition, positive);
    if (is_condition(condition.op)) return normal_array(condition, positive);
    return normal_boolean(condition, positive);
}

Expr normal_form(const Expr& condition) { return normal(condition, true); }

ir::Statement normal_form(const ir::Statement& statement) {
    if (const auto* select = std::get_if<ir::Select>(&statement)) return normal_select(*select);
    if (const auto* update = std::get_if<ir::Update>(&statement)) return normal_update(*update);
    if (const auto* remove = std::get_if<ir::Delete>(&statement))
        return ir::Delete{remove->model, normal_where(remove->where), normal_reach(remove->reach)};
    ir::Insert insert = std::get<ir::Insert>(statement);
    if (insert.conflict) insert.conflict->where = normal_where(insert.conflict->where);
    return insert;
}

}  // namespace tenon::query
