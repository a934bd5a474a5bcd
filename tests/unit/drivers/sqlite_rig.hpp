#pragma once
// What the tests of the SQLite driver share: a folder that goes away, and SQL run through a connection.

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <stdlib.h>

#include "drivers/sqlite/connection.hpp"
#include "drivers/sqlite/plan.hpp"
#include "drivers/sqlite/sqlite.hpp"
#include "value/cells.hpp"
#include <tenon/error.hpp>
#include <tenon/value.hpp>

namespace tenon::testing {

class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "tenon-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] std::string file(std::string_view name = "app.db") const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

using Rows = std::vector<std::vector<Value>>;

/// A connection of its own driver, on which SQL is run to its end.
class SqliteRig {
public:
    explicit SqliteRig(const drivers::SqliteOptions& options, drivers::Role role = drivers::Role::writer)
        : driver(drivers::make_sqlite_driver(options)),
          connection(driver->connect(role)) {}
    SqliteRig() : SqliteRig(in_memory()) {}

    static drivers::SqliteOptions in_memory() { return at(":memory:"); }
    static drivers::SqliteOptions at(std::string path) {
        drivers::SqliteOptions options;
        options.path = std::move(path);
        options.busy_timeout = std::chrono::milliseconds(50);
        return options;
    }

    Rows run(const drivers::Plan& plan, const std::vector<Cell>& values = {}, const schema::Model* model = nullptr,
             drivers::Deadline deadline = {}) {
        drivers::Connection::Operation* operation = nullptr;
        drivers::Status status = connection->start(plan, values, deadline, operation);
        Rows rows;
        std::span<const Cell> row;
        if (status == drivers::Status::row) {
            while ((status = operation->fetch(row)) == drivers::Status::row) {
                rows.emplace_back();
                for (const Cell& cell : row) rows.back().push_back(to_value(cell));
            }
        }
        if (status != drivers::Status::failed) result = operation->result();
        if (operation != nullptr) connection->finish(*operation);
        if (status == drivers::Status::failed) connection->throw_error(model);
        return rows;
    }

    Rows sql(std::string_view text, const std::vector<Cell>& values = {}, const schema::Model* model = nullptr) {
        return run(*driver->compile_raw(text, values.size()), values, model);
    }

    Value value(std::string_view text, const std::vector<Cell>& values = {}) { return sql(text, values).at(0).at(0); }

    /// What the driver says by itself, and refuses from others.
    void own(const std::string& text) { static_cast<drivers::sqlite::SqliteConnection&>(*connection).execute(text); }

    void control(drivers::Control what, std::uint32_t depth = 0, drivers::Deadline deadline = {}) {
        if (connection->control(what, depth, deadline) == drivers::Status::failed) connection->throw_error(nullptr);
    }

    std::unique_ptr<drivers::Driver> driver;
    std::unique_ptr<drivers::Connection> connection;
    drivers::Result result;
};

/// What the SQL compiler would make: text, and one parameter for each slot in a row.
inline drivers::sqlite::SqlitePlan plan_of(std::string text, std::vector<sql::Parameter> parameters = {},
                                           bool assigns_key = false) {
    sql::Statement statement;
    statement.text = std::move(text);
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i].slot = static_cast<std::uint16_t>(i);
    statement.slots = static_cast<std::uint16_t>(parameters.size());
    statement.parameters = std::move(parameters);
    return {std::move(statement), drivers::sqlite::SqlitePlan::Origin::compiled, assigns_key};
}

/// The error that a call throws, with its sentence.
template <class Error, class Call>
Error thrown_by(Call call) {
    try {
        call();
    } catch (const Error& error) {
        return error;
    }
    throw std::runtime_error("nothing was thrown");
}

inline bool holds(const std::exception& error, std::string_view part) {
    return std::string_view(error.what()).find(part) != std::string_view::npos;
}

inline Cell text(std::string_view value) { return Cell::of(value); }
inline Cell number(std::int64_t value) { return Cell::of(value); }

}  // namespace tenon::testing
