#include "drivers/sqlite/sqlite.hpp"

#include <atomic>
#include <utility>
#include <variant>

#include "drivers/sqlite/connection.hpp"
#include "drivers/sqlite/explain.hpp"
#include "drivers/sqlite/open.hpp"
#include "drivers/sqlite/plan.hpp"
#include "drivers/sqlite/tables.hpp"
#include "sql/compile.hpp"

namespace tenon::drivers {

namespace {

using sqlite::SqliteConnection;
using sqlite::SqlitePlan;

// An insert that may become an update tells the key by RETURNING: SQLite's last key is then an earlier one's.
bool assigns_key(const query::Prepared& statement) {
    const auto* insert = std::get_if<ir::Insert>(&statement.normal);
    if (insert == nullptr || insert->conflict || !insert->model->key_is_assigned) return false;
    for (const std::uint16_t field : insert->fields) {
        if (field == insert->model->key.front()) return false;
    }
    return true;
}

/// The model whose own rows it gives, whole ones or all but what is hidden.
const schema::Model* rows_of(const query::Prepared& statement) {
    const auto* select = std::get_if<ir::Select>(&statement.normal);
    if (select == nullptr || select->kind != ir::Select::Kind::rows || (!select->outputs.empty() && !select->is_whole))
        return nullptr;
    const bool is_plain = !select->tree && !select->join && !select->named && select->combined.empty() &&
                          select->source.empty();
    return is_plain ? select->model : nullptr;
}

class SqliteDriver final : public Driver {
public:
    explicit SqliteDriver(SqliteOptions options) : options_(std::move(options)) {}

    [[nodiscard]] std::string_view name() const noexcept override { return "sqlite"; }
    [[nodiscard]] bool runs_at_once() const noexcept override { return true; }
    [[nodiscard]] std::size_t max_readers() const noexcept override { return in_memory() ? 0 : options_.readers; }

    std::unique_ptr<Connection> connect(Role role) override {
        if (in_memory() && (role == Role::reader || connected_.exchange(true))) {
            throw ConnectionError("A database in memory has one connection: another one would see an empty database.");
        }
        SqliteOptions options = options_;
        if (is_checked_) options.check = FileCheck::none;
        auto made = std::make_unique<SqliteConnection>(options, role);
        is_checked_ = true;
        return made;
    }

    std::unique_ptr<const Plan> compile(const query::Prepared& statement) override {
        return std::make_unique<SqlitePlan>(sql::compile(statement, sql::sqlite_dialect()),
                                            SqlitePlan::Origin::compiled, assigns_key(statement), rows_of(statement));
    }

    std::string explain(Connection& connection, const Plan& plan, std::span<const Cell>) override {
        return sqlite::explain(static_cast<SqliteConnection&>(connection), plan.text());
    }

    std::unique_ptr<const Plan> compile_raw(std::string_view text, std::size_t values) override {
        return sqlite::plan_raw(text, values);
    }

    std::vector<SchemaDifference> create_missing(Connection& connection,
                                                 std::span<const schema::Model* const> models) override {
        return sqlite::create_missing(static_cast<SqliteConnection&>(connection), models);
    }

    std::vector<SchemaDifference> differences(Connection& connection,
                                              std::span<const schema::Model* const> models) override {
        return sqlite::differences(static_cast<SqliteConnection&>(connection), models);
    }

    void drop(Connection& connection, std::span<const schema::Model* const> models) override {
        sqlite::drop(static_cast<SqliteConnection&>(connection), models);
    }

private:
    [[nodiscard]] bool ends_statement(std::string_view text) const override {
        return sqlite3_complete(std::string(text).c_str()) != 0;
    }
    [[nodiscard]] bool in_memory() const noexcept { return options_.path == sqlite::memory_path; }

    SqliteOptions options_;
    std::atomic<bool> connected_{false};
    std::atomic<bool> is_checked_{false};  ///< the file, as the options want it
};

}  // namespace

std::unique_ptr<Driver> make_sqlite_driver(const SqliteOptions& options) {
    return std::make_unique<SqliteDriver>(sqlite::checked(options));
}

}  // namespace tenon::drivers
