#include <tenon/base_type.hpp>

namespace tenon {

std::string_view name_of(BaseType type) noexcept {
    switch (type) {
    case BaseType::none: return "unknown";
    case BaseType::boolean: return "boolean";
    case BaseType::int8: return "int8";
    case BaseType::int16: return "int16";
    case BaseType::int32: return "int32";
    case BaseType::int64: return "int64";
    case BaseType::uint8: return "uint8";
    case BaseType::uint16: return "uint16";
    case BaseType::uint32: return "uint32";
    case BaseType::uint64: return "uint64";
    case BaseType::float32: return "float32";
    case BaseType::float64: return "float64";
    case BaseType::decimal: return "decimal";
    case BaseType::text: return "text";
    case BaseType::bytes: return "bytes";
    case BaseType::timestamp: return "timestamp";
    case BaseType::date: return "date";
    case BaseType::time: return "time";
    case BaseType::uuid: return "uuid";
    case BaseType::object_id: return "object id";
    case BaseType::enumeration: return "enumeration";
    case BaseType::json: return "json";
    case BaseType::structure: return "structure";
    case BaseType::array: return "array";
    case BaseType::map: return "map";
    case BaseType::variant: return "variant";
    }
    return "unknown";
}

}  // namespace tenon
