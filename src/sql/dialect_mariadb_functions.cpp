// MariaDB's functions. Its sessions are in UTC (dialect_mariadb.hpp).

#include "sql/compiler.hpp"
#include "sql/dialect_mariadb.hpp"

namespace tenon::sql {

using ir::Op;

namespace {

void called(Compiler& c, Fixed before, const ir::Expr& e, Fixed after) {
    c.sql << before;
    c.exactly(e);
    c.sql << after;
}

void mariadb_part(Compiler& c, TimeUnit unit, const ir::Expr& e) {
    switch (unit) {
    case TimeUnit::year: return called(c, "year(", e, ")");
    case TimeUnit::quarter: return called(c, "quarter(", e, ")");
    case TimeUnit::month: return called(c, "month(", e, ")");
    case TimeUnit::day: return called(c, "dayofmonth(", e, ")");
    case TimeUnit::hour: return called(c, "hour(", e, ")");
    case TimeUnit::minute: return called(c, "minute(", e, ")");
    case TimeUnit::second: return called(c, "second(", e, ")");
    default: return called(c, "(weekday(", e, ") + 1)");
    }
}

void mariadb_truncation(Compiler& c, TimeUnit unit, const ir::Expr& e) {
    c.sql << "cast(";
    switch (unit) {
    case TimeUnit::year: called(c, "date_format(", e, ", '%Y-01-01')"); break;
    case TimeUnit::quarter:
        called(c, "(date_format(", e, ", '%Y-01-01')");  // makedate() takes the year 1 for 2001
        called(c, " + interval (quarter(", e, ") - 1) * 3 month)");
        break;
    case TimeUnit::month: called(c, "date_format(", e, ", '%Y-%m-01')"); break;
    case TimeUnit::week:
        called(c, "(date(", e, ")");
        called(c, " - interval weekday(", e, ") day)");
        break;
    case TimeUnit::day: called(c, "date(", e, ")"); break;
    case TimeUnit::hour: called(c, "date_format(", e, ", '%Y-%m-%d %H:00:00')"); break;
    case TimeUnit::minute: called(c, "date_format(", e, ", '%Y-%m-%d %H:%i:00')"); break;
    default: called(c, "date_format(", e, ", '%Y-%m-%d %H:%i:%s')"); break;
    }
    c.sql << (e.type == BaseType::date ? Fixed(" as date)") : Fixed(" as datetime)"));
}

Fixed unit_word(TimeUnit unit) {
    switch (unit) {
    case TimeUnit::year: return "year";
    case TimeUnit::quarter: return "quarter";
    case TimeUnit::month: return "month";
    case TimeUnit::week: return "week";
    case TimeUnit::day: return "day";
    case TimeUnit::hour: return "hour";
    case TimeUnit::minute: return "minute";
    default: return "second";
    }
}

// There is no rounding of doubles that is half to even on every platform, so it is made of floor.
void nearest(Compiler& c, const ir::Expr& e) {
    const auto fraction = [&] {
        c.value(e);
        c.sql << " - floor(";
        c.value(e);
        c.sql << ")";
    };
    c.sql << "(floor(";
    c.value(e);
    c.sql << ") + case when ";
    fraction();
    c.sql << " > 0.5 or (";
    fraction();
    c.sql << " = 0.5 and mod(floor(";
    c.value(e);
    c.sql << "), 2) <> 0) then 1 else 0 end)";
}

}  // namespace

// Its own trim() takes one text off, not a set of characters. The pattern is ^[\t\n\v\f\r ]+|[\t\n\v\f\r ]+$.
void MariadbDialect::trim(Compiler& c, const ir::Expr& text) const {
    c.sql << "regexp_replace(";
    c.value(text);
    c.sql << ", convert(x'5E5B090A0B0C0D205D2B7C5B090A0B0C0D205D2B24' using utf8mb4), '')";
}

// Its replace() doesn't look at the third text when it finds nothing to replace.
void MariadbDialect::replace(Compiler& c, const ir::Expr& e) const { replace_by_given(c, e); }

void MariadbDialect::find(Compiler& c, const ir::Expr& text, const ir::Expr& part) const {
    c.sql << "locate(";
    c.value(part);
    c.sql << ", ";
    c.value(text);
    c.sql << ")";
}

void MariadbDialect::number_function(Compiler& c, const ir::Expr& e) const {
    const ir::Expr& of = e.args.at(0);
    if (e.op == Op::round && of.type == BaseType::decimal) return rounded_decimal(c, of, e.detail);
    if (e.op == Op::round) return nearest(c, of);
    // Of a decimal, floor() and ceiling() may be a BIGINT.
    const bool is_decimal = of.type == BaseType::decimal && e.op != Op::abs;
    if (is_decimal) c.sql << "cast(";
    c.sql << (e.op == Op::abs ? Fixed("abs(") : (e.op == Op::floor ? Fixed("floor(") : Fixed("ceiling(")));
    is_integer(of.type) ? signed_integer(c, of) : c.value(of);
    c.sql << ")";
    if (is_decimal) c.sql << " as decimal(65,0))";
}

// Beyond the year 9999 it gives null, where the others raise an error.
void MariadbDialect::time_function(Compiler& c, const ir::Expr& e) const {
    const auto unit = static_cast<TimeUnit>(e.detail);
    if (e.op == Op::time_part) return mariadb_part(c, unit, e.args.at(0));
    if (e.op == Op::time_truncate) return mariadb_truncation(c, unit, e.args.at(0));
    if (e.op == Op::time_add) {
        called(c, "(", e.args.at(0), " + interval ");
        c.value(e.args.at(1));
        c.sql << " " << unit_word(unit) << ")";
        return;
    }
    c.sql << "timestampdiff(" << unit_word(unit);
    called(c, ", ", e.args.at(1), ", ");
    c.exactly(e.args.at(0));
    c.sql << ")";
}

}  // namespace tenon::sql
