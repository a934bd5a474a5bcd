// What updates make of old values: the smaller and the greater one, and arrays with elements added, taken, sorted, changed.

#include "sql/compiler.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

using ir::Op;

namespace {

const schema::Type& element_of_array(const ir::Expr& array) {
    if (array.declared == nullptr || array.declared->elements.empty())
        throw QueryError("an update of elements is of an array");
    return array.declared->elements.front();
}

ir::Order order_of(const ir::Expr& key) {
    ir::Order order{key.args.at(0), (key.flags & ir::descending) != 0, ir::Empties::as_declared};
    if ((key.flags & ir::empties_first) != 0) order.empties = ir::Empties::first;
    if ((key.flags & ir::empties_last) != 0) order.empties = ir::Empties::last;
    return order;
}

}  // namespace

bool is_extreme_of_parameter(const ir::Expr& e) noexcept {
    return (e.op == Op::least || e.op == Op::greatest) && is_place(e.args.at(0)) && is_parameter(e.args.at(1));
}

void Compiler::nested_extreme(const ir::Expr& e, const Whole& given) {
    const ir::Expr& old = e.args.at(0);
    sql << "case when ";
    if (old.nullable) {
        value(old);
        sql << " is null or ";
    }
    compare(e.op == Op::least ? Op::gt : Op::lt, old, e.args.at(1));
    sql << " then ";
    given();
    sql << " else ";
    dialect.nested_json(*this, place(old));
    sql << " end";
}

void Compiler::extreme(const ir::Expr& e) {
    const ir::Expr& old = e.args.at(0);
    const ir::Expr& given = e.args.at(1);
    sql << "case when ";
    if (old.nullable) {
        value(old);
        sql << " is null or ";
    }
    compare(e.op == Op::least ? Op::gt : Op::lt, old, given);
    sql << " then ";
    value(given);
    sql << " else ";
    value(old);
    sql << " end";
}

void Compiler::array_value(const ir::Expr& e) {
    const ir::Expr& array = e.args.at(0);
    if (!array.nullable || e.op == Op::array_push || e.op == Op::array_add) return made_array(e);
    sql << "case when ";
    json(array, Form::as_is);
    sql << " is null then null else ";
    made_array(e);
    sql << " end";
}

void Compiler::made_array(const ir::Expr& e) {
    const ir::Expr& array = e.args.at(0);
    switch (e.op) {
    case Op::array_pop: return dialect.array_pop(*this, array, e.flags == 1);
    case Op::array_add: return added(e);
    default: break;
    }
    if (e.op == Op::array_push && !is_union(e)) return dialect.append_elements(*this, array, e.args.at(1));
    const bool is_at_end = e.op == Op::array_push && e.args.size() == 2;
    const bool is_column = array.op == Op::field && array.path.size() == 1;
    if (is_at_end && is_column && dialect.joins_texts()) return dialect.join_texts(*this, array, e.args[1]);
    dialect.gather(*this, is_union(e), [&] { array_rows(e, Rows::plain); });
}

void Compiler::added(const ir::Expr& e) {
    sql << "case when ";
    condition(e.args.at(2));
    sql << " then ";
    json(e.args[0], Form::as_is);
    sql << " else ";
    dialect.append_element(*this, e.args[0], e.args[1]);
    sql << " end";
}

/// Its rows are told apart by a rank p and a number k, all others' by k, which counts from 0.
bool Compiler::is_union(const ir::Expr& e) const {
    return e.op == Op::array_push && (e.args.size() > 2 || !dialect.appends_elements());
}

// The parts of a push are one select over the other, because SQLite's parser allows few brackets inside of each other.
void Compiler::array_rows(const ir::Expr& e, Rows rows) {
    switch (e.op) {
    case Op::array_sort: return sorted_rows(e, rows);
    case Op::array_slice: return sliced_rows(e);
    case Op::array_keep: return kept_rows(e);
    case Op::array_change: return changed_rows(e);
    default: break;
    }
    if (is_union(e)) return pushed_rows(e, rows == Rows::valued);
    const Scope row = row_of(e);
    element_rows(e, row, rows, [&] { dialect.element_json(*this, *row.element, row.alias); });
}

Scope Compiler::row_of(const ir::Expr& array) { return {nullptr, &element_of_array(array), next_alias()}; }

/// select number as k, json as j from the elements
void Compiler::element_rows(const ir::Expr& array, const Scope& row, Rows rows, const Whole& json) {
    sql << "select ";
    dialect.element_number(*this, row.alias);
    sql << " as k, ";
    json();
    sql << (rows == Rows::counted ? Fixed(" as j, count(*) over () as n from ") : Fixed(" as j from "));
    dialect.numbered_elements(*this, array, row.alias);
}

