// Whole objects: save, get, remove.

#include <cstring>

#include "engine/at_once.hpp"
#include "engine/running.hpp"
#include "model/by_key.hpp"
#include "model/cast_errors.hpp"
#include "model/checks.hpp"
#include "model/given_key.hpp"
#include "model/member_changes.hpp"
#include "model/object_values.hpp"
#include "model/read_objects.hpp"
#include "model/row_cells.hpp"
#include "model/rules.hpp"
#include "model/scope.hpp"
#include "model/soft_delete.hpp"
#include "model/statements.hpp"
#include <tenon/error.hpp>
#include <tenon/execution.hpp>

namespace tenon::model {
namespace {

using engine::Entry;
using engine::Running;

/// The row with an object's key, if its version is the one that the object was read with.
ir::Expr condition_as_read(const schema::Model& model, std::size_t first_slot) {
    std::vector<std::uint16_t> fields = model.key;
    if (model.version) fields.push_back(*model.version);
    return fields_condition(fields, first_slot);
}

FixedStatement make_get(const Instance& instance, std::uint64_t deleted) {
    ir::Select select;
    select.model = &instance.model;
    select.deleted = static_cast<ir::Deleted>(deleted);
    select.where = fields_condition(instance.model.key, 0);
    return {std::move(select)};
}
FixedStatement make_filled(const Instance& instance, std::uint64_t) {
    ir::Select select;
    select.model = &instance.model;
    select.where = fields_condition(instance.model.key, 0);
    for (const std::uint16_t field : instance.read_only) select.outputs.push_back({field_expr(field), {}});
    if (instance.model.deleted_at) select.deleted = ir::Deleted::included;
    return {std::move(select)};
}
std::size_t slots_as_read(const schema::Model& model) { return model.key.size() + (model.version ? 1 : 0); }
ir::Delete delete_as_read(const schema::Model& model) {
    ir::Delete statement;
    statement.model = &model;
    statement.where = condition_as_read(model, 0);
    return statement;
}
FixedStatement make_remove(const Instance& instance, std::uint64_t keeps_times) {
    ir::Statement statement = delete_as_read(instance.model);
    (void)remove_softly(statement, instance.model, slots_as_read(instance.model), keeps_times != 0);
    move_version(statement, instance.model);
    return {std::move(statement)};
}
FixedStatement make_save(const Instance& instance, std::uint64_t mask) {
    ir::Update update;
    update.model = &instance.model;
    std::vector<std::uint16_t> written;
    for (std::uint16_t i = 0; i < instance.model.fields.size(); ++i) {
        if (!has_bit(mask, i)) continue;
        update.assignments.push_back({{i}, param_expr(written.size())});
        written.push_back(i);
    }
    update.where = condition_as_read(instance.model, written.size());
    written.insert(written.end(), instance.model.key.begin(), instance.model.key.end());
    if (instance.model.version) written.push_back(WrittenMembers::given);
    return {std::move(update), std::move(written)};
}

/// Are these members 64 bits that are the same? Says nothing when it is false.
inline bool is_same_word(direct::Place place, const void* object, const void* old) {
    using direct::Kind;
    const auto word_of = [place](const void* of) {
        std::uint64_t word;
        std::memcpy(&word, static_cast<const char*>(of) + place.offset, sizeof(word));
        return word;
    };
    const bool is_word = place.direct == Kind::int64 || place.direct == Kind::timestamp ||
                         place.direct == Kind::float64;
    return is_word && word_of(object) == word_of(old);
}

/// Is a direct member the same in two objects?
inline bool is_same(direct::Place place, const void* object, const void* old) {
    if (is_same_word(place, object, old)) return true;
    return direct::with_member(place, object, true, [&](const auto& now) {
        return now == direct::detail::member_at<std::remove_cvref_t<decltype(now)>>(static_cast<const char*>(old) +
                                                                                    place.offset);
    });
}

bool is_same(const typed::Column& column, const void* object, const void* old) {
    if (column.direct != direct::Kind::no) return is_same(direct::Place(column), object, old);
    const void* now = member_of(column, object);
    const void* then = member_of(column, old);
    return column.type->equal != nullptr ? column.type->equal(now, then) : typed::equal(*column.type, now, then);
}

const schema::Field& first_of(const Instance& instance, std::uint64_t mask) {
    std::uint16_t first = 0;
    while (!has_bit(mask, first)) ++first;
    return instance.model.fields[first];
}

[[noreturn]] void refuse_change(const Instance& instance, std::uint64_t mask) {
    throw_fixed(instance.model, first_of(instance, mask));
}

[[noreturn]] void refuse_other_key(const Instance& instance, std::uint64_t mask) {
    throw QueryError("The key of a stored " + instance.model.name +
                         " can't be changed: create another object, and remove this one.",
                     {.model = instance.model.name,
                      .fields = {first_of(instance, mask).name},
                      .constraint = {},
                      .database_code = {}});
}

std::uint64_t differing(const typed::Table& table, const void* object, const void* old) {
    std::uint64_t mask = 0;
    std::uint64_t bit = 1;
    for (const direct::Place& place : table.places) {
        if (!is_same(place, object, old)) mask |= bit;
        bit <<= 1;
    }
    for (const std::uint16_t i : table.others)
        if (!is_same(table.columns[i], object, old)) mask |= std::uint64_t{1} << i;
    return mask;
}

/// Bits of the fields in which two objects differ; keys left out, and what a whole object leaves alone.
std::uint64_t changed_mask(const Instance& instance, const void* object, const void* old) {
    require_tracked(instance);
    const std::uint64_t all = all_fields >> (64 - instance.table.columns.size());
    std::uint64_t mask = old == nullptr ? all : differing(instance.table, object, old);
    if (old != nullptr && (mask & instance.keys) != 0) [[unlikely]]
        refuse_other_key(instance, mask & instance.keys);
    mask &= ~instance.keys;
    if (old == nullptr) return mask & ~instance.kept;
    if ((mask & instance.fixed) != 0) refuse_change(instance, mask & instance.fixed);
    return mask;
}

void check_changed(const Session& session, const Instance& instance, void* object, std::uint64_t mask) {
    Failures failures;
    apply_rules(session, instance, object, mask, failures);
    failures.throw_if_any(instance.model);
}

/// What the database made of a row that was changed.
void read_filled(const Session& session, const Instance& instance, void* object) {
    const Entry& entry = fixed_entry(session, instance, filled_shape, 0, make_filled);
    RowCells key(instance.model.key.size());
    for (const std::uint16_t field : instance.model.key) key.add(column_of(instance, field), object);
    Running running(session, *entry.plan, entry.model, key.cells());
    read_fields(running, instance, instance.read_only, object);
}

template <class Values>
std::int64_t count_written(const Session& session, const Entry& entry, const Values& values) {
    return engine::write_one(session, *entry.plan, entry.model, values).rows;
}

/// A write by key met no row: it is gone, or has another version.
[[noreturn]] void throw_unwritten(const Session& session, const Instance& instance, const void* object,
                                  std::string_view call, std::string_view way_out, ir::Deleted deleted) {
    const auto is_there = [&] {
        const std::vector<Cell> key = key_cells(instance, object);
        const Entry& entry = fixed_entry(session, instance, get_shape, static_cast<std::uint64_t>(deleted), make_get);
        Running running(session, *entry.plan, entry.model, key);
        std::span<const Cell> row;
        return running.next(row);
    };
    if (!instance.model.version || !is_there()) throw_not_found(instance, call, way_out);
    throw StaleObject(std::string(call) + ": somebody has changed this " + instance.model.name +
                          " since it was read; nothing was written. Read it again, by reload() or get(), and make the "
                          "change anew.",
                      {.model = instance.model.name,
                       .fields = {instance.model.fields[*instance.model.version].name},
                       .constraint = {},
                       .database_code = {}});
}

/// The version that a save writes: one more than that of the object as it was read. The member gets its own value back
/// when the save fails. Nothing for models without one.
class NextVersion {
public:
    NextVersion(const Instance& instance, void* object, const void* as_read) : instance_(instance), object_(object) {
        if (!instance.model.version) return;
        given_ = cell_of(instance, *instance.model.version, object);
        read_ = cell_of(instance, *instance.model.version, as_read);
        set(Cell::of(static_cast<std::int64_t>(static_cast<std::uint64_t>(read_.integer) + 1)));
    }
    NextVersion(const NextVersion&) = delete;
    NextVersion& operator=(const NextVersion&) = delete;
    ~NextVersion() {
        if (!kept_ && instance_.model.version) set(given_);
    }
    void keep() noexcept { kept_ = true; }
    [[nodiscard]] const Cell& as_read() const noexcept { return read_; }

private:
    void set(const Cell& cell) { set_member(instance_, *instance_.model.version, object_, cell); }

