// Whole objects: create, save, upsert, get, remove.

#include <algorithm>
#include <array>

#include "engine/running.hpp"
#include "model/checks.hpp"
#include "model/given_key.hpp"
#include "model/row_cells.hpp"
#include "model/rules.hpp"
#include "model/scope.hpp"
#include "model/statements.hpp"
#include <tenon/error.hpp>
#include <tenon/execution.hpp>
#include <tenon/tracked.hpp>

namespace tenon::model {
namespace {

using engine::Entry;
using engine::Running;

const typed::Column& column_of(const Instance& instance, std::uint16_t field) { return instance.table.columns[field]; }
void* member_of(const typed::Column& column, void* object) { return static_cast<char*>(object) + column.offset; }
const void* member_of(const typed::Column& column, const void* object) {
    return static_cast<const char*>(object) + column.offset;
}

Cell cell_of(const Instance& instance, std::uint16_t field, const void* object) {
    const typed::Column& column = column_of(instance, field);
    typed::NestedMember unused;
    return typed::encode(*column.type, member_of(column, object), *column.field, unused);
}

/// Is a key's part still to be assigned: 0, a nil id, an empty?
bool is_unset(const Cell& cell) {
    switch (cell.type) {
    case CellType::empty: return true;
    case CellType::integer: return cell.integer == 0;
    case CellType::uuid: return std::all_of(cell.id, cell.id + 16, [](std::uint8_t byte) { return byte == 0; });
    case CellType::object_id: return std::all_of(cell.id, cell.id + 12, [](std::uint8_t byte) { return byte == 0; });
    default: return false;
    }
}

void set_member(const Instance& instance, std::uint16_t field, void* object, const Cell& cell) {
    typed::decode_column(column_of(instance, field), cell, object);
}

void set_time(const Instance& instance, std::uint16_t field, void* object, Timestamp now) {
    const typed::Column& column = column_of(instance, field);
    const Timestamp floored = now.floored(column.field->type.precision);
    if (column.direct == typed::Direct::timestamp)
        *static_cast<Timestamp*>(member_of(column, object)) = floored;
    else
        typed::decode_column(column, Cell::of(floored), object);
}

/// Uuid and ObjectId keys are made here; integers by the database.
void make_key(const Instance& instance, void* object) {
    if (instance.model.key.size() != 1 || instance.model.key_is_assigned) return;
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

/// A time that is finer than its field's precision is floored in the object too: it equals the stored row.
void floor_time(const typed::Column& column, void* object) {
    typed::NestedMember unused;
    const Cell cell = typed::encode(*column.type, member_of(column, object), *column.field, unused);
    if (cell.type != CellType::timestamp) return;
    const Timestamp floored = Timestamp(cell.integer).floored(column.field->type.precision);
    if (floored.microseconds != cell.integer) typed::decode_column(column, Cell::of(floored), object);
}

bool has_bit(std::uint64_t mask, std::uint16_t field) { return (mask >> field & 1) != 0; }

void floor_changed_times(const Instance& instance, void* object, std::uint64_t mask) {
    for (const std::uint16_t i : instance.times)
        if (has_bit(mask, i)) floor_time(column_of(instance, i), object);
    if (const auto created = instance.model.created_at; created && has_bit(mask, *created))
        floor_time(column_of(instance, *created), object);
}

constexpr std::uint64_t all_fields = ~std::uint64_t{0};

/// What rules change, then what rules and checks have against a whole object.
void apply_rules(const Session& session, const Instance& instance, void* object, Failures& failures) {
    for (const std::uint16_t i : instance.adjusted) normalise_member(column_of(instance, i), object);
    for (const std::uint16_t i : instance.ruled) check_member(column_of(instance, i), object, failures);
    if (instance.has_checks) [[unlikely]]
        run_checks(session, instance, object, all_fields, failures);
}

bool has_rules(const Instance& instance) { return !instance.ruled.empty() || instance.has_checks; }

void set_times(const Instance& instance, void* object, Timestamp now) {
    for (const std::uint16_t i : instance.times) floor_time(column_of(instance, i), object);
    if (instance.model.created_at) set_time(instance, *instance.model.created_at, object, now);
    if (instance.model.updated_at) set_time(instance, *instance.model.updated_at, object, now);
}

bool is_empty_member(const typed::Column& column, const void* object) {
    const void* member = member_of(column, object);
    if (column.type->role == typed::Role::dynamic) return static_cast<const Value*>(member)->is_empty();
    return column.type->role == typed::Role::optional && column.type->access->value(member) == nullptr;
}

/// Values for what was not given.
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

/// All that happens to a new object before it is sent.
void prepare_new(const Session& session, const Instance& instance, void* object, Timestamp now) {
    set_defaults(instance, object);
    set_times(instance, object, now);
    if (has_rules(instance)) {
        Failures failures;
        apply_rules(session, instance, object, failures);
        failures.throw_if_any(instance.model);
    }
    make_key(instance, object);
}

/// The same for several, whose failures are told together.
void prepare_new(const Session& session, const Instance& instance, char* first, std::size_t count, std::size_t stride,
                 Timestamp now) {
    Failures failures;
    for (std::size_t i = 0; i < count; ++i) {
        void* const object = first + i * stride;
        set_defaults(instance, object);
        set_times(instance, object, now);
        failures.begin_object(i);
        if (has_rules(instance)) apply_rules(session, instance, object, failures);
        make_key(instance, object);
    }
    failures.throw_if_any(instance.model);
}

/// Must a write begin a transaction first, so that checks which ask the database are part of it?
bool needs_transaction(const Session& session, const Instance& instance) {
    return instance.asks_database && !session.transaction;
}

Timestamp now_for(const Instance& instance) {
    return instance.model.created_at || instance.model.updated_at ? Timestamp::now() : Timestamp();
}

// The variant of an insert: 1 when the key's value is bound, 0 when the database is to assign it; behind that a bit for
// each field whose default is the database's: it is left out.
constexpr std::uint64_t key_is_bound = 1;

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

std::uint64_t insert_variant(const Instance& instance, const void* object) {
    const schema::Model& model = instance.model;
    std::uint64_t variant = key_is_bound;
    if (model.key_is_assigned && is_unset(cell_of(instance, model.key.front(), object))) variant = 0;
    for (std::size_t i = 0; i < instance.sql_defaults.size(); ++i)
        if (is_empty_member(column_of(instance, instance.sql_defaults[i]), object)) variant |= std::uint64_t{2} << i;
    return variant;
}

/// What the database makes of a row beside its key.
bool fills(const Instance& instance) { return !instance.read_only.empty() || !instance.sql_defaults.empty(); }

ir::Statement make_insert(const Instance& instance, std::uint64_t variant) {
    ir::Insert insert;
    insert.model = &instance.model;
    insert.fields = written_fields(instance, variant);
    if (!fills(instance)) return insert;
    insert.returning = instance.read_only;
    for (std::size_t i = 0; i < instance.sql_defaults.size(); ++i)
        if ((variant >> (i + 1) & 1) != 0) insert.returning.push_back(instance.sql_defaults[i]);
    return insert;
}

void add_row(RowCells& cells, const Instance& instance, const void* object, std::uint64_t variant) {
    if (fills(instance)) [[unlikely]] {
        for (const std::uint16_t i : written_fields(instance, variant)) cells.add(column_of(instance, i), object);
        return;
    }
    const std::uint16_t left_out = variant == 0 ? instance.model.key.front() : schema::MemberRole::none;
    cells.add_row(instance.table, object, left_out);
}

/// Puts a row of these fields into an object.
void read_fields(Running& running, const Instance& instance, const std::vector<std::uint16_t>& fields, void* object) {
    std::span<const Cell> row;
    if (fields.empty() || !running.next(row)) return;
    for (std::size_t i = 0; i < fields.size(); ++i)
        typed::decode_column(column_of(instance, fields[i]), row[i], object);
}

ir::Expr field_expr(std::uint16_t field) {
    ir::Expr expr;
    expr.op = ir::Op::field;
    expr.path = {field};
    return expr;
}
ir::Expr param_expr(std::size_t slot) {
    ir::Expr expr;
    expr.op = ir::Op::param;
    expr.slot = static_cast<std::uint16_t>(slot);
    return expr;
}
/// key = the values from `first_slot` on
ir::Expr key_condition(const schema::Model& model, std::size_t first_slot) {
    std::vector<ir::Expr> parts;
    for (const std::uint16_t field : model.key) {
        ir::Expr equal;
        equal.op = ir::Op::eq;
        equal.args = {field_expr(field), param_expr(first_slot + parts.size())};
        parts.push_back(std::move(equal));
    }
    if (parts.size() == 1) return std::move(parts.front());
    ir::Expr all;
    all.op = ir::Op::and_;
    all.args = std::move(parts);
    return all;
}

ir::Statement make_get(const Instance& instance, std::uint64_t) {
    ir::Select select;
    select.model = &instance.model;
    select.where = key_condition(instance.model, 0);
    return select;
}
ir::Statement make_filled(const Instance& instance, std::uint64_t) {
    ir::Select select;
    select.model = &instance.model;
    select.where = key_condition(instance.model, 0);
    for (const std::uint16_t field : instance.read_only) select.outputs.push_back({field_expr(field), {}});
    return select;
}
ir::Statement make_remove(const Instance& instance, std::uint64_t) {
    ir::Delete statement;
    statement.model = &instance.model;
    statement.where = key_condition(instance.model, 0);
    return statement;
}
ir::Statement make_save(const Instance& instance, std::uint64_t mask) {
    ir::Update update;
    update.model = &instance.model;
    std::size_t slot = 0;
    for (std::uint16_t i = 0; i < instance.model.fields.size(); ++i)
        if ((mask >> i & 1) != 0) update.assignments.push_back({{i}, param_expr(slot++)});
    update.where = key_condition(instance.model, slot);
    return update;
}

// upsert's variant: the unique index + 1 or 0 for the key, and behind it that of an insert
std::uint64_t upsert_bits(const Instance& instance) { return 1 + instance.sql_defaults.size(); }

ir::Statement make_upsert(const Instance& instance, std::uint64_t variant) {
    const schema::Model& model = instance.model;
    ir::Insert insert;
    insert.model = &model;
    insert.fields = written_fields(instance, variant);
    const std::size_t target = variant >> upsert_bits(instance);
    ir::Conflict conflict;
    conflict.target = target == 0 ? model.key : model.indexes[target - 1].fields;
    for (const std::uint16_t field : insert.fields) {
        const bool fixed = std::find(conflict.target.begin(), conflict.target.end(), field) != conflict.target.end() ||
                           std::find(model.key.begin(), model.key.end(), field) != model.key.end() ||
                           model.created_at == field || model.fields[field].hidden || model.fields[field].immutable;
        if (!fixed) conflict.update.push_back(field);
    }
    insert.conflict = std::move(conflict);
    for (std::uint16_t i = 0; i < model.fields.size(); ++i)
        if (!model.fields[i].hidden) insert.returning.push_back(i);
    return insert;
}

std::uint64_t upsert_target(const Instance& instance, const void* object, std::span<const std::uint16_t> members) {
    const schema::Model& model = instance.model;
    std::vector<std::size_t> unique;
    for (std::size_t i = 0; i < model.indexes.size(); ++i)
        if (model.indexes[i].unique && model.indexes[i].is_plain()) unique.push_back(i);
    if (!members.empty()) {
        std::vector<std::uint16_t> fields;
        for (const std::uint16_t member : members) fields.push_back(model.members.at(member).field);
        if (fields == model.key) return 0;
        for (const std::size_t index : unique)
            if (model.indexes[index].fields == fields) return index + 1;
        throw QueryError("upsert() of " + model.name +
                             ": the fields named are neither the key nor a unique index. Declare "
                             "unique(f<…>) in describe.",
                         {.model = model.name, .fields = {}, .constraint = {}, .database_code = {}});
    }
    const bool key_given = std::none_of(model.key.begin(), model.key.end(), [&](std::uint16_t field) {
        return is_unset(cell_of(instance, field, object));
    });
    if (key_given) return 0;
    if (unique.size() == 1) return unique.front() + 1;
    throw QueryError("upsert() of " + model.name + " without a key: " +
                         (unique.empty()
                              ? "the model has no unique index to find the row by. Declare one, or set the key."
                              : "the model has several unique indexes. Name the fields: upsert(object, f<…>)."),
                     {.model = model.name, .fields = {}, .constraint = {}, .database_code = {}});
}

bool is_same(const typed::Column& column, const void* object, const void* before) {
    const void* now = member_of(column, object);
    const void* then = member_of(column, before);
    return column.type->equal != nullptr ? column.type->equal(now, then) : typed::equal(*column.type, now, then);
}

[[noreturn]] void refuse_change(const Instance& instance, std::uint64_t mask) {
    std::uint16_t first = 0;
    while (!has_bit(mask, first)) ++first;
    throw_fixed(instance.model, instance.model.fields[first]);
}

/// Bits of the fields in which two objects differ; keys left out, and what a whole object leaves alone.
std::uint64_t changed_mask(const Instance& instance, const void* object, const void* before) {
    if (instance.table.columns.size() > 64)
        throw SchemaError("Model " + instance.model.name +
                          " has more than 64 fields: its objects can't be tracked. Group "
                          "some of them into a nested struct.");
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < instance.table.columns.size(); ++i) {
        const typed::Column& column = instance.table.columns[i];
        if (before != nullptr && is_same(column, object, before)) continue;
        mask |= std::uint64_t{1} << i;
    }
    for (const std::uint16_t key : instance.model.key) {
        if (before != nullptr && (mask >> key & 1) != 0)
            throw QueryError("The key of a stored " + instance.model.name +
                                 " can't be changed: create another object, and remove this one.",
                             {.model = instance.model.name,
                              .fields = {instance.model.fields[key].name},
                              .constraint = {},
                              .database_code = {}});
        mask &= ~(std::uint64_t{1} << key);
    }
    if (before == nullptr) return mask & ~instance.kept;
    if ((mask & instance.fixed) != 0) refuse_change(instance, mask & instance.fixed);
    return mask;
}

void check_changed(const Session& session, const Instance& instance, void* object, std::uint64_t mask) {
    Failures failures;
    for (const std::uint16_t i : instance.adjusted)
        if (has_bit(mask, i)) normalise_member(column_of(instance, i), object);
    for (const std::uint16_t i : instance.ruled)
        if (has_bit(mask, i)) check_member(column_of(instance, i), object, failures);
    if (instance.has_checks) [[unlikely]]
        run_checks(session, instance, object, mask, failures);
    failures.throw_if_any(instance.model);
}

void insert_prepared(const Session& session, const Instance& instance, void* object) {
    const std::uint64_t variant = insert_variant(instance, object);
    const Entry& entry = fixed_entry(session, instance, insert_shape, variant, make_insert);
    RowCells cells(instance.table.columns.size());
    add_row(cells, instance, object, variant);
    Running running(session, *entry.plan, entry.model, cells.cells());
    if (fills(instance)) [[unlikely]]
        read_fields(running, instance, decoding_of(entry).returned, object);
    const auto& result = running.complete();
    if ((variant & key_is_bound) == 0 && result.generated_key)
        set_member(instance, instance.model.key.front(), object, Cell::of(*result.generated_key));
}

/// What the database made of a row that was changed.
void read_filled(const Session& session, const Instance& instance, void* object) {
    const Entry& entry = fixed_entry(session, instance, filled_shape, 0, make_filled);
    RowCells key(instance.model.key.size());
    for (const std::uint16_t field : instance.model.key) key.add(column_of(instance, field), object);
    Running running(session, *entry.plan, entry.model, key.cells());
    read_fields(running, instance, instance.read_only, object);
}

}  // namespace

void insert(const Session& session, const Instance& instance, void* object) {
    if (needs_transaction(session, instance)) [[unlikely]] {
        TransactionScope scope(session);
        insert(scope.session(), instance, object);
        return scope.commit();
    }
    prepare_new(session, instance, object, now_for(instance));
    insert_prepared(session, instance, object);
}

void insert_many(const Session& session, const Instance& instance, void* first, std::size_t count, std::size_t stride) {
    if (count == 0) return;
    if (needs_transaction(session, instance)) [[unlikely]] {
        TransactionScope scope(session);
        insert_many(scope.session(), instance, first, count, stride);
        return scope.commit();
    }
    const auto at = [&](std::size_t i) { return static_cast<char*>(first) + i * stride; };
    prepare_new(session, instance, at(0), count, stride, now_for(instance));

    TransactionScope scope(session);
    if (fills(instance)) {  // what the database fills comes back row by row
        for (std::size_t i = 0; i < count; ++i) insert_prepared(scope.session(), instance, at(i));
        return scope.commit();
    }
    constexpr std::size_t most_cells = 2048;
    std::vector<std::int64_t> generated;
    for (std::size_t start = 0; start < count;) {
        const std::uint64_t variant = insert_variant(instance, at(start));
        const Entry& entry = fixed_entry(scope.session(), instance, insert_shape, variant, make_insert);
        const std::size_t width = entry.plan->slots();
        const std::size_t most = std::max<std::size_t>(1, most_cells / std::max<std::size_t>(1, width));
        RowCells cells(most * width);
        std::size_t end = start;
        for (; end < count && end - start < most && insert_variant(instance, at(end)) == variant; ++end)
            add_row(cells, instance, at(end), variant);
        generated.clear();
        engine::run_batch(scope.session(), *entry.plan, entry.model, end - start, cells.cells(),
                          variant == 0 ? &generated : nullptr);
        for (std::size_t i = 0; i < generated.size(); ++i)
            set_member(instance, instance.model.key.front(), at(start + i), Cell::of(generated[i]));
        start = end;
    }
    scope.commit();
}

bool save(const Session& session, const Instance& instance, void* object, const void* before) {
    std::uint64_t mask = changed_mask(instance, object, before);
    if (mask == 0) return false;
    if (needs_transaction(session, instance)) [[unlikely]] {
        TransactionScope scope(session);
        const bool saved = save(scope.session(), instance, object, before);
        scope.commit();
        return saved;
    }
    floor_changed_times(instance, object, mask);
    check_changed(session, instance, object, mask);
    if ((mask & instance.changing) != 0) mask = changed_mask(instance, object, before);
    if (mask == 0) return false;
    if (instance.model.updated_at) {
        set_time(instance, *instance.model.updated_at, object, Timestamp::now());
        mask |= std::uint64_t{1} << *instance.model.updated_at;
    }
    const Entry& entry = fixed_entry(session, instance, save_shape, mask, make_save);
    RowCells cells(instance.table.columns.size() + instance.model.key.size());
    for (std::size_t i = 0; i < instance.table.columns.size(); ++i)
        if ((mask >> i & 1) != 0) cells.add(instance.table.columns[i], object);
    for (const std::uint16_t key : instance.model.key)
        cells.add(column_of(instance, key), before == nullptr ? object : before);
    const std::int64_t rows = Running(session, *entry.plan, entry.model, cells.cells()).complete().rows;
    if (rows == 0) throw_not_found(instance, "save()", " create() stores a new object.");
    if (!instance.read_only.empty()) [[unlikely]]
        read_filled(session, instance, object);
    return true;
}

void upsert(const Session& session, const Instance& instance, void* object,
            std::span<const std::uint16_t> target_members) {
    if (needs_transaction(session, instance)) [[unlikely]] {
        TransactionScope scope(session);
        upsert(scope.session(), instance, object, target_members);
        return scope.commit();
    }
    const std::uint64_t target = upsert_target(instance, object, target_members);
    prepare_new(session, instance, object, now_for(instance));
    const std::uint64_t variant = target << upsert_bits(instance) | insert_variant(instance, object);
    const Entry& entry = fixed_entry(session, instance, upsert_shape, variant, make_upsert);
    RowCells cells(instance.table.columns.size());
    for (const std::uint16_t i : written_fields(instance, variant)) cells.add(instance.table.columns[i], object);
    Running running(session, *entry.plan, entry.model, cells.cells());
    std::span<const Cell> row;
    if (running.next(row)) instance.visible.decode_row(row, object);
    (void)running.complete();
}

namespace {

/// The most common key: one integer for one integer field.
bool is_plain_integer(const Instance& instance, const GivenKey& given) {
    const std::vector<std::uint16_t>& key = instance.model.key;
    return given.cells.size() == 1 && key.size() == 1 && given.cells.front().type == CellType::integer &&
           is_integer(given.types.front()) && is_integer(instance.model.fields[key.front()].type.base);
}

bool read_row(const Session& session, const Instance& instance, std::span<const Cell> key, void* object) {
    const Entry& entry = fixed_entry(session, instance, get_shape, 0, make_get);
    Running running(session, *entry.plan, entry.model, key);
    std::span<const Cell> row;
    if (!running.next(row)) return false;
    instance.visible.decode_row(row, object);
    return true;
}

}  // namespace

bool read_by_key(const Session& session, const Instance& instance, const GivenKey& given, void* object) {
    if (is_plain_integer(instance, given)) return read_row(session, instance, given.cells, object);
    const KeyCells key(instance, given);
    return !key.is_nobodys() && read_row(session, instance, key.cells(), object);
}

std::int64_t remove_by_key(const Session& session, const Instance& instance, std::span<const Cell> key) {
    const Entry& entry = fixed_entry(session, instance, remove_shape, 0, make_remove);
    Running running(session, *entry.plan, entry.model, key);
    return running.complete().rows;
}

std::vector<Cell> key_cells(const Instance& instance, const void* object) {
    std::vector<Cell> cells;
    for (const std::uint16_t key : instance.model.key) cells.push_back(cell_of(instance, key, object));
    return cells;
}

void validate(const Session& session, const Instance& instance, void* object) {
    Failures failures;
    apply_rules(session, instance, object, failures);
    failures.throw_if_any(instance.model);
}

std::vector<std::string> changed_fields(const Instance& instance, const void* object, const void* before) {
    std::vector<std::string> names;
    for (const typed::Column& column : instance.table.columns)
        if (!is_same(column, object, before)) names.push_back(column.field->name);
    return names;
}

}  // namespace tenon::model
