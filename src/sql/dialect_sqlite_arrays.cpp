// SQLite's updates of arrays: sub-selects over json_each. An element's own JSON is taken over as it stands, digit by digit.

#include <limits>

#include "sql/compiler.hpp"
#include "sql/dialect_sqlite.hpp"

namespace tenon::sql {

void SqliteDialect::numbered_elements(Compiler& c, const ir::Expr& array, std::size_t alias) const {
    if (is_place(array)) return elements(c, c.place(array), alias);
    c.sql << "json_each(";
    c.json(array, Form::as_is);
    c.sql << ") as ";
    c.sql.alias(alias);
}

void SqliteDialect::element_number(Compiler& c, std::size_t alias) const { c.sql.alias(alias) << ".key"; }

// `value` of an object or array is its JSON; of a scalar it is no longer that.
void SqliteDialect::element_json(Compiler& c, const schema::Type& element, std::size_t alias) const {
    if (is_nested(element.base) && element.base != BaseType::json) {
        c.sql.alias(alias) << ".value";
        return;
    }
    c.sql.alias(alias) << ".json -> ";
    c.sql.alias(alias) << ".key";
}

void SqliteDialect::gather(Compiler& c, bool ranked, const Whole& rows) const {
    c.sql << "(select json_group_array(json(j)) from (";
    rows();
    c.sql << (ranked ? Fixed(" order by p, k))") : Fixed(" order by k))"));
}

void SqliteDialect::array_length(Compiler& c, const ir::Expr& array) const {
    c.sql << "json_array_length(";
    c.json(array, Form::as_is);
    c.sql << ")";
}

void SqliteDialect::join_texts(Compiler& c, const ir::Expr& column, const ir::Expr& elements) const {
    c.sql << "tenon_append(coalesce(";
    c.json(column, Form::as_is);
    c.sql << ", '[]'), coalesce(";
    c.json(elements, Form::as_is);
    c.sql << ", '[]'))";
}

void SqliteDialect::append_element(Compiler& c, const ir::Expr& array, const ir::Expr& element) const {
    c.sql << "json_insert(coalesce(";
    c.json(array, Form::as_is);
    c.sql << ", '[]'), '$[#]', ";
    assigned_member(c, array.declared->elements.front(), element);
    c.sql << ")";
}

void SqliteDialect::made_for_column(Compiler& c, const schema::Model& model, const schema::Field& field,
                                    const ir::Expr& array) const {
    const schema::Rules& rules = field.rules;
    if (!rules.min_length && !rules.max_length) return assigned_value(c, field.type, array);
    c.sql << "tenon_of_length(";
    assigned_value(c, field.type, array);
    c.sql << ", " << static_cast<std::int64_t>(rules.min_length.value_or(0)) << ", "
          << static_cast<std::int64_t>(rules.max_length.value_or(std::numeric_limits<std::uint32_t>::max())) << ", ";
    c.sql.literal(model.table + "_" + field.column) << ")";
}

void SqliteDialect::array_pop(Compiler& c, const ir::Expr& array, bool first) const {
    c.sql << "json_remove(";
    c.json(array, Form::as_is);
    c.sql << (first ? Fixed(", '$[0]')") : Fixed(", '$[#-1]')"));
}

void SqliteDialect::element_value(Compiler& c, const schema::Type& type, const ir::Expr& value) const {
    c.sql << "json_quote(";
    assigned_member(c, type, value);
    c.sql << ")";
}

void SqliteDialect::nested_json(Compiler& c, const Place& place) const {
    if (place.path.empty()) return element_json(c, *place.type, place.scope.alias);
    c.base(place);
    c.sql << " -> ";
    c.sql.literal(place.path.text());
}

}  // namespace tenon::sql
