#pragma once
// Database: what `open` gives.

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tenon/callback.hpp>
#include <tenon/event.hpp>
#include <tenon/record.hpp>
#include <tenon/time.hpp>
#include <tenon/transaction.hpp>

namespace tenon {

class Vocabulary;

/// How a Database is opened; what the URL says comes first.
struct Options {
    schema::Naming naming{};                   ///< how names of C++ become names of tables and columns
    std::int64_t acquire_timeout_ms = 30'000;  ///< how long a call waits for a free connection
    std::size_t max_readers = 8;               ///< connections that read beside the one that writes
    /// The time that is set in fields declared by timestamps(…), for tests: asked once for an operation, by the thread that runs
    /// it. None: the system's.
    Callback<Timestamp()> clock{};
};

struct SyncOptions {
    bool force = false;  ///< drop the tables of the models named first, with all their rows
};

/// A database behind a URL, with its models. A handle: copies are the same Database, which closes with the last of them and
/// of what came from it. Thread-safe.
class Database {
public:
    explicit Database(engine::Session session) : session_(std::move(session)) {}

    /// The objects of type T. The model is described when it is first named, with all models that its members name.
    template <class T>
    [[nodiscard]] Model<T> model() const {
        return Model<T>(session_, model::instance_of(session_, typed::model_info<T>()));
    }
    /// A model without a struct: db.define("User", {{"name", {.type = types::text, .required = true}}}). It has an integer
    /// key `id` unless a field is declared `.key`. Throws SchemaError for names taken and options that can't be.
    RecordModel define(std::string name, std::initializer_list<FieldDefinition> fields) const;
    RecordModel define(std::string name, std::initializer_list<FieldDefinition> fields, DefineOptions options) const;
    /// The same from a description in JSON: Json::parse(R"({"name": "User", "fields": {"name": "text"}})"). Its keys are those
    /// of FieldOptions and DefineOptions that are data. Throws SchemaError with the path of what is wrong: "fields.age.min".
    RecordModel define(const Json& description) const;
    /// The same, which may name the types and functions of the vocabulary (<tenon/vocabulary.hpp>).
    RecordModel define(const Json& description, const Vocabulary& vocabulary) const;
    /// Several at once, which may refer to each other; all or none. In JSON they are an array. Gives them in their order.
    std::vector<RecordModel> define_all(std::vector<ModelDefinition> models) const;
    std::vector<RecordModel> define_all(const Json& descriptions) const;
    std::vector<RecordModel> define_all(const Json& descriptions, const Vocabulary& vocabulary) const;
    /// A run-time model by its name; of a struct's, its rows as records that are only read. QueryError when there is none.
    [[nodiscard]] RecordModel model(std::string_view name) const;

    /// Creates the tables that are missing: of the models named, or of all that are registered when none is. A table that is
    /// there but differs is a SchemaError with the list, and nothing is changed then.
    template <class... Ts>
    void sync(SyncOptions options = {}) const {
        const std::initializer_list<const typed::ModelInfo*> models{&typed::model_info<Ts>()...};
        sync_models({models.begin(), models.size()}, options);
    }

    /// What differs between the model and the database's table, in sentences: "column users.age is missing". Nothing is
    /// changed. For tables of somebody else's (external(), view()), whose types are compared by what they can hold.
    template <class T>
    [[nodiscard]] std::vector<std::string> check() const {
        return check_model(model::instance_of(session_, typed::model_info<T>()));
    }
    /// The same of a run-time model.
    [[nodiscard]] std::vector<std::string> check(std::string_view model) const;

    /// Runs the callback inside a transaction: committed when it returns, rolled back when it throws (the exception passes
    /// through). Its value is returned. Writers wait for each other: SQLite has one at a time.
    template <class F>
    auto transaction(F&& callback) const {
        return Transaction::run(session_, std::forward<F>(callback));
    }
    /// The same Database for calls that are meant to run beside a transaction of this thread.
    [[nodiscard]] Database outside() const {
        Database copy = *this;
        copy.session_.outside = true;
        return copy;
    }

    /// The same Database, whose statements' events tell this line of the program: db.at().model<User>().find()…. SQL of
    /// the user's own tells its line without that.
    [[nodiscard]] Database at(std::source_location location = std::source_location::current()) const;

    /// Rows of the user's own SQL: db.query<Row>("select name, age from users where age > ?", 18). Columns go to the members
    /// of their names; to a tuple's elements, or to one value, in their order; to a RawRow with their names.
    template <class Row, class... Vs>
    [[nodiscard]] std::vector<Row> query(Sql sql, const Vs&... values) const {
        return typed::query_raw<Row>(session_, sql, values...);
    }
    /// The same as a stream, so many rows in memory at a time. SQL that writes is a QueryError.
    template <class Row, class... Vs>
    [[nodiscard]] Stream<Row> stream(Sql sql, const Vs&... values) const {
        return typed::stream_raw<Row>(session_, sql, values...);
    }
    /// Runs the user's own SQL; gives how many rows it changed.
    template <class... Vs>
    std::int64_t execute(Sql sql, const Vs&... values) const {
        return typed::execute_raw(session_, sql, values...);
    }
    /// Runs several statements, in one transaction; gives how many there were. They take no values.
    std::size_t execute_script(Sql sql, ScriptOptions options = {}) const {
        return model::execute_script(session_, sql, options);
    }

    /// Calls this after each statement, on the thread that ran it, until the Database goes or the subscription is stopped.
    /// What it throws is dropped. A listener that holds the Database keeps it open until it is stopped.
    Subscription on_statement(StatementListener listener) const;
    /// The same, after those alone that took so long.
    Subscription on_slow_statement(std::chrono::milliseconds at_least, StatementListener listener) const;

    /// "sqlite", "memory"
    [[nodiscard]] std::string_view backend() const noexcept;

private:
    [[nodiscard]] std::vector<std::string> check_model(const model::Instance& instance) const;
    void sync_models(std::span<const typed::ModelInfo* const> models, SyncOptions options) const;

    engine::Session session_;
};

/// Opens a database:
///
///     sqlite:app.db        a file, created if it isn't there; sqlite:/absolute/path.db
///     sqlite::memory:      SQLite in memory
///     memory:              no database at all: for tests
///
/// SQLite takes options behind a question mark: mode=ro|rw|rwc, busy_timeout=<milliseconds>, synchronous=full|normal,
/// check=none|quick.
/// Throws ConfigurationError for a URL or option that can't be, ConnectionError when it can't be opened.
[[nodiscard]] Database open(std::string_view url, const Options& options = {});

}  // namespace tenon
