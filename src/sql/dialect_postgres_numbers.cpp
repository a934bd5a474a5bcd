// PostgreSQL's numbers: it raises an error for each overflow by itself, once both sides are bigint.

#include "sql/compiler.hpp"
#include "sql/dialect_postgres.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

using ir::Op;

namespace {

bool is_bigint(const ir::Expr& e, const Compiler& c) {
    if (is_parameter(e)) return c.binding_of(e).cast == Fixed("bigint");
    if (is_place(e)) return e.type == BaseType::int64;
    if (e.op == Op::or_zero) return is_bigint(e.args.at(0), c);
    const bool keeps_type = e.op == Op::case_ || e.op == Op::coalesce ||
                            e.op == Op::query_value;  // of what it chooses from
    return e.op != Op::constant && e.op != Op::length && e.op != Op::position && e.op != Op::array_size &&
           !keeps_type && is_integer(e.type);
}

void bigint(Compiler& c, const ir::Expr& e) {
    c.value(e);
    if (!is_bigint(e, c)) c.sql << "::bigint";
}

void real(Compiler& c, const ir::Expr& e) {
    c.value(e);
    if (!is_parameter(e) && e.type != BaseType::float64) c.sql << "::double precision";
}

/// `operand` writes one side.
template <class Operand>
void arithmetic(Compiler& c, const ir::Expr& e, Fixed symbol, Operand operand) {
    c.sql << "(";
    if (e.op == Op::negate) {
        c.sql << "- ";
        operand(c, e.args.at(0));
    } else {
        const bool divides = (e.op == Op::div || e.op == Op::mod) && can_be_zero(e.args.at(1));
        operand(c, e.args.at(0));
        c.sql << symbol << (divides ? Fixed("nullif(") : Fixed());
        operand(c, e.args.at(1));
        if (divides) c.sql << ", 0)";
    }
    c.sql << ")";
}

}  // namespace

void PostgresDialect::number_function(Compiler& c, const ir::Expr& e) const {
    const ir::Expr& of = e.args.at(0);
    if (e.op == Op::round && of.type == BaseType::decimal) return rounded_decimal(c, of, e.detail);
    switch (e.op) {
    case Op::abs: c.sql << "abs("; break;
    case Op::floor: c.sql << "floor("; break;
    case Op::ceil: c.sql << "ceil("; break;
    default: c.sql << "round("; break;
    }
    if (is_integer(of.type)) {
        bigint(c, of);
    } else if (is_real(of.type)) {
        real(c, of);
    } else {
        c.value(of);
    }
    c.sql << ")";
}

void PostgresDialect::cast(Compiler& c, const ir::Expr& of, BaseType to) const {
    c.value(of);
    if (of.type == BaseType::boolean) c.sql << "::integer";
    switch (to) {
    case BaseType::float64: c.sql << "::double precision"; return;
    case BaseType::decimal: c.sql << "::numeric"; return;
    case BaseType::text: c.sql << "::text"; return;
    default: c.sql << "::bigint";
    }
}

void PostgresDialect::integer_arithmetic(Compiler& c, const ir::Expr& e) const {
    arithmetic(c, e, symbol_of(e.op), bigint);
}

// A numeric, which holds a uint64, has no bits.
void PostgresDialect::bit_operand(Compiler& c, const ir::Expr& e) const {
    if (e.type == BaseType::uint64) query::require(backend(), query::Capability::unsigned_bits);
    bigint(c, e);
}

void PostgresDialect::real_arithmetic(Compiler& c, const ir::Expr& e) const { arithmetic(c, e, symbol_of(e.op), real); }

void PostgresDialect::decimal_arithmetic(Compiler& c, const ir::Expr& e) const {
    arithmetic(c, e, symbol_of(e.op), [](Compiler& to, const ir::Expr& operand) { to.value(operand); });
}

void PostgresDialect::sum(Compiler& c, const ir::Expr& of) const {
    c.sql << "coalesce(sum(";
    is_real(of.type) ? real(c, of) : c.value(of);
    if (is_empty_constant(of)) c.sql << "::numeric";
    c.sql << ")";
    c.window();
    c.sql << ", 0)";
    if (is_integer(of.type)) c.sql << "::bigint";
}

void PostgresDialect::average(Compiler& c, const ir::Expr& of) const {
    c.sql << "avg(";
    c.value(of);
    if (is_empty_constant(of)) c.sql << "::numeric";
    c.sql << ")";
    c.window();
    c.sql << "::double precision";
}

// There is no min(uuid) before version 18; their texts sort as they do.
void PostgresDialect::extreme(Compiler& c, const ir::Expr& of, bool greatest) const {
    if (of.type != BaseType::uuid) return Dialect::extreme(c, of, greatest);
    c.sql << (greatest ? Fixed("max(") : Fixed("min("));
    c.value(of);
    c.sql << "::text collate \"C\")";
    c.window();
    c.sql << "::uuid";
}

}  // namespace tenon::sql