    const Instance& instance_;
    void* object_;
    Cell given_, read_;
    bool kept_ = false;
};

/// Bits of the fields that a save writes, those aside that the library sets.
std::uint64_t saved_mask(const Instance& instance, const void* object, const void* old) {
    const std::uint64_t mask = changed_mask(instance, object, old);
    return instance.model.version ? mask & ~(std::uint64_t{1} << *instance.model.version) : mask;
}

/// Structs that changed in part: their changed members alone. Gives whether it wrote; if not, all is still to be written.
bool send_members(const Session& session, const Instance& instance, const void* object, const void* as_read,
                  std::uint64_t mask, const NextVersion& version) {
    MemberChanges changes(instance, object, as_read, mask);
    if (!changes.any()) return false;
    const ir::Deleted deleted = deleted_of(instance, as_read);
    const std::string key = (deleted == ir::Deleted::left_out ? "" : "deleted ") + changes.key();
    const Entry& entry = keyed_entry(session, instance, key, 0, [&] {
        auto update = std::get<ir::Update>(changes.update(condition_as_read(instance.model, changes.slots())));
        update.deleted = deleted;
        return update;
    });
    std::vector<Cell> cells;
    changes.add_cells(cells);
    for (const Cell& cell : key_cells(instance, as_read)) cells.push_back(cell);
    if (instance.model.version) cells.push_back(version.as_read());
    return count_written(session, entry, cells) != 0;
}

/// How many rows the save of an object wrote.
std::int64_t count_whole(const Session& session, const Instance& instance, const Entry& entry, const void* object,
                         const NextVersion& version) {
    const WrittenMembers& written = decoding_of(entry).written;
    if (written.others.empty() && !instance.model.version) [[likely]] {
        written.check(instance.table, object);
        return count_written(session, entry, drivers::MemberValues{written.places, object, {}});
    }
    RowCells cells(written.places.size());
    const drivers::MemberValues values = cells.add_members(written, instance.table, object);
    if (instance.model.version) cells.set(written.places.size() - 1, version.as_read());
    return count_written(session, entry, values);
}

/// The same of an object whose row was removed softly.
std::int64_t count_deleted(const Session& session, const Instance& instance, const void* object, std::uint64_t mask,
                           const NextVersion& version) {
    const Entry& entry = keyed_entry(session, instance, "save deleted " + std::to_string(mask), 0, [&] {
        auto update = std::get<ir::Update>(make_save(instance, mask).statement);
        update.deleted = ir::Deleted::included;
        return update;
    });
    RowCells row(instance.table.columns.size());
    for (std::uint16_t i = 0; i < instance.table.columns.size(); ++i)
        if (has_bit(mask, i)) row.add(instance.table.columns[i], object);
    std::vector<Cell> cells(row.cells().begin(), row.cells().end());
    for (const Cell& key : key_cells(instance, object)) cells.push_back(key);
    if (instance.model.version) cells.push_back(version.as_read());
    return count_written(session, entry, cells);
}

void send_whole(const Session& session, const Instance& instance, const void* object, const void* as_read,
                std::uint64_t mask, const NextVersion& version) {
    const auto count = [&] {
        if (deleted_of(instance, as_read) == ir::Deleted::included) [[unlikely]]
            return count_deleted(session, instance, object, mask, version);
        const Entry& entry = fixed_entry(session, instance, save_shape, mask, make_save);
        return count_whole(session, instance, entry, object, version);
    };
    if (count() == 0)
        throw_unwritten(session, instance, as_read, "save()", " create() stores a new object.",
                        deleted_of(instance, as_read));
}

void send_saved(const Session& session, const Instance& instance, void* object, const void* as_read,
                std::uint64_t mask) {
    NextVersion version(instance, object, as_read);
    if (instance.model.version) mask |= std::uint64_t{1} << *instance.model.version;
    const bool is_structured = (mask & instance.structured) != 0 && as_read != object;
    if (!is_structured || !send_members(session, instance, object, as_read, mask, version)) [[likely]]
        send_whole(session, instance, object, as_read, mask, version);
    version.keep();
    if (!instance.read_only.empty()) [[unlikely]]
        read_filled(session, instance, object);
}

}  // namespace

bool save(const Session& session, const Instance& instance, void* object, const void* old) {
    std::uint64_t mask = saved_mask(instance, object, old);
    if (mask == 0) return false;
    if (needs_transaction(session, instance)) [[unlikely]] {
        TransactionScope scope(session);
        const bool saved = save(scope.session(), instance, object, old);
        scope.commit();
        return saved;
    }
    floor_changed_times(instance, object, mask);
    const bool keeps = keeps_times(session);
    if (keeps) [[unlikely]]
        take_given_times(instance, object, mask);
    check_changed(session, instance, object, mask);
    if ((mask & instance.changing) != 0) mask = saved_mask(instance, object, old);
    if (mask == 0) return false;
    if (instance.model.updated_at && !keeps) {
        set_updated(instance, object, state_of(session).now());
        mask |= std::uint64_t{1} << *instance.model.updated_at;
    }
    of_model(instance.model, [&] { send_saved(session, instance, object, old == nullptr ? object : old, mask); });
    return true;
}

namespace {

/// The most common key: one integer for one integer field.
bool is_plain_integer(const Instance& instance, const GivenKey& given) {
    return instance.has_integer_key && given.cells.size() == 1 && given.cells.front().type == CellType::integer &&
           is_integer(given.types.front());
}

bool read_row(const Session& session, const Instance& instance, std::span<const Cell> key, void* object,
              ir::Deleted deleted = {}) {
    const Entry& entry = fixed_entry(session, instance, get_shape, static_cast<std::uint64_t>(deleted), make_get);
    return of_model(instance.model, [&] {
        return engine::read_one(session, *entry.plan, entry.model, key, one_row(instance.visible, object));
    });
}

}  // namespace

bool read_by_key(const Session& session, const Instance& instance, const GivenKey& given, void* object) {
    if (is_plain_integer(instance, given)) return read_row(session, instance, given.cells, object);
    const KeyCells key(instance, given);
    return !key.is_nobodys() && read_row(session, instance, key.cells(), object);
}

void reload(const Session& session, const Instance& instance, const void* object, void* into) {
    if (!read_row(session, instance, key_cells(instance, object), into, deleted_of(instance, object)))
        throw_not_found(instance, "reload()");
}

namespace {

/// What a removal finds its row by.
std::vector<Cell> cells_as_read(const Instance& instance, const void* object) {
    std::vector<Cell> cells = key_cells(instance, object);
    if (instance.model.version) cells.push_back(cell_of(instance, *instance.model.version, object));
    return cells;
}

void add_time(std::vector<Cell>& cells, const Instance& instance, std::optional<std::uint16_t> field, Timestamp now) {
    if (field) cells.push_back(Cell::of(now.floored(instance.model.fields[*field].type.precision)));
}

}  // namespace

void remove(const Session& session, const Instance& instance, const void* object, std::string_view call) {
    std::vector<Cell> cells = cells_as_read(instance, object);
    const bool is_soft = instance.model.deleted_at.has_value();
    const bool keeps = is_soft && keeps_times(session);
    if (is_soft) {
        const Timestamp now = state_of(session).now();
        add_time(cells, instance, instance.model.deleted_at, now);
        if (!keeps) add_time(cells, instance, instance.model.updated_at, now);
    }
    const Entry& entry = fixed_entry(session, instance, remove_shape, keeps ? 1 : 0, make_remove);
    if (count_written(session, entry, cells) == 0) throw_unwritten(session, instance, object, call, {}, {});
}

void purge(const Session& session, const Instance& instance, const void* object, std::string_view call) {
    require_soft_delete(instance.model, call);
    const Entry& entry = keyed_entry(session, instance, "purge", 0, [&] {
        ir::Delete statement = delete_as_read(instance.model);
        statement.deleted = ir::Deleted::included;
        statement.purges = true;
        return statement;
    });
    if (count_written(session, entry, cells_as_read(instance, object)) == 0)
        throw_unwritten(session, instance, object, call, {}, ir::Deleted::included);
}

void validate(const Session& session, const Instance& instance, void* object) {
    Failures failures;
    apply_rules(session, instance, object, all_fields, failures);
    failures.throw_if_any(instance.model);
}

std::vector<std::string> changed_fields(const Instance& instance, const void* object, const void* old) {
    std::vector<std::string> names;
    for (const typed::Column& column : instance.table.columns)
        if (!is_same(column, object, old)) names.push_back(column.field->name);
    return names;
}

}  // namespace tenon::model
