#pragma once
// How deep a nested value may be.

#include <cstddef>

namespace tenon {

/// The deepest nesting that is read or written: `[[]]` has 2 levels.
inline constexpr std::size_t max_nesting = 1000;

}  // namespace tenon
