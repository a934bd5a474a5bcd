// One condition on one field as a filter.

#include "bson/compiler.hpp"
#include "bson/pattern_text.hpp"
#include "query/capabilities.hpp"
#include "query/collation.hpp"
#include "value/utf8.hpp"

namespace tenon::bson {

using ir::Expr;
using ir::Op;

namespace {

// What is said of a path; of the element itself when it is empty.
Template at(const std::string& path, Template operators) {
    return path.empty() ? std::move(operators) : document(path, std::move(operators));
}

// An array, or what may be one: `{path: null}` and `{path: {$lt: …}}` would look at its elements.
bool may_hold_array(BaseType type) {
    return type == BaseType::array || type == BaseType::json || type == BaseType::variant;
}

bool is_place(const Expr& expr) { return expr.op == Op::field || expr.op == Op::element; }

}  // namespace

std::optional<std::string> Compiler::filter_path(const Expr& expr, FilterPlace place) const {
    if (!is_place(expr) || expr.scope != 0 || !known_.empty()) return std::nullopt;
    if ((expr.path.empty()) != (place == FilterPlace::element_value)) return std::nullopt;
    return legs(expr);
}

// Only what has a type that can't be mistaken for an operator.
std::optional<Template> Compiler::filter_value(const Expr& value, Form form) const {
    if (is_nested(value.type) || value.type == BaseType::none) return std::nullopt;
    if (value.op == Op::param) return value_slot(value, form);
    if (value.op != Op::constant || value.literal.is_empty()) return std::nullopt;
    return constant(value.literal);
}

Compiler::Filter Compiler::filter_comparison(const Expr& expr, FilterPlace place) {
    const bool swapped = !is_place(expr.args[0]);
    const Expr& left = expr.args[swapped ? 1 : 0];
    const Expr& right = expr.args[swapped ? 0 : 1];
    const Op op = swapped ? mirrored(expr.op) : expr.op;
    if (query::is_order_comparison(op)) check_collation(query::collation_of(left, right));
    const auto path = filter_path(left, place);
    if (!path || is_nested(left.type)) return std::nullopt;
    auto value = filter_value(right, bound_form(op, right));
    if (!value) return std::nullopt;
    if (op == Op::eq && !path->empty()) return document(*path, std::move(*value));
    return at(*path, document(std::string(comparison_operator(op)), std::move(*value)));
}

Compiler::Filter Compiler::filter_in(const Expr& expr, FilterPlace place) {
    const auto path = filter_path(expr.args[0], place);
    if (!path || is_nested(expr.args[0].type)) return std::nullopt;
    return at(*path, document("$in", value_slot(expr.args[1], Form::list)));
}

Compiler::Filter Compiler::filter_empty(const Expr& expr, FilterPlace place) {
    const auto path = filter_path(expr.args[0], place);
    if (!path || may_hold_array(expr.args[0].type)) return std::nullopt;
    return path->empty() ? document("$eq", null()) : document(*path, null());
}

namespace {

std::string_view bits_operator(ir::BitTest test) {
    switch (test) {
    case ir::BitTest::all_set: return "$bitsAllSet";
    case ir::BitTest::any_set: return "$bitsAnySet";
    case ir::BitTest::all_clear: return "$bitsAllClear";
    default: return "$bitsAnyClear";
    }
}

}  // namespace

Compiler::Filter Compiler::filter_bits(const Expr& expr, FilterPlace place) {
    const Expr& mask = expr.args[1];
    const auto path = filter_path(expr.args[0], place);
    if (!path || !is_given(mask)) return std::nullopt;
    Template bits = mask.op == Op::param ? value_slot(mask, Form::bits) : bit_mask(mask.literal);
    return at(*path, document(std::string(bits_operator(static_cast<ir::BitTest>(expr.detail))), std::move(bits)));
}

Compiler::Filter Compiler::filter_text(const Expr& expr, FilterPlace place) {
    if (expr.op == Op::regex) query::require(query::Backend::mongodb, query::Capability::regex, model_.name);
    const Expr& pattern = expr.args[1];
    const auto path = filter_path(expr.args[0], place);
    if (!path || pattern.op != Op::param) return std::nullopt;
    if (expr.op != Op::starts_with) return at(*path, document("$regex", value_slot(pattern, pattern_form(expr.op))));
    return at(*path, document({{"$gte", value_slot(pattern)}, {"$lt", value_slot(pattern, Form::next_prefix)}}));
}

Compiler::Filter Compiler::filter_array(const Expr& expr, FilterPlace place) {
    const auto path = filter_path(expr.args[0], place);
    const schema::Type& element = expr.args[0].declared->elements.front();
    if (!path || is_nested(element.base)) return std::nullopt;
    if (expr.op == Op::array_contains_all) return at(*path, document("$all", value_slot(expr.args[1], Form::list)));
    auto sought = filter_value(expr.args[1], bound_form(Op::eq, expr.args[1]));
    if (!sought) return std::nullopt;
    return at(*path, document("$elemMatch", document("$eq", std::move(*sought))));
}

Compiler::Filter Compiler::filter_elements(const Expr& expr, FilterPlace place) {
    const auto path = filter_path(expr.args[0], place);
    const schema::Type& element = expr.args[0].declared->elements.front();
    const bool object = element.base == BaseType::structure;
    if (!path || (object ? element.nullable : is_nested(element.base))) return std::nullopt;
    const auto scopes = scopes_.size();
    scopes_.push_back({nullptr, &element, "$$", false});
    Filter inner = try_filter(expr.args[1], object ? FilterPlace::element_object : FilterPlace::element_value);
    scopes_.resize(scopes);
    if (!inner || inner->members.empty()) return std::nullopt;
    return at(*path, document("$elemMatch", std::move(*inner)));
}

Compiler::Filter Compiler::filter_related(const Expr& expr, FilterPlace place) {
    if (place != FilterPlace::row) return std::nullopt;
    return document(related(expr), document("$ne", array()));
}

}  // namespace tenon::bson
