// Expressions as values: what is written stands alone, without brackets around it.

#include "query/expression.hpp"
#include "sql/compiler.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

using ir::Op;

bool can_be_zero(const ir::Expr& e) noexcept {
    const std::int64_t* literal = e.literal.if_integer();
    return e.op != Op::constant || literal == nullptr || *literal == 0;
}

// An expression that stands twice has the same text twice: PostgreSQL compares texts to know what rows are grouped by.
void Compiler::value(const ir::Expr& e, Form form) {
    const std::size_t outside = aliases_;
    value_itself(e, form);
    aliases_ = outside;
}

void Compiler::value_itself(const ir::Expr& e, Form form) {
    if (query::is_function(e.op)) return function(e);
    switch (e.op) {
    case Op::param:
    case Op::list: return parameter(e, form, binding_of(e));
    case Op::constant: return constant(e);
    case Op::field:
    case Op::element:
    case Op::map_at:
    case Op::alternative: {
        const Place where = place(e);
        return is_nested(where.type->base) ? nested(where) : scalar(where);
    }
    case Op::add:
    case Op::sub:
    case Op::mul:
    case Op::div:
    case Op::mod:
    case Op::negate: return arithmetic(e);
    case Op::lower:
    case Op::upper: return dialect.fold(*this, e.args.at(0), e.op == Op::upper);
    case Op::length: return dialect.length(*this, e.args.at(0));
    case Op::concat: return dialect.concat(*this, e.args.at(0), e.args.at(1));
    case Op::json_at: return dialect.json_part(*this, e);
    case Op::query_value:
        sql << "(";
        subquery(e.query.front(), Fixed());
        sql << ")";
        return;
    case Op::case_:
    case Op::coalesce: return choice(e);
    case Op::cast: return dialect.cast(*this, e.args.at(0), e.type);
    case Op::array_size: return dialect.array_size(*this, place(e.args.at(0)));
    case Op::related_value: return related_value(e);
    case Op::related_count:
        sql << "(";
        related(e, "select count(*)");
        sql << ")";
        return;
    case Op::count_rows:
    case Op::count:
    case Op::count_distinct:
    case Op::sum:
    case Op::avg:
    case Op::min:
    case Op::max:
    case Op::first:
    case Op::last:
    case Op::push: return aggregate(e);
    case Op::over: return over(e);
    case Op::depth: sql.alias(0) << ".tenon_depth"; return;
    case Op::joined:
        scopes_.push_back(Scope{joined_model_, nullptr, joined_});
        value(e.args.at(0), form);
        scopes_.pop_back();
        return;
    case Op::result_column: sql.alias(0) << "." << result_name(e.detail); return;
    case Op::fragment: return fragment(e);
    case Op::or_zero:
        sql << "coalesce(";
        value(e.args.at(0));
        sql << ", 0)";
        return;
    case Op::least:
    case Op::greatest: return extreme(e);
    case Op::map_rename: return dialect.map_rename(*this, e);
    case Op::array_push:
    case Op::array_sort:
    case Op::array_slice:
    case Op::array_pop:
    case Op::array_keep:
    case Op::array_add:
    case Op::array_change: return array_value(e);
    case Op::when: return value(e.args.at(0), form);
    default: throw QueryError("a condition stands where a value is needed");
    }
}

std::int64_t power_of_ten(int digits) noexcept {
    std::int64_t power = 1;
    for (int i = 0; i < digits && i < 18; ++i) power *= 10;
    return power;
}

void Compiler::constant(const ir::Expr& e) {
    if (e.literal.is_empty()) {
        sql << "null";
    } else if (const bool* boolean = e.literal.if_boolean()) {
        sql << (*boolean ? Fixed("true") : Fixed("false"));
    } else if (const std::int64_t* integer = e.literal.if_integer()) {
        sql << *integer;
    } else {
        throw QueryError("a constant in a query is an integer, a boolean or empty; other values are bound");
    }
}

void Compiler::folded(const ir::Expr& text) {
    if (is_parameter(text)) {
        value(text, Form::folded);
    } else {
        dialect.fold(*this, text, false);
    }
}

void Compiler::arithmetic(const ir::Expr& e) {
    if (is_integer(e.type)) {
        dialect.integer_arithmetic(*this, e);
    } else if (e.type == BaseType::decimal) {
        dialect.decimal_arithmetic(*this, e);
    } else {
        dialect.real_arithmetic(*this, e);
    }
}

}  // namespace tenon::sql
