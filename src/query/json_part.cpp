#include "query/json_part.hpp"

#include <optional>
#include <string>
#include <utility>

#include "value/convert.hpp"
#include "value/numbers.hpp"

namespace tenon::query {
namespace {

Value json_integer(const Value& number) {
    const std::optional<std::int64_t> whole = whole_number(number);
    return whole ? Value(*whole) : Value();
}

Value json_real(const Value& number) {
    if (const std::int64_t* integer = number.if_integer()) return static_cast<double>(*integer);
    if (const std::uint64_t* integer = number.if_unsigned()) return static_cast<double>(*integer);
    return number;
}

}  // namespace

const Value* json_member(const Value& whole, std::string_view key) {
    const Document* object = whole.if_document();
    return object != nullptr ? object->find(key) : nullptr;
}

const Value* json_element(const Value& whole, std::int64_t index) {
    const Array* array = whole.if_array();
    return array != nullptr && std::cmp_less(index, array->size()) && index >= 0
               ? &(*array)[static_cast<std::size_t>(index)]
               : nullptr;
}

std::string_view json_type(const Value& part) {
    if (part.is_empty()) return "null";
    if (part.if_boolean() != nullptr) return "boolean";
    if (is_number(part.kind())) return "number";
    if (part.if_array() != nullptr) return "array";
    return part.if_document() != nullptr ? "object" : "text";
}

Value json_part(const Value& part, ir::JsonPart asked) {
    switch (asked) {
    case ir::JsonPart::type: return std::string(json_type(part));
    case ir::JsonPart::text: return part.if_text() != nullptr ? part : Value();
    case ir::JsonPart::boolean: return part.if_boolean() != nullptr ? part : Value();
    case ir::JsonPart::int64: return is_number(part.kind()) ? json_integer(part) : Value();
    default: return is_number(part.kind()) ? json_real(part) : Value();
    }
}

}  // namespace tenon::query
