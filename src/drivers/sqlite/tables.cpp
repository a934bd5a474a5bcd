#include "drivers/sqlite/tables.hpp"

#include <algorithm>
#include <string>

#include "drivers/sqlite/rows.hpp"
#include "drivers/sqlite/table.hpp"
#include "sql/compile.hpp"

namespace tenon::drivers::sqlite {

namespace {

using Models = std::span<const schema::Model* const>;

// Rolls back unless it was committed. Inside a transaction it is a savepoint.
class Scope {
public:
    explicit Scope(SqliteConnection& connection) : connection_(connection), nested_(connection.in_transaction()) {
        connection_.execute(nested_ ? "SAVEPOINT tenon_schema" : "BEGIN IMMEDIATE");
    }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    ~Scope() {
        if (committed_ || !connection_.in_transaction()) return;
        const char* const undo = nested_ ? "ROLLBACK TO tenon_schema; RELEASE tenon_schema" : "ROLLBACK";
        sqlite3_exec(connection_.database(), undo, nullptr, nullptr, nullptr);
    }
    void commit() {
        connection_.execute(nested_ ? "RELEASE tenon_schema" : "COMMIT");
        committed_ = true;
    }

private:
    SqliteConnection& connection_;
    bool nested_;
    bool committed_ = false;
};

// DROP TABLE deletes the rows first, and would cascade into tables that are to stay.
class WithoutForeignKeys {
public:
    explicit WithoutForeignKeys(SqliteConnection& connection) : database_(connection.database()) {
        sqlite3_db_config(database_, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &were_on_);
        sqlite3_db_config(database_, SQLITE_DBCONFIG_ENABLE_FKEY, 0, nullptr);
    }
    WithoutForeignKeys(const WithoutForeignKeys&) = delete;
    WithoutForeignKeys& operator=(const WithoutForeignKeys&) = delete;
    ~WithoutForeignKeys() { sqlite3_db_config(database_, SQLITE_DBCONFIG_ENABLE_FKEY, were_on_, nullptr); }

private:
    sqlite3* database_;
    int were_on_ = 0;
};

void add_referenced_first(const schema::Model& model, Models models, std::vector<const schema::Model*>& seen,
                          std::vector<const schema::Model*>& ordered) {
    if (std::find(seen.begin(), seen.end(), &model) != seen.end()) return;
    seen.push_back(&model);
    for (const schema::Relation& relation : model.relations) {
        if (relation.kind != schema::RelationKind::belongs_to || relation.target == nullptr) continue;
        const bool named = std::find(models.begin(), models.end(), relation.target) != models.end();
        if (named) add_referenced_first(*relation.target, models, seen, ordered);
    }
    ordered.push_back(&model);
}

std::vector<const schema::Model*> referenced_first(Models models) {
    std::vector<const schema::Model*> seen;
    std::vector<const schema::Model*> ordered;
    for (const schema::Model* model : models) add_referenced_first(*model, models, seen, ordered);
    return ordered;
}

bool is_dropped(const std::string& table, Models models) {
    return std::any_of(models.begin(), models.end(), [&](const schema::Model* model) {
        return sqlite3_stricmp(model->table.c_str(), table.c_str()) == 0;
    });
}

void check_references(SqliteConnection& connection, Models models) {
    const auto references = rows(connection.database(), connection.path(),
                                 "SELECT t.name, k.\"from\", k.\"table\" FROM pragma_table_list AS t, "
                                 "pragma_foreign_key_list(t.name, 'main') AS k "
                                 "WHERE t.schema = 'main' AND t.type = 'table'");
    for (const auto& reference : references) {
        if (!is_dropped(reference[2], models) || is_dropped(reference[0], models)) continue;
        const std::string used = "SELECT 1 FROM main." + quoted_name(reference[0]) + " WHERE " +
                                 quoted_name(reference[1]) + " IS NOT NULL LIMIT 1";
        if (rows(connection.database(), connection.path(), used).empty()) continue;
        throw ForeignKeyViolation("The table " + reference[2] + " can't be dropped: rows of " + reference[0] +
                                  " refer to it by " + reference[1] + ". Drop that table as well, or empty it first.");
    }
}

}  // namespace

std::vector<SchemaDifference> create_missing(SqliteConnection& connection, Models models) {
    const sql::Dialect& dialect = sql::sqlite_dialect();
    Scope scope(connection);
    std::vector<SchemaDifference> differences;
    for (const schema::Model* model : referenced_first(models)) {
        const Table table = read_table(connection.database(), model->table, connection.path());
        if (table.kind.empty()) {
            for (const std::string& statement : sql::create_table(*model, dialect)) connection.execute(statement);
            continue;
        }
        const auto wanted = sql::columns(*model, dialect);
        for (SchemaDifference& difference : compare(*model, wanted, table)) {
            differences.push_back(std::move(difference));
        }
    }
    if (differences.empty()) scope.commit();
    return differences;
}

std::vector<SchemaDifference> differences(SqliteConnection& connection, Models models) {
    std::vector<SchemaDifference> all;
    for (const schema::Model* model : models) {
        const Table table = read_table(connection.database(), model->table, connection.path());
        const auto wanted = sql::columns(*model, sql::sqlite_dialect());
        for (SchemaDifference& difference : compare(*model, wanted, table)) all.push_back(std::move(difference));
    }
    return all;
}

void drop(SqliteConnection& connection, Models models) {
    if (connection.in_transaction()) {
        throw TransactionError(
            "Tables can't be dropped for a sync inside a transaction: SQLite switches foreign keys off "
            "outside of one only.");
    }
    const WithoutForeignKeys unchecked(connection);
    Scope scope(connection);
    check_references(connection, models);
    for (const schema::Model* model : models) {
        const Table table = read_table(connection.database(), model->table, connection.path());
        if (!table.kind.empty()) connection.execute(sql::drop_table(*model, sql::sqlite_dialect()));
    }
    scope.commit();
}

}  // namespace tenon::drivers::sqlite
