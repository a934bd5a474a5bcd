// MariaDB's updates of arrays: those that need no aggregate. Its json_arrayagg doesn't keep every element as it stands.

#include "sql/compiler.hpp"
#include "sql/dialect_mariadb.hpp"

namespace tenon::sql {

void MariadbDialect::append_elements(Compiler& c, const ir::Expr& array, const ir::Expr& elements) const {
    c.sql << "json_merge_preserve(coalesce(";
    c.json(array, Form::as_is);
    c.sql << ", '[]'), ";
    c.json(elements, Form::as_is);
    c.sql << ")";
}

void MariadbDialect::append_element(Compiler& c, const ir::Expr& array, const ir::Expr& element) const {
    c.sql << "json_array_append(coalesce(";
    c.json(array, Form::as_is);
    c.sql << ", '[]'), '$', ";
    assigned_member(c, array.declared->elements.front(), element);
    c.sql << ")";
}

void MariadbDialect::array_pop(Compiler& c, const ir::Expr& array, bool first) const {
    c.sql << "json_remove(";
    c.json(array, Form::as_is);
    c.sql << (first ? Fixed(", '$[0]')") : Fixed(", '$[-1]')"));
}

void MariadbDialect::element_value(Compiler& c, const schema::Type& type, const ir::Expr& value) const {
    assigned_member(c, type, value);
}

void MariadbDialect::nested_json(Compiler& c, const Place& place) const { json_at(c, place); }

}  // namespace tenon::sql
