#include "query/clauses.hpp"

#include <string>
#include <utility>

#include "query/expression.hpp"
#include "query/keyset.hpp"
#include "query/path.hpp"
#include "query/query.hpp"
#include "schema/late_relation.hpp"
#include <tenon/error.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Node;
using ir::Op;
using ir::Verb;

void refuse_clause(Op clause, Verb verb, const schema::Model& model) {
    const bool grouped = clause == Op::group_by && !writes(verb);
    query::refuse(model.name, {},
                  "`" + std::string(name_of(clause)) + "` has no meaning in `" + std::string(name_of(verb)) + "`" +
                      (grouped ? "; say by select(…) what each group gives" : ""));
}

void refuse_lock(const schema::Model& model, const std::string& what) {
    query::refuse(model.name, {},
                  "for_update() and for_share() lock rows of one model, and don't go with " + what +
                      "; lock the rows first, by a query of their own in the same transaction");
}

bool takes(Verb verb, Op clause) {
    if (verb == Verb::estimate) return false;
    switch (clause) {
    case Op::where:
    case Op::with_deleted:
    case Op::only_deleted: return true;
    case Op::purge: return verb == Verb::remove;
    case Op::output:
    case Op::with_hidden: return !writes(verb) || ir::gives_written_rows(verb);
    case Op::assign: return ir::updates(verb);
    case Op::order_by: return !writes(verb) || ir::writes_one(verb);
    case Op::group_by:
    case Op::having: return verb == Verb::aggregate;
    case Op::distinct_on:
    case Op::per_parent: return verb != Verb::aggregate && !writes(verb);
    case Op::for_update:
    case Op::for_share: return verb == Verb::all || verb == Verb::first || verb == Verb::last || verb == Verb::one;
    default: return !writes(verb);
    }
}

std::optional<Expr> conjunction(std::vector<Expr> conditions) {
    if (conditions.empty()) return std::nullopt;
    if (conditions.size() == 1) return std::move(conditions.front());
    Expr all = make(Op::and_);
    all.args = std::move(conditions);
    return all;
}

namespace {

ir::Order order_term(Expr by, std::uint8_t flag) {
    return {std::move(by), (flag & ir::descending) != 0, empties_of(flag)};
}

std::vector<std::uint16_t> target_path(Expr target, const schema::Model& model) {
    const bool is_path = target.op == Op::field || target.op == Op::named;
    if (!is_path || target.scope != 0) throw QueryError("the left side of an assignment is no field");
    resolve_path(target, {&model, nullptr, model.name});
    return target.path;
}

void join(std::vector<Expr>& conditions, Decoder::Item item) {
    if (!item.absent) conditions.push_back(std::move(item.expr));
}

bool has_joined_rows(const Clauses& clauses) { return clauses.join || !clauses.combined.empty(); }

/// The rows that link those of this model to each other.
void link(ir::Tree& tree, const Node& node, const schema::Model& model) {
    const schema::Relation& declared = relation_of(node.a, {&model, nullptr, model.name});
    const schema::Relation* const relation = schema::linked(declared);
    if (relation == nullptr || relation->target == nullptr)
        query::refuse(model.name, declared.name, "`" + declared.name + "` leads to a model that isn't registered here");
    if (relation->kind == schema::RelationKind::belongs_to || relation->foreign.size() != 1)
        query::refuse(model.name, declared.name,
                      "descend() goes through the rows that refer to these by one field, and `" + declared.name +
                          "` leads to none");
    tree.links = relation->target;
    tree.link_from = relation->foreign.front();
    tree.link_to = field_of_member(static_cast<std::uint16_t>(node.b), {tree.links, nullptr, tree.links->name});
}

// The conditions so far say where it begins.
void descend(Clauses& clauses, const Node& node, Decoder& decoder, const schema::Model& model) {
    const bool others = !clauses.order.empty() || !clauses.outputs.empty() || !clauses.group.empty() || clauses.limit ||
                        clauses.offset || !clauses.distinct_on.empty() || has_joined_rows(clauses);
    const bool up = node.flag == 1;
    if (others || clauses.where.empty() || clauses.tree)
        query::refuse(model.name, {},
                      std::string(up ? "ascend" : "descend") +
                          "() follows the condition of the rows where it begins, and nothing else");
    ir::Tree tree;
    tree.up = up;
    tree.start = *conjunction(std::exchange(clauses.where, {}));
    if (node.flag == 2)
        link(tree, node, model);
    else
        tree.reference = field_of_member(node.a, {&model, nullptr, model.name});
    Expr levels = decoder.pop(node.op).expr;
    if (levels.op != Op::constant) tree.levels = std::move(levels);
    clauses.tree = std::move(tree);
}

}  // namespace

