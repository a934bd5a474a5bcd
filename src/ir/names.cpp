#include <tenon/ir.hpp>

namespace tenon::ir {

std::string_view name_of(Op op) noexcept {
    switch (op) {
    case Op::field: return "field";
    case Op::named: return "named";
    case Op::element: return "element";
    case Op::param: return "param";
    case Op::list: return "list";
    case Op::constant: return "constant";
    case Op::member: return "member";
    case Op::map_at: return "map_at";
    case Op::alternative: return "alternative";
    case Op::and_: return "and";
    case Op::or_: return "or";
    case Op::not_: return "not";
    case Op::when: return "when";
    case Op::eq: return "==";
    case Op::ne: return "!=";
    case Op::lt: return "<";
    case Op::le: return "<=";
    case Op::gt: return ">";
    case Op::ge: return ">=";
    case Op::between: return "between";
    case Op::in: return "in";
    case Op::bits: return "bits";
    case Op::is_empty: return "is_empty";
    case Op::add: return "+";
    case Op::sub: return "-";
    case Op::mul: return "*";
    case Op::div: return "/";
    case Op::mod: return "%";
    case Op::negate: return "negate";
    case Op::contains: return "contains";
    case Op::starts_with: return "starts_with";
    case Op::ends_with: return "ends_with";
    case Op::like: return "like";
    case Op::ilike: return "ilike";
    case Op::iequals: return "iequals";
    case Op::icontains: return "icontains";
    case Op::regex: return "regex";
    case Op::lower: return "lower";
    case Op::upper: return "upper";
    case Op::length: return "length";
    case Op::concat: return "concat";
    case Op::json_at: return "json_at";
    case Op::case_: return "case";
    case Op::coalesce: return "coalesce";
    case Op::cast: return "cast";
    case Op::abs: return "abs";
    case Op::floor: return "floor";
    case Op::ceil: return "ceil";
    case Op::round: return "round";
    case Op::trim: return "trim";
    case Op::substring: return "substring";
    case Op::replace: return "replace";
    case Op::position: return "position";
    case Op::time_part: return "time_part";
    case Op::time_truncate: return "truncate";
    case Op::time_add: return "add";
    case Op::time_difference: return "difference";
    case Op::array_contains: return "array_contains";
    case Op::array_contains_all: return "array_contains_all";
    case Op::array_any: return "array_any";
    case Op::array_all: return "array_all";
    case Op::array_none: return "array_none";
    case Op::array_size: return "array_size";
    case Op::or_zero: return "or_zero";
    case Op::least: return "least";
    case Op::greatest: return "greatest";
    case Op::map_rename: return "map_rename";
    case Op::array_push: return "array_push";
    case Op::array_sort: return "array_sort";
    case Op::array_slice: return "array_slice";
    case Op::array_pop: return "array_pop";
    case Op::array_keep: return "array_keep";
    case Op::array_add: return "array_add";
    case Op::array_change: return "array_change";
    case Op::related_any: return "related_any";
    case Op::related_all: return "related_all";
    case Op::related_none: return "related_none";
    case Op::related_count: return "related_count";
    case Op::related_value: return "related";
    case Op::query_begin: return "query";
    case Op::query_values: return "values of a query";
    case Op::query_exists: return "exists";
    case Op::query_value: return "value of a query";
    case Op::query_combined: return "set operation";
    case Op::query_joined: return "join";
    case Op::in_query: return "in query";
    case Op::count_rows: return "count_rows";
    case Op::count: return "count";
    case Op::count_distinct: return "count_distinct";
    case Op::sum: return "sum";
    case Op::avg: return "avg";
    case Op::min: return "min";
    case Op::max: return "max";
    case Op::first: return "first";
    case Op::last: return "last";
    case Op::push: return "push";
    case Op::order_key: return "order_key";
    case Op::row_number: return "row_number";
    case Op::rank: return "rank";
    case Op::dense_rank: return "dense_rank";
    case Op::lag: return "lag";
    case Op::lead: return "lead";
    case Op::over: return "over";
    case Op::depth: return "depth";
    case Op::result_column: return "result_column";
    case Op::joined: return "joined";
    case Op::fragment_text: return "fragment_text";
    case Op::fragment: return "fragment";
    case Op::same: return "same";
    case Op::not_same: return "not_same";
    case Op::where: return "where";
    case Op::order_by: return "order_by";
    case Op::limit: return "limit";
    case Op::offset: return "offset";
    case Op::distinct: return "distinct";
    case Op::output: return "output";
    case Op::group_by: return "group_by";
    case Op::having: return "having";
    case Op::per_parent: return "per_parent";
    case Op::assign: return "assign";
    case Op::with_hidden: return "with_hidden";
    case Op::leave_out: return "exclude";
    case Op::distinct_on: return "distinct_on";
    case Op::descend: return "descend";
    case Op::rows_of: return "from";
    case Op::named_rows: return "with";
    case Op::for_update: return "for_update";
    case Op::for_share: return "for_share";
    case Op::hint: return "hint";
    case Op::with_deleted: return "with_deleted";
    case Op::only_deleted: return "only_deleted";
    case Op::purge: return "purge";
    }
    return "unknown";
}

std::string_view name_of(BitTest test) noexcept {
    switch (test) {
    case BitTest::all_set: return "all set";
    case BitTest::any_set: return "any set";
    case BitTest::all_clear: return "all clear";
    default: return "any clear";
    }
}

std::string_view name_of(JsonPart part) noexcept {
    switch (part) {
    case JsonPart::type: return "type";
    case JsonPart::text: return "text";
    case JsonPart::int64: return "int64";
    case JsonPart::real: return "real";
    default: return "boolean";
    }
}

std::string_view name_of(Verb verb) noexcept {
    switch (verb) {
    case Verb::all: return "all";
    case Verb::first: return "first";
    case Verb::last: return "last";
    case Verb::one: return "one";
    case Verb::count: return "count";
    case Verb::total: return "total";
    case Verb::estimate: return "estimated_count";
    case Verb::exists: return "exists";
    case Verb::aggregate: return "aggregate";
    case Verb::update: return "update";
    case Verb::remove: return "remove";
    case Verb::update_rows: return "returning().update";
    case Verb::update_one: return "update_one";
    case Verb::remove_rows: return "returning().remove";
    case Verb::remove_one: return "remove_one";
    }
    return "unknown";
}

}  // namespace tenon::ir
