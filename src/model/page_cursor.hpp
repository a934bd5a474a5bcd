#pragma once
// PageCursor: a place in an order, as text that goes out and comes back.

#include <string>
#include <string_view>
#include <vector>

#include "ir/statement.hpp"
#include <tenon/value.hpp>

namespace tenon::model {

struct PageCursor {
    bool backward = false;
    std::vector<Value> position;  ///< a value for each part of the order
};

/// Letters, digits, `-` and `_`.
std::string format_cursor(const ir::Select& select, const PageCursor& cursor);

/// The JSON of a cursor as its text.
std::string sealed_cursor(std::string json);

/// Throws CursorError for text that is no cursor, or that of another order. `select` has its order complete and resolved.
PageCursor parse_cursor(const ir::Select& select, std::string_view text);

}  // namespace tenon::model
