// What run-time conditions say of maps, variants and Json: alternatives, members and keys by their names.

#include <string>
#include <utility>

#include "query/json_part.hpp"
#include <tenon/error.hpp>
#include <tenon/record.hpp>
#include <tenon/typed/checked.hpp>

namespace tenon {
namespace {

ir::Node named_node(ir::Code& code, ir::Op op, std::string name) {
    code.names.push_back(std::move(name));
    return {op, 0, 0, static_cast<std::uint32_t>(code.names.size()), 0};
}

BaseType json_step_type(const Value& step) {
    if (step.if_text() != nullptr) return BaseType::text;
    if (step.if_integer() != nullptr || step.if_unsigned() != nullptr) return BaseType::int64;
    throw QueryError("A step into a Json is a key, which is text, or the number of an element; a value of kind " +
                     std::string(name_of(step.kind())) + " was given.");
}

RecordExpression gone_on(ir::Code code, std::string path) {
    if (!path.empty()) code.nodes.push_back(named_node(code, ir::Op::member, std::move(path)));
    return RecordExpression(std::move(code));
}

}  // namespace

RecordExpression RecordExpression::at(std::string key, std::string path) const {
    return gone_on(at(std::move(key)).code_, std::move(path));
}
RecordExpression RecordExpression::contains_key(std::string key) const { return !at(std::move(key)).is_empty(); }

RecordExpression RecordExpression::as(std::string alternative, std::string path) const {
    if (alternative.empty())
        throw QueryError("as() and holds() take the name of an alternative: field(\"shape\").as(\"Circle\").");
    ir::Code code = code_;
    code.nodes.push_back(named_node(code, ir::Op::alternative, std::move(alternative)));
    return gone_on(std::move(code), std::move(path));
}
RecordExpression RecordExpression::holds(std::string alternative) const {
    return as(std::move(alternative)).has_value();
}

// --- Json ---

RecordExpression RecordExpression::json_part(ir::JsonPart part, std::vector<Value> steps) const {
    if (steps.size() > query::max_json_steps) throw QueryError("More than 100 steps lead into a Json.");
    ir::Code code = code_;
    for (Value& step : steps) {
        const BaseType type = json_step_type(step);
        code.nodes.push_back({ir::Op::param, 0, static_cast<std::uint16_t>(type), 0, 0});
        code.values.push_back(type == BaseType::text ? std::move(step) : Value(typed::checked_element(step)));
    }
    code.nodes.push_back(
        {ir::Op::json_at, static_cast<std::uint8_t>(part), static_cast<std::uint16_t>(steps.size()), 0, 0});
    return RecordExpression(std::move(code));
}

RecordExpression RecordExpression::text_at(std::vector<Value> steps) const {
    return json_part(ir::JsonPart::text, std::move(steps));
}
RecordExpression RecordExpression::int64_at(std::vector<Value> steps) const {
    return json_part(ir::JsonPart::int64, std::move(steps));
}
RecordExpression RecordExpression::double_at(std::vector<Value> steps) const {
    return json_part(ir::JsonPart::real, std::move(steps));
}
RecordExpression RecordExpression::bool_at(std::vector<Value> steps) const {
    return json_part(ir::JsonPart::boolean, std::move(steps));
}
RecordExpression RecordExpression::json_type(std::vector<Value> steps) const {
    return json_part(ir::JsonPart::type, std::move(steps));
}
RecordExpression RecordExpression::has(std::vector<Value> steps) const {
    return json_type(std::move(steps)).has_value();
}

}  // namespace tenon
