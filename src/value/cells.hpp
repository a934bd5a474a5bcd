#pragma once
// Cells to Values and back.

#include <tenon/base_type.hpp>
#include <tenon/cell.hpp>
#include <tenon/value.hpp>

#include "value/value_nested.hpp"

namespace tenon {

/// A deep copy: JSON text is parsed, a source written, a list made an array. Throws CastError for text that is no JSON.
[[nodiscard]] Value to_value(const Cell& cell);

/// A cell of a value that is neither document nor array (CastError), pointing into it.
[[nodiscard]] Cell scalar_cell(const Value& value);

/// A cell of any value, pointing into it. A document or array becomes a source, which `storage` holds: it must live
/// as long as the cell. `as_json` as in ValueSource.
[[nodiscard]] Cell to_cell(const Value& value, ValueSource& storage, bool as_json = false);

/// The type that a value has by itself; none for an empty one.
[[nodiscard]] BaseType base_type_of(Kind kind) noexcept;

}  // namespace tenon
