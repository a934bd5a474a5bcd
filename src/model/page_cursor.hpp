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

/// What all pages of a query have in common: its select, resolved, with its order complete, and what tells that order from
/// others in a cursor.
struct PageOrder {
    explicit PageOrder(ir::Select of);

    ir::Select select;
    std::string shape;
};

/// Letters, digits, `-` and `_`.
std::string format_cursor(const PageOrder& order, const PageCursor& cursor);

/// The JSON of a cursor as its text.
std::string sealed_cursor(std::string json);

/// Throws CursorError for text that is no cursor, or that of another order.
PageCursor parse_cursor(const PageOrder& order, std::string_view text);

}  // namespace tenon::model
