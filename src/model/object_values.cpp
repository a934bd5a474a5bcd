#include "model/object_values.hpp"

#include <algorithm>

#include "model/checks.hpp"
#include "model/rules.hpp"
#include "schema/cast.hpp"
#include <tenon/error.hpp>

namespace tenon::model {

Cell cell_of(const Instance& instance, std::uint16_t field, const void* object) {
    const typed::Column& column = column_of(instance, field);
    typed::NestedMember unused;
    return typed::encode(*column.type, member_of(column, object), *column.field, unused);
}

bool is_unset(const Cell& cell) {
    switch (cell.type) {
    case CellType::empty: return true;
    case CellType::integer: return cell.integer == 0;
    case CellType::uuid: return std::all_of(cell.id, cell.id + 16, [](std::uint8_t byte) { return byte == 0; });
    case CellType::object_id: return std::all_of(cell.id, cell.id + 12, [](std::uint8_t byte) { return byte == 0; });
    default: return false;
    }
}

std::vector<Cell> key_cells(const Instance& instance, const void* object) {
    std::vector<Cell> cells;
    for (const std::uint16_t key : instance.model.key) cells.push_back(cell_of(instance, key, object));
    return cells;
}

void set_member(const Instance& instance, std::uint16_t field, void* object, const Cell& cell) {
    typed::decode_column(column_of(instance, field), cell, object);
}

void set_time(const Instance& instance, std::uint16_t field, void* object, Timestamp now) {
    const typed::Column& column = column_of(instance, field);
    put_time(column, object, now.floored(column.field->type.precision));
}

namespace {

/// A time that is finer than its field's precision is floored in the object too: it equals the stored row.
void floor_time(const typed::Column& column, void* object) {
    typed::NestedMember unused;
    const Cell cell = typed::encode(*column.type, member_of(column, object), *column.field, unused);
    if (cell.type != CellType::timestamp) return;
    const Timestamp floored = Timestamp(cell.integer).floored(column.field->type.precision);
    if (floored.microseconds != cell.integer) typed::decode_column(column, Cell::of(floored), object);
}

bool is_empty_member(const typed::Column& column, const void* object) {
    const void* member = member_of(column, object);
    if (column.type->role == typed::Role::dynamic) return static_cast<const Value*>(member)->is_empty();
    return column.type->role == typed::Role::optional && column.type->access->value(member) == nullptr;
}

}  // namespace

void set_defaults(const Instance& instance, void* object) {
    for (const std::uint16_t i : instance.defaulted) {
        const typed::Column& column = column_of(instance, i);
        if (!is_empty_member(column, object)) continue;
        const schema::Field& field = *column.field;
        const schema::DefaultFunction& made = field.default_function;
        const Value value = field.default_value ? *field.default_value : made.run(made.function.get());
        typed::from_value(*column.type, value, member_of(column, object), field);
    }
}

void set_library_values(const Session& session, const Instance& instance, void* object, Timestamp now) {
    for (const std::uint16_t i : instance.times) floor_time(column_of(instance, i), object);
    if (keeps_times(session))
        take_given_times(instance, object, all_fields);
    else
        set_times(instance, object, now);
    if (instance.model.version) set_member(instance, *instance.model.version, object, Cell::of(std::int64_t{1}));
}

void floor_changed_times(const Instance& instance, void* object, std::uint64_t mask) {
    for (const std::uint16_t i : instance.times)
        if (has_bit(mask, i)) floor_time(column_of(instance, i), object);
    if (const auto created = instance.model.created_at; created && has_bit(mask, *created))
        floor_time(column_of(instance, *created), object);
}

void take_given_times(const Instance& instance, void* object, std::uint64_t mask) {
    for (const auto field : {instance.model.created_at, instance.model.updated_at}) {
        if (!field || (*field < 64 && !has_bit(mask, *field))) continue;
        const typed::Column& column = column_of(instance, *field);
        floor_time(column, object);
        const Cell cell = cell_of(instance, *field, object);
        if (cell.type == CellType::timestamp) schema::check_timestamp(Timestamp(cell.integer), column.field->name);
    }
}

void apply_rules(const Session& session, const Instance& instance, void* object, std::uint64_t fields,
                 Failures& failures) {
    const auto is_meant = [fields](std::uint16_t field) { return field >= 64 || has_bit(fields, field); };
    for (const std::uint16_t i : instance.adjusted)
        if (is_meant(i)) normalise_member(column_of(instance, i), object);
    for (const Bounds& bounds : instance.ruled)
        if (is_meant(bounds.column()) && !bounds.surely_hold(object)) [[unlikely]]
            check_member(column_of(instance, bounds.column()), object, failures);
    if (instance.has_checks) [[unlikely]]
        run_checks(session, instance, object, fields, failures);
}

void require_tracked(const Instance& instance) {
    if (instance.table.columns.size() <= 64) [[likely]]
        return;
    throw SchemaError("Model " + instance.model.name +
                      " has more than 64 fields: its objects can't be tracked. Group "
                      "some of them into a nested struct.");
}

void make_key(const Instance& instance, void* object) {
    if (instance.model.key_is_assigned || instance.model.key.size() != 1) return;
    const std::uint16_t key = instance.model.key.front();
    if (!is_unset(cell_of(instance, key, object))) return;
    const BaseType base = column_of(instance, key).field->type.base;
    if (base == BaseType::uuid) {
        const Uuid made = Uuid::v7();
        set_member(instance, key, object, Cell::of(made));
    } else if (base == BaseType::object_id) {
        const ObjectId made = ObjectId::make();
        set_member(instance, key, object, Cell::of(made));
    }
}

std::vector<std::uint16_t> written_fields(const Instance& instance, std::uint64_t variant) {
    const schema::Model& model = instance.model;
    std::vector<std::uint16_t> fields;
    for (std::uint16_t i = 0; i < model.fields.size(); ++i) {
        const bool is_assigned = model.key_is_assigned && i == model.key.front() && (variant & key_is_bound) == 0;
        if (!is_assigned && !model.fields[i].read_only) fields.push_back(i);
    }
    for (std::size_t i = 0; i < instance.sql_defaults.size(); ++i)
        if ((variant >> (i + 1) & 1) != 0) std::erase(fields, instance.sql_defaults[i]);
    return fields;
}

std::uint64_t insert_variant_slowly(const Instance& instance, const void* object) {
    const schema::Model& model = instance.model;
    std::uint64_t variant = key_is_bound;
    if (model.key_is_assigned && is_unset(cell_of(instance, model.key.front(), object))) variant = 0;
    for (std::size_t i = 0; i < instance.sql_defaults.size(); ++i)
        if (is_empty_member(column_of(instance, instance.sql_defaults[i]), object)) variant |= std::uint64_t{2} << i;
    return variant;
}

}  // namespace tenon::model
