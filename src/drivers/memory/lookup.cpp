#include "drivers/memory/lookup.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "drivers/memory/store.hpp"
#include "query/expression.hpp"
#include "query/value_key.hpp"

namespace tenon::drivers::memory {

using ir::Expr;
using ir::Op;

namespace {

bool looks_at(const Expr& expr, const schema::Model& model) {
    const bool here = expr.relation != nullptr &&
                      (expr.relation->target == nullptr || is_same_table(*expr.relation->target, model));
    return here || !expr.query.empty() || std::any_of(expr.args.begin(), expr.args.end(), [&](const Expr& operand) {
               return looks_at(operand, model);
           });
}

bool looks_at(const std::optional<Expr>& expr, const schema::Model& model) { return expr && looks_at(*expr, model); }

bool looks_at(const std::vector<ir::Order>& order, const schema::Model& model) {
    return std::any_of(order.begin(), order.end(), [&](const ir::Order& one) { return looks_at(one.by, model); });
}

// In the outputs, orders and groups of a select; the conditions are asked for alone.
bool looks_at(const ir::Select& select, const schema::Model& model) {
    const auto any = [&](const auto& all, auto part) {
        return std::any_of(all.begin(), all.end(), [&](const auto& one) { return looks_at(part(one), model); });
    };
    return looks_at(select.having, model) ||
           any(select.outputs, [](const ir::Output& o) -> const Expr& { return o.expr; }) ||
           any(select.distinct_on, [](const Expr& e) -> const Expr& { return e; }) || looks_at(select.order, model) ||
           any(select.group, [](const Expr& e) -> const Expr& { return e; });
}

// Types for which `==` throws nothing, and whose keys are equal when they are, also to values of other types.
bool is_exact(BaseType type) {
    return type == BaseType::boolean || is_integer(type) || type == BaseType::text || type == BaseType::date ||
           type == BaseType::uuid || type == BaseType::object_id || type == BaseType::enumeration;
}

bool is_plain_field(const Expr& expr) {
    return expr.op == Op::field && expr.scope == 0 && expr.path.size() == 1 && is_exact(expr.type);
}

bool is_given(const Expr& expr) { return expr.op == Op::param || expr.op == Op::constant || expr.op == Op::list; }

void collect(const Expr& condition, std::vector<Equality>& out) {
    if (condition.op == Op::and_) {
        for (const Expr& operand : condition.args) collect(operand, out);
    }
    if ((condition.op != Op::eq && condition.op != Op::in) || condition.args.size() != 2) return;
    const Expr& left = condition.args[0];
    const Expr& right = condition.args[1];
    if (is_plain_field(left) && is_given(right)) {
        out.push_back({left.path.front(), &right});
    } else if (condition.op == Op::eq && is_plain_field(right) && is_given(left)) {
        out.push_back({right.path.front(), &left});
    }
}

const Value& value_of(const Expr& expr, std::span<const Value> values) {
    static const Value missing;
    if (expr.op == Op::constant) return expr.literal;
    return expr.slot < values.size() ? values[expr.slot] : missing;
}

const Expr* find(std::span<const Equality> equalities, std::uint16_t field, bool list) {
    const auto found = std::find_if(equalities.begin(), equalities.end(), [&](const Equality& equality) {
        return equality.field == field && (equality.value->op == Op::list) == list;
    });
    return found == equalities.end() ? nullptr : found->value;
}

std::optional<std::vector<RowId>> by_values(const Index& index, std::span<const Equality> equalities,
                                            std::span<const Value> values) {
    std::string key;
    for (const std::uint16_t field : index.fields()) {
        const Expr* given = find(equalities, field, false);
        if (given == nullptr) return std::nullopt;
        const Value& value = value_of(*given, values);
        if (value.is_empty()) return std::nullopt;  // equals empties, which are not in the index
        index.append(field, value, key);
    }
    const std::set<RowId>& found = index.find(key);
    return std::vector<RowId>(found.begin(), found.end());
}

std::optional<std::vector<RowId>> by_list(const Index& index, std::span<const Equality> equalities,
                                          std::span<const Value> values) {
    if (index.fields().size() != 1) return std::nullopt;
    const Expr* given = find(equalities, index.fields().front(), true);
    const Array* list = given == nullptr ? nullptr : value_of(*given, values).if_array();
    if (list == nullptr) return std::nullopt;
    std::set<RowId> all;
    for (const Value& value : *list) {
        if (value.is_empty()) return std::nullopt;
        std::string key;
        index.append(index.fields().front(), value, key);
        const std::set<RowId>& found = index.find(key);
        all.insert(found.begin(), found.end());
    }
    return std::vector<RowId>(all.begin(), all.end());
}

}  // namespace

std::vector<Equality> equalities_of(const ir::Statement& statement) {
    std::vector<Equality> equalities;
    const auto add = [&](const std::optional<Expr>& where, const schema::Model& model) {
        if (where && !looks_at(where, model)) collect(*where, equalities);
    };
    if (const auto* select = std::get_if<ir::Select>(&statement)) {
        const bool further = select->tree || select->join || select->source_rows || !select->with.empty() ||
                             looks_at(*select, *select->model);
        if (!further) add(select->where, *select->model);
    } else if (const auto* update = std::get_if<ir::Update>(&statement)) {
        if (!looks_at(update->reach.order, *update->model)) add(update->where, *update->model);
    } else if (const auto* remove = std::get_if<ir::Delete>(&statement)) {
        if (!looks_at(remove->reach.order, *remove->model)) add(remove->where, *remove->model);
    }
    return equalities;
}

const schema::Model& stored_model(const ir::Select& select) {
    if (!select.source.empty()) return stored_model(select.source.front());
    if (select.named) return stored_model(select.named->query);
    if (!select.combined.empty()) return stored_model(select.combined.front());
    return *select.model;
}

const Index* index_for(const Table& table, std::span<const Equality> equalities, std::span<const Value> values) {
    for (const Index& index : table.indexes())
        if (by_values(index, equalities, values) || by_list(index, equalities, values)) return &index;
    return nullptr;
}

std::optional<std::vector<RowId>> candidates(const Table& table, std::span<const Equality> equalities,
                                             std::span<const Value> values) {
    if (equalities.empty()) return std::nullopt;
    for (const Index& index : table.indexes()) {
        if (auto found = by_values(index, equalities, values)) return found;
        if (auto found = by_list(index, equalities, values)) return found;
    }
    return std::nullopt;
}

StoredRows::StoredRows(const Store& store, const Table& searched, std::optional<std::vector<RowId>> found,
                       const Deadline& deadline)
    : store_(store),
      searched_(&searched),
      found_(std::move(found)),
      deadline_(deadline) {}

void StoredRows::check_deadline() const {
    constexpr std::size_t looks_between = 64;
    if (looks_++ % looks_between == 0) deadline_.check("The deadline passed while memory: was still looking at rows.");
}

template <class Ids>
void StoredRows::each_of(const Table& table, const Ids& ids, const std::function<bool(query::Row)>& see) const {
    for (const RowId id : ids) {
        if (deadline_) check_deadline();
        if (!see(*table.find(id))) return;
    }
}

void StoredRows::each_with(const schema::Model& model, std::span<const std::uint16_t> fields,
                           std::span<const Value> values, const std::function<bool(query::Row)>& see) const {
    const Table& table = store_.table(model);
    const Index* const index = table.index_on({fields.begin(), fields.end()});
    const bool is_found = std::all_of(fields.begin(), fields.end(),
                                      [&](std::uint16_t field) { return is_exact(model.fields[field].type.base); });
    if (index == nullptr || !is_found) return each(model, see);
    std::string key;
    for (std::size_t i = 0; i < fields.size(); ++i) index->append(fields[i], values[i], key);
    each_of(table, index->find(key), see);
}

void StoredRows::each(const schema::Model& model, const std::function<bool(query::Row)>& see) const {
    const Table& table = store_.table(model);
    if (found_ && &table == searched_) return each_of(table, *found_, see);
    for (const auto& [id, row] : table.rows()) {
        if (deadline_) check_deadline();
        if (!see(row)) return;
    }
}

}  // namespace tenon::drivers::memory
