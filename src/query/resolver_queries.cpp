// Queries inside a query.

#include "query/expression.hpp"
#include "query/resolver.hpp"
#include "query/words.hpp"

namespace tenon::query {

using ir::Expr;
using ir::Op;
using ir::Select;

// It sees nothing of the query around it.
void Resolver::query(Expr& expr) {
    Select& select = expr.query.front();
    static_cast<void>(resolve_select(select));
    if (expr.op == Op::query_exists) {
        expr.type = BaseType::boolean;
        return;
    }
    if (select.outputs.size() != 1)
        refuse("a query inside a query gives one value a row; this one of " + select.model->name + " gives " +
               std::to_string(select.outputs.size()));
    const bool one_row = select.kind == Select::Kind::aggregate && select.group.empty() && !select.having;
    const bool bound = select.limit && select.limit->op != Op::constant;
    if (expr.op == Op::query_value && (select.offset || bound) && one_row)
        refuse("a value of a query over all rows has no limit");
    if (expr.op == Op::query_value && bound) refuse("the value of a query is that of its first row: it has no limit");
    const Expr& output = select.outputs.front().expr;
    if (output.type >= BaseType::json || output.type == BaseType::none)
        refuse("a query inside a query gives single values of a known type, and " + spell(output) + " is none");
    expr.type = output.type;
    expr.declared = output.declared;
    expr.nullable = output.nullable || (expr.op == Op::query_value && !(one_row && !select.offset && !select.limit));
}

void Resolver::in_query(Expr& expr) {
    Expr& sought = expr.args[0];
    Expr& values = expr.args[1];
    value(sought);
    query(values);
    unify(sought, values, expr);
    check_same_storage(sought, values);
    expr.type = BaseType::boolean;
}

// A database compares what a query gives as it is stored.
void Resolver::check_same_storage(const Expr& a, const Expr& b) const {
    if (a.type == BaseType::none) return;
    const bool numbers = is_number(a.type) && (is_integer(a.type) != is_integer(b.type) ||
                                               (a.type == BaseType::decimal) != (b.type == BaseType::decimal));
    const bool stored = a.type == BaseType::timestamp || a.type == BaseType::decimal;
    const bool alike = a.declared != nullptr && b.declared != nullptr &&
                       a.declared->precision == b.declared->precision && a.declared->scale == b.declared->scale &&
                       a.declared->stored_as_text == b.declared->stored_as_text;
    if (numbers || (stored && !alike))
        refuse("`in` compares " + spell(a) + " with values of a query that are stored differently: " +
                   spell(b.query.front().outputs.front().expr) + "; select the values first, then use in",
               &a);
}

}  // namespace tenon::query
