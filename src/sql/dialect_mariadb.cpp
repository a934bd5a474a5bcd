#include "sql/dialect_mariadb.hpp"

#include <algorithm>

#include "sql/compile.hpp"
#include "sql/compiler.hpp"
#include "sql/mixed_numbers.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

using ir::Op;
using query::Capability;

const Dialect& mariadb_dialect() {
    static const MariadbDialect dialect;
    return dialect;
}

void MariadbDialect::append_identifier(std::string& out, const Identifier& name) const {
    const std::string& text = name.name();
    const bool beyond =
        std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
    if (beyond || text.back() == ' ') {
        throw SchemaError("MariaDB can't keep the name \"" + text +
                          "\": it ends with a space, or holds characters beyond U+FFFF");
    }
    out += '`';
    for (const char c : text) {
        if (c == '`') out += '`';
        out += c;
    }
    out += '`';
}

// A backslash means itself or not by a mode of the session (NO_BACKSLASH_ESCAPES); in hexadecimal it always is one. The
// shorter _utf8mb4 x'…' will not do: a CHECK that holds it is stored as text again, without the backslash.
void MariadbDialect::estimated_count(Sql& sql, const TableName& table) const {
    sql << "select coalesce(max(table_rows), 0) from information_schema.tables where table_schema = ";
    if (table.schema)
        sql.literal(table.schema->name());
    else
        sql << "database()";
    sql << " and table_name = ";
    sql.literal(table.table.name());
}

void MariadbDialect::append_literal(std::string& out, std::string_view text) const {
    if (text.find('\\') == std::string_view::npos) return Dialect::append_literal(out, text);
    constexpr std::string_view digits = "0123456789ABCDEF";
    out += "convert(x'";
    for (const char c : text) {
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 15u];
    }
    out += "' using utf8mb4)";
}

Binding MariadbDialect::binding(const schema::Type& type) const {
    switch (type.base) {
    case BaseType::boolean: return {.storage = Storage::boolean};
    case BaseType::decimal: return {.scale = static_cast<std::uint8_t>(type.scale)};
    case BaseType::timestamp: return {.precision = static_cast<std::uint8_t>(type.precision == 0 ? 3 : type.precision)};
    case BaseType::uuid: return {.storage = Storage::uuid_bytes};
    case BaseType::object_id: return {.storage = Storage::object_id_text};
    default: return is_nested(type.base) ? Binding{.storage = Storage::json} : Binding{};
    }
}

// An index of a column of cents gives the row of 0.01 for `= 0.014`, unless what is looked for is computed.
void MariadbDialect::equal_operand(Compiler& c, const ir::Expr& e) const {
    c.value(e);
    if (is_parameter(e) && e.type == BaseType::decimal) c.sql << " + 0";
}

bool MariadbDialect::compare_exactly(Compiler& c, Op op, const ir::Expr& a, const ir::Expr& b) const {
    const auto is_plain = [](const ir::Expr& e) { return e.type == BaseType::decimal || is_integer(e.type); };
    const bool has_decimal = a.type == BaseType::decimal || b.type == BaseType::decimal;
    if (op == Op::eq && has_decimal && is_plain(a) && is_plain(b) && (is_parameter(a) || is_parameter(b))) {
        equal_operand(c, a);
        c.sql << " = ";
        equal_operand(c, b);
        return true;
    }
    return compare_mixed_numbers(c, op, a, b, {"cast(", " as signed)"});
}

// --- text ---------------------------------------------------------------------------------------------------------------

void MariadbDialect::contains(Compiler& c, const ir::Expr& text, const ir::Expr& part, bool folded) const {
    c.sql << "locate(";
    folded ? c.folded(part) : c.value(part);
    c.sql << ", ";
    folded ? c.folded(text) : c.value(text);
    c.sql << ") > 0";
}

void MariadbDialect::starts_with(Compiler& c, const ir::Expr& text, const ir::Expr& prefix) const {
    c.sql << "(";
    if (is_parameter(prefix)) {
        c.value(text);
        c.sql << " >= ";
        c.value(prefix);
        c.sql << " and (";
        c.value(prefix, Form::next_prefix);
        c.sql << " is null or ";
        c.value(text);
        c.sql << " < ";
        c.value(prefix, Form::next_prefix);
        c.sql << ")";
    } else {
        c.sql << "left(";
        c.value(text);
        c.sql << ", char_length(";
        c.value(prefix);
        c.sql << ")) = ";
        c.value(prefix);
    }
    c.sql << ")";
}

