#pragma once
// Which types mean something together: comparisons, arithmetic, assignments (semantics, rules 4, 6, 11).

#include <cstdint>
#include <string>
#include <string_view>

#include "ir/statement.hpp"
#include <tenon/base_type.hpp>

namespace tenon::query {

/// Types of one family compare with each other.
enum class Family : std::uint8_t {
    unknown,
    boolean,
    number,
    text,
    bytes,
    timestamp,
    date,
    time,
    uuid,
    object_id,
    enumeration,
    json,
    structure,
    array,
    map,
    variant
};

[[nodiscard]] Family family_of(BaseType type) noexcept;
/// Has `<` and its kin.
[[nodiscard]] bool is_ordered(Family family) noexcept;
/// Why a type has no order, for errors; "" when it has one.
[[nodiscard]] std::string_view why_unordered(BaseType type) noexcept;

/// A param or list whose type may follow what it meets.
[[nodiscard]] bool is_value(const ir::Expr& expr) noexcept;
/// Gives a param or list the type of the expression that it is compared or computed with.
void adopt(ir::Expr& value, const ir::Expr& other);
/// Gives a param the type of what it is stored in.
void adopt_for_storage(ir::Expr& value, const schema::Type& target);

/// Is it written as empty, whatever the data?
[[nodiscard]] bool is_empty_constant(const ir::Expr& expr) noexcept;

/// "`sum`": an operation in errors.
std::string symbol(ir::Op op);
/// "`age` (int32)", "?2 (text)", "lower (text)": an operand in errors.
std::string spell(const ir::Expr& expr);

}  // namespace tenon::query
