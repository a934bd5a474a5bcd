#include <algorithm>
#include <limits>
#include <optional>

#include "drivers/memory/constraints.hpp"
#include "drivers/memory/matching.hpp"
#include "drivers/memory/write.hpp"
#include <tenon/error.hpp>

namespace tenon::drivers::memory {

namespace {

bool is_left_out(const Value& key) {
    const std::int64_t* integer = key.if_integer();
    return key.is_empty() || (integer != nullptr && *integer == 0);
}

Row new_row(const ir::Insert& insert, std::span<const Value> values) {
    const std::vector<schema::Field>& fields = insert.model->fields;
    Row row(fields.size());
    for (std::size_t i = 0; i < insert.fields.size(); ++i) row[insert.fields[i]] = values[i];
    for (std::size_t i = 0; i < fields.size(); ++i) row[i] = stored(row[i], fields[i].type, fields[i].name);
    return row;
}

// The counter moves when the row is stored.
Value next_key(const Table& table) {
    const schema::Field& field = table.model().fields[table.model().key.front()];
    if (table.last_key() == std::numeric_limits<std::int64_t>::max()) {
        throw QueryError("The table " + table.model().full_table() + " has no integer keys left to assign.");
    }
    return stored(Value(table.last_key() + 1), field.type, field.name);
}

bool is_target(const Index& index, const Fields& target) {
    return index.is_unique() &&
           std::is_permutation(index.fields().begin(), index.fields().end(), target.begin(), target.end());
}

// The old row that a new one collides with, where the statement says what is done then.
std::optional<RowId> colliding(const Table& table, const ir::Conflict& conflict, const Row& row) {
    bool known = conflict.target.empty();
    for (const Index& index : table.indexes()) {
        if (conflict.target.empty() ? !index.is_unique() : !is_target(index, conflict.target)) continue;
        known = true;
        if (const std::vector<RowId> found = table.alike(index, row); !found.empty()) return found.front();
    }
    if (known) return std::nullopt;
    throw QueryError(table.model().name + ": an upsert must name the key, or the fields of a unique index.");
}

bool updates(const Store& store, const ir::Conflict& conflict, const Row& old, std::span<const Value> values) {
    if (conflict.update.empty() && !conflict.kept) return false;
    const StoredRows related(store);
    return !conflict.where || query::matches(*conflict.where, {old, values, &related});
}

RowId store_new(Store& store, Table& table, Row row) {
    const RowId id = table.next_row();
    store.put(table, id, std::move(row));
    return id;
}

void set_to(Store& store, Table& table, RowId id, const ir::Conflict& conflict, const Row& given) {
    Row row = *table.find(id);
    for (const std::uint16_t field : conflict.update) row[field] = given[field];
    if (conflict.counts) {
        const schema::Field& counted = table.model().fields[*conflict.counts];
        row[*conflict.counts] = stored(Value(row[*conflict.counts].as_int64() + 1), counted.type, counted.name);
    }
    table.definitions().fill(table.model(), row);
    store.put(table, id, std::move(row));
}

}  // namespace

Outcome insert(Store& store, const ir::Insert& insert, std::span<const Value> values) {
    Table& table = store.table(*insert.model);
    const schema::Model& model = table.model();
    Row row = new_row(insert, values);
    const bool assigns = model.key_is_assigned && is_left_out(row[model.key.front()]);
    if (assigns) row[model.key.front()] = next_key(table);
    table.definitions().fill(model, row);
    check_not_null(model, row);

    Outcome outcome;
    std::optional<RowId> id;
    if (insert.conflict) id = colliding(table, *insert.conflict, row);
    if (id && !updates(store, *insert.conflict, *table.find(*id), values)) return outcome;
    if (id) {
        set_to(store, table, *id, *insert.conflict, row);
    } else {
        if (assigns) outcome.result.generated_key = row[model.key.front()].as_int64();
        id = store_new(store, table, std::move(row));
    }
    outcome.result.rows = 1;
    if (!insert.returning.empty()) outcome.rows.push_back(values_of(*table.find(*id), insert.returning));
    return outcome;
}

}  // namespace tenon::drivers::memory
