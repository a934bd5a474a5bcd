#include "drivers/memory/matching.hpp"

#include <algorithm>

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
    std::erase_if(ids, [&](RowId id) { return !query::matches(*where, {*table.find(id), values, &related}); });
    return ids;
}

}  // namespace tenon::drivers::memory
