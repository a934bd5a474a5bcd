// Text in aggregation expressions. Text to look for that comes from a value becomes a pattern when it is filled; from a
// field, functions that take text literally are used.
//
// $toLower and $toUpper are documented for ASCII: the server folds bytes in the C locale, which leaves others alone.

#include "bson/compiler.hpp"

namespace tenon::bson {

using ir::Expr;
using ir::Op;

namespace {

Template or_blank(const Expr& expr, Template node) { return expr.nullable ? if_null(std::move(node), text("")) : node; }

Template index_of(Template where, Template what) { return call("$indexOfBytes", std::move(where), std::move(what)); }

}  // namespace

Template Compiler::text_match(const Expr& expr) {
    const Expr& subject = expr.args[0];
    const Expr& pattern = expr.args[1];
    const bool literal_text = expr.op == Op::contains || expr.op == Op::starts_with;
    if (!literal_text && pattern.op == Op::param) {
        Template regex = literal(value_slot(pattern, pattern_form(expr.op)));
        return document("$regexMatch", document({{"input", expression(subject)}, {"regex", std::move(regex)}}));
    }
    if (expr.op == Op::like || expr.op == Op::ilike || expr.op == Op::regex) {
        refuse("the pattern of `" + std::string(name_of(expr.op)) + "` is a value, never a field (rule 5).");
    }
    if (expr.op == Op::iequals || expr.op == Op::icontains) return folded_match(expr);
    if (expr.op == Op::ends_with) return ends_with(expr);
    Template place = index_of(expression(subject), or_blank(pattern, expression(pattern)));
    Template found = call(expr.op == Op::contains ? "$gte" : "$eq", std::move(place), number(0));
    return with_guard(pattern, std::move(found));
}

Template Compiler::folded_match(const Expr& expr) {
    Template a = document("$toLower", expression(expr.args[0]));
    Template b = document("$toLower", expression(expr.args[1]));
    Template match = expr.op == Op::iequals ? call("$eq", std::move(a), std::move(b))
                                            : call("$gte", index_of(std::move(a), std::move(b)), number(0));
    return with_guard(expr.args[0], with_guard(expr.args[1], std::move(match)));
}

// The last code points of the text, as many as the end has. A text shorter than the end is compared as a whole.
Template Compiler::ends_with(const Expr& expr) {
    Template whole = or_blank(expr.args[0], expression(expr.args[0]));
    Template end = or_blank(expr.args[1], expression(expr.args[1]));
    Template longer = call("$subtract", document("$strLenCP", whole), document("$strLenCP", end));
    Template last =
        document("$substrCP", array({whole, call("$max", number(0), std::move(longer)), document("$strLenCP", end)}));
    Template match = call("$eq", std::move(last), std::move(end));
    return with_guard(expr.args[0], with_guard(expr.args[1], std::move(match)));
}

}  // namespace tenon::bson
