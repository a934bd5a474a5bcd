// Replacing: one row that a query finds gets all values of an object, but those that stay a row's own.

#include <utility>

#include "engine/running.hpp"
#include "model/by_key.hpp"
#include "model/cast_errors.hpp"
#include "model/code_values.hpp"
#include "model/first_row.hpp"
#include "model/object_values.hpp"
#include "model/read_objects.hpp"
#include "model/row_cells.hpp"
#include "model/scope.hpp"
#include "model/soft_delete.hpp"
#include "model/statements.hpp"
#include "query/query.hpp"
#include <tenon/clauses.hpp>
#include <tenon/execution.hpp>

namespace tenon::model {
namespace {

using engine::Entry;

/// Does the query ask for the hidden fields? They are replaced then.
bool has_hidden(const ir::Code& query) {
    const auto asks = [](ir::Op op) { return op == ir::Op::with_hidden; };
    return typed::any_own_node(query.nodes.data(), query.nodes.size(), asks);
}

/// Bits of the fields that a replacement writes.
std::uint64_t replaced_mask(const Instance& instance, bool with_hidden) {
    const schema::Model& model = instance.model;
    require_tracked(instance);
    std::uint64_t mask = 0;
    for (std::uint16_t i = 0; i < model.fields.size(); ++i) {
        const bool stays = has_bit(instance.fixed, i) || i == model.created_at || i == model.version;
        if (!stays && (with_hidden || !model.fields[i].hidden)) mask |= std::uint64_t{1} << i;
    }
    for (const std::uint16_t key : model.key) mask &= ~(std::uint64_t{1} << key);
    return mask;
}

/// What happens to the object before it is sent: as to a new one, but for what stays the row's.
void prepare(const Session& session, const Instance& instance, void* object, std::uint64_t mask) {
    set_defaults(instance, object);
    floor_changed_times(instance, object, mask);
    if (keeps_times(session)) take_given_times(instance, object, mask);
    Failures failures;
    apply_rules(session, instance, object, mask, failures);
    failures.throw_if_any(instance.model);
    if (instance.model.updated_at && !keeps_times(session))
        set_time(instance, *instance.model.updated_at, object, state_of(session).now());
}

/// One statement that replaces rows of a query: its values, then those of the fields.
struct Replacement {
    const Session& session;
    const Instance& instance;
    ir::Verb verb;
    const ir::Code& query;
    std::uint64_t mask;

    [[nodiscard]] ir::Statement make(std::uint64_t variant) const {
        ir::Statement statement = decode_code(session, instance, verb, query, variant);
        auto& update = std::get<ir::Update>(statement);
        std::size_t slot = query.values.size();
        for (std::uint16_t i = 0; i < instance.model.fields.size(); ++i) {
            if (!has_bit(mask, i)) continue;
            update.assignments.push_back({{i}, param_expr(slot++)});
        }
        move_version(statement, instance.model);
        return statement;
    }
    [[nodiscard]] const Entry& entry(std::span<const OutputType> outputs) const {
        const std::uint64_t variant = query::variant_of(query.nodes, query.values);
        std::string key = "replace";
        key += static_cast<char>(verb);
        append_code(key, query.nodes, query.names);
        append_outputs(key, outputs);
        return keyed_entry(session, instance, std::move(key), variant, [&] { return make(variant); }, outputs);
    }
    /// Gives how many rows it wrote.
    std::size_t run(const void* object, std::span<const OutputType> outputs, Sink sink) const {
        const Entry& found = entry(outputs);
        const CodeValues given(found, query.values);
        RowCells row(instance.table.columns.size());
        for (std::uint16_t i = 0; i < instance.model.fields.size(); ++i)
            if (has_bit(mask, i)) row.add(column_of(instance, i), object);
        std::vector<Cell> cells(given.cells().begin(), given.cells().end());
        cells.insert(cells.end(), row.cells().begin(), row.cells().end());
        check_values(found, cells);
        return of_model(instance.model, [&] {
            engine::Running running(session, *found.plan, found.model, cells);
            if (verb == ir::Verb::update_one) return read_written(running, decoding_of(found), sink);
            return static_cast<std::size_t>(running.complete().rows);
        });
    }
};

}  // namespace

std::size_t replace_first(const Session& session, const Instance& instance, const ir::Code& query, void* object,
                          std::span<const OutputType> outputs, Sink sink) {
    if (needs_transaction(session, instance)) [[unlikely]] {
        TransactionScope scope(session);
        const std::size_t rows = replace_first(scope.session(), instance, query, object, outputs, sink);
        scope.commit();
        return rows;
    }
    const std::uint64_t mask = replaced_mask(instance, has_hidden(query));
    prepare(session, instance, object, mask);
    return Replacement{session, instance, ir::Verb::update_one, query, mask}.run(object, outputs, sink);
}

bool replace_first(const Session& session, const Instance& instance, const ir::Code& query, void* object,
                   const BeforeImage& was) {
    if (!session.transaction) {
        TransactionScope scope(session);
        const bool found = replace_first(scope.session(), instance, query, object, was);
        scope.commit();
        return found;
    }
    const std::uint64_t mask = replaced_mask(instance, has_hidden(query));
    prepare(session, instance, object, mask);
    if (!read_before(session, instance, query, was)) return false;
    ir::Code by_key = key_condition(instance.model, key_cells(instance, was.object));
    if (asks_deleted(query)) add_with_deleted(by_key);
    (void)Replacement{session, instance, ir::Verb::update, by_key, mask}.run(object, {}, {});
    return true;
}

}  // namespace tenon::model
