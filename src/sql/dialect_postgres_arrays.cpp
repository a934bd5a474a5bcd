// PostgreSQL's updates of arrays: jsonb_agg over numbered elements.

#include "sql/compiler.hpp"
#include "sql/dialect_postgres.hpp"

namespace tenon::sql {

void PostgresDialect::numbered_elements(Compiler& c, const ir::Expr& array, std::size_t alias) const {
    c.sql << "jsonb_array_elements(";
    c.json(array, Form::as_is);
    c.sql << ") with ordinality as ";
    c.sql.alias(alias) << "(value, number)";
}

void PostgresDialect::element_number(Compiler& c, std::size_t alias) const {
    c.sql << "(";
    c.sql.alias(alias) << ".number - 1)";
}

void PostgresDialect::element_json(Compiler& c, const schema::Type&, std::size_t alias) const {
    c.sql.alias(alias) << ".value";
}

void PostgresDialect::gather(Compiler& c, bool ranked, const Whole& rows) const {
    c.sql << (ranked ? Fixed("(select coalesce(jsonb_agg(j order by p, k), '[]'::jsonb) from (")
                     : Fixed("(select coalesce(jsonb_agg(j order by k), '[]'::jsonb) from ("));
    rows();
    c.sql << ") as made)";
}

void PostgresDialect::array_length(Compiler& c, const ir::Expr& array) const {
    c.sql << "jsonb_array_length(";
    c.json(array, Form::as_is);
    c.sql << ")";
}

void PostgresDialect::append_elements(Compiler& c, const ir::Expr& array, const ir::Expr& elements) const {
    c.sql << "(coalesce(";
    c.json(array, Form::as_is);
    c.sql << ", '[]'::jsonb) || ";
    c.json(elements, Form::as_is);
    c.sql << ")";
}

void PostgresDialect::append_element(Compiler& c, const ir::Expr& array, const ir::Expr& element) const {
    c.sql << "(coalesce(";
    c.json(array, Form::as_is);
    c.sql << ", '[]'::jsonb) || jsonb_build_array(";
    assigned_member(c, array.declared->elements.front(), element);
    c.sql << "))";
}

void PostgresDialect::array_pop(Compiler& c, const ir::Expr& array, bool first) const {
    c.sql << "(";
    c.json(array, Form::as_is);
    c.sql << (first ? Fixed(" - 0)") : Fixed(" - (-1))"));
}

void PostgresDialect::element_value(Compiler& c, const schema::Type& type, const ir::Expr& value) const {
    assigned_member(c, type, value);
}

void PostgresDialect::nested_json(Compiler& c, const Place& place) const { json_at(c, place); }

}  // namespace tenon::sql
