// New objects: what happens to them before they are sent, and how they are: create, insert_many.

#include "engine/at_once.hpp"
#include "engine/running.hpp"
#include "model/cast_errors.hpp"
#include "model/object_values.hpp"
#include "model/read_objects.hpp"
#include "model/row_cells.hpp"
#include "model/scope.hpp"
#include "model/statements.hpp"
#include <tenon/execution.hpp>

namespace tenon::model {

using engine::Entry;
using engine::Running;

void look_at_new(const Session& session, const Instance& instance, void* object, Timestamp now, Failures& failures) {
    if (!instance.defaulted.empty()) [[unlikely]]
        set_defaults(instance, object);
    if (!instance.times.empty() || instance.model.version || keeps_times(session)) [[unlikely]]
        set_library_values(session, instance, object, now);
    else
        set_times(instance, object, now);
    if (!instance.ruled.empty() || instance.has_checks) apply_rules(session, instance, object, all_fields, failures);
}

void prepare_new(const Session& session, const Instance& instance, void* object, Timestamp now) {
    Failures failures;
    look_at_new(session, instance, object, now, failures);
    failures.throw_if_any(instance.model);
    if (!instance.model.key_is_assigned) make_key(instance, object);
}

void prepare_new(const Session& session, const Instance& instance, char* first, std::size_t count, std::size_t stride,
                 Timestamp now) {
    Failures failures;
    for (std::size_t i = 0; i < count; ++i) {
        void* const object = first + i * stride;
        failures.begin_object(i);
        look_at_new(session, instance, object, now, failures);
        make_key(instance, object);
    }
    failures.throw_if_any(instance.model);
}

namespace {

FixedStatement make_insert(const Instance& instance, std::uint64_t variant) {
    ir::Insert insert;
    insert.model = &instance.model;
    insert.fields = written_fields(instance, variant);
    if (fills(instance)) {
        insert.returning = instance.read_only;
        for (std::size_t i = 0; i < instance.sql_defaults.size(); ++i)
            if ((variant >> (i + 1) & 1) != 0) insert.returning.push_back(instance.sql_defaults[i]);
    }
    std::vector<std::uint16_t> written = insert.fields;
    return {std::move(insert), std::move(written)};
}

void add_row(RowCells& cells, const Instance& instance, const void* object, std::uint64_t variant) {
    if (fills(instance)) [[unlikely]] {
        for (const std::uint16_t i : written_fields(instance, variant)) cells.add(column_of(instance, i), object);
        return;
    }
    const std::uint16_t left_out = variant == 0 ? instance.model.key.front() : schema::MemberRole::none;
    cells.add_row(instance.table, object, left_out);
}

/// The key that the database assigned.
void set_generated(const Instance& instance, void* object, std::int64_t key) {
    const std::uint16_t field = instance.model.key.front();
    if (const typed::Column& column = column_of(instance, field); column.direct == direct::Kind::int64) [[likely]]
        *static_cast<std::int64_t*>(member_of(column, object)) = key;
    else
        set_member(instance, field, object, Cell::of(key));
}

/// An insert some of whose values become cells, or of which fields come back that the database fills.
drivers::Result send_insert_slowly(const Session& session, const Instance& instance, const Entry& entry, void* object) {
    const Decoding& decoding = decoding_of(entry);
    RowCells cells(decoding.written.places.size());
    const drivers::MemberValues values = cells.add_members(decoding.written, instance.table, object);
    if (!fills(instance)) return engine::write_one(session, *entry.plan, entry.model, values);
    Running running(session, *entry.plan, entry.model, values);
    read_fields(running, instance, decoding.returned, object);
    return running.complete();
}

inline drivers::Result send_insert(const Session& session, const Instance& instance, const Entry& entry, void* object) {
    const WrittenMembers& written = decoding_of(entry).written;
    if (!written.others.empty() || fills(instance)) return send_insert_slowly(session, instance, entry, object);
    written.check(instance.table, object);
    return engine::write_one(session, *entry.plan, entry.model, drivers::MemberValues{written.places, object, {}});
}

void insert_prepared(const Session& session, const Instance& instance, void* object) {
    const std::uint64_t variant = insert_variant(instance, object);
    const Entry& entry = fixed_entry(session, instance, insert_shape, variant, make_insert);
    const drivers::Result result = send_insert(session, instance, entry, object);
    if ((variant & key_is_bound) == 0 && result.generated_key) set_generated(instance, object, *result.generated_key);
}

/// Sends a batch of an insert's rows, whose members they all are.
void insert_members(const Session& session, const Instance& instance, const Entry& entry,
                    const drivers::MemberRows& rows, std::vector<std::int64_t>* generated) {
    const WrittenMembers& written = decoding_of(entry).written;
    for (std::size_t i = 0; i < rows.count; ++i) written.check(instance.table, rows[i].object);
    engine::run_batch(session, *entry.plan, entry.model, rows, generated);
}

/// Sends a batch of an insert's rows as cells.
void insert_cells(const Session& session, const Instance& instance, const Entry& entry, std::uint64_t variant,
                  const drivers::MemberRows& rows, std::vector<std::int64_t>* generated) {
    RowCells cells(rows.count * entry.plan->slots());
    for (std::size_t i = 0; i < rows.count; ++i) add_row(cells, instance, rows[i].object, variant);
    engine::run_batch(session, *entry.plan, entry.model, rows.count, cells.cells(), generated);
}

/// Inserts objects that are prepared, in a transaction: a batch for each run of them that one statement fits.
void insert_batches(const Session& session, const Instance& instance, char* first, std::size_t count,
                    std::size_t stride) {
    constexpr std::size_t most_cells = 2048;
    const auto at = [&](std::size_t i) { return first + i * stride; };
    std::vector<std::int64_t> generated;
    for (std::size_t start = 0; start < count;) {
        const std::uint64_t variant = insert_variant(instance, at(start));
        const Entry& entry = fixed_entry(session, instance, insert_shape, variant, make_insert);
        const std::size_t most = std::max<std::size_t>(1, most_cells / std::max<std::size_t>(1, entry.plan->slots()));
        std::size_t end = start + 1;
        while (end < count && end - start < most && insert_variant(instance, at(end)) == variant) ++end;
        const WrittenMembers& written = decoding_of(entry).written;
        const drivers::MemberRows rows{written.places, at(start), end - start, stride};
        generated.clear();
        std::vector<std::int64_t>* const keys = variant == 0 ? &generated : nullptr;
        of_model(instance.model, [&] {
            if (written.others.empty())
                insert_members(session, instance, entry, rows, keys);
            else
                insert_cells(session, instance, entry, variant, rows, keys);
        });
        for (std::size_t i = 0; i < generated.size(); ++i) set_generated(instance, at(start + i), generated[i]);
        start = end;
    }
}

}  // namespace

void insert(const Session& session, const Instance& instance, void* object) {
    if (needs_transaction(session, instance)) [[unlikely]] {
        TransactionScope scope(session);
        insert(scope.session(), instance, object);
        return scope.commit();
    }
    prepare_new(session, instance, object, now_for(session, instance));
    of_model(instance.model, [&] { insert_prepared(session, instance, object); });
}

void insert_many(const Session& session, const Instance& instance, void* first, std::size_t count, std::size_t stride) {
    if (count == 0) return;
    if (needs_transaction(session, instance)) [[unlikely]] {
        TransactionScope scope(session);
        insert_many(scope.session(), instance, first, count, stride);
        return scope.commit();
    }
    const auto at = [&](std::size_t i) { return static_cast<char*>(first) + i * stride; };
    prepare_new(session, instance, at(0), count, stride, now_for(session, instance));

    TransactionScope scope(session);
    if (fills(instance)) {  // what the database fills comes back row by row
        for (std::size_t i = 0; i < count; ++i) insert_prepared(scope.session(), instance, at(i));
        return scope.commit();
    }
    insert_batches(scope.session(), instance, at(0), count, stride);
    scope.commit();
}

}  // namespace tenon::model
