// CREATE TABLE and what belongs to it (design, section 4).

#include <algorithm>
#include <set>

#include "schema/check.hpp"
#include "sql/checks.hpp"
#include "sql/compile.hpp"
#include "sql/compiler.hpp"
#include "sql/definition.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {
namespace {

using schema::Model;
using schema::Relation;
using schema::RelationKind;

bool is_assigned(const Model& model, std::uint16_t field) {
    return model.key_is_assigned && model.key.size() == 1 && model.key[0] == field;
}

bool contains(const std::vector<std::uint16_t>& fields, std::uint16_t field) {
    return std::find(fields.begin(), fields.end(), field) != fields.end();
}

bool is_reference(const Relation& relation) { return relation.kind == RelationKind::belongs_to; }

const Model& target_of(const Model& model, const Relation& relation) {
    if (relation.target == nullptr) {
        throw SchemaError("the relation " + model.name + "." + relation.name + " refers to " + relation.target_name +
                          ", which is not registered");
    }
    return *relation.target;
}

/// What a foreign key can't refer to.
bool is_view(const Model& model) { return model.external && model.read_only; }

/// A reference to a key that the database assigns has that key's type.
bool refers_to_assigned(const Model& model, std::uint16_t field) {
    for (const Relation& relation : model.relations) {
        if (!is_reference(relation) || relation.local.size() != 1 || relation.local[0] != field) continue;
        if (is_assigned(target_of(model, relation), relation.foreign.at(0))) return true;
    }
    return false;
}

ColumnUse use_of(const Model& model, std::uint16_t field) {
    ColumnUse use;
    use.assigned = is_assigned(model, field) || refers_to_assigned(model, field);
    use.indexed = contains(model.key, field);
    for (const schema::Index& index : model.indexes) use.indexed = use.indexed || contains(index.fields, field);
    for (const Relation& relation : model.relations) {
        use.indexed = use.indexed || contains(relation.local, field);
    }
    return use;
}

bool is_not_null(const Model& model, std::uint16_t field) {
    const schema::Field& described = model.fields[field];
    if (!described.generated.nodes.empty()) return false;  // MariaDB has no NOT NULL on them
    return !described.type.nullable || described.rules.required || contains(model.key, field);
}

/// For other programs' rows: ours come with their values, but for those that are left to the database.
void default_value(Sql& sql, const schema::Field& field) {
    if (!field.default_sql.empty()) {
        sql << " default (";
        sql.fragment(field.default_sql) << ")";
    } else if (field.default_value && !is_nested(field.type.base)) {
        Sql literal(sql.dialect());
        if (!write_literal(literal, *field.default_value, sql.dialect().binding(field.type))) return;
        sql << " default ";
        sql.append(literal);
    }
}

// MariaDB takes one plain literal there, and what a backslash means in it is a matter of the session.
void comment(Sql& sql, const std::string& text) {
    if (text.find('\\') != std::string::npos)
        throw SchemaError("on MariaDB, the comment of a table or field can't hold a backslash");
    sql.literal(text);
}

void generated(Sql& sql, const Model& model, const schema::Field& field) {
    if (field.generated.nodes.empty()) return;
    query::require(sql.dialect().backend(), query::Capability::generated_columns, model.name + "." + field.name);
    sql << " generated always as (";
    write_value(sql, model, query::define_value(model, field.generated, "the generated field `" + field.name + "`"));
    sql << ") stored";
}

/// The index is the field's place in the model, or that of the field which it is folded from.
void column(Sql& sql, const Model& model, const schema::Field& field, std::uint16_t index) {
    const Dialect& dialect = sql.dialect();
    const bool assigned = is_assigned(model, index);
    sql << Identifier(field.column) << " ";
    dialect.column_type(sql, field.type, use_of(model, index));
    sql << dialect.collation(field.type);
    if (is_not_null(model, index) && !(assigned && dialect.assigned_key_is_primary())) sql << " not null";
    if (assigned) sql << dialect.assigned_key();
    default_value(sql, field);
    generated(sql, model, field);
    if (!field.comment.empty() && dialect.comments() == Dialect::Comments::inside) {
        sql << " comment ";
        comment(sql, field.comment);
    }
}

void columns_in_brackets(Sql& sql, const Model& model, const std::vector<std::uint16_t>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        sql << (i == 0 ? Fixed(" (") : Fixed(", ")) << column_of(model, fields[i]);
    }
    sql << ")";
}

