#include "drivers/memory/plan.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <variant>

#include "query/capabilities.hpp"
#include "query/query.hpp"
#include "sql/comment.hpp"
#include "value/cells.hpp"
#include <tenon/error.hpp>

namespace tenon::drivers::memory {

using ir::Expr;

namespace {

template <class Look>
void for_each_expression(const ir::Select& select, Look look) {
    if (select.where) look(*select.where);
    if (select.having) look(*select.having);
    for (const Expr& group : select.group) look(group);
    for (const ir::Order& order : select.order) look(order.by);
    for (const ir::Output& output : select.outputs) look(output.expr);
    for (const Expr& key : select.distinct_on) look(key);
    if (select.tree) look(select.tree->start);
    if (select.join)
        for (const ir::Select& side : select.join->sides) for_each_expression(side, look);
    for (const auto& named : select.with) for_each_expression(named->query, look);
    for (const ir::Select& part : select.combined) for_each_expression(part, look);
    for (const ir::Select& source : select.source) for_each_expression(source, look);
}

void refuse_fragments(const Expr& expr) {
    if (expr.op == ir::Op::fragment) query::require(query::Backend::memory, query::Capability::fragments);
    for (const Expr& operand : expr.args) refuse_fragments(operand);
    for (const ir::Select& query : expr.query) for_each_expression(query, refuse_fragments);
}

// Binding splits the empties off a list, and says by the variant that there were some.
void collect_lists(const Expr& expr, std::vector<std::uint16_t>& out) {
    if (expr.op == ir::Op::list && expr.known_empty) out.push_back(expr.slot);
    for (const Expr& operand : expr.args) collect_lists(operand, out);
    for (const ir::Select& query : expr.query)
        for_each_expression(query, [&](const Expr& inside) { collect_lists(inside, out); });
}

template <class Look>
void for_each_expression(const ir::Statement& statement, Look look) {
    const auto look_if_there = [&](const std::optional<Expr>& expr) {
        if (expr) look(*expr);
    };
    if (const auto* select = std::get_if<ir::Select>(&statement)) {
        for_each_expression(*select, look);
    } else if (const auto* update = std::get_if<ir::Update>(&statement)) {
        look_if_there(update->where);
        for (const ir::Assignment& assignment : update->assignments) look(assignment.value);
        for (const ir::Order& order : update->reach.order) look(order.by);
    } else if (const auto* insert = std::get_if<ir::Insert>(&statement)) {
        if (insert->conflict) look_if_there(insert->conflict->where);
    } else if (const auto* remove = std::get_if<ir::Delete>(&statement)) {
        look_if_there(remove->where);
        for (const ir::Order& order : remove->reach.order) look(order.by);
    }
}

std::vector<std::uint16_t> lists_with_empty(const ir::Statement& statement) {
    std::vector<std::uint16_t> slots;
    for_each_expression(statement, [&](const Expr& expr) {
        refuse_fragments(expr);
        collect_lists(expr, slots);
    });
    return slots;
}

// Of an insert, the field is named where its value is stored.
void refuse_nan(const Value& value) {
    if (const double* real = value.if_real(); real != nullptr && std::isnan(*real))
        throw CastError("NaN is refused: no database compares or stores it alike.");
    if (const Array* list = value.if_array())
        for (const Value& element : *list) refuse_nan(element);
}

Column column_of(const schema::Field& field) { return {field.column, is_nested(field.type.base)}; }

Column column_of(const ir::Output& output) {
    const bool named = output.alias.empty() && output.expr.field != nullptr && output.expr.path.size() == 1;
    return {named ? output.expr.field->column : output.alias, is_nested(output.expr.type)};
}

Columns columns_of(const ir::Select& select) {
    if (select.kind == ir::Select::Kind::count) return {{"count", false}};
    if (select.kind == ir::Select::Kind::exists) return {{"exists", false}};
    Columns columns;
    for (const ir::Output& output : select.outputs) columns.push_back(column_of(output));
    if (!columns.empty()) return columns;
    for (const schema::Field& field : select.model->fields) columns.push_back(column_of(field));
    return columns;
}

Columns columns_of(const schema::Model& model, const std::vector<std::uint16_t>& fields) {
    Columns columns;
    for (const std::uint16_t field : fields) columns.push_back(column_of(model.fields[field]));
    return columns;
}

Columns columns_of(const ir::Statement& statement) {
    if (const auto* select = std::get_if<ir::Select>(&statement)) return columns_of(*select);
    if (const auto* insert = std::get_if<ir::Insert>(&statement)) return columns_of(*insert->model, insert->returning);
    if (const auto* update = std::get_if<ir::Update>(&statement))
        return columns_of(*update->model, update->reach.returning);
    const auto& remove = std::get<ir::Delete>(statement);
    return columns_of(*remove.model, remove.reach.returning);
}

}  // namespace

MemoryPlan::MemoryPlan(const query::Prepared& prepared)
    : prepared_(prepared),
      text_(query::describe(prepared.resolved) + sql::comment(prepared.comment)),
      equalities_(equalities_of(prepared_.resolved)),
      lists_with_empty_(lists_with_empty(prepared_.resolved)),
      columns_(std::make_shared<const Columns>(columns_of(prepared_.resolved))) {}

bool MemoryPlan::writes() const noexcept { return !std::holds_alternative<ir::Select>(prepared_.resolved); }

std::vector<Value> MemoryPlan::values(std::span<const Cell> cells) const {
    if (cells.size() < slots()) {  // the last ones may belong to conditions that are gone
        throw QueryError("The statement takes " + std::to_string(slots()) + " values; " + std::to_string(cells.size()) +
                         " were given.");
    }
    std::vector<Value> values;
    values.reserve(cells.size());
    const bool inserts = std::holds_alternative<ir::Insert>(prepared_.resolved);
    for (const Cell& cell : cells) {
        values.push_back(to_value(cell));
        if (!inserts) refuse_nan(values.back());
    }
    for (const std::uint16_t slot : lists_with_empty_) {
        Array* list = values[slot].if_array();
        if (list != nullptr && std::none_of(list->begin(), list->end(), [](const Value& v) { return v.is_empty(); })) {
            list->emplace_back();
        }
    }
    return values;
}

}  // namespace tenon::drivers::memory
