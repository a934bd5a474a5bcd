#include "query/words.hpp"

#include <iterator>
#include <string_view>

#include "query/expression.hpp"
#include "query/query.hpp"
#include <tenon/schema.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {

std::string path_words(const Expr& expr) {
    std::string text(expr.scope, '^');
    if (expr.field == nullptr) {
        if (expr.op == Op::named) return text + expr.name;
        text += expr.op == Op::element ? "element" : "";
        for (const std::uint16_t index : expr.path) text += "#" + std::to_string(index);
        return text;
    }
    const schema::Field* field = expr.field;
    text += field->name;
    for (std::size_t i = 1; i < expr.path.size(); ++i) {
        field = &field->type.members[expr.path[i]];
        text += "." + field->name;
    }
    return text;
}

std::string constant_words(const Expr& expr) { return expr.literal.is_empty() ? "empty" : expr.literal.to_json(); }

std::string joined(const Expr& expr, std::string_view between) {
    std::string text = "(";
    for (std::size_t i = 0; i < expr.args.size(); ++i) {
        if (i > 0) text.append(" ").append(between).append(" ");
        text += words(expr.args[i]);
    }
    return text + ")";
}

std::string called(std::string_view name, const Expr& expr, std::string first = {}) {
    std::string text = std::string(name) + "(" + first;
    for (std::size_t i = 0; i < expr.args.size(); ++i) {
        if (i > 0 || !first.empty()) text += ", ";
        text += words(expr.args[i]);
    }
    return text + ")";
}

std::string relation_words(const Expr& expr) {
    std::string text(expr.scope, '^');
    if (expr.relation != nullptr) return text + expr.relation->name;
    return text + (expr.name.empty() ? "#" + std::to_string(expr.relation_member) : expr.name);
}

// "?1"; in a list: "?1[3..4]", its size class; "?1[+empty]" when an empty is among its values.
std::string list_words(const Expr& expr) {
    static constexpr std::string_view sizes[] = {"0", "1", "2", "4", "8", "array"};
    std::string text = "?" + std::to_string(expr.slot + 1) + "[";
    text += expr.size_class < std::size(sizes) ? sizes[expr.size_class] : "?";
    return text + (expr.known_empty ? " and empty]" : "]");
}

bool stands_between(Op op) {
    return is_comparison(op) || is_arithmetic(op) || is_text_match(op) || op == Op::in || op == Op::in_query ||
           op == Op::same || op == Op::not_same || op == Op::concat;
}

}  // namespace

std::string words(const Expr& expr) {
    switch (expr.op) {
    case Op::field:
    case Op::named:
    case Op::element: return path_words(expr);
    case Op::param: return (expr.known_empty ? "empty ?" : "?") + std::to_string(expr.slot + 1);
    case Op::list: return list_words(expr);
    case Op::constant: return constant_words(expr);
    case Op::and_:
    case Op::or_:
        if (expr.args.empty()) return expr.op == Op::and_ ? "true" : "false";
        return expr.args.size() == 1 ? words(expr.args[0]) : joined(expr, name_of(expr.op));
    case Op::not_: return "not " + (expr.args.empty() ? std::string() : words(expr.args[0]));
    case Op::query_values:
    case Op::query_exists:
    case Op::query_value:
        return std::string(name_of(expr.op)) + " (" +
               (expr.query.empty() ? std::string() : describe(ir::Statement(expr.query.front()))) + ")";
    case Op::fragment: return called("sql", expr, expr.name);
    case Op::cast: return called("cast to " + std::string(name_of(expr.type)) + " of ", expr);
    case Op::depth: return "depth";
    case Op::result_column: return "#" + std::to_string(expr.detail + 1);
    case Op::lag:
    case Op::lead: return called(name_of(expr.op), expr, std::to_string(expr.detail));
    case Op::order_key: {
        std::string text = expr.args.empty() ? std::string() : words(expr.args[0]);
        if ((expr.flags & ir::descending) != 0) text += " desc";
        if ((expr.flags & ir::empties_first) != 0) text += " empties first";
        if ((expr.flags & ir::empties_last) != 0) text += " empties last";
        return text;
    }
    case Op::negate: return "-" + (expr.args.empty() ? std::string() : words(expr.args[0]));
    default: break;
    }
    if (expr.op == Op::bits)
        return called(name_of(expr.op), expr, std::string(name_of(static_cast<ir::BitTest>(expr.detail))));
    if (expr.op == Op::json_at)
        return called(name_of(expr.op), expr, std::string(name_of(static_cast<ir::JsonPart>(expr.detail))));
    if (is_time_function(expr.op))
        return called(name_of(expr.op), expr, std::string(name_of(static_cast<TimeUnit>(expr.detail))));
    if (is_related(expr.op)) return called(name_of(expr.op), expr, relation_words(expr));
    if (stands_between(expr.op) && expr.args.size() == 2) return joined(expr, name_of(expr.op));
    return called(name_of(expr.op), expr);
}

}  // namespace tenon::query
