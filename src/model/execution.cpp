#include <tenon/execution.hpp>

#include <atomic>

#include "engine/at_once.hpp"
#include "engine/running.hpp"
#include "model/cast_errors.hpp"
#include "model/code_values.hpp"
#include "model/kept_cells.hpp"
#include "model/read_objects.hpp"
#include "model/relations.hpp"
#include "model/scope.hpp"
#include "model/statements.hpp"
#include "model/update_values.hpp"
#include "query/definition.hpp"
#include "query/query.hpp"
#include "value/cells.hpp"
#include <tenon/error.hpp>
#include <tenon/query.hpp>

namespace tenon::model {

using engine::Entry;
using engine::Running;

const schema::Model& schema_of(const Instance& instance) noexcept { return instance.model; }
const typed::Table& table_of(const Instance& instance) noexcept { return instance.table; }

std::uint32_t ShapeNumber::get() noexcept {
    static_assert(first_query_shape > 0, "zero means: none yet");
    static std::atomic<std::uint32_t> next{first_query_shape};
    const std::atomic_ref<std::uint32_t> value(value_);
    if (const std::uint32_t known = value.load(std::memory_order_relaxed); known != 0) [[likely]]
        return known;
    std::uint32_t none = 0;
    const std::uint32_t fresh = next.fetch_add(1);
    return value.compare_exchange_strong(none, fresh) ? fresh : none;  // another thread may have been faster
}

ir::Code to_code(std::span<const ir::Node> nodes, const typed::KeptValues& values) {
    return typed::make_code(nodes, values);
}

namespace {

std::size_t read_entry(const Session& session, const Entry& entry, bool projected, std::span<const Cell> values,
                       Sink sink) {
    check_values(entry, values);
    return of_model(*entry.model, [&] {
        Running running(session, *entry.plan, entry.model, values);
        return read_rows(running, decoding_of(entry), projected, sink);
    });
}

std::int64_t read_number(const Session& session, const Entry& entry, std::span<const Cell> values) {
    check_values(entry, values);
    Running running(session, *entry.plan, entry.model, values);
    std::span<const Cell> row;
    std::int64_t number = 0;
    if (running.next(row)) number = row[0].type == CellType::boolean ? (row[0].boolean ? 1 : 0) : row[0].integer;
    (void)running.complete();
    return number;
}

/// Runs an update or remove: `run` gets the values that are bound, and gives what the call gives.
template <class Run>
auto write_rows(const Session& session, const Instance& instance, const Entry& entry, std::span<const Cell> values,
                Run run) {
    return of_model(instance.model, [&] {
        check_values(entry, values);
        const Decoding& decoding = decoding_of(entry);
        if (decoding.assigned.empty() && decoding.stamps == 0) return run(values);
        return run(UpdateValues(session, instance, decoding, values).cells());
    });
}

std::int64_t count_rows(const Session& session, const Instance& instance, const Entry& entry,
                        std::span<const Cell> values) {
    return write_rows(session, instance, entry, values, [&](std::span<const Cell> bound) {
        return engine::write_one(session, *entry.plan, entry.model, bound).rows;
    });
}

/// Gives the rows that are written: whole ones, or what the query selects of them.
std::size_t give_rows(const Session& session, const Instance& instance, const Entry& entry,
                      std::span<const Cell> values, Sink sink) {
    return write_rows(session, instance, entry, values, [&](std::span<const Cell> bound) {
        Running running(session, *entry.plan, entry.model, bound);
        return read_written(running, decoding_of(entry), sink);
    });
}

/// Checks that ask the database are part of the update's transaction.
bool needs_transaction(const Session& session, const Instance& instance, ir::Verb verb) {
    return instance.asks_database && ir::updates(verb) && !session.transaction;
}

/// Does this in a transaction of its own when the checks of an update need one.
template <class Write>
auto in_needed_transaction(const Session& session, const Instance& instance, ir::Verb verb, Write write) {
    if (!needs_transaction(session, instance, verb)) [[likely]]
        return write(session);
    TransactionScope scope(session);
    const auto result = write(scope.session());
    scope.commit();
    return result;
}

void require_condition(const Instance& instance, ir::Verb verb, const ir::Code& code) {
    const auto is_condition = [](ir::Op op) { return op == ir::Op::where; };
    if (ir::writes_one(verb) || typed::any_own_node(code.nodes.data(), code.nodes.size(), is_condition)) return;
    throw QueryError("This would change every row of " + instance.model.name +
                         ": the query has no condition. Say tenon::everything if that is meant.",
                     {.model = instance.model.name, .fields = {}, .constraint = {}, .database_code = {}});
}

struct TypedCall {
    template <class Values>
    TypedCall(const Session& session, const Instance& instance, const Statement& statement, const Values& given)
        : values(statement, given),
          entry(typed_entry(session, instance, statement, values.variant())) {}
    KeptCells values;
    const Entry& entry;
};

struct CodeCall {
    CodeCall(const Session& session, const Instance& instance, ir::Verb verb, const ir::Code& code,
             std::span<const OutputType> outputs)
        : entry(code_entry(session, instance, verb, code.nodes, code.names, query::variant_of(code.nodes, code.values),
                           outputs)),
          values(entry, code.values) {}
    const Entry& entry;
    CodeValues values;
};

}  // namespace

std::size_t read(const Session& session, const Instance& instance, const Statement& statement,
                 const typed::KeptValues& values, Sink sink) {
    const TypedCall call(session, instance, statement, values);
    return read_entry(session, call.entry, !statement.outputs.empty(), call.values.cells(), sink);
}
std::int64_t count(const Session& session, const Instance& instance, const Statement& statement,
                   const typed::KeptValues& values) {
    const TypedCall call(session, instance, statement, values);
    return read_number(session, call.entry, call.values.cells());
}
bool exists(const Session& session, const Instance& instance, const Statement& statement,
            const typed::KeptValues& values) {
    return count(session, instance, statement, values) != 0;
}
std::int64_t write(const Session& session, const Instance& instance, const Statement& statement, ValueLists values) {
    return in_needed_transaction(session, instance, statement.verb, [&](const Session& inner) {
        const TypedCall call(inner, instance, statement, values);
        return count_rows(inner, instance, call.entry, call.values.cells());
    });
}
std::size_t write_giving(const Session& session, const Instance& instance, const Statement& statement,
                         ValueLists values, Sink sink) {
    return in_needed_transaction(session, instance, statement.verb, [&](const Session& inner) {
        const TypedCall call(inner, instance, statement, values);
        return give_rows(inner, instance, call.entry, call.values.cells(), sink);
    });
}
std::string text_of(const Session& session, const Instance& instance, const Statement& statement,
                    const typed::KeptValues& values) {
    return std::string(TypedCall(session, instance, statement, values).entry.plan->text());
}

std::size_t read(const Session& session, const Instance& instance, ir::Verb verb, const ir::Code& code,
                 std::span<const OutputType> outputs, Sink sink) {
    const CodeCall call(session, instance, verb, code, outputs);
    return read_entry(session, call.entry, !outputs.empty(), call.values.cells(), sink);
}
std::int64_t count(const Session& session, const Instance& instance, const ir::Code& code) {
    const CodeCall call(session, instance, ir::Verb::count, code, {});
    return read_number(session, call.entry, call.values.cells());
}
std::int64_t total(const Session& session, const Instance& instance, const ir::Code& code) {
    const CodeCall call(session, instance, ir::Verb::total, code, {});
    return read_number(session, call.entry, call.values.cells());
}
std::int64_t estimated_count(const Session& session, const Instance& instance) {
    const CodeCall call(session, instance, ir::Verb::estimate, {}, {});
    return read_number(session, call.entry, call.values.cells());
}
bool exists(const Session& session, const Instance& instance, const ir::Code& code) {
    const CodeCall call(session, instance, ir::Verb::exists, code, {});
    return read_number(session, call.entry, call.values.cells()) != 0;
}
std::int64_t write(const Session& session, const Instance& instance, ir::Verb verb, const ir::Code& code) {
    require_condition(instance, verb, code);
    return in_needed_transaction(session, instance, verb, [&](const Session& inner) {
        const CodeCall call(inner, instance, verb, code, {});
        return count_rows(inner, instance, call.entry, call.values.cells());
    });
}
std::size_t write_giving(const Session& session, const Instance& instance, ir::Verb verb, const ir::Code& code,
                         std::span<const OutputType> outputs, Sink sink) {
    require_condition(instance, verb, code);
    return in_needed_transaction(session, instance, verb, [&](const Session& inner) {
        const CodeCall call(inner, instance, verb, code, outputs);
        return give_rows(inner, instance, call.entry, call.values.cells(), sink);
    });
}
std::string text_of(const Session& session, const Instance& instance, ir::Verb verb, const ir::Code& code,
                    std::span<const OutputType> outputs) {
    const CodeCall call(session, instance, verb, code, outputs);
    return std::string(call.entry.plan->text());
}

std::size_t read_related(const Session& session, const RelatedModels& models, std::span<const ir::Node> clauses,
                         const typed::KeptValues& given, const RelationKeys& keys, Sink sink) {
    KeptCells values(clauses, given);
    values.add_list(keys.cells);
    std::vector<ir::Node> nodes(clauses.begin(), clauses.end());
    append_relation_condition(nodes, models.child, models.relation);
    const Entry& entry = code_entry(session, models.child, ir::Verb::all, nodes, {}, values.variant(), {});
    return read_entry(session, entry, false, values.cells(), sink);
}

void throw_not_found(const Instance& instance, std::string_view what, std::string_view way_out) {
    throw NotFound(std::string(what) + ": no " + instance.model.name + " has this key." + std::string(way_out),
                   {.model = instance.model.name, .fields = {}, .constraint = {}, .database_code = {}});
}

}  // namespace tenon::model

namespace tenon::typed {

void throw_limited_aggregate(const model::Instance& instance) {
    const std::string& name = model::schema_of(instance).name;
    throw QueryError("aggregate() of " + name +
                         " is over all rows that fulfil the condition: it can't follow limit() or offset().",
                     {.model = name, .fields = {}, .constraint = {}, .database_code = {}});
}

std::vector<model::OutputType> outputs_of(const StructInfo& row) {
    std::vector<model::OutputType> outputs;
    outputs.reserve(row.members.size());
    for (const MemberInfo& member : row.members) outputs.push_back({member.type, member.offset});
    return outputs;
}

void throw_not_one(const model::Instance& instance, std::size_t rows) {
    const std::string& name = model::schema_of(instance).name;
    if (rows == 0)
        throw NotFound("one() found no " + name + ". Use first() if there may be none.",
                       {.model = name, .fields = {}, .constraint = {}, .database_code = {}});
    throw QueryError("one() found more than one " + name + ". Use first(), or a condition that only one fulfils.",
                     {.model = name, .fields = {}, .constraint = {}, .database_code = {}});
}

}  // namespace tenon::typed
