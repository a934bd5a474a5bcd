#include "query/soft_delete.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "query/expression.hpp"
#include "query/path.hpp"
#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::query {

using ir::Deleted;
using ir::Expr;
using ir::Op;
using ir::Select;
using schema::Model;

Expr is_living(const Model& model) {
    const std::uint16_t index = *model.deleted_at;
    Expr time = make(Op::field);
    time.path = {index};
    time.field = &model.fields[index];
    time.type = time.field->type.base;
    time.declared = &time.field->type;
    time.nullable = true;
    return make(Op::is_empty, std::move(time));
}

Expr is_deleted(const Model& model) { return make(Op::not_, is_living(model)); }

namespace {

void look_at(Select& select);

/// What a relation leads to is living.
void restrict_related(Expr& expr) {
    const Model& target = *expr.relation->target;
    Expr& inside = expr.args.front();
    if (expr.op == Op::related_all) {
        inside = make(Op::or_, std::move(inside), is_deleted(target));
    } else if (expr.op != Op::related_value) {
        inside = make(Op::and_, std::move(inside), is_living(target));
    } else {
        Expr choice = make(Op::case_);
        choice.type = inside.type;
        choice.declared = inside.declared;
        choice.nullable = true;
        choice.args = {is_living(target), std::move(inside), make(Op::constant)};
        choice.args.back().type = choice.type;
        choice.args.back().declared = choice.declared;
        choice.args.back().nullable = true;
        inside = std::move(choice);
    }
}

void look_at(Expr& expr) {
    for (Expr& operand : expr.args) look_at(operand);
    for (Select& query : expr.query) look_at(query);
    if (is_related(expr.op) && expr.relation->target->deleted_at) restrict_related(expr);
}

void look_at(std::optional<Expr>& expr) {
    if (expr) look_at(*expr);
}

void look_at(std::vector<Expr>& exprs) {
    for (Expr& expr : exprs) look_at(expr);
}

void look_at(std::vector<ir::Order>& orders) {
    for (ir::Order& order : orders) look_at(order.by);
}

/// The condition on a model's rows that a query is on; none: on all of them.
std::optional<Expr> wanted(const Model& model, Deleted deleted) {
    if (!model.deleted_at && deleted != Deleted::left_out)
        refuse(model.name, {},
               "with_deleted() and only_deleted() are for models with soft_delete(…), and this one deletes its rows");
    if (!model.deleted_at || deleted == Deleted::included) return std::nullopt;
    return deleted == Deleted::only ? is_deleted(model) : is_living(model);
}

void add(std::optional<Expr>& where, std::optional<Expr> condition) {
    if (!condition) return;
    where = where ? make(Op::and_, std::move(*where), std::move(*condition)) : std::move(*condition);
}

void restrict_tree(ir::Tree& tree, std::optional<Expr> rows) {
    look_at(tree.start);
    look_at(tree.levels);
    tree.among = std::move(rows);
    if (tree.links != nullptr) tree.among_links = wanted(*tree.links, Deleted::left_out);
}

void look_at(Select& select) {
    for (const auto& named : select.with) look_at(named->query);
    for (Select& part : select.combined) look_at(part);
    for (Select& source : select.source) look_at(source);
    look_at(select.where);
    look_at(select.having);
    look_at(select.limit);
    look_at(select.offset);
    look_at(select.group);
    look_at(select.order);
    look_at(select.distinct_on);
    for (ir::Output& output : select.outputs) look_at(output.expr);
    if (select.join) {
        for (Select& side : select.join->sides) look_at(side);
        return;
    }
    if (!select.combined.empty()) return;
    std::optional<Expr> rows = wanted(*select.model, select.deleted);
    if (rows) select.estimated = false;  // what the database keeps counts all rows
    if (select.tree)
        restrict_tree(*select.tree, std::move(rows));
    else
        add(select.where, std::move(rows));
}

}  // namespace

void leave_out_deleted(ir::Statement& statement) {
    if (auto* select = std::get_if<Select>(&statement)) return look_at(*select);
    if (auto* update = std::get_if<ir::Update>(&statement)) {
        look_at(update->where);
        for (ir::Assignment& assignment : update->assignments) look_at(assignment.value);
        look_at(update->reach.order);
        add(update->where, wanted(*update->model, update->deleted));
    } else if (auto* remove = std::get_if<ir::Delete>(&statement)) {
        look_at(remove->where);
        look_at(remove->reach.order);
        add(remove->where, wanted(*remove->model, remove->deleted));
    } else if (auto& insert = std::get<ir::Insert>(statement); insert.conflict) {
        look_at(insert.conflict->where);
    }
}

bool meets_living(const ir::Insert& insert) {
    const std::vector<std::uint16_t>& target = insert.conflict->target;
    if (!insert.model->deleted_at || target.empty() || target == insert.model->key) return false;
    return std::any_of(insert.model->indexes.begin(), insert.model->indexes.end(), [&](const schema::Index& index) {
        return index.living && index.is_plain() &&
               std::is_permutation(index.fields.begin(), index.fields.end(), target.begin(), target.end());
    });
}

}  // namespace tenon::query
