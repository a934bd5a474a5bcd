#include "drivers/memory/matching.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "query/expression.hpp"
#include "query/query.hpp"

namespace tenon::drivers::memory {

namespace {

std::vector<RowId> all_of(const Table& table) {
    std::vector<RowId> ids;
    ids.reserve(table.rows().size());
    for (const auto& [id, row] : table.rows()) ids.push_back(id);
    return ids;
}

}  // namespace

std::vector<RowId> matching(const Store& store, const Table& table, const std::optional<ir::Expr>& where,
                            std::span<const Equality> equalities, std::span<const Value> values) {
    if (!where) return all_of(table);
    const StoredRows related(store);
    std::optional<std::vector<RowId>> found = candidates(table, equalities, values);
    std::vector<RowId> ids = found ? std::move(*found) : all_of(table);
    query::Matcher matches(*where, values, &related);
    std::erase_if(ids, [&](RowId id) { return !matches(*table.find(id)); });
    return ids;
}

namespace {

/// Of rows that match, the one that a select in this order gives first.
RowId first_of(const Store& store, const Table& table, const std::vector<ir::Order>& order, std::vector<RowId> ids,
               std::span<const Value> values) {
    if (order.empty()) return ids.front();
    const schema::Model& model = table.model();
    ir::Select select;
    select.model = &model;
    select.order = order;
    select.limit = query::make(ir::Op::constant);
    select.limit->literal = Value(1);
    const StoredRows rows(store, table, std::move(ids));
    const Row first = query::run(select, rows, values).front();
    return *table.index_on(model.key)->find(key_of(first, model.key)).begin();
}

}  // namespace

std::vector<RowId> reached(const Store& store, const Table& table, const std::optional<ir::Expr>& where,
                           const ir::Reach& reach, std::span<const Equality> equalities,
                           std::span<const Value> values) {
    std::vector<RowId> ids = matching(store, table, where, equalities, values);
    if (!reach.only_first || ids.empty()) return ids;
    return {first_of(store, table, reach.order, std::move(ids), values)};
}

Row values_of(const Row& row, const Fields& fields) {
    Row values;
    values.reserve(fields.size());
    for (const std::uint16_t field : fields) values.push_back(row[field]);
    return values;
}

}  // namespace tenon::drivers::memory
