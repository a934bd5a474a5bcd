// Functions of numbers, text and times.

#include "query/expression.hpp"
#include "sql/compiler.hpp"

namespace tenon::sql {

using ir::Op;

void Compiler::function(const ir::Expr& e) {
    if (query::is_number_function(e.op)) return dialect.number_function(*this, e);
    if (query::is_time_function(e.op)) return dialect.time_function(*this, e);
    switch (e.op) {
    case Op::trim: return dialect.trim(*this, e.args.at(0));
    case Op::substring: return dialect.substring(*this, e);
    case Op::position:
        sql << "(nullif(";
        dialect.find(*this, e.args.at(0), e.args.at(1));
        sql << ", 0) - 1)";
        return;
    default: dialect.replace(*this, e);
    }
}

void Dialect::replace(Compiler& c, const ir::Expr& e) const {
    for (std::size_t i = 0; i < e.args.size(); ++i) {
        c.sql << (i == 0 ? Fixed("replace(") : Fixed(", "));
        c.value(e.args[i]);
    }
    c.sql << ")";
}

void Dialect::replace_by_given(Compiler& c, const ir::Expr& e) const {
    const ir::Expr& by = e.args.at(2);
    if (!by.nullable) return Dialect::replace(c, e);
    c.sql << "case when ";
    c.value(by);
    c.sql << " is not null then ";
    Dialect::replace(c, e);
    c.sql << " end";
}

// Places count from 0 here, and from 1 in SQL.
void Dialect::substring(Compiler& c, const ir::Expr& e) const {
    c.sql << "substr(";
    c.value(e.args.at(0));
    c.sql << ", ";
    c.value(e.args.at(1));
    c.sql << " + 1, ";
    c.value(e.args.at(2));
    c.sql << ")";
}

void Dialect::rounded_decimal(Compiler& c, const ir::Expr& of, std::uint16_t digits) {
    c.sql << "(round(";
    c.value(of);
    c.sql << ", " << std::int64_t{digits} << ") - case when mod(abs(";
    c.value(of);
    c.sql << ")";
    if (digits > 0) c.sql << " * " << power_of_ten(digits);
    c.sql << ", 2) = 0.5 then sign(";
    c.value(of);
    c.sql << ")";
    if (digits > 0) {
        c.sql << " * ";
        c.sql.number(Value(Decimal::scaled(1, digits)));
    }
    c.sql << " else 0 end)";
}

}  // namespace tenon::sql
