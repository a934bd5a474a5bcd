#pragma once
// Numbers that a query takes are checked, and lists of values sorted by their size.

#include <cstddef>
#include <cstdint>

#include <tenon/value.hpp>

namespace tenon::typed {

/// A limit or offset: QueryError when it is negative.
std::int64_t checked_count(std::int64_t count);

/// A place in text or a number of code points: QueryError when it is negative. What is beyond every text is cut.
std::int64_t checked_place(std::int64_t place);

/// The number of an element, from 0: QueryError when it is negative. What is beyond every array is cut.
std::int64_t checked_element(const Value& number);

/// The number of the size class 0, 1, 2, 4, 8, array that a list of this many values belongs to.
constexpr std::uint64_t size_class(std::size_t count) noexcept {
    return count == 0 ? 0 : count == 1 ? 1 : count == 2 ? 2 : count <= 4 ? 3 : count <= 8 ? 4 : 5;
}

}  // namespace tenon::typed
