#pragma once
// What generators ask of a place.

#include "differential/expressions.hpp"

namespace tenon::oracle {

inline bool is_array(const Place& place) { return place.type->base == BaseType::array; }
inline bool is_map(const Place& place) { return place.type->base == BaseType::map; }
inline bool is_json(const Place& place) { return place.type->base == BaseType::json; }
inline bool is_text(const Place& place) { return place.type->base == BaseType::text; }
inline bool is_time(const Place& place) {
    return place.type->base == BaseType::timestamp || place.type->base == BaseType::date;
}
inline bool is_boolean(const Place& place) { return place.type->base == BaseType::boolean; }
inline bool is_comparable(const Place& place) { return place.type->base != BaseType::json; }
inline bool has_order(const Place& place) { return query::is_ordered(query::family_of(place.type->base)); }
inline bool is_single(const Place& place) { return place.type->base < BaseType::json; }
/// May they be compared, and be in each other's place in a query?
inline bool is_kin(const Place& a, const Place& b) {
    if (a.type->base != b.type->base || !is_single(a)) return false;
    if (a.type->base != BaseType::enumeration) return true;
    return a.type->labels[0].text == b.type->labels[0].text;
}
inline bool is_of(const Place& place, Numbers kind) {
    switch (kind) {
    case Numbers::integer: return is_integer(place.type->base);
    case Numbers::real: return is_real(place.type->base);
    default: return place.type->base == BaseType::decimal;
    }
}

}  // namespace tenon::oracle
