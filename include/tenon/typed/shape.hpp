#pragma once
// Shapes: the nodes of expressions and queries as constexpr data, joined when expressions are joined.

#include <array>
#include <cstddef>
#include <cstdint>

#include <tenon/ir.hpp>

namespace tenon::typed {

template <std::size_t... Ns>
constexpr auto join(const std::array<ir::Node, Ns>&... parts) {
    std::array<ir::Node, (Ns + ... + 0)> all{};
    std::size_t next = 0;
    const auto append = [&](const auto& part) {
        for (const ir::Node& node : part) all[next++] = node;
    };
    (append(parts), ...);
    return all;
}

struct EmptyShape {
    static constexpr std::array<ir::Node, 0> nodes{};
};

/// Operands, then one node.
template <ir::Op Op, std::uint8_t Flag, std::uint16_t A, class... Operands>
struct OpShape {
    static constexpr auto nodes = join(Operands::nodes..., std::array{ir::Node{Op, Flag, A, 0, 0}});
};

template <class First, class Second>
struct JoinedShape {
    static constexpr auto nodes = join(First::nodes, Second::nodes);
};

/// One value to be bound.
template <class Slot>
struct SlotShape {
    static constexpr std::array<ir::Node, 1> nodes{
        ir::Node{Slot::op, Slot::flag, static_cast<std::uint16_t>(Slot::base), 0, 0}};
};

template <ir::ConstantKind Kind, std::int64_t Number = 0>
struct ConstantShape {
    static constexpr std::array<ir::Node, 1> nodes{
        ir::Node{ir::Op::constant, static_cast<std::uint8_t>(Kind), 0, 0, Number}};
};

/// How many values a shape names, and how many bits its variant word takes.
template <class Shape>
constexpr std::size_t slot_count() {
    std::size_t count = 0;
    for (const ir::Node& node : Shape::nodes) count += node.op == ir::Op::param || node.op == ir::Op::list ? 1 : 0;
    return count;
}
template <class Shape>
constexpr std::size_t variant_bits() {
    std::size_t count = 0;
    for (const ir::Node& node : Shape::nodes) {
        if (node.op == ir::Op::when) ++count;
        if (node.op != ir::Op::param && node.op != ir::Op::list) continue;
        if ((node.flag & ir::may_be_empty) != 0) ++count;
        if ((node.flag & ir::meets_integer) != 0 && node.op == ir::Op::param) count += 2;
        if (node.op == ir::Op::list) count += 3;
    }
    return count;
}

}  // namespace tenon::typed