void MariadbDialect::ends_with(Compiler& c, const ir::Expr& text, const ir::Expr& suffix) const {
    c.sql << "right(";
    c.value(text);
    c.sql << ", char_length(";
    c.value(suffix);
    c.sql << ")) = ";
    c.value(suffix);
}

void MariadbDialect::like(Compiler& c, const ir::Expr& text, const ir::Expr& pattern, bool folded) const {
    folded ? c.folded(text) : c.value(text);
    c.sql << " like ";
    folded ? c.folded(pattern) : c.value(pattern);
    c.sql << " escape ";
    c.sql.literal("\\");
}

void MariadbDialect::regex(Compiler& c, const ir::Expr& text, const ir::Expr& pattern) const {
    c.value(text);
    c.sql << " regexp ";
    c.value(pattern, Form::regex);
}

// lower() of utf8mb4 folds all of Unicode. Read as ISO 8859-8, whose only letters with two cases are the ASCII ones, the
// bytes of all other characters stay as they are.
void MariadbDialect::fold(Compiler& c, const ir::Expr& text, bool upper) const {
    c.sql << "convert(cast(" << (upper ? Fixed("upper(") : Fixed("lower(")) << "convert(cast(";
    c.value(text);
    c.sql << " as binary) using hebrew)) as binary) using utf8mb4) collate utf8mb4_nopad_bin";
}

void MariadbDialect::length(Compiler& c, const ir::Expr& text) const {
    c.sql << "char_length(";
    c.value(text);
    c.sql << ")";
}

void MariadbDialect::concat(Compiler& c, const ir::Expr& a, const ir::Expr& b) const {
    c.sql << "concat(";
    c.value(a);
    c.sql << ", ";
    c.value(b);
    c.sql << ")";
}

// --- numbers ------------------------------------------------------------------------------------------------------------

/// Unsigned arithmetic would refuse a negative result.
void MariadbDialect::signed_integer(Compiler& c, const ir::Expr& e) {
    const bool stored = is_place(e) || e.op == Op::case_ || e.op == Op::coalesce || e.op == Op::query_value;
    if (!stored || e.type < BaseType::uint8) return c.value(e);
    const bool great = e.type == BaseType::uint64;
    c.sql << (great ? Fixed("(cast(") : Fixed("cast("));
    c.value(e);
    c.sql << (great ? Fixed(" as decimal(20)) div 1)") : Fixed(" as signed)"));
}

void MariadbDialect::integer_arithmetic(Compiler& c, const ir::Expr& e) const {
    c.sql << "(";
    if (e.op == Op::negate) {
        c.sql << "- ";
        signed_integer(c, e.args.at(0));
    } else {
        const bool divides = (e.op == Op::div || e.op == Op::mod) && can_be_zero(e.args.at(1));
        signed_integer(c, e.args.at(0));
        c.sql << (e.op == Op::div ? Fixed(" div ") : symbol_of(e.op)) << (divides ? Fixed("nullif(") : Fixed());
        signed_integer(c, e.args.at(1));
        if (divides) c.sql << ", 0)";
    }
    c.sql << ")";
}

void MariadbDialect::cast(Compiler& c, const ir::Expr& of, BaseType to) const {
    if (to == of.type && !is_integer(to)) return c.value(of);
    if (to == BaseType::text) c.sql << "convert(";
    c.sql << "cast(";
    c.value(of);
    switch (to) {
    case BaseType::float64: c.sql << " as double)"; return;
    case BaseType::decimal: c.sql << " as decimal(20))"; return;
    case BaseType::text: c.sql << " as char) using utf8mb4) collate utf8mb4_nopad_bin"; return;
    default: c.sql << " as signed)";
    }
}

// The sum of integers is a decimal; `div` gives an integer, or an error when it is beyond int64.
void MariadbDialect::sum(Compiler& c, const ir::Expr& of) const {
    const bool whole = is_integer(of.type);
    c.sql << (whole ? Fixed("(coalesce(sum(") : Fixed("coalesce(sum("));
    c.value(of);
    c.sql << ")";
    c.window();
    c.sql << (is_real(of.type) ? Fixed(", 0e0)") : Fixed(", 0)")) << (whole ? Fixed(" div 1)") : Fixed());
}

