// SQLite's numbers: its own `+` turns an overflow into a double, so ours are functions; decimals are scaled integers.

#include <algorithm>

#include "sql/compiler.hpp"
#include "sql/dialect_sqlite.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

using ir::Op;
using query::Capability;

namespace {

Fixed function_of(Op op) {
    switch (op) {
    case Op::add: return "tenon_add(";
    case Op::sub: return "tenon_sub(";
    case Op::mul: return "tenon_mul(";
    case Op::div: return "tenon_div(";
    default: return "tenon_negate(";
    }
}

/// The scale of both sides, when they are added.
std::optional<int> common_scale(const ir::Expr& a, const ir::Expr& b) {
    const std::optional<int> left = scale_of(a);
    const std::optional<int> right = scale_of(b);
    if (left && right && *left != *right) query::require(query::Backend::sqlite, Capability::decimal_arithmetic);
    return left ? left : right;
}

std::optional<int> product_scale(const ir::Expr& a, const ir::Expr& b) {
    const int left = scale_of(a).value_or(0);  // a parameter as a factor is a whole number
    return left + scale_of(b).value_or(0);
}

bool is_text_number(const ir::Expr& e) {
    return e.type == BaseType::decimal && e.declared != nullptr && !is_parameter(e) && is_text_decimal(*e.declared);
}

void refuse_text(const ir::Expr& e) {
    if (is_text_number(e)) query::require(query::Backend::sqlite, Capability::decimal_order);
}

void whole(Compiler& c, const ir::Expr& e, int scale) {
    if (is_parameter(e)) {
        const Form form = e.type == BaseType::decimal ? Form::exact : Form::as_is;
        c.parameter(e, form, {.storage = Storage::scaled, .scale = static_cast<std::uint8_t>(scale)});
    } else {
        c.value(e);
    }
}

}  // namespace

bool is_text_decimal(const schema::Type& type) noexcept { return type.stored_as_text || type.precision > 18; }

std::optional<int> scale_of(const ir::Expr& e) {
    if (is_parameter(e)) return std::nullopt;
    if (e.type != BaseType::decimal) return 0;
    switch (e.op) {
    case Op::add:
    case Op::sub: return common_scale(e.args.at(0), e.args.at(1));
    case Op::mul: return product_scale(e.args.at(0), e.args.at(1));
    case Op::cast:
    case Op::negate:
    case Op::sum:
    case Op::min:
    case Op::first:
    case Op::last:
    case Op::lag:
    case Op::lead:
    case Op::over:
    case Op::max: return scale_of(e.args.at(0));
    default: return e.declared != nullptr ? std::optional<int>(e.declared->scale) : std::nullopt;
    }
}

void SqliteDialect::cast(Compiler& c, const ir::Expr& of, BaseType to) const {
    if (to == BaseType::float64) {
        refuse_text(of);
        const int scale = of.type == BaseType::decimal ? scale_of(of).value_or(0) : 0;
        if (scale > 0) c.sql << "(";
        c.sql << "cast(";
        c.value(of);
        c.sql << " as real)";
        if (scale > 0) c.sql << " / " << power_of_ten(scale) << ".0)";
        return;
    }
    if (to == BaseType::text) c.sql << "cast(";
    c.value(of);
    if (to == BaseType::text) c.sql << " as text)";
}

void SqliteDialect::integer_arithmetic(Compiler& c, const ir::Expr& e) const {
    if (e.op == Op::mod) return real_arithmetic(c, e);                       // never overflows
    if (c.is_definition() && e.op != Op::div) return real_arithmetic(c, e);  // a strict column refuses what overflows
    c.sql << function_of(e.op);
    c.value(e.args.at(0));
    if (e.op != Op::negate) {
        c.sql << ", ";
        c.value(e.args.at(1));
    }
    c.sql << ")";
}

