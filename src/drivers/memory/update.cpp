#include <utility>

#include "drivers/memory/constraints.hpp"
#include "drivers/memory/matching.hpp"
#include "drivers/memory/write.hpp"
#include "schema/cast.hpp"
#include <tenon/error.hpp>

namespace tenon::drivers::memory {

namespace {

void set_member(const schema::Model& model, Row& row, const ir::Assignment& assignment, const Value& value) {
    const schema::Field* field = &model.fields[assignment.path.front()];
    Value* place = &row[assignment.path.front()];
    std::string path = field->name;
    for (std::size_t leg = 1; leg < assignment.path.size(); ++leg) {
        if (place->is_empty()) return;
        Document* document = place->if_document();
        if (document == nullptr) throw QueryError(model.name + ": " + path + " holds no nested fields to set.");
        field = &field->type.members[assignment.path[leg]];
        place = &(*document)[field->column];
        path += "." + field->name;
    }
    try {
        *place = stored(value, field->type, path);
    } catch (const CastError& error) {
        throw CastError(model.name, error.failures());
    }
    const bool may_be_empty = field->type.nullable || field->type.base == BaseType::json;
    if (place->is_empty() && !may_be_empty) refuse_empty(model, path);
}

}  // namespace

Value stored(const Value& value, const schema::Type& type, const std::string& path) {
    if (value.is_empty()) return type.base == BaseType::array && !type.nullable ? Value(Array()) : Value();
    Value cast = schema::cast(value, type, path);
    const Timestamp* instant = cast.if_timestamp();
    if (instant != nullptr && type.base == BaseType::timestamp) return instant->floored(type.precision == 6 ? 6 : 3);
    return cast;
}

Outcome update(Store& store, const ir::Update& update, std::span<const Equality> equalities,
               std::span<const Value> values) {
    Table& table = store.table(*update.model);
    const StoredRows related(store);
    std::vector<std::pair<RowId, Row>> changed;
    for (const RowId id : reached(store, table, update.where, update.reach, equalities, values)) {
        const Row& old = *table.find(id);
        Row row = old;
        for (const ir::Assignment& assignment : update.assignments) {
            set_member(table.model(), row, assignment, query::evaluate(assignment.value, {old, values, &related}));
        }
        table.definitions().fill(table.model(), row);
        changed.emplace_back(id, std::move(row));
    }
    Outcome outcome;
    for (auto& [id, row] : changed) {
        if (!update.reach.returning.empty()) outcome.rows.push_back(values_of(row, update.reach.returning));
        store.put(table, id, std::move(row));
    }
    outcome.result.rows = static_cast<std::int64_t>(changed.size());
    return outcome;
}

}  // namespace tenon::drivers::memory
