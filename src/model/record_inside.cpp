// What run-time conditions say of maps and variants: alternatives and members by their names.

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

}  // namespace tenon
