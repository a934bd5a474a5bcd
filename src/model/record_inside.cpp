// What run-time conditions say of maps, variants and Json: alternatives, members and keys by their names.

#include <limits>
#include <utility>

#include <tenon/error.hpp>
#include <tenon/record.hpp>

namespace tenon {
namespace {

ir::Node named_node(ir::Code& code, ir::Op op, std::string name) {
    code.names.push_back(std::move(name));
    return {op, 0, 0, static_cast<std::uint32_t>(code.names.size()), 0};
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

RecordExpression RecordExpression::json_part(ir::JsonPart part, std::vector<std::string> keys) const {
    if (keys.size() > std::numeric_limits<std::uint16_t>::max())
        throw QueryError("More than 65,535 keys lead into a Json.");
    ir::Code code = code_;
    for (std::string& key : keys) {
        code.nodes.push_back({ir::Op::param, 0, static_cast<std::uint16_t>(BaseType::text), 0, 0});
        code.values.emplace_back(std::move(key));
    }
    code.nodes.push_back(
        {ir::Op::json_at, static_cast<std::uint8_t>(part), static_cast<std::uint16_t>(keys.size()), 0, 0});
    return RecordExpression(std::move(code));
}

RecordExpression RecordExpression::text_at(std::vector<std::string> keys) const {
    return json_part(ir::JsonPart::text, std::move(keys));
}
RecordExpression RecordExpression::int64_at(std::vector<std::string> keys) const {
    return json_part(ir::JsonPart::int64, std::move(keys));
}
RecordExpression RecordExpression::double_at(std::vector<std::string> keys) const {
    return json_part(ir::JsonPart::real, std::move(keys));
}
RecordExpression RecordExpression::bool_at(std::vector<std::string> keys) const {
    return json_part(ir::JsonPart::boolean, std::move(keys));
}
RecordExpression RecordExpression::json_type(std::vector<std::string> keys) const {
    return json_part(ir::JsonPart::type, std::move(keys));
}
RecordExpression RecordExpression::has(std::vector<std::string> keys) const {
    return json_type(std::move(keys)).has_value();
}

}  // namespace tenon