void Compiler::pushed_rows(const ir::Expr& e, bool valued) {
    const auto part = [&](const ir::Expr& array, const Scope& row) {
        dialect.element_number(*this, row.alias);
        sql << " as k, ";
        dialect.element_json(*this, *row.element, row.alias);
        sql << " as j";
        if (valued) {
            sql << ", ";
            sql.alias(row.alias) << ".value as value";
        }
        sql << " from ";
        dialect.numbered_elements(*this, array, row.alias);
    };
    const Scope old = row_of(e);
    sql << "select ";
    insert_rank(e, old.alias);
    sql << " as p, ";
    part(e.args.at(0), old);
    sql << " union all select 1 as p, ";
    part(e.args.at(1), row_of(e));
}

/// Before the new elements 0, behind them 2.
void Compiler::insert_rank(const ir::Expr& e, std::size_t alias) {
    if (e.args.size() == 2) {
        sql << "0";
        return;
    }
    const ir::Expr& position = e.args[2];
    sql << "case when ";
    dialect.element_number(*this, alias);
    sql << " < ";
    value(position);
    sql << " + case when ";
    value(position);
    sql << " < 0 then ";
    dialect.array_length(*this, e.args[0]);
    sql << " else 0 end then 0 else 2 end";
}

void Compiler::sorted_rows(const ir::Expr& e, Rows rows) {
    const ir::Expr& array = e.args.at(0);
    const Scope row = row_of(e);
    const bool above = is_union(array);
    sql << "select row_number() over (order by ";
    scopes_.push_back(row);
    for (std::size_t i = 1; i < e.args.size(); ++i) {
        dialect.order_key(*this, order_of(e.args[i]));
        sql << ", ";
    }
    scopes_.pop_back();
    if (above) {
        sql.alias(row.alias) << ".p, ";
        sql.alias(row.alias) << ".k";
    } else {
        dialect.element_number(*this, row.alias);
    }
    sql << ") - 1 as k, ";
    if (above) {
        sql.alias(row.alias) << ".j";
    } else {
        dialect.element_json(*this, *row.element, row.alias);
    }
    sql << (rows == Rows::counted ? Fixed(" as j, count(*) over () as n from ") : Fixed(" as j from "));
    if (!above) return dialect.numbered_elements(*this, array, row.alias);
    sql << "(";
    array_rows(array, Rows::valued);
    sql << ") as ";
    sql.alias(row.alias);
}

/// How many there are is counted beside each of them.
void Compiler::sliced_rows(const ir::Expr& e) {
    const ir::Expr& most = e.args.at(1);
    const bool above = is_union(e.args[0]);
    sql << "select k, j from (";
    if (above) sql << "select row_number() over (order by p, k) - 1 as k, j, count(*) over () as n from (";
    array_rows(e.args[0], Rows::counted);
    sql << (above ? Fixed(") as added) as counted where ") : Fixed(") as counted where "));
    sql << "case when ";
    value(most);
    sql << " < 0 then k >= n + ";
    value(most);
    sql << " else k < ";
    value(most);
    sql << " end";
}

void Compiler::kept_rows(const ir::Expr& e) {
    const Scope row = row_of(e);
    element_rows(e.args.at(0), row, Rows::plain, [&] { dialect.element_json(*this, *row.element, row.alias); });
    sql << " where ";
    scopes_.push_back(row);
    condition(e.args.at(1));
    scopes_.pop_back();
}

void Compiler::changed_rows(const ir::Expr& e) {
    const Scope row = row_of(e);
    element_rows(e.args.at(0), row, Rows::plain, [&] { changed_element(e, row); });
}

void Compiler::changed_element(const ir::Expr& e, const Scope& row) {
    const Whole whole = [&] { dialect.element_json(*this, *row.element, row.alias); };
    const bool may_be_empty = row.element->nullable && !e.args.at(2).path.empty();
    const bool all = is_constant(e.args.at(1), true) && !may_be_empty;
    scopes_.push_back(row);
    if (!all) {
        sql << "case when ";
        if (may_be_empty) {  // there is nothing to change in it then
            Place element;
            element.scope = row;
            element.type = row.element;
            nested(element);
            sql << " is not null and (";
        }
        condition(e.args[1]);
        sql << (may_be_empty ? Fixed(") then ") : Fixed(" then "));
    }
    std::vector<MemberChange> changes;
    for (std::size_t i = 2; i + 1 < e.args.size(); i += 2) {
        const ir::Expr& target = e.args[i];
        static const schema::Field whole_element;
        const schema::Field& first = target.path.empty() ? whole_element : *target.field;
        changes.push_back(member_change(target, first, e.args[i + 1]));
    }
    assigned_.push_back({row.alias, {}});
    if (changes.front().path.empty()) {
        dialect.element_value(*this, *changes.front().type, *changes.front().value);
    } else {
        dialect.set_members(*this, whole, changes);
    }
    assigned_.pop_back();
    scopes_.pop_back();
    if (all) return;
    sql << " else ";
    whole();
    sql << " end";
}

}  // namespace tenon::sql
