// CREATE TABLE and what belongs to it (design, section 4).

#include <algorithm>
#include <set>

#include "sql/checks.hpp"
#include "sql/compile.hpp"
#include "sql/compiler.hpp"
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
    return !described.type.nullable || described.rules.required || contains(model.key, field);
}

void column(Sql& sql, const Model& model, std::uint16_t index) {
    const schema::Field& field = model.fields[index];
    const Dialect& dialect = sql.dialect();
    const bool assigned = is_assigned(model, index);
    sql << Identifier(field.column) << " ";
    dialect.column_type(sql, field.type, use_of(model, index));
    sql << dialect.collation(field.type);
    if (is_not_null(model, index) && !(assigned && dialect.assigned_key_is_primary())) sql << " not null";
    if (assigned) sql << dialect.assigned_key();
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
    sql << " references " << table_of(target);
    columns_in_brackets(sql, target, reference.foreign);
    sql << words_of(on_delete_of(model, reference));
}

Identifier index_name(const Model& model, const schema::Index& index) {
    if (!index.name.empty()) return Identifier(index.name);
    std::string columns;
    for (const std::uint16_t field : index.fields) columns += column_of(model, field).name() + "_";
    return Identifier::joined({model.table, columns + (index.unique ? "key" : "idx")});
}

std::string create_index(const Model& model, const schema::Index& index, const Dialect& dialect) {
    Sql sql(dialect);
    sql << (index.unique ? Fixed("create unique index ") : Fixed("create index ")) << index_name(model, index) << " on "
        << table_of(model);
    for (std::size_t i = 0; i < index.fields.size(); ++i) {
        sql << (i == 0 ? Fixed(" (") : Fixed(", ")) << column_of(model, index.fields[i]);
        if (!is_not_null(model, index.fields[i])) sql << dialect.index_order();
    }
    sql << ")";
    return sql.take_text();
}

}  // namespace

std::vector<std::string> create_table(const Model& model, const Dialect& dialect) {
    Sql sql(dialect);
    sql << "create table " << table_of(model) << " (";
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        sql << (i == 0 ? Fixed("\n    ") : Fixed(",\n    "));
        column(sql, model, static_cast<std::uint16_t>(i));
    }
    primary_key(sql, model);
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const auto index = static_cast<std::uint16_t>(i);
        if (is_nulled(model, index) && !dialect.checks_nulled_references()) continue;
        write_checks(sql, model, model.fields[i], is_not_null(model, index));
    }
    std::set<std::vector<std::uint16_t>> referenced;
    for (const Relation& relation : model.relations) {
        if (is_reference(relation) && referenced.insert(relation.local).second) foreign_key(sql, model, relation);
    }
    sql << "\n)" << dialect.table_options();
    std::vector<std::string> statements{sql.take_text()};
    for (const schema::Index& index : model.indexes) statements.push_back(create_index(model, index, dialect));
    return statements;
}

std::string drop_table(const Model& model, const Dialect& dialect) {
    Sql sql(dialect);
    sql << "drop table " << table_of(model);
    return sql.take_text();
}

std::vector<ColumnDefinition> columns(const Model& model, const Dialect& dialect) {
    std::vector<ColumnDefinition> all;
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const auto index = static_cast<std::uint16_t>(i);
        Sql type(dialect);
        dialect.column_type(type, model.fields[i].type, use_of(model, index));
        const bool implied = is_assigned(model, index) && dialect.assigned_key_is_primary();
        all.push_back({model.fields[i].column, type.take_text(), is_not_null(model, index) && !implied});
    }
    return all;
}

}  // namespace tenon::sql