void add_clause(Clauses& clauses, const Node& node, Decoder& decoder, const schema::Model& model) {
    switch (node.op) {
    case Op::where: {
        Decoder::Item item = decoder.pop(node.op);
        clauses.absent_where = clauses.absent_where || item.absent;
        return join(clauses.where, std::move(item));
    }
    case Op::having: return join(clauses.having, decoder.pop(node.op));
    case Op::order_by: clauses.order.push_back(order_term(decoder.pop(node.op).expr, node.flag)); return;
    case Op::limit: clauses.limit = decoder.pop(node.op).expr; return;
    case Op::offset: clauses.offset = decoder.pop(node.op).expr; return;
    case Op::distinct: clauses.distinct = true; return;
    case Op::with_hidden: clauses.with_hidden = true; return;
    case Op::leave_out: clauses.left_out.push_back(node.a); return;
    case Op::output: {
        std::string alias = node.b == 0 ? std::string() : decoder.name(node.b - 1);
        clauses.outputs.push_back({decoder.pop(node.op).expr, std::move(alias)});
        return;
    }
    case Op::group_by: clauses.group.push_back(decoder.pop(node.op).expr); return;
    case Op::distinct_on: clauses.distinct_on.push_back(decoder.pop(node.op).expr); return;
    case Op::descend: return descend(clauses, node, decoder, model);
    case Op::for_update:
    case Op::for_share:
        if (node.flag > static_cast<std::uint8_t>(ir::LockWait::fails)) throw QueryError("there is no such row lock");
        clauses.lock = ir::RowLock{node.op == Op::for_share, static_cast<ir::LockWait>(node.flag)};
        return;
    case Op::hint: clauses.hint = decoder.take_text(); return;
    case Op::with_deleted: clauses.deleted = ir::Deleted::included; return;
    case Op::only_deleted: clauses.deleted = ir::Deleted::only; return;
    case Op::purge: clauses.purges = true; return;
    case Op::per_parent: clauses.per_parent = field_of_member(node.a, {&model, nullptr, model.name}); return;
    default: {
        Expr value = decoder.pop(node.op).expr;
        std::vector<std::uint16_t> path = target_path(decoder.pop(node.op).expr, model);
        clauses.assignments.push_back({std::move(path), std::move(value)});
    }
    }
}

// `first` and `one` need no more rows than tell them their answer. A bound limit stays as it is.
void cap(std::optional<Expr>& limit, std::int64_t most) {
    const bool bound = limit && limit->op != Op::constant;
    if (bound) return;
    if (limit) {
        const std::int64_t* given = limit->literal.if_integer();
        if (given == nullptr || *given <= most) return;
    }
    limit = make(Op::constant);
    limit->literal = Value(most);
}

