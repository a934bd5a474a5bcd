#pragma once
// Rows that refer to rows of their own model: `descend` walks down from some of them, `ascend` up.

#include <cstdint>

#include <tenon/find.hpp>

namespace tenon {

/// How many steps down a row was found by `descend`, or up by `ascend` with a number of steps: 0 where it begins.
[[nodiscard]] constexpr auto depth() {
    return typed::Expression<void, std::int64_t, typed::OpShape<ir::Op::depth, 0, 0>, typed::None>();
}

}  // namespace tenon