void primary_key(Sql& sql, const Model& model) {
    if (model.key.empty()) return;
    if (is_assigned(model, model.key[0]) && sql.dialect().assigned_key_is_primary()) return;
    sql << ",\n    primary key";
    columns_in_brackets(sql, model, model.key);
}

/// Said on either side of the relation.
schema::OnDelete on_delete_of(const Model& model, const Relation& reference) {
    if (reference.on_delete != schema::OnDelete::restrict) return reference.on_delete;
    for (const Relation& other : target_of(model, reference).relations) {
        const bool same = !is_reference(other) && other.target == &model && other.foreign == reference.local;
        if (same && other.on_delete != schema::OnDelete::restrict) return other.on_delete;
    }
    return schema::OnDelete::restrict;
}

/// A foreign key sets this field to NULL.
bool is_nulled(const Model& model, std::uint16_t field) {
    return std::any_of(model.relations.begin(), model.relations.end(), [&](const Relation& relation) {
        return is_reference(relation) && contains(relation.local, field) &&
               on_delete_of(model, relation) == schema::OnDelete::set_null;
    });
}

Fixed words_of(schema::OnDelete action) {
    switch (action) {
    case schema::OnDelete::cascade: return " on delete cascade";
    case schema::OnDelete::set_null: return " on delete set null";
    default: return " on delete restrict";
    }
}

Identifier foreign_key_name(const Model& model, const Relation& reference) {
    std::string columns;
    for (const std::uint16_t field : reference.local) columns += column_of(model, field).name() + "_";
    return Identifier::joined({model.table, columns + "fkey"});
}

void foreign_key(Sql& sql, const Model& model, const Relation& reference) {
    const Model& target = target_of(model, reference);
    sql << ",\n    constraint " << foreign_key_name(model, reference) << " foreign key";
    columns_in_brackets(sql, model, reference.local);
    sql << " references ";
    sql.dialect().referenced_table(sql, table_of(target, sql.dialect()));
    columns_in_brackets(sql, target, reference.foreign);
    sql << words_of(on_delete_of(model, reference));
}

Identifier index_name(const Model& model, const schema::Index& index) {
    if (!index.name.empty()) return Identifier(index.name);
    std::string columns;
    for (const std::uint16_t field : index.fields) columns += index_column_of(model, field).name() + "_";
    return Identifier::joined({model.table, columns + (index.unique ? "key" : "idx")});
}

std::string place_of(const Model& model, const schema::Index& index) {
    return "the index " + index_name(model, index).name();
}

void index_part(Sql& sql, const Model& model, const schema::Index& index, const schema::IndexPart& part) {
    bool nullable = false;
    if (part.field != schema::IndexPart::none) {
        sql << index_column_of(model, part.field);
        nullable = !is_not_null(model, part.field);
    } else {
        query::require(sql.dialect().backend(), query::Capability::expression_indexes, place_of(model, index));
        const query::Definition value = query::define_value(model, part.expression, place_of(model, index));
        sql << "(";
        write_value(sql, model, value);
        sql << ")";
        nullable = value.resolved.nullable;
    }
    sql << sql.dialect().index_order(part.descending, nullable);
}

void index_parts(Sql& sql, const Model& model, const schema::Index& index) {
    std::vector<schema::IndexPart> parts = index.parts;
    if (parts.empty())
        for (const std::uint16_t field : index.fields) parts.push_back({field, {}, false});
    for (std::size_t i = 0; i < parts.size(); ++i) {
        sql << (i == 0 ? Fixed(" (") : Fixed(", "));
        index_part(sql, model, index, parts[i]);
    }
    if (index.living && sql.dialect().living_rows() == Dialect::LivingRows::by_column)
        sql << ", " << Identifier(schema::living_column);
    sql << ")";
}

void index_condition(Sql& sql, const Model& model, const schema::Index& index) {
    const bool is_partial = index.living && sql.dialect().living_rows() == Dialect::LivingRows::by_index;
    if (index.where.nodes.empty() && !is_partial) return;
    query::require(sql.dialect().backend(), query::Capability::partial_indexes, place_of(model, index));
    sql << " where ";
    write_condition(sql, model,
                    query::define_condition(model, query::condition_of(model, index), place_of(model, index)));
}

