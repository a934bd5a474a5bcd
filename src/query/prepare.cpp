#include "query/query.hpp"

#include <utility>

#include "query/soft_delete.hpp"

namespace tenon::query {

using ir::Node;
using ir::Op;

namespace {

// Values of conditions that are absent keep their slots, though nothing in the tree says what they are.
void add_absent_slots(std::span<const Node> nodes, std::vector<Slot>& slots) {
    std::size_t slot = 0;
    for (const Node& node : nodes) {
        if (node.op != Op::param && node.op != Op::list) continue;
        if (slot >= slots.size()) slots.emplace_back();
        if (slots[slot].type == BaseType::none && slots[slot].declared == nullptr) {
            slots[slot].type = static_cast<BaseType>(node.a);
            slots[slot].list = node.op == Op::list;
        }
        ++slot;
    }
}

}  // namespace

Prepared prepare(const schema::Model& model, ir::Verb verb, std::span<const Node> nodes, Names names,
                 std::uint64_t variant, const Models* models) {
    Prepared prepared = prepare(decode(model, verb, nodes, names, variant, models));
    add_absent_slots(nodes, prepared.slots);
    return prepared;
}

Prepared prepare(ir::Statement statement) {
    Prepared prepared;
    prepared.slots = resolve(statement);
    leave_out_deleted(statement);
    prepared.normal = normal_form(statement);
    prepared.resolved = std::move(statement);
    return prepared;
}

}  // namespace tenon::query