namespace {

ir::Select::Kind kind_of(Verb verb) {
    switch (verb) {
    case Verb::count:
    case Verb::total:
    case Verb::estimate: return ir::Select::Kind::count;
    case Verb::exists: return ir::Select::Kind::exists;
    case Verb::aggregate: return ir::Select::Kind::aggregate;
    default: return ir::Select::Kind::rows;
    }
}

/// The last row is the first one from the other end.
void turn_round(const schema::Model& model, Clauses& clauses) {
    if (clauses.order.empty())
        query::refuse(model.name, {}, "`last` needs an order: order_by(…) says which row is the last one");
    if (clauses.limit || clauses.offset)
        query::refuse(model.name, {},
                      "`last` is of all rows that fulfil the condition: it can't follow a limit or an offset");
    if (!clauses.distinct_on.empty())
        query::refuse(model.name, {}, "`last` can't follow distinct_on: its order says which row of each key is kept");
    reverse(clauses.order);
}

Expr result_column(std::size_t number) {
    Expr column = make(Op::result_column);
    column.detail = static_cast<std::uint16_t>(number);
    return column;
}

// An order by an output's number is one by what the output is.
void name_outputs(Expr& expr, const std::vector<ir::Output>& outputs) {
    if (expr.op == Op::result_column) {
        if (expr.detail >= outputs.size())
            throw QueryError("a query is ordered by its output number " + std::to_string(expr.detail) +
                             ", from 0, and has " + std::to_string(outputs.size()));
        expr = Expr(outputs[expr.detail].expr);
        return;
    }
    for (Expr& operand : expr.args) name_outputs(operand, outputs);
}

// Of queries that are joined, the columns stand for the outputs.
void name_columns(ir::Select& select, Clauses& clauses) {
    if (clauses.combined.empty()) {
        for (ir::Order& order : select.order) name_outputs(order.by, select.outputs);
        return;
    }
    select.combined = std::move(clauses.combined);
    select.operation = clauses.operation;
    const std::vector<ir::Output>& outputs = select.combined.front().outputs;
    for (std::size_t i = 0; i < outputs.size(); ++i) select.outputs.push_back({result_column(i), outputs[i].alias});
    if (select.kind == ir::Select::Kind::aggregate) select.kind = ir::Select::Kind::rows;
}

/// Whole rows of a query are what it gives.
void name_source(ir::Select& select, Clauses& clauses) {
    if (!clauses.source_rows) return;
    select.source = std::move(clauses.source);
    select.named = std::move(clauses.named);
    select.source_rows = std::move(clauses.source_rows);
    if (select.kind == ir::Select::Kind::aggregate || !select.outputs.empty()) return;
    for (std::uint16_t i = 0; i < select.model->fields.size(); ++i) {
        Expr field = make(Op::field);
        field.path = {i};
        select.outputs.push_back({std::move(field), {}});
    }
}

// Rows that stand beside each other are in the order of the first, then of the second, unless another is asked for.
void order_joined(ir::Select& select) {
    const bool is_ordered = !select.order.empty() || select.distinct || select.kind != ir::Select::Kind::rows;
    if (!select.join || is_ordered) return;
    select.order = select.join->sides[0].order;
    const std::vector<ir::Order>& beside = select.join->sides[1].order;
    if (beside.empty()) return;
    for (const std::uint16_t part : select.model->key) {
        Expr field = make(Op::field);
        field.path = {part};
        select.order.push_back({std::move(field)});
    }
    for (const ir::Order& order : beside)
        select.order.push_back({make(Op::joined, Expr(order.by)), order.descending, order.empties});
}

}  // namespace

ir::Select select_of(const schema::Model& model, Verb verb, Clauses clauses) {
    ir::Select select;
    if (verb == Verb::last) turn_round(model, clauses);
    if (verb == Verb::total) clauses.limit = clauses.offset = std::nullopt;
    select.kind = kind_of(verb);
    select.estimated = verb == Verb::estimate;
    select.model = &model;
    select.where = conjunction(std::move(clauses.where));
    select.having = conjunction(std::move(clauses.having));
    select.limit = std::move(clauses.limit);
    select.offset = std::move(clauses.offset);
    select.group = std::move(clauses.group);
    select.order = std::move(clauses.order);
    select.outputs = std::move(clauses.outputs);
    select.distinct = clauses.distinct;
    select.with_hidden = clauses.with_hidden;
    select.left_out = std::move(clauses.left_out);
    select.per_parent = clauses.per_parent;
    select.distinct_on = std::move(clauses.distinct_on);
    select.tree = std::move(clauses.tree);
    select.join = std::move(clauses.join);
    select.with = std::move(clauses.with);
    select.lock = clauses.lock;
    select.hint = std::move(clauses.hint);
    select.deleted = clauses.deleted;
    name_source(select, clauses);
    name_columns(select, clauses);
    order_joined(select);
    if (!select.per_parent && (verb == Verb::first || verb == Verb::last)) cap(select.limit, 1);
    if (!select.per_parent && verb == Verb::one) cap(select.limit, 2);
    return select;
}

}  // namespace tenon::query
