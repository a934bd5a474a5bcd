#include "sql/dialect_sqlite.hpp"

#include <string>
#include <string_view>

#include "sql/compile.hpp"
#include "sql/compiler.hpp"
#include "sql/sqlite_functions.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

using ir::Op;
using query::Capability;

const Dialect& sqlite_dialect() {
    static const SqliteDialect dialect;
    return dialect;
}

Binding SqliteDialect::binding(const schema::Type& type) const {
    switch (type.base) {
    case BaseType::boolean: return {.storage = Storage::boolean};
    case BaseType::decimal:
        if (is_text_decimal(type))
            return {.storage = Storage::decimal_text, .scale = static_cast<std::uint8_t>(type.scale)};
        return {.storage = Storage::scaled, .scale = static_cast<std::uint8_t>(type.scale)};
    case BaseType::timestamp: {
        const auto precision = static_cast<std::uint8_t>(type.precision == 0 ? 3 : type.precision);
        return {.storage = type.stored_as_text ? Storage::iso_text : Storage::microseconds, .precision = precision};
    }
    case BaseType::date:
    case BaseType::time: return {.storage = Storage::iso_text};
    case BaseType::uuid: return {.storage = Storage::uuid_text};
    case BaseType::object_id: return {.storage = Storage::object_id_text};
    default: return is_nested(type.base) ? Binding{.storage = Storage::json} : Binding{};
    }
}

Binding SqliteDialect::binding(BaseType given, const schema::Type* declared) const {
    // SQLite compares integers and doubles exactly, and turns one into the other when a column asks for it.
    if (declared != nullptr && is_integer(given) && is_real(declared->base)) return {};
    if (given == BaseType::decimal && (declared == nullptr || is_integer(declared->base))) {
        return {.storage = Storage::scaled, .scale = 0};
    }
    return Dialect::binding(given, declared);
}

void SqliteDialect::list_rows(Compiler& c, const ir::Expr& list, std::size_t alias) const {
    c.sql << "json_each(";
    c.parameter(list, Form::list_as_json, c.binding_of(list));
    c.sql << ") as ";
    c.sql.alias(alias);
}

void SqliteDialect::list_value(Compiler& c, const ir::Expr& list, std::size_t alias) const {
    const bool bytes = list.type == BaseType::bytes;
    if (bytes) c.sql << "tenon_from_base64(";
    c.sql.alias(alias) << ".value";
    if (bytes) c.sql << ")";
}

// --- text ---------------------------------------------------------------------------------------------------------------

void SqliteDialect::contains(Compiler& c, const ir::Expr& text, const ir::Expr& part, bool folded) const {
    c.sql << "instr(";
    folded ? c.folded(text) : c.value(text);
    c.sql << ", ";
    folded ? c.folded(part) : c.value(part);
    c.sql << ") > 0";
}

void SqliteDialect::starts_with(Compiler& c, const ir::Expr& text, const ir::Expr& prefix) const {
    c.sql << "(";
    if (is_parameter(prefix)) {
        c.value(text);
        c.sql << " >= ";
        c.value(prefix);
        c.sql << " and ";
        c.value(text);
        c.sql << " < ";
        c.value(prefix, Form::next_prefix);
    } else {
        c.sql << "substr(";
        c.value(text);
        c.sql << ", 1, length(";
        c.value(prefix);
        c.sql << ")) = ";
        c.value(prefix);
    }
    c.sql << ")";
}

void SqliteDialect::ends_with(Compiler& c, const ir::Expr& text, const ir::Expr& suffix) const {
    if (is_parameter(suffix)) {
        c.sql << "tenon_like(";
        c.value(text);
        c.sql << ", ";
        c.value(suffix, Form::like_suffix);
        c.sql << ")";
        return;
    }
    c.sql << "substr(";
    c.value(text);
    c.sql << ", length(";
    c.value(text);
    c.sql << ") - length(";
    c.value(suffix);
    c.sql << ") + 1) = ";
    c.value(suffix);
}

void SqliteDialect::like(Compiler& c, const ir::Expr& text, const ir::Expr& pattern, bool folded) const {
    c.sql << "tenon_like(";
    folded ? c.folded(text) : c.value(text);
    c.sql << ", ";
    folded ? c.folded(pattern) : c.value(pattern);
    c.sql << ")";
}

void SqliteDialect::regex(Compiler& c, const ir::Expr& text, const ir::Expr& pattern) const {
    c.sql << "tenon_regex(";
    c.value(text);
    c.sql << ", ";
    c.value(pattern);
    c.sql << ")";
}

// --- statements ---------------------------------------------------------------------------------------------------------

void SqliteDialect::check_key(Compiler& c, const ir::Expr& by) const {
    check_order(c, by);
    if (by.type == BaseType::decimal && by.declared != nullptr && is_text_decimal(*by.declared)) {
        query::require(backend(), Capability::decimal_order, "order_by");
    }
}

// The driver has it by this name. No column or index does, so that the file needs no ICU.
void SqliteDialect::collate(Sql& sql, std::string_view language) const {
    sql << " collate " << Identifier(std::string(sqlite_collation_prefix) + std::string(language));
}
void SqliteDialect::collate_bytes(Sql& sql) const { sql << " collate binary"; }

void SqliteDialect::order_key(Compiler& c, const ir::Order& order) const {
    check_key(c, order.by);
    Dialect::order_key(c, order);
}

void SqliteDialect::limit(Compiler& c, const ir::Expr* limit, const ir::Expr* offset) const {
    if (limit == nullptr) c.sql << " limit -1";
    Dialect::limit(c, limit, offset);
}

}  // namespace tenon::sql
