#pragma once
// What happens to an object's members before it is written: keys made, times set, rules and checks looked at.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/failures.hpp"
#include "model/instance.hpp"
#include "model/state.hpp"
#include <tenon/execution.hpp>

namespace tenon::model {

inline const typed::Column& column_of(const Instance& instance, std::uint16_t field) {
    return instance.table.columns[field];
}
inline void* member_of(const typed::Column& column, void* object) { return static_cast<char*>(object) + column.offset; }
inline const void* member_of(const typed::Column& column, const void* object) {
    return static_cast<const char*>(object) + column.offset;
}
/// A scalar member, as a cell that points into the object.
Cell cell_of(const Instance& instance, std::uint16_t field, const void* object);
/// A cell per field of an object's key.
std::vector<Cell> key_cells(const Instance& instance, const void* object);
void set_member(const Instance& instance, std::uint16_t field, void* object, const Cell& cell);
void set_time(const Instance& instance, std::uint16_t field, void* object, Timestamp now);
/// `instant` has the field's precision.
inline void put_time(const typed::Column& column, void* object, Timestamp instant) {
    if (column.direct == direct::Kind::timestamp) [[likely]]
        *static_cast<Timestamp*>(member_of(column, object)) = instant;
    else
        typed::decode_column(column, Cell::of(instant), object);
}
/// A member from a value, cast to the field's type. CastError when it doesn't fit.
void set_from_value(const typed::Column& column, const Value& given, void* object);
/// Is a key's part still to be assigned: 0, a nil id, an empty?
bool is_unset(const Cell& cell);

inline bool has_bit(std::uint64_t mask, std::uint16_t field) { return (mask >> field & 1) != 0; }
/// Times that are finer than their fields' precision are floored in the object too: it equals the stored row.
void floor_changed_times(const Instance& instance, void* object, std::uint64_t mask);
/// The times of creation and of changes as an object has them, of the fields written: floored, and looked at as others are.
void take_given_times(const Instance& instance, void* object, std::uint64_t mask);

/// The time of changes of a model that has one.
inline void set_updated(const Instance& instance, void* object, Timestamp now) {
    const Instance::OwnTime& time = instance.updated;
    if (time.is_direct) [[likely]]
        *reinterpret_cast<Timestamp*>(static_cast<char*>(object) + time.offset) = now.floored(time.precision);
    else
        set_time(instance, *instance.model.updated_at, object, now);
}
/// The times of creation and of changes of a new object.
inline void set_times(const Instance& instance, void* object, Timestamp now) {
    const auto at = [object](const Instance::OwnTime& time) -> Timestamp& {
        return *reinterpret_cast<Timestamp*>(static_cast<char*>(object) + time.offset);
    };
    const Instance::OwnTime& created = instance.created;
    const Instance::OwnTime& updated = instance.updated;
    if (created.is_direct && updated.is_direct && created.precision == updated.precision) [[likely]] {
        at(created) = at(updated) = now.floored(created.precision);
        return;
    }
    if (instance.model.created_at) set_time(instance, *instance.model.created_at, object, now);
    if (instance.model.updated_at) set_time(instance, *instance.model.updated_at, object, now);
}
/// These, or the given ones where they stay; the first version; and other times floored to what their columns keep.
void set_library_values(const Session& session, const Instance& instance, void* object, Timestamp now);

/// Values for what was not given.
void set_defaults(const Instance& instance, void* object);
constexpr std::uint64_t all_fields = ~std::uint64_t{0};
/// What rules change, then what rules and checks have against these fields (those beyond 64 are all looked at), and the
/// checks of the whole object.
void apply_rules(const Session& session, const Instance& instance, void* object, std::uint64_t fields,
                 Failures& failures);
/// Throws SchemaError for a model that has more fields than a word has bits.
void require_tracked(const Instance& instance);
/// Uuid and ObjectId keys are made by us; integers by the database.
void make_key(const Instance& instance, void* object);
/// What happens to a new object before its key is made.
void look_at_new(const Session& session, const Instance& instance, void* object, Timestamp now, Failures& failures);
/// All that happens to a new object before it is sent.
void prepare_new(const Session& session, const Instance& instance, void* object, Timestamp now);
/// The same for several, whose failures are told together.
void prepare_new(const Session& session, const Instance& instance, char* first, std::size_t count, std::size_t stride,
                 Timestamp now);

/// Must a write begin a transaction first, so that checks which ask the database are part of it?
inline bool needs_transaction(const Session& session, const Instance& instance) {
    return instance.asks_database && !session.transaction;
}
/// The one time of an operation.
inline Timestamp now_for(const Session& session, const Instance& instance) {
    return instance.model.created_at || instance.model.updated_at ? state_of(session).now() : Timestamp();
}

/// The variant of an insert: 1 when the key's value is bound, 0 when the database is to assign it; behind that a bit for
/// each field whose default is the database's: it is left out.
std::uint64_t insert_variant_slowly(const Instance& instance, const void* object);
constexpr std::uint64_t key_is_bound = 1;
inline std::uint64_t insert_variant(const Instance& instance, const void* object) {
    if (!instance.inserts_plainly) return insert_variant_slowly(instance, object);
    const char* const key = static_cast<const char*>(object) + instance.key_offset;
    return *reinterpret_cast<const std::int64_t*>(key) == 0 ? 0 : key_is_bound;
}
/// The fields that an insert names.
std::vector<std::uint16_t> written_fields(const Instance& instance, std::uint64_t variant);
/// What the database makes of a row beside its key.
inline bool fills(const Instance& instance) { return !instance.read_only.empty() || !instance.sql_defaults.empty(); }

}  // namespace tenon::model
