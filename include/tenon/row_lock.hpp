#pragma once
// Row locks: what find(…).for_update(…) does about rows that others have locked.

#include <tenon/ir.hpp>

namespace tenon {

template <ir::LockWait Wait>
struct LockWaiting {
    constexpr operator ir::LockWait() const { return Wait; }  // NOLINT: it is one
};
/// They are left out: jobs.find(…).for_update(tenon::skip_locked).first() is a job that nobody else works at.
inline constexpr LockWaiting<ir::LockWait::skips> skip_locked{};
/// The statement fails at once, instead of waiting for them.
inline constexpr LockWaiting<ir::LockWait::fails> no_wait{};

}  // namespace tenon
