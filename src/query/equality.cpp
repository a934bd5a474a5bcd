#include "query/equality.hpp"

#include <string>

#include "value/numbers.hpp"
#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Op;

bool is_missing_array(const Expr& expr, const Value& value) {
    return value.is_empty() && expr.type == BaseType::array && !expr.nullable && expr.op == Op::field;
}

bool equal(const Expr& left, const Value& a, const Expr& right, const Value& b) {
    const Value no_elements{Array{}};
    return (is_missing_array(left, a) ? no_elements : a) == (is_missing_array(right, b) ? no_elements : b);
}

std::partial_ordering order(const Value& a, const Value& b) {
    if (is_number(a.kind()) && is_number(b.kind())) return compare_numbers(a, b);
    if (a.kind() == b.kind()) {
        switch (a.kind()) {
        case Kind::text: return *a.if_text() <=> *b.if_text();
        case Kind::timestamp: return *a.if_timestamp() <=> *b.if_timestamp();
        case Kind::date: return *a.if_date() <=> *b.if_date();
        case Kind::time: return *a.if_time() <=> *b.if_time();
        case Kind::uuid: return *a.if_uuid() <=> *b.if_uuid();
        case Kind::object_id: return *a.if_object_id() <=> *b.if_object_id();
        case Kind::boolean: return *a.if_boolean() <=> *b.if_boolean();
        default: break;
        }
    }
    throw QueryError("a value of kind " + std::string(name_of(a.kind())) + " has no order beside one of kind " +
                     std::string(name_of(b.kind())));
}

void check_precision(const Expr& expr, const Value& value) {
    const Timestamp* instant = value.if_timestamp();
    const bool given = expr.op == Op::param || expr.op == Op::list;
    if (instant == nullptr || !given || expr.declared == nullptr || expr.declared->base != BaseType::timestamp) return;
    const int digits = expr.declared->precision == 6 ? 6 : 3;
    if (needed_digits(*instant) > digits)
        throw CastError("value " + std::to_string(expr.slot + 1) + " has digits below the " + std::to_string(digits) +
                        " of a second that its field keeps, and equals no stored time: round it (rule 12)");
}

}  // namespace tenon::query
