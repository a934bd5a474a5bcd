#include "model/by_key.hpp"

#include "model/given_key.hpp"
#include "model/object_values.hpp"
#include "model/state.hpp"
#include "value/cells.hpp"
#include <tenon/error.hpp>

namespace tenon::model {
namespace {

ir::Node param_of(const schema::Type& type) { return {ir::Op::param, 0, static_cast<std::uint16_t>(type.base), 0, 0}; }

}  // namespace

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
ir::Expr fields_condition(const std::vector<std::uint16_t>& fields, std::size_t first_slot) {
    std::vector<ir::Expr> parts;
    for (const std::uint16_t field : fields) {
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

ir::Code key_condition(const schema::Model& model, std::span<const Cell> key) {
    ir::Code code;
    for (std::size_t i = 0; i < model.key.size(); ++i) {
        const schema::Field& field = model.fields[model.key[i]];
        code.nodes.push_back({ir::Op::named, 0, 0, static_cast<std::uint32_t>(code.names.size()), 0});
        code.names.push_back(field.name);
        code.nodes.push_back(param_of(field.type));
        code.values.push_back(to_value(key[i]));
        code.nodes.push_back({ir::Op::eq, 0, 0, 0, 0});
    }
    code.nodes.push_back({ir::Op::and_, 0, static_cast<std::uint16_t>(model.key.size()), 0, 0});
    code.nodes.push_back({ir::Op::where, 0, 0, 0, 0});
    return code;
}

std::int64_t update_by_key(const Session& session, const Instance& instance, std::span<const Cell> key,
                           const ir::Code& assignments) {
    ir::Code code = key_condition(instance.model, key);
    code.append(assignments);
    return write(session, instance, ir::Verb::update, code);
}

void update_by_key(const Session& session, const Instance& instance, const GivenKey& given,
                   const ir::Code& assignments) {
    const schema::Model& model = instance.model;
    if (assignments.nodes.empty() && !model.updated_at)
        throw QueryError(std::string(given.call) + " of " + model.name +
                             ": the model has no time of its last change. Describe it by timestamps(f<…>, f<…>).",
                         {.model = model.name, .fields = {}, .constraint = {}, .database_code = {}});
    if (assignments.nodes.empty() && keeps_times(session))
        throw QueryError(std::string(given.call) + " of " + model.name +
                             ": without_timestamps() leaves the time of the last change as it is, and there is nothing "
                             "else to set.",
                         {.model = model.name, .fields = {}, .constraint = {}, .database_code = {}});
    const KeyCells key(instance, given);
    if (key.is_nobodys() || update_by_key(session, instance, key.cells(), assignments) == 0)
        throw_not_found(instance, given.call);
}

}  // namespace tenon::model