/// What is empty of rows that were removed softly, where a unique index can't leave rows out: it ignores empties.
void living_rows(Sql& sql, const Model& model) {
    const bool is_unique = std::any_of(model.indexes.begin(), model.indexes.end(),
                                       [](const schema::Index& index) { return index.living; });
    if (!is_unique || sql.dialect().living_rows() != Dialect::LivingRows::by_column) return;
    sql << ",\n    " << Identifier(schema::living_column) << " boolean generated always as (if("
        << column_of(model, *model.deleted_at) << " is null, true, null)) virtual";
}

std::string create_index(const Model& model, const schema::Index& index, const Dialect& dialect) {
    Sql sql(dialect);
    sql << (index.unique ? Fixed("create unique index ") : Fixed("create index "));
    dialect.index_on(sql, index_name(model, index), table_of(model, dialect));
    index_parts(sql, model, index);
    index_condition(sql, model, index);
    return sql.take_text();
}

void constraints(Sql& sql, const Model& model) {
    for (const schema::Constraint& constraint : model.constraints) {
        sql << ",\n    constraint " << Identifier::joined({model.table, constraint.name}) << " check ((";
        const std::string what = "the constraint `" + constraint.name + "`";
        write_condition(sql, model, query::define_condition(model, constraint.condition, what));
        sql << ") is true)";
    }
}

void comment_statements(std::vector<std::string>& statements, const Model& model, const Dialect& dialect) {
    if (dialect.comments() != Dialect::Comments::statements) return;
    if (!model.comment.empty()) {
        Sql sql(dialect);
        sql << "comment on table " << table_of(model, dialect) << " is ";
        statements.push_back(sql.literal(model.comment).take_text());
    }
    for (const schema::Field& field : model.fields) {
        if (field.comment.empty()) continue;
        Sql sql(dialect);
        sql << "comment on column " << table_of(model, dialect) << "." << Identifier(field.column) << " is ";
        statements.push_back(sql.literal(field.comment).take_text());
    }
}

}  // namespace

std::vector<std::string> create_table(const Model& model, const Dialect& dialect) {
    Sql sql(dialect);
    sql << "create table " << table_of(model, dialect) << " (";
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        sql << (i == 0 ? Fixed("\n    ") : Fixed(",\n    "));
        column(sql, model, model.fields[i], static_cast<std::uint16_t>(i));
        if (!model.fields[i].folded) continue;
        sql << ",\n    ";
        column(sql, model, folded_field(model.fields[i]), static_cast<std::uint16_t>(i));
    }
    living_rows(sql, model);
    primary_key(sql, model);
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const auto index = static_cast<std::uint16_t>(i);
        if (is_nulled(model, index) && !dialect.checks_nulled_references()) continue;
        write_checks(sql, model, model.fields[i], is_not_null(model, index));
    }
    constraints(sql, model);
    std::set<std::vector<std::uint16_t>> referenced;
    for (const Relation& relation : model.relations) {
        if (!is_reference(relation) || is_view(target_of(model, relation))) continue;
        if (referenced.insert(relation.local).second) foreign_key(sql, model, relation);
    }
    sql << "\n)" << dialect.table_options();
    if (!model.comment.empty() && dialect.comments() == Dialect::Comments::inside) {
        sql << " comment=";
        comment(sql, model.comment);
    }
    std::vector<std::string> statements{sql.take_text()};
    for (const schema::Index& index : model.indexes) statements.push_back(create_index(model, index, dialect));
    comment_statements(statements, model, dialect);
    return statements;
}

std::string drop_table(const Model& model, const Dialect& dialect) {
    Sql sql(dialect);
    sql << "drop table " << table_of(model, dialect);
    return sql.take_text();
}

std::vector<ColumnDefinition> columns(const Model& model, const Dialect& dialect) {
    (void)table_of(model, dialect);  // refused as by create_table
    std::vector<ColumnDefinition> all;
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const auto index = static_cast<std::uint16_t>(i);
        const auto add = [&](const schema::Field& field) {
            Sql type(dialect);
            dialect.column_type(type, field.type, use_of(model, index));
            const bool implied = is_assigned(model, index) && dialect.assigned_key_is_primary();
            all.push_back({field.column, type.take_text(), is_not_null(model, index) && !implied});
        };
        add(model.fields[i]);
        if (model.fields[i].folded) add(folded_field(model.fields[i]));
    }
    return all;
}

}  // namespace tenon::sql
