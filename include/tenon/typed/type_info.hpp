#pragma once
// TypeInfo: what the library must know of a C++ type to read and write its objects without templates. Constant data,
// one per type; structs are walked by their StructInfo.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/base_type.hpp>
#include <tenon/cell.hpp>
#include <tenon/typed/enums.hpp>

namespace tenon::schema {
struct Field;
struct Model;
}  // namespace tenon::schema

namespace tenon::typed {

struct TypeInfo;
struct ModelInfo;

/// A member of a struct.
struct MemberInfo {
    std::string_view name;
    std::uint32_t offset = 0;
    const TypeInfo* type = nullptr;
};

struct StructInfo {
    std::string_view name;
    std::size_t size = 0;
    std::vector<MemberInfo> members;
};

enum class Role : std::uint8_t {
    scalar,
    dynamic,  ///< tenon::Value: what the field's declared type says (run-time models)
    optional,
    structure,
    array,  ///< std::vector, std::array
    map,
    variant,
    ref,  ///< Ref: a key
    many,
    one  ///< relations, no columns
};

/// Operations of types that hold others. Which are set depends on the role.
struct Access {
    // optional: the value or nullptr; makes one; empties it
    const void* (*value)(const void*) = nullptr;
    void* (*emplace)(void*) = nullptr;
    void (*reset)(void*) = nullptr;  // optional, array, map
    // array
    std::size_t (*size)(const void*) = nullptr;
    const void* (*at)(const void*, std::size_t) = nullptr;
    void* (*append)(void*, std::size_t index) = nullptr;  ///< nullptr when a std::array is full
    std::uint32_t fixed_size = 0;                         ///< of a std::array
    // map
    void (*each)(const void*, void* context,
                 void (*see)(void* context, std::string_view key, const void* value)) = nullptr;
    void* (*insert)(void*, std::string_view key) = nullptr;
    // variant
    std::size_t (*index)(const void*) = nullptr;
    const void* (*alternative)(const void*) = nullptr;
    void* (*emplace_alternative)(void*, std::size_t) = nullptr;
};

struct TypeInfo {
    Role role = Role::scalar;
    BaseType base = BaseType::none;  ///< of optional and ref: their value's
    bool has_codec = false;          ///< of the user's: no object of it is what its base type is in C++
    std::uint32_t size = 0;
    std::uint32_t name_offset = 0;  ///< ref, many, one: where the name stands that errors call it by
    /// Scalars, refs and optionals of them: to and from a cell. `encode` points into the object. `decode` throws
    /// CastError that names the field.
    void (*encode)(const void* value, Cell& out) = nullptr;
    void (*decode)(const Cell& cell, void* value, const schema::Field& field) = nullptr;
    bool (*equal)(const void* a, const void* b) = nullptr;  ///< scalars; others are walked
    const TypeInfo* element = nullptr;                      ///< optional, array, map, ref (its key)
    const Access* access = nullptr;
    const StructInfo& (*structure)() = nullptr;        ///< structure
    const ModelInfo& (*model)() = nullptr;             ///< structure: its description; ref, many, one: the target's
    std::span<const EnumLabel> (*labels)() = nullptr;  ///< enumeration
    std::span<const TypeInfo* const> alternatives{};   ///< variant
    std::span<const std::string_view> alternative_names{};
};

// --- what is done with them (src/typed) ---

/// The cell of a member: scalars as they are; nested values as `source`, which is put into `storage`.
struct NestedMember final : NestedSource {
    const TypeInfo* type = nullptr;
    const void* object = nullptr;
    const schema::Field* field = nullptr;
    void write(NestedWriter& out) const override;
};
Cell encode(const TypeInfo& type, const void* object, const schema::Field& field, NestedMember& storage);

/// Puts a cell into an object: scalars, and nested values from json, value or text cells.
void decode(const TypeInfo& type, const Cell& cell, void* object, const schema::Field& field);
/// The same with what these columns lead to inside a nested value; where they lead to nothing, the object is left as it is.
void decode_inside(const TypeInfo& type, std::span<const std::string> columns, const Cell& cell, void* object,
                   const schema::Field& field);

/// Deep equality; relations other than refs are equal to anything.
bool equal(const TypeInfo& type, const void* a, const void* b);

/// A copy as a Value (enumerations as text, structs as Documents under their columns' names).
Value to_value(const TypeInfo& type, const void* object, const schema::Field& field);
void from_value(const TypeInfo& type, const Value& value, void* object, const schema::Field& field);

}  // namespace tenon::typed
