#pragma once
// Shapes: the nodes of expressions and queries as constexpr data, joined when expressions are joined.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <tenon/ir.hpp>

namespace tenon::typed {

// Every query of a program instantiates these: as little as can be is a template, and no argument is deduced.

constexpr ir::Node* append(const ir::Node* from, std::size_t count, ir::Node* out) {
    for (std::size_t i = 0; i < count; ++i) *out++ = from[i];
    return out;
}
template <std::size_t... Ns>
constexpr std::array<ir::Node, (Ns + ... + 0)> join(const std::array<ir::Node, Ns>&... parts) {
    std::array<ir::Node, (Ns + ... + 0)> all{};
    [[maybe_unused]] ir::Node* out = all.data();
    ((out = append(parts.data(), Ns, out)), ...);
    return all;
}

struct EmptyShape {
    static constexpr std::array<ir::Node, 0> nodes{};
};

/// Operands, then one node.
template <ir::Op Op, std::uint8_t Flag, std::uint16_t A, class... Operands>
struct OpShape {
    static constexpr auto nodes = join(Operands::nodes..., std::array<ir::Node, 1>{ir::Node{Op, Flag, A, 0, 0}});
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

/// Text as nodes, 8 characters each: the model of a query inside a query.
template <std::size_t Size>
consteval std::array<ir::Node, (Size + 7) / 8> text_nodes(std::string_view text) {
    std::array<ir::Node, (Size + 7) / 8> nodes{};
    for (std::size_t i = 0; i < Size; ++i) {
        ir::Node& node = nodes[i / 8];
        node.op = ir::Op::fragment_text;
        node.flag = static_cast<std::uint8_t>(i % 8 + 1);
        const auto character = static_cast<std::uint64_t>(static_cast<unsigned char>(text[i]));
        node.value = static_cast<std::int64_t>(static_cast<std::uint64_t>(node.value) | character << (i % 8 * 8));
    }
    return nodes;
}

/// How many values a shape names, and how many bits its variant word takes.
constexpr std::size_t slot_count(const ir::Node* nodes, std::size_t size) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < size; ++i) count += nodes[i].op == ir::Op::param || nodes[i].op == ir::Op::list ? 1 : 0;
    return count;
}
template <class Shape>
constexpr std::size_t slot_count() {
    return slot_count(Shape::nodes.data(), Shape::nodes.size());
}
constexpr std::size_t variant_bits(const ir::Node* nodes, std::size_t size) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const ir::Node& node = nodes[i];
        if (node.op == ir::Op::when) ++count;
        if (node.op != ir::Op::param && node.op != ir::Op::list) continue;
        if ((node.flag & ir::may_be_empty) != 0) ++count;
        if ((node.flag & ir::meets_integer) != 0 && node.op == ir::Op::param) count += 2;
        if (node.op == ir::Op::list) count += 3;
    }
    return count;
}
/// Is each value a single one, and none left open: empty or not, a list, of a condition that may be absent?
constexpr bool has_plain_values(const ir::Node* nodes, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        const ir::Node& node = nodes[i];
        if (node.op == ir::Op::when || node.op == ir::Op::list) return false;
        if (node.op == ir::Op::param && (node.flag != 0 || is_nested(static_cast<BaseType>(node.a)))) return false;
    }
    return true;
}
template <class Shape>
constexpr std::size_t variant_bits() {
    return variant_bits(Shape::nodes.data(), Shape::nodes.size());
}

}  // namespace tenon::typed
