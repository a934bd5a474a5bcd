#pragma once
// The variant word: what each node adds to it, from the lowest bit, in the order of the nodes.

#include <cstdint>

#include <tenon/ir.hpp>

namespace tenon::query {

inline constexpr unsigned variant_size = 64;
inline constexpr unsigned list_bits = 3;
inline constexpr unsigned real_bits = 2;

/// On a `when` node of a run-time list: its condition is absent. (In a typed list it is 0: the binder tells.)
inline constexpr std::uint8_t when_absent = 1;

/// How many bits a node takes.
[[nodiscard]] constexpr unsigned variant_bits(const ir::Node& node) noexcept {
    const unsigned empty = (node.flag & ir::may_be_empty) != 0 ? 1U : 0U;
    switch (node.op) {
    case ir::Op::when: return 1;
    case ir::Op::param: return empty + ((node.flag & ir::meets_integer) != 0 ? real_bits : 0U);
    case ir::Op::list: return empty + list_bits;
    default: return 0;
    }
}

}  // namespace tenon::query
