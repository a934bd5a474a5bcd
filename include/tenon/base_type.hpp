#pragma once
// BaseType: the kinds of values that a field can be declared with.

#include <cstdint>
#include <string_view>

namespace tenon {

enum class BaseType : std::uint8_t {
    none,  ///< not known yet (an expression before its names are resolved)
    boolean,
    int8,
    int16,
    int32,
    int64,
    uint8,
    uint16,
    uint32,
    uint64,
    float32,
    float64,
    decimal,
    text,
    bytes,
    timestamp,
    date,
    time,
    uuid,
    object_id,
    enumeration,
    json,       ///< tenon::Json
    structure,  ///< a nested struct
    array,      ///< std::vector, std::array
    map,        ///< std::map, std::unordered_map with text keys
    variant     ///< std::variant
};

std::string_view name_of(BaseType type) noexcept;

constexpr bool is_integer(BaseType t) noexcept { return t >= BaseType::int8 && t <= BaseType::uint64; }
constexpr bool is_real(BaseType t) noexcept { return t == BaseType::float32 || t == BaseType::float64; }
constexpr bool is_number(BaseType t) noexcept { return t >= BaseType::int8 && t <= BaseType::decimal; }
constexpr bool is_nested(BaseType t) noexcept { return t >= BaseType::json; }

}  // namespace tenon
