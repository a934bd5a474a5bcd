#include "model/soft_delete.hpp"

#include <string>
#include <utility>

#include "model/by_key.hpp"
#include "model/given_key.hpp"
#include "model/object_values.hpp"
#include "model/statements.hpp"
#include <tenon/clauses.hpp>
#include <tenon/error.hpp>
#include <tenon/execution.hpp>

namespace tenon::model {
namespace {

ir::Assignment time_assignment(std::uint16_t field, std::size_t slot) {
    ir::Expr now = param_expr(slot);
    now.type = BaseType::timestamp;
    return {{field}, std::move(now)};
}

constexpr std::string_view was_not_removed = " Or it belongs to a row that was not removed.";

}  // namespace

void stamp_update(ir::Statement& statement, const schema::Model& model, std::size_t slots,
                  std::vector<std::uint16_t>& stamped) {
    auto* update = std::get_if<ir::Update>(&statement);
    if (update == nullptr || !model.updated_at) return;
    for (const ir::Assignment& assignment : update->assignments)
        if (assignment.path.front() == *model.updated_at) return;
    update->assignments.push_back(time_assignment(*model.updated_at, slots + stamped.size()));
    stamped.push_back(*model.updated_at);
}

void require_soft_delete(const schema::Model& model, std::string_view call) {
    if (model.deleted_at) return;
    throw QueryError(std::string(call) + " of " + model.name +
                         " is for models with soft_delete(…), and this one deletes its rows when they are removed.",
                     {.model = model.name, .fields = {}, .constraint = {}, .database_code = {}});
}

std::vector<std::uint16_t> remove_softly(ir::Statement& statement, const schema::Model& model, std::size_t slots,
                                         bool keeps_times) {
    auto* const remove = std::get_if<ir::Delete>(&statement);
    if (remove == nullptr) return {};
    if (remove->purges) require_soft_delete(model, "purge()");
    if (remove->purges || !model.deleted_at) return {};
    if (remove->deleted == ir::Deleted::only)
        throw QueryError("remove() of " + model.name +
                             ": only_deleted() gives rows that are removed already. Say purge() to take them out of "
                             "the table, or restore().",
                         {.model = model.name, .fields = {}, .constraint = {}, .database_code = {}});
    ir::Update update{&model, std::move(remove->where), {}, std::move(remove->reach)};
    std::vector<std::uint16_t> stamped{*model.deleted_at};
    update.assignments.push_back(time_assignment(*model.deleted_at, slots));
    statement = std::move(update);
    if (!keeps_times) stamp_update(statement, model, slots, stamped);
    return stamped;
}

ir::Deleted deleted_by_time(const Instance& instance, const void* object) {
    const bool is_living = cell_of(instance, *instance.model.deleted_at, object).is_empty();
    return is_living ? ir::Deleted::left_out : ir::Deleted::included;
}

namespace {

bool has(const ir::Code& query, ir::Op clause) {
    return typed::any_own_node(query.nodes.data(), query.nodes.size(), [clause](ir::Op op) { return op == clause; });
}

void add_clause(ir::Code& code, ir::Op clause) { code.nodes.push_back({clause, 0, 0, 0, 0}); }

/// That a row was removed is a condition, as good as others.
ir::Code with_condition(const ir::Code& query) {
    ir::Code code = query;
    if (!has(query, ir::Op::only_deleted)) return code;
    code.nodes.push_back({ir::Op::constant, static_cast<std::uint8_t>(ir::ConstantKind::boolean), 0, 0, 1});
    add_clause(code, ir::Op::where);
    return code;
}

}  // namespace

bool asks_deleted(const ir::Code& query) {
    return has(query, ir::Op::with_deleted) || has(query, ir::Op::only_deleted);
}

void add_with_deleted(ir::Code& code) { add_clause(code, ir::Op::with_deleted); }

std::int64_t restore(const Session& session, const Instance& instance, const ir::Code& query) {
    require_soft_delete(instance.model, "restore()");
    ir::Code code = with_condition(query);
    add_clause(code, ir::Op::only_deleted);
    code.nodes.push_back({ir::Op::named, 0, 0, static_cast<std::uint32_t>(code.names.size()), 0});
    code.names.push_back(instance.model.fields[*instance.model.deleted_at].name);
    code.nodes.push_back({ir::Op::constant, static_cast<std::uint8_t>(ir::ConstantKind::empty), 0, 0, 0});
    add_clause(code, ir::Op::assign);
    return write(session, instance, ir::Verb::update, code);
}

std::int64_t purge(const Session& session, const Instance& instance, const ir::Code& query) {
    ir::Code code = with_condition(query);
    add_clause(code, ir::Op::purge);
    return write(session, instance, ir::Verb::remove, code);
}

void restore_by_key(const Session& session, const Instance& instance, const GivenKey& given) {
    const KeyCells key(instance, given);
    if (key.is_nobodys() || restore(session, instance, key_condition(instance.model, key.cells())) == 0)
        throw_not_found(instance, given.call, was_not_removed);
}

void purge_by_key(const Session& session, const Instance& instance, const GivenKey& given) {
    const KeyCells key(instance, given);
    ir::Code code = key_condition(instance.model, key.cells());
    add_with_deleted(code);
    if (key.is_nobodys() || purge(session, instance, code) == 0) throw_not_found(instance, given.call);
}

void restore(const Session& session, const Instance& instance, void* object, std::string_view call) {
    const ir::Code by_key = key_condition(instance.model, key_cells(instance, object));
    if (restore(session, instance, by_key) == 0) throw_not_found(instance, call, was_not_removed);
    if (read(session, instance, ir::Verb::first, by_key, {}, Sink::of(object)) == 0) throw_not_found(instance, call);
}

}  // namespace tenon::model
