// PostgreSQL's functions. What instants are in UTC is said each time: a session may have another zone.

#include "sql/compiler.hpp"
#include "sql/dialect_postgres.hpp"

namespace tenon::sql {

using ir::Op;

namespace {

void in_utc(Compiler& c, const ir::Expr& e) {
    if (e.type == BaseType::date) return c.exactly(e);
    c.sql << "(";
    c.exactly(e);
    c.sql << " at time zone 'UTC')";
}

void postgres_part(Compiler& c, TimeUnit unit, const ir::Expr& e) {
    if (unit == TimeUnit::second) c.sql << "floor(";
    switch (unit) {
    case TimeUnit::year: c.sql << "extract(year from "; break;
    case TimeUnit::quarter: c.sql << "extract(quarter from "; break;
    case TimeUnit::month: c.sql << "extract(month from "; break;
    case TimeUnit::day: c.sql << "extract(day from "; break;
    case TimeUnit::hour: c.sql << "extract(hour from "; break;
    case TimeUnit::minute: c.sql << "extract(minute from "; break;
    case TimeUnit::second: c.sql << "extract(second from "; break;
    default: c.sql << "extract(isodow from "; break;
    }
    in_utc(c, e);
    c.sql << (unit == TimeUnit::second ? Fixed("))::bigint") : Fixed(")::bigint"));
}

void postgres_truncation(Compiler& c, TimeUnit unit, const ir::Expr& e) {
    c.sql << "date_trunc(";
    c.sql.literal(name_of(unit)) << ", ";
    c.exactly(e);
    c.sql << (e.type == BaseType::date ? Fixed("::timestamp)::date") : Fixed(", 'UTC')"));
}

Fixed interval_of(TimeUnit unit) {
    switch (unit) {
    case TimeUnit::year: return "make_interval(years => (";
    case TimeUnit::quarter: return "make_interval(months => (3 * ";
    case TimeUnit::month: return "make_interval(months => (";
    case TimeUnit::week: return "make_interval(weeks => (";
    case TimeUnit::day: return "make_interval(days => (";
    case TimeUnit::hour: return "make_interval(hours => (";
    case TimeUnit::minute: return "make_interval(mins => (";
    default: return "make_interval(secs => (";
    }
}

void step(Compiler& c, TimeUnit unit, const ir::Expr& e) {
    const bool day = e.args.at(0).type == BaseType::date;
    c.sql << "(";
    if (!day) c.sql << "(";
    in_utc(c, e.args.at(0));
    c.sql << " + " << interval_of(unit);
    c.value(e.args.at(1));
    c.sql << (unit == TimeUnit::second ? Fixed(")::double precision)") : Fixed(")::integer)"));
    c.sql << (day ? Fixed(")::date") : Fixed(") at time zone 'UTC')"));
}

std::int64_t seconds_of(TimeUnit unit) {
    switch (unit) {
    case TimeUnit::week: return 604800;
    case TimeUnit::day: return 86400;
    case TimeUnit::hour: return 3600;
    case TimeUnit::minute: return 60;
    default: return 1;
    }
}

void difference(Compiler& c, TimeUnit unit, const ir::Expr& a, const ir::Expr& b) {
    if (a.type == BaseType::date) {
        c.sql << "((";
        c.exactly(a);
        c.sql << " - ";
        c.exactly(b);
        c.sql << ")" << (unit == TimeUnit::week ? Fixed(" / 7)::bigint") : Fixed(")::bigint"));
        return;
    }
    c.sql << "div(extract(epoch from ";
    c.exactly(a);
    c.sql << ") - extract(epoch from ";
    c.exactly(b);
    c.sql << "), " << seconds_of(unit) << ")::bigint";
}

}  // namespace

void PostgresDialect::trim(Compiler& c, const ir::Expr& text) const {
    c.sql << "btrim(";
    c.value(text);
    c.sql << R"(, E' \t\n\x0b\f\r'))";
}

void PostgresDialect::find(Compiler& c, const ir::Expr& text, const ir::Expr& part) const {
    c.sql << "strpos(";
    c.value(text);
    c.sql << ", ";
    c.value(part);
    c.sql << ")";
}

void PostgresDialect::substring(Compiler& c, const ir::Expr& e) const {
    c.sql << "substr(";
    c.value(e.args.at(0));
    c.sql << ", (";
    c.value(e.args.at(1));
    c.sql << " + 1)::integer, ";
    c.value(e.args.at(2));
    c.sql << "::integer)";
}

void PostgresDialect::time_function(Compiler& c, const ir::Expr& e) const {
    const auto unit = static_cast<TimeUnit>(e.detail);
    switch (e.op) {
    case Op::time_part: return postgres_part(c, unit, e.args.at(0));
    case Op::time_truncate: return postgres_truncation(c, unit, e.args.at(0));
    case Op::time_add: return step(c, unit, e);
    default: return difference(c, unit, e.args.at(0), e.args.at(1));
    }
}

}  // namespace tenon::sql