// Its average of decimals ends four digits behind theirs; one of doubles loses what great ones cancel out.
void MariadbDialect::average(Compiler& c, const ir::Expr& of) const {
    constexpr int digits = 35;  // before the point of decimal(65,30)
    if (of.type == BaseType::decimal && of.declared != nullptr &&
        of.declared->precision - of.declared->scale < digits && of.declared->scale <= 30) {
        c.sql << "cast(avg(cast(";
        c.value(of);
        c.sql << " as decimal(65,30)))";
        c.window();
        c.sql << " as double)";
        return;
    }
    c.sql << "avg(cast(";
    c.value(of);
    c.sql << " as double))";
    c.window();
}

// --- statements ---------------------------------------------------------------------------------------------------------

void MariadbDialect::order_key(Compiler& c, const ir::Order& order) const {
    check_order(c, order.by);
    const bool first = order.empties == ir::Empties::first;
    const bool moved = order.empties != ir::Empties::as_declared && first == order.descending;
    if (moved && order.by.nullable) {
        c.value(order.by);
        c.sql << (first ? Fixed(" is not null, ") : Fixed(" is null, "));
    }
    order_value(c, order.by);
    if (order.descending) c.sql << " desc";
}

void MariadbDialect::limit(Compiler& c, const ir::Expr* limit, const ir::Expr* offset) const {
    if (limit == nullptr) c.sql << " limit 18446744073709551615";
    Dialect::limit(c, limit, offset);
}

void MariadbDialect::insert_nothing(Sql& sql) const { sql << " () values ()"; }

namespace {

bool includes(const std::vector<std::uint16_t>& fields, std::uint16_t field) {
    return std::find(fields.begin(), fields.end(), field) != fields.end();
}

/// A unique key that this insert could meet; one with a field that is left out is empty or assigned, and meets nothing.
bool can_collide(const std::vector<std::uint16_t>& unique, const ir::Insert& insert) {
    const std::vector<std::uint16_t>& target = insert.conflict->target;
    const bool is_target = std::is_permutation(unique.begin(), unique.end(), target.begin(), target.end());
    return !unique.empty() && !is_target &&
           std::all_of(unique.begin(), unique.end(), [&](std::uint16_t f) { return includes(insert.fields, f); });
}

void check_target(const ir::Insert& insert) {
    bool collides = can_collide(insert.model->key, insert);
    for (const schema::Index& index : insert.model->indexes) {
        collides = collides || (index.unique && can_collide(index.fields, insert));
    }
    if (collides) query::require(query::Backend::mariadb, Capability::upsert_target, insert.model->name);
}

}  // namespace

// ON DUPLICATE KEY means every unique key: one that the user did not name must not be able to collide.
void MariadbDialect::on_conflict(Sql& sql, const ir::Insert& insert) const {
    const ir::Conflict& conflict = *insert.conflict;
    // An assignment of the row to itself counts as a row stored, and is given back as one; `insert ignore` lets wrong
    // values pass.
    if (conflict.update.empty()) query::require(backend(), Capability::keep_stored, insert.model->name);
    check_target(insert);
    sql << " on duplicate key update ";
    for (std::size_t i = 0; i < conflict.update.size(); ++i) {
        const Identifier column = column_of(*insert.model, conflict.update[i]);
        sql << (i == 0 ? Fixed() : Fixed(", ")) << column << " = values(" << column << ")";
        const schema::Field& field = insert.model->fields[conflict.update[i]];
        if (!field.folded) continue;
        const Identifier folded(field.folded_column());
        sql << ", " << folded << " = values(" << folded << ")";
    }
    if (!conflict.counts) return;
    const Identifier counted = column_of(*insert.model, *conflict.counts);
    sql << ", " << counted << " = " << table_of(*insert.model, *this) << "." << counted << " + 1";
}

void MariadbDialect::delete_from(Sql& sql, const TableName& table) const {
    sql << "delete t0 from " << table << " as t0";
}

// A statement may not read the table that it changes, but it may read a copy: with a limit it is none of the table itself.
void MariadbDialect::related_table(Sql& sql, const TableName& table, bool changed) const {
    if (changed) sql << "(select * from ";
    sql << table;
    if (changed) sql << " limit 18446744073709551615)";
}

}  // namespace tenon::sql
