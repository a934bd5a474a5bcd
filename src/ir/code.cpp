#include <tenon/ir.hpp>

#include <cstddef>
#include <utility>

namespace tenon::ir {

Code::Code() = default;
Code::Code(std::vector<Node> given_nodes, std::vector<std::string> given_names, std::vector<Value> given_values)
    : nodes(std::move(given_nodes)),
      names(std::move(given_names)),
      values(std::move(given_values)) {}
Code::Code(const Code&) = default;
Code::Code(Code&&) noexcept = default;
Code& Code::operator=(const Code&) = default;
Code& Code::operator=(Code&&) noexcept = default;
Code::~Code() = default;

void Code::add(const Node& node) { nodes.push_back(node); }
void Code::add(Value value) { values.push_back(std::move(value)); }

namespace {

// `named` always has a name; the others may have none, which is 0, so their `b` moves only when they have one.
bool has_name(const Node& node) {
    const bool may_have = node.op == Op::output || node.op == Op::member || node.op == Op::alternative ||
                          (node.op >= Op::related_any && node.op <= Op::related_value);
    return node.op == Op::named || (may_have && node.b != 0);
}

}  // namespace

void Code::append(const Code& other) {
    const std::size_t count = other.nodes.size();
    const std::size_t name_count = other.names.size();
    const std::size_t value_count = other.values.size();
    const auto shift = static_cast<std::uint32_t>(names.size());
    nodes.reserve(nodes.size() + count);
    for (std::size_t i = 0; i < count; ++i) {
        Node node = other.nodes[i];
        if (has_name(node)) node.b += shift;
        nodes.push_back(node);
    }
    names.reserve(names.size() + name_count);
    for (std::size_t i = 0; i < name_count; ++i) names.push_back(other.names[i]);
    values.reserve(values.size() + value_count);
    for (std::size_t i = 0; i < value_count; ++i) values.push_back(other.values[i]);
}

}  // namespace tenon::ir
