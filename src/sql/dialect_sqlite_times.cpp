// SQLite's timestamps: microseconds, or ISO 8601 text of 3 or 6 digits where the field says so. Text of different lengths
// has no order, so that what meets another form is turned into microseconds.

#include "sql/compiler.hpp"
#include "sql/dialect_sqlite.hpp"

namespace tenon::sql {

using ir::Op;

namespace {

bool is_timestamp(const ir::Expr& e) {
    return e.type == BaseType::timestamp && e.declared != nullptr && !is_parameter(e);
}

bool is_text_time(const ir::Expr& e) { return e.declared->stored_as_text; }

void microseconds(Compiler& c, const ir::Expr& e) {
    if (!is_text_time(e)) return c.value(e);
    c.sql << "tenon_microseconds(";
    c.value(e);
    c.sql << ")";
}

}  // namespace

bool SqliteDialect::compare_times(Compiler& c, Op op, const ir::Expr& a, const ir::Expr& b) const {
    if (!is_timestamp(a) || !is_timestamp(b)) return false;
    const bool alike = is_text_time(a) == is_text_time(b) &&
                       (!is_text_time(a) || a.declared->precision == b.declared->precision);
    if (alike) return false;
    microseconds(c, a);
    c.sql << c.symbol(op);
    microseconds(c, b);
    return true;
}

bool SqliteDialect::assign_time(Compiler& c, const schema::Type& type, const ir::Expr& value) const {
    if (!is_timestamp(value)) return false;
    const schema::Type& given = *value.declared;
    const bool fits = given.precision <= type.precision && !type.stored_as_text;
    if (given.stored_as_text == type.stored_as_text && (fits || given.precision == type.precision)) return false;
    if (type.stored_as_text) {
        c.sql << "tenon_instant(";
        microseconds(c, value);
        c.sql << ", " << std::int64_t{type.precision} << ")";
        return true;
    }
    microseconds(c, value);
    if (fits) return true;
    c.sql << " - ((";  // rounded down
    microseconds(c, value);
    c.sql << " % 1000) + 1000) % 1000";
    return true;
}

}  // namespace tenon::sql
