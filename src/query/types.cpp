#include "query/types.hpp"

#include "query/words.hpp"
#include <tenon/schema.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Op;

Family family_of(BaseType type) noexcept {
    if (is_number(type)) return Family::number;
    switch (type) {
    case BaseType::boolean: return Family::boolean;
    case BaseType::text: return Family::text;
    case BaseType::bytes: return Family::bytes;
    case BaseType::timestamp: return Family::timestamp;
    case BaseType::date: return Family::date;
    case BaseType::time: return Family::time;
    case BaseType::uuid: return Family::uuid;
    case BaseType::object_id: return Family::object_id;
    case BaseType::enumeration: return Family::enumeration;
    case BaseType::json: return Family::json;
    case BaseType::structure: return Family::structure;
    case BaseType::array: return Family::array;
    case BaseType::map: return Family::map;
    case BaseType::variant: return Family::variant;
    default: return Family::unknown;
    }
}

bool is_ordered(Family family) noexcept { return family <= Family::object_id && family != Family::bytes; }

std::string_view why_unordered(BaseType type) noexcept {
    if (is_ordered(family_of(type))) return "";
    switch (type) {
    case BaseType::bytes: return "bytes have no order (rule 6)";
    case BaseType::enumeration: return "enumerations are equal or not, they have no `<` (rule 11)";
    case BaseType::json: return "Json values have no `<`; they can only be sorted by (rule 6)";
    default: return "nested values have no order (rule 6)";
    }
}

bool is_value(const Expr& expr) noexcept { return expr.op == Op::param || expr.op == Op::list; }

bool is_empty_constant(const Expr& expr) noexcept { return expr.op == Op::constant && expr.literal.is_empty(); }

std::string symbol(Op op) { return "`" + std::string(name_of(op)) + "`"; }

namespace {

// What a value of unknown type becomes beside one of this type: wide enough for every value that may be compared.
BaseType comparison_type(BaseType type) {
    if (type == BaseType::uint64) return type;
    if (is_integer(type)) return BaseType::int64;
    return is_real(type) ? BaseType::float64 : type;
}

bool is_written_as_text(BaseType type) {
    return type == BaseType::decimal || (type >= BaseType::timestamp && type <= BaseType::enumeration);
}

}  // namespace

void adopt(Expr& value, const Expr& other) {
    if (other.type == BaseType::none) return;
    if (value.type == BaseType::none) {
        const bool real = (value.flags & ir::meets_integer) != 0 && is_integer(other.type);
        value.type = real ? BaseType::float64 : comparison_type(other.type);
    } else if ((value.type == BaseType::text && is_written_as_text(other.type)) || other.type == BaseType::json ||
               (is_number(value.type) && other.type == BaseType::decimal)) {
        value.type = other.type;
    }
    if (family_of(value.type) == family_of(other.type)) value.declared = other.declared;
}

void adopt_for_storage(Expr& value, const schema::Type& target) {
    value.flags = static_cast<std::uint8_t>(value.flags & ~ir::meets_integer);  // it is stored as it is
    value.real_state = 0;
    const Family from = family_of(value.type);
    const bool follows = from == Family::unknown || from == family_of(target.base) || target.base == BaseType::json ||
                         (from == Family::text && is_written_as_text(target.base));
    if (!follows) return;
    value.type = target.base;
    value.declared = &target;
}

std::string spell(const Expr& expr) { return words(expr) + " (" + std::string(name_of(expr.type)) + ")"; }

}  // namespace tenon::query
