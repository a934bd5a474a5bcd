// Conditions: what stands in WHERE and HAVING, where "unknown" counts as false.

#include <utility>

#include "sql/compiler.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

using ir::Op;

void Compiler::condition(const ir::Expr& e) { condition(e, Around::nothing); }

void Compiler::condition(const ir::Expr& e, Around around) {
    const std::size_t outside = aliases_;
    condition_itself(e, around);
    aliases_ = outside;
}

void Compiler::condition_itself(const ir::Expr& e, Around around) {
    const bool filters = std::exchange(filters_, false);
    switch (e.op) {
    case Op::and_:
    case Op::or_: return junction(e, around, filters);
    case Op::not_: return negation(e.args.at(0));
    case Op::when: filters_ = filters; return condition(e.args.at(0), around);
    case Op::eq:
    case Op::ne:
    case Op::lt:
    case Op::le:
    case Op::gt:
    case Op::ge:
    case Op::same:
    case Op::not_same: return compare(e.op, e.args.at(0), e.args.at(1));
    case Op::in: return in(e, true);
    case Op::bits: return bits(e);
    case Op::in_query: return in_query(e);
    case Op::query_exists:
        sql << "exists (";
        subquery(e.query.front(), "1");
        sql << ")";
        return;
    case Op::is_empty:
        value(e.args.at(0));
        sql << " is null";
        return;
    case Op::contains:
    case Op::starts_with:
    case Op::ends_with:
    case Op::like:
    case Op::ilike:
    case Op::iequals:
    case Op::icontains:
    case Op::regex: return text_match(e);
    case Op::array_contains: return array_contains(e.args.at(0), e.args.at(1));
    case Op::array_contains_all: return array_contains_all(e);
    case Op::array_any: return array_any(e);
    case Op::related_any: return related_any(e, filters);
    case Op::between:
    case Op::array_all:
    case Op::array_none:
    case Op::related_all:
    case Op::related_none: throw QueryError("a condition was not brought into normal form");
    case Op::constant: return constant(e);
    case Op::fragment: return fragment(e);
    default: dialect.truth(*this, e, true);
    }
}

void Compiler::junction(const ir::Expr& e, Around around, bool filters) {
    const bool all = e.op == Op::and_;
    if (e.args.empty()) {
        sql << (all ? Fixed("true") : Fixed("false"));
        return;
    }
    const Around inner = all ? Around::and_ : Around::or_;
    const bool brackets = e.args.size() > 1 && around != Around::nothing && around != inner;
    if (brackets) sql << "(";
    for (std::size_t i = 0; i < e.args.size(); ++i) {
        if (i > 0) sql << (all ? Fixed(" and ") : Fixed(" or "));
        filters_ = filters;
        condition(e.args[i], e.args.size() > 1 ? inner : around);
    }
    if (brackets) sql << ")";
}

void Compiler::negation(const ir::Expr& e) {
    switch (e.op) {
    case Op::in: return in(e, false);
    case Op::is_empty:
        value(e.args.at(0));
        sql << " is not null";
        return;
    case Op::param:
    case Op::field:
    case Op::element: return dialect.truth(*this, e, false);
    case Op::fragment:  // nobody knows whether it is empty: `not` would leave those rows out of both answers
        fragment(e);
        sql << " is not true";
        return;
    case Op::in_query:  // an empty on either side of `not in` would leave rows out
        sql << "(";
        in_query(e);
        sql << ") is not true";
        return;
    case Op::query_exists:
    case Op::related_any:
    case Op::array_any:
    case Op::array_contains:
    case Op::starts_with: sql << "not "; return condition(e, Around::not_);
    default:
        sql << "not (";
        condition(e);
        sql << ")";
    }
}

void Compiler::in(const ir::Expr& e, bool expected) {
    const ir::Expr& subject = e.args.at(0);
    const ir::Expr& list = e.args.at(1);
    if (list.size_class == 0) {
        sql << (expected ? Fixed("false") : Fixed("true"));
    } else if (list.size_class == array_size_class) {
        dialect.in_large_list(*this, subject, list, expected);
    } else {
        value(subject);
        sql << (expected ? Fixed(" in (") : Fixed(" not in ("));
        for (std::size_t i = 0; i < placeholders_of(list); ++i) {
            if (i > 0) sql << ", ";
            dialect.equal_operand(*this, element_of(list, i));
        }
        sql << ")";
    }
}

// The bits that the mask has and the number has, or lacks: none of them, or any.
void Compiler::bits(const ir::Expr& e) {
    const auto test = static_cast<ir::BitTest>(e.detail);
    const bool lacks = test == ir::BitTest::all_set || test == ir::BitTest::any_clear;
    const bool none = test == ir::BitTest::all_set || test == ir::BitTest::all_clear;
    sql << (lacks ? Fixed("(~ ") : Fixed("("));
    dialect.bit_operand(*this, e.args.at(0));
    sql << " & ";
    dialect.bit_operand(*this, e.args.at(1));
    sql << (none ? Fixed(") = 0") : Fixed(") <> 0"));
}

void Compiler::text_match(const ir::Expr& e) {
    const ir::Expr& text = e.args.at(0);
    const ir::Expr& pattern = e.args.at(1);
    switch (e.op) {
    case Op::contains: return dialect.contains(*this, text, pattern, false);
    case Op::icontains: return dialect.contains(*this, text, pattern, true);
    case Op::starts_with: return dialect.starts_with(*this, text, pattern);
    case Op::ends_with: return dialect.ends_with(*this, text, pattern);
    case Op::like: return dialect.like(*this, text, pattern, false);
    case Op::ilike: return dialect.like(*this, text, pattern, true);
    case Op::iequals:
        folded(text);
        sql << " = ";
        return folded(pattern);
    default: query::require(dialect.backend(), query::Capability::regex); dialect.regex(*this, text, pattern);
    }
}

}  // namespace tenon::sql
