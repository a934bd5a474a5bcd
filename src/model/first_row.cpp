#include "model/first_row.hpp"

#include <utility>

#include "engine/running.hpp"
#include "model/by_key.hpp"
#include "model/cast_errors.hpp"
#include "model/code_values.hpp"
#include "model/object_values.hpp"
#include "model/read_objects.hpp"
#include "model/scope.hpp"
#include "model/soft_delete.hpp"
#include "model/statements.hpp"
#include "query/query.hpp"
#include <tenon/execution.hpp>

namespace tenon::model {
namespace {

/// The first row whole, hidden fields too: what is selected is taken out of it.
ir::Statement make_whole(const Session& session, const Instance& instance, const ir::Code& query,
                         std::uint64_t variant) {
    auto written = std::get<ir::Delete>(decode_code(session, instance, ir::Verb::remove_one, query, variant));
    ir::Select select;
    select.model = &instance.model;
    select.where = std::move(written.where);
    select.order = std::move(written.reach.order);
    select.deleted = written.deleted;
    select.limit.emplace();
    select.limit->op = ir::Op::constant;
    select.limit->literal = Value(1);
    select.with_hidden = true;
    return select;
}

bool read_whole(const Session& session, const Instance& instance, const ir::Code& query, std::uint64_t variant,
                void* object) {
    std::string key = "before";
    append_code(key, query.nodes, query.names);
    const engine::Entry& entry = keyed_entry(session, instance, std::move(key), variant,
                                             [&] { return make_whole(session, instance, query, variant); });
    const CodeValues values(entry, query.values);
    check_values(entry, values.cells());
    return of_model(instance.model, [&] {
        engine::Running running(session, *entry.plan, entry.model, values.cells());
        return read_object(running, instance.table, object);
    });
}

/// The paths that the query selects.
std::vector<std::vector<std::uint16_t>> selected(const Session& session, const Instance& instance,
                                                 const ir::Code& query, std::uint64_t variant) {
    return std::get<ir::Delete>(decode_code(session, instance, ir::Verb::remove_one, query, variant)).reach.selected;
}

}  // namespace

bool read_before(const Session& session, const Instance& instance, const ir::Code& query, const BeforeImage& was) {
    if (was.outputs.empty()) {
        return read(session, instance, ir::Verb::first, query, {}, Sink::of(was.object)) != 0;
    }
    const std::uint64_t variant = query::variant_of(query.nodes, query.values);
    if (!read_whole(session, instance, query, variant, was.object)) return false;
    const auto paths = selected(session, instance, query, variant);
    for (std::size_t i = 0; i < was.outputs.size(); ++i) {
        const typed::Column& column = column_of(instance, paths.at(i).front());
        const WrittenPart part = written_part(instance.model, paths[i]);
        const Value value = typed::to_value(*column.type, member_of(column, was.object), *column.field);
        void* const output = static_cast<char*>(was.row) + was.outputs[i].offset;
        if (part.columns.empty())
            typed::from_value(*was.outputs[i].type, value, output, part.field);
        else
            typed::decode_inside(*was.outputs[i].type, part.columns, Cell::of_nested(value), output, part.field);
    }
    return true;
}

bool update_first(const Session& session, const Instance& instance, const ir::Code& query, const ir::Code& assignments,
                  const BeforeImage& was) {
    if (!session.transaction) {
        TransactionScope scope(session);
        const bool found = update_first(scope.session(), instance, query, assignments, was);
        scope.commit();
        return found;
    }
    if (!read_before(session, instance, query, was)) return false;
    ir::Code changes = assignments;
    if (asks_deleted(query)) add_with_deleted(changes);
    (void)update_by_key(session, instance, key_cells(instance, was.object), changes);
    return true;
}

}  // namespace tenon::model
