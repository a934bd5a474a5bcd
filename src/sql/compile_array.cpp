// Conditions on what is inside arrays (semantics, rule 9).

#include "sql/compiler.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {
namespace {

using ir::Op;

ir::Expr hidden_element(const Place& array) {
    ir::Expr element;
    element.op = Op::element;
    element.scope = Compiler::hidden_scope;
    element.declared = &array.type->elements.at(0);
    element.type = element.declared->base;
    element.nullable = element.declared->nullable;
    return element;
}

}  // namespace

void Compiler::array_any(const ir::Expr& e) {
    const Place array = place(e.args.at(0));
    const Scope row{nullptr, &array.type->elements.at(0), next_alias()};
    sql << "exists (select 1 from ";
    dialect.elements(*this, array, row.alias);
    scopes_.push_back(row);
    if (!is_constant(e.args.at(1), true)) {
        sql << " where ";
        condition(e.args.at(1));
    }
    scopes_.pop_back();
    sql << ")";
}

void Compiler::array_contains(const ir::Expr& array, const ir::Expr& value) {
    if (value.op == Op::param && (value.flags & ir::meets_integer) != 0 && value.real_state != 0) {
        sql << "false";  // no integer equals it
        return;
    }
    const Place where = place(array);
    if (!is_empty_constant(value) && dialect.array_contains(*this, where, value)) return;
    const Scope outer = hidden_;
    hidden_ = Scope{nullptr, &where.type->elements.at(0), next_alias()};
    sql << "exists (select 1 from ";
    dialect.elements(*this, where, hidden_.alias);
    sql << " where ";
    element_equals(hidden_element(where), value);
    sql << ")";
    hidden_ = outer;
}

void Compiler::element_equals(const ir::Expr& element, const ir::Expr& value) {
    if (is_empty_constant(value)) {
        this->value(element);
        sql << " is null";
    } else {
        compare(element.nullable && value.nullable ? Op::same : Op::eq, element, value);
    }
}

void Compiler::array_contains_all(const ir::Expr& e) {
    const ir::Expr& array = e.args.at(0);
    const ir::Expr& list = e.args.at(1);
    if ((list.flags & ir::meets_integer) != 0) {
        throw QueryError(
            "contains_all on an array of integers takes integers: which of the reals are none is not known here");
    }
    if (list.size_class == 0 && !list.known_empty) {
        sql << "true";
        return;
    }
    sql << "(";
    if (list.known_empty) {
        ir::Expr empty;
        empty.op = Op::constant;
        array_contains(array, empty);
        if (list.size_class > 0) sql << " and ";
    }
    if (list.size_class == array_size_class) {
        array_contains_large(array, list);
    } else {
        array_contains_each(array, list);
    }
    sql << ")";
}

void Compiler::array_contains_each(const ir::Expr& array, const ir::Expr& list) {
    for (std::size_t i = 0; i < placeholders_of(list); ++i) {
        if (i > 0) sql << " and ";
        array_contains(array, element_of(list, i));
    }
}

void Compiler::array_contains_large(const ir::Expr& array, const ir::Expr& list) {
    const Place where = place(array);
    if (dialect.array_contains(*this, where, list)) return;
    if (is_nested(where.type->elements.at(0).base)) {
        query::require(dialect.backend(), query::Capability::large_nested_lists, "contains_all");
    }
    if (is_integer(where.type->elements.at(0).base) && is_real(list.type))
        query::require(dialect.backend(), query::Capability::integer_with_real, "contains_all");
    const std::size_t wanted = next_alias();
    const Scope outer = hidden_;
    hidden_ = Scope{nullptr, &where.type->elements.at(0), next_alias()};
    sql << "not exists (select 1 from ";
    dialect.list_rows(*this, list, wanted);
    sql << " where not exists (select 1 from ";
    dialect.elements(*this, where, hidden_.alias);
    sql << " where ";
    value(hidden_element(where));
    sql << " = ";
    dialect.list_value(*this, list, wanted);
    sql << "))";
    hidden_ = outer;
}

}  // namespace tenon::sql
