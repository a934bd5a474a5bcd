#include "sql/dialect.hpp"

#include <cmath>
#include <string_view>

#include "query/collation.hpp"
#include "query/soft_delete.hpp"
#include "sql/compiler.hpp"
#include "value/numbers.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

using ir::Op;

Dialect::~Dialect() = default;

// --- text ---------------------------------------------------------------------------------------------------------------

void Dialect::append_identifier(std::string& out, const Identifier& name) const {
    out += '"';
    for (const char c : name.name()) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

void Dialect::append_literal(std::string& out, std::string_view text) const {
    out += '\'';
    for (const char c : text) {
        if (c == '\'') out += '\'';
        out += c;
    }
    out += '\'';
}

void Dialect::append_integer(std::string& out, std::int64_t number) const {
    if (number < 0) out += '(';
    out += std::to_string(number);
    if (number < 0) out += ')';
}

void Dialect::append_placeholder(std::string& out, std::size_t, Fixed) const { out += '?'; }

Binding Dialect::binding(BaseType given, const schema::Type* declared) const {
    if (declared == nullptr) return binding(plain_type(given));
    if (!is_integer(given)) return binding(*declared);
    if (is_real(declared->base)) {
        Binding real = binding(plain_type(BaseType::float64));
        real.storage = Storage::real;
        return real;
    }
    if (!is_integer(declared->base)) return binding(*declared);
    const bool great = given == BaseType::uint64 || declared->base == BaseType::uint64;
    return binding(plain_type(great ? BaseType::uint64 : BaseType::int64));
}

// --- conditions ---------------------------------------------------------------------------------------------------------

void Dialect::truth(Compiler& c, const ir::Expr& value, bool expected) const {
    c.value(value);
    c.sql << (expected ? Fixed(" = 1") : Fixed(" = 0"));
}

void Dialect::equal_operand(Compiler& c, const ir::Expr& e) const { c.value(e); }

bool Dialect::compare_exactly(Compiler&, Op, const ir::Expr&, const ir::Expr&) const { return false; }

void Dialect::in_large_list(Compiler& c, const ir::Expr& value, const ir::Expr& list, bool expected) const {
    const std::size_t alias = c.next_alias();
    c.value(value);
    c.sql << (expected ? Fixed(" in (select ") : Fixed(" not in (select "));
    list_value(c, list, alias);
    c.sql << " from ";
    list_rows(c, list, alias);
    c.sql << ")";
}

// --- text ---------------------------------------------------------------------------------------------------------------

void Dialect::fold(Compiler& c, const ir::Expr& text, bool upper) const {
    c.sql << (upper ? Fixed("upper(") : Fixed("lower("));
    c.value(text);
    c.sql << ")";
}

void Dialect::length(Compiler& c, const ir::Expr& text) const {
    c.sql << "length(";
    c.value(text);
    c.sql << ")";
}

void Dialect::concat(Compiler& c, const ir::Expr& a, const ir::Expr& b) const {
    c.sql << "(";
    c.value(a);
    c.sql << " || ";
    c.value(b);
    c.sql << ")";
}

// --- numbers ------------------------------------------------------------------------------------------------------------

void Dialect::bit_operand(Compiler& c, const ir::Expr& e) const { c.value(e); }

void Dialect::real_arithmetic(Compiler& c, const ir::Expr& e) const {
    if (e.op == Op::negate) {
        c.sql << "(- ";
        c.value(e.args.at(0));
        c.sql << ")";
        return;
    }
    const bool divides = (e.op == Op::div || e.op == Op::mod) && can_be_zero(e.args.at(1));
    c.sql << "(";
    c.value(e.args.at(0));
    c.sql << symbol_of(e.op);
    if (divides) c.sql << "nullif(";
    c.value(e.args.at(1));
    if (divides) c.sql << ", 0)";
    c.sql << ")";
}

void Dialect::decimal_arithmetic(Compiler& c, const ir::Expr& e) const { real_arithmetic(c, e); }

void Dialect::extreme(Compiler& c, const ir::Expr& of, bool greatest) const {
    const std::string_view language = query::collation_of(of);
    c.sql << (greatest ? Fixed("max(") : Fixed("min("));
    c.value(of);
    if (!language.empty()) collate(c.sql, language);
    c.sql << ")";
    c.window();
    if (!language.empty()) collate_bytes(c.sql);
}

void Dialect::ordered_aggregate(Compiler&, const ir::Expr& e) const {
    throw QueryError("`" + std::string(name_of(e.op)) + "` has no SQL here");
}

Fixed Dialect::symbol_of(Op op) {
    switch (op) {
    case Op::add: return " + ";
    case Op::sub: return " - ";
    case Op::mul: return " * ";
    case Op::div: return " / ";
    default: return " % ";
    }
}

// --- nested values ------------------------------------------------------------------------------------------------------

bool Dialect::array_contains(Compiler&, const Place&, const ir::Expr&) const { return false; }

void Dialect::made_for_column(Compiler& c, const schema::Model&, const schema::Field& field,
                              const ir::Expr& array) const {
    assigned_value(c, field.type, array);
}

void Dialect::assigned_value(Compiler& c, const schema::Type& type, const ir::Expr& value) const {
    if (type.base == BaseType::json && !type.nullable && is_empty_constant(value)) {
        c.sql << "'null'";
    } else if (is_nested(type.base)) {
        c.json(value, Form::as_is);
    } else {
        c.value(value);
    }
}

void Dialect::numbered_elements(Compiler&, const ir::Expr&, std::size_t) const {
    query::require(backend(), query::Capability::array_rewrites);
}
void Dialect::element_number(Compiler&, std::size_t) const {
    query::require(backend(), query::Capability::array_rewrites);
}
void Dialect::element_json(Compiler&, const schema::Type&, std::size_t) const {
    query::require(backend(), query::Capability::array_rewrites);
}
void Dialect::gather(Compiler&, bool, const Whole&) const {
    query::require(backend(), query::Capability::array_rewrites);
}
void Dialect::array_length(Compiler&, const ir::Expr&) const {
    query::require(backend(), query::Capability::array_rewrites);
}

void Dialect::append_elements(Compiler&, const ir::Expr&, const ir::Expr&) const {
    query::require(backend(), query::Capability::array_rewrites);
}
void Dialect::join_texts(Compiler&, const ir::Expr&, const ir::Expr&) const {
    query::require(backend(), query::Capability::array_rewrites);
}

// --- statements ---------------------------------------------------------------------------------------------------------

void Dialect::group_key(Compiler& c, const ir::Expr& by) const { c.value(by); }

void Dialect::order_key(Compiler& c, const ir::Order& order) const {
    check_order(c, order.by);
    order_value(c, order.by);
    if (order.descending) c.sql << " desc";
    if (!order.by.nullable) return;
    if (order.empties == ir::Empties::first && order.descending) c.sql << " nulls first";
    if (order.empties == ir::Empties::last && !order.descending) c.sql << " nulls last";
}

void Dialect::check_order(Compiler& c, const ir::Expr& by) const {
    if (by.type == BaseType::json) query::require(backend(), query::Capability::order_by_json);
    if (is_place(by) && !c.place(by).is_column()) query::require(backend(), query::Capability::order_by_nested);
}

void Dialect::order_value(Compiler& c, const ir::Expr& by) const {
    if (by.type != BaseType::enumeration || by.declared == nullptr) {
        c.value(by);
        if (const std::string_view language = query::collation_of(by); !language.empty()) collate(c.sql, language);
        return;
    }
    c.sql << "case ";
    c.value(by);
    std::int64_t rank = 0;
    for (const schema::Label& label : by.declared->labels) {
        c.sql << " when ";
        c.sql.literal(label.text) << " then " << rank++;
    }
    c.sql << " end";
}

void Dialect::index_hint(Sql&, const Identifier&) const { query::require(backend(), query::Capability::index_hints); }

void Dialect::collate(Sql&, std::string_view) const { query::require(backend(), query::Capability::collations); }
void Dialect::collate_bytes(Sql&) const { query::require(backend(), query::Capability::collations); }

void Dialect::limit(Compiler& c, const ir::Expr* limit, const ir::Expr* offset) const {
    if (limit != nullptr) {
        c.sql << " limit ";
        c.value(*limit);
    }
    if (offset != nullptr) {
        c.sql << " offset ";
        c.value(*offset);
    }
}

void Dialect::limited_join(Compiler& c, const ir::Join& join, std::size_t alias) const {
    c.sql << "(";
    c.numbered_rows(join, c.next_alias());
    c.sql << ") as ";
    c.sql.alias(alias) << " on ";
    c.joined_by(join, alias);
    c.sql << " and ";
    c.numbered_limit(join.sides[1], alias);
}

void Dialect::insert_nothing(Sql& sql) const { sql << " default values"; }

void Dialect::on_conflict(Sql& sql, const ir::Insert& insert) const {
    const ir::Conflict& conflict = *insert.conflict;
    sql << " on conflict";
    for (std::size_t i = 0; i < conflict.target.size(); ++i) {
        sql << (i == 0 ? Fixed(" (") : Fixed(", ")) << index_column_of(*insert.model, conflict.target[i]);
    }
    if (!conflict.target.empty()) sql << ")";
    if (query::meets_living(insert))  // what tells a partial index
        sql << " where " << column_of(*insert.model, *insert.model->deleted_at) << " is null";
    if (conflict.kept) {
        const Identifier column = column_of(*insert.model, *conflict.kept);
        sql << " do update set " << column << " = ";
        sql.alias(0) << "." << column;
        return;
    }
    if (conflict.update.empty()) {
        sql << " do nothing";
        return;
    }
    for (std::size_t i = 0; i < conflict.update.size(); ++i) {
        const Identifier column = column_of(*insert.model, conflict.update[i]);
        sql << (i == 0 ? Fixed(" do update set ") : Fixed(", ")) << column << " = excluded." << column;
        const schema::Field& field = insert.model->fields[conflict.update[i]];
        if (!field.folded) continue;
        const Identifier folded(field.folded_column());
        sql << ", " << folded << " = excluded." << folded;
    }
    if (!conflict.counts) return;
    const Identifier counted = column_of(*insert.model, *conflict.counts);
    sql << ", " << counted << " = ";
    sql.alias(0) << "." << counted << " + 1";
}

void Dialect::delete_from(Sql& sql, const TableName& table) const { sql << "delete from " << table << " as t0"; }

void Dialect::name_inserted_row(Sql& sql) const { sql << " as t0"; }

void Dialect::lock_selected(Sql&) const {}

void Dialect::lock_rows(Sql& sql, const ir::RowLock& lock) const {
    query::require(backend(), query::Capability::row_locks);
    sql << (lock.shared ? shared_lock() : Fixed(" for update"));
    if (lock.wait == ir::LockWait::skips) sql << " skip locked";
    if (lock.wait == ir::LockWait::fails) sql << " nowait";
}

Fixed Dialect::collation(const schema::Type&) const noexcept { return ""; }

std::optional<Value> Dialect::stored_number(const schema::Type& type, const Value& limit) const {
    const bool finite = limit.if_real() == nullptr || std::isfinite(*limit.if_real());
    if (!is_number(type.base) || !is_number(limit.kind()) || !finite) return std::nullopt;
    return limit;
}

Fixed Dialect::index_order(bool descending, bool) const noexcept { return descending ? Fixed(" desc") : Fixed(); }

void Dialect::estimated_count(Sql& sql, const TableName& table) const { sql << "select count(*) from " << table; }
bool Dialect::has_schema(std::string_view) const noexcept { return false; }
void Dialect::index_on(Sql& sql, const Identifier& index, const TableName& table) const {
    sql << index << " on " << table;
}
void Dialect::referenced_table(Sql& sql, const TableName& table) const { sql << table; }
void Dialect::related_table(Sql& sql, const TableName& table, bool) const { sql << table; }

}  // namespace tenon::sql
