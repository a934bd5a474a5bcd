// Comparisons: exact across kinds, and with parameters rounded so that the answer is right (semantics, rules 2 to 4, 12).

#include <string_view>

#include "query/collation.hpp"
#include "sql/compiler.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {
namespace {

using ir::Op;

Form form_of(const ir::Expr& e, Op op, const Binding& binding) {
    if (!is_parameter(e)) return Form::as_is;
    const Form rounded = rounding(op);
    if ((e.flags & ir::meets_integer) != 0 && e.op == Op::param) {
        return rounded == Form::exact || e.real_state == 0 ? Form::round_down : rounded;
    }
    const bool finer = e.type == BaseType::timestamp && e.declared != nullptr && binding.precision < 6;
    return finer || binding.storage == Storage::scaled || binding.storage == Storage::real ? rounded : Form::as_is;
}

}  // namespace

bool is_equality(Op op) noexcept { return op == Op::eq || op == Op::ne || op == Op::same || op == Op::not_same; }

Op mirrored(Op op) noexcept {
    switch (op) {
    case Op::lt: return Op::gt;
    case Op::le: return Op::ge;
    case Op::gt: return Op::lt;
    case Op::ge: return Op::le;
    default: return op;
    }
}

Form rounding(Op op) noexcept {
    if (is_equality(op)) return Form::exact;
    return op == Op::lt || op == Op::ge ? Form::round_up : Form::round_down;
}

Fixed Compiler::symbol(Op op) const {
    switch (op) {
    case Op::same: return dialect.same();
    case Op::not_same: return dialect.not_same().empty() ? dialect.same() : dialect.not_same();
    case Op::eq: return " = ";
    case Op::ne: return " <> ";
    case Op::lt: return " < ";
    case Op::le: return " <= ";
    case Op::gt: return " > ";
    default: return " >= ";
    }
}

void Compiler::compare(Op op, const ir::Expr& a, const ir::Expr& b) {
    if (is_nested(a.type) || is_nested(b.type)) {
        if (!is_equality(op)) throw QueryError("nested values can be equal or not, but have no order");
        dialect.compare_nested(*this, op, a, b);
    } else if (!dialect.compare_exactly(*this, op, a, b)) {
        compare_plainly(op, a, b);
    }
}

void Compiler::compare_plainly(Op op, const ir::Expr& a, const ir::Expr& b) {
    const bool negated = op == Op::not_same && dialect.not_same().empty();
    const std::string_view language = is_equality(op) ? std::string_view() : query::collation_of(a, b);
    if (negated) sql << "not (";
    value(a, form_of(a, mirrored(op), is_parameter(a) ? binding_of(a) : Binding{}));
    if (!language.empty()) dialect.collate(sql, language);
    sql << symbol(op);
    value(b, form_of(b, op, is_parameter(b) ? binding_of(b) : Binding{}));
    if (negated) sql << ")";
}

}  // namespace tenon::sql
