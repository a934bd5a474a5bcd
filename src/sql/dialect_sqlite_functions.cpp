// SQLite's functions: those of numbers and times are ours, because its own know neither scaled decimals nor microseconds.

#include "sql/compiler.hpp"
#include "sql/dialect_sqlite.hpp"

namespace tenon::sql {

using ir::Op;

void SqliteDialect::trim(Compiler& c, const ir::Expr& text) const {
    c.sql << "trim(";
    c.value(text);
    c.sql << ", char(9, 10, 11, 12, 13, 32))";
}

void SqliteDialect::find(Compiler& c, const ir::Expr& text, const ir::Expr& part) const {
    c.sql << "instr(";
    c.value(text);
    c.sql << ", ";
    c.value(part);
    c.sql << ")";
}

// Its own doesn't look at the third text when the second is "".
void SqliteDialect::replace(Compiler& c, const ir::Expr& e) const { replace_by_given(c, e); }

void SqliteDialect::number_function(Compiler& c, const ir::Expr& e) const {
    const ir::Expr& of = e.args.at(0);
    if (of.type == BaseType::decimal && of.declared != nullptr && is_text_decimal(*of.declared))
        query::require(backend(), query::Capability::decimal_order);
    if (e.op == Op::abs) {
        c.sql << "tenon_abs(";
        c.value(of);
        c.sql << ")";
        return;
    }
    const int digits = e.op == Op::round ? e.detail : 0;
    const int dropped = of.type == BaseType::decimal ? scale_of(of).value_or(0) - digits : 0;
    c.sql << (e.op == Op::floor ? Fixed("tenon_floor(")
                                : (e.op == Op::ceil ? Fixed("tenon_ceil(") : Fixed("tenon_round(")));
    c.value(of);
    c.sql << ", " << power_of_ten(dropped > 0 ? dropped : 0) << ")";
}

void SqliteDialect::time_function(Compiler& c, const ir::Expr& e) const {
    switch (e.op) {
    case Op::time_part: c.sql << "tenon_part("; break;
    case Op::time_truncate: c.sql << "tenon_truncate("; break;
    case Op::time_add: c.sql << "tenon_step("; break;
    default: c.sql << "tenon_between("; break;
    }
    c.sql.literal(name_of(static_cast<TimeUnit>(e.detail)));
    for (const ir::Expr& operand : e.args) {
        c.sql << ", ";
        c.exactly(operand);
    }
    c.sql << ")";
}

}  // namespace tenon::sql