void SqliteDialect::decimal_arithmetic(Compiler& c, const ir::Expr& e) const {
    for (const ir::Expr& operand : e.args) refuse_text(operand);
    const bool product = e.op == Op::mul;
    const int scale = product ? 0 : scale_of(e).value_or(0);
    c.sql << function_of(e.op);
    whole(c, e.args.at(0), scale);
    if (e.op != Op::negate) {
        c.sql << ", ";
        whole(c, e.args.at(1), scale);
    }
    c.sql << ")";
}

void SqliteDialect::at_scale(Compiler& c, Op op, const ir::Expr& e, int scale) const {
    const std::optional<int> own = scale_of(e);
    if (!own) {
        const Form form = is_equality(op) ? Form::equal : rounding(op);
        return c.parameter(e, form, {.storage = Storage::scaled, .scale = static_cast<std::uint8_t>(scale)});
    }
    if (*own == scale) return c.value(e);
    c.sql << "tenon_bound(";
    c.value(e);
    c.sql << ", " << power_of_ten(scale - *own) << ")";
}

void SqliteDialect::assigned_decimal(Compiler& c, const ir::Expr& e, int scale) const {
    const int own = scale_of(e).value_or(scale);
    if (own == scale) return c.value(e);
    c.sql << "tenon_mul(";
    c.value(e);
    c.sql << ", " << power_of_ten(scale - own) << ")";
}

// Texts of one scale are equal as the decimals are.
void SqliteDialect::compare_texts(Compiler& c, Op op, const ir::Expr& a, const ir::Expr& b) const {
    const auto side = [&](const ir::Expr& e, const ir::Expr& other) {
        if (is_parameter(e)) {
            const auto scale = static_cast<std::uint8_t>(other.declared->scale);
            return c.parameter(e, Form::equal, {.storage = Storage::decimal_text, .scale = scale});
        }
        const bool alike = is_parameter(other) ||
                           (is_text_number(e) && is_text_number(other) && scale_of(e) == scale_of(other));
        if (!alike) query::require(backend(), Capability::decimal_order);
        c.value(e);
    };
    side(a, b);
    c.sql << c.symbol(op);
    side(b, a);
}

bool SqliteDialect::compare_exactly(Compiler& c, Op op, const ir::Expr& a, const ir::Expr& b) const {
    if (a.type != BaseType::decimal && b.type != BaseType::decimal) return compare_times(c, op, a, b);
    if (is_real(a.type) || is_real(b.type)) query::require(backend(), Capability::decimal_with_real);
    if (!is_equality(op)) {
        refuse_text(a);
        refuse_text(b);
    }
    const std::optional<int> left = scale_of(a);
    const std::optional<int> right = scale_of(b);
    if (is_text_number(a) || is_text_number(b)) {
        compare_texts(c, op, a, b);
        return true;
    }
    if ((left && right && *left == *right) || (!left && !right)) return false;
    const int scale = std::max(left.value_or(0), right.value_or(0));
    at_scale(c, mirrored(op), a, scale);
    c.sql << c.symbol(op);
    at_scale(c, op, b, scale);
    return true;
}

void SqliteDialect::sum(Compiler& c, const ir::Expr& of) const {
    refuse_text(of);
    c.sql << "coalesce(sum(";
    c.value(of);
    c.sql << ")";
    c.window();
    c.sql << (is_real(of.type) ? Fixed(", 0.0)") : Fixed(", 0)"));
}

void SqliteDialect::average(Compiler& c, const ir::Expr& of) const {
    refuse_text(of);
    const int scale = scale_of(of).value_or(0);
    if (scale > 0) c.sql << "(";
    c.sql << "avg(";
    c.value(of);
    c.sql << ")";
    c.window();
    if (scale > 0) c.sql << " / " << power_of_ten(scale) << ".0)";
}

void SqliteDialect::extreme(Compiler& c, const ir::Expr& of, bool greatest) const {
    refuse_text(of);
    Dialect::extreme(c, of, greatest);
}

}  // namespace tenon::sql
