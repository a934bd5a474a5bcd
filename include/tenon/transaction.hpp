#pragma once
// Transaction: the handle through which calls are part of one transaction.

#include <source_location>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/model.hpp>
#include <tenon/raw.hpp>

namespace tenon {

class RecordModel;

namespace model {
/// The instance of a struct in a session's Database, registered now if it wasn't.
const Instance& instance_of(const Session& session, const typed::ModelInfo& info);

/// Begins a transaction, or a savepoint inside the session's one, when it is made.
class TransactionScope {
public:
    explicit TransactionScope(const Session& outer);
    TransactionScope(const TransactionScope&) = delete;
    TransactionScope& operator=(const TransactionScope&) = delete;
    /// Rolls back unless `commit` was called. Never throws.
    ~TransactionScope();
    void commit();
    [[nodiscard]] const Session& session() const noexcept { return session_; }

private:
    Session session_;
    bool done_ = false;
};
}  // namespace model

/// One transaction, or one savepoint inside it. Given to the callback of `transaction`; used by the thread that runs it,
/// and not after the callback has ended.
class Transaction {
public:
    explicit Transaction(engine::Session session) : session_(std::move(session)) {}
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    template <class T>
    [[nodiscard]] Model<T> model() const {
        return Model<T>(session_, model::instance_of(session_, typed::model_info<T>()));
    }
    /// As of a Database. QueryError when there is none.
    [[nodiscard]] RecordModel model(std::string_view name) const;
    /// A savepoint: the callback's exception undoes what it did and passes through; its value is returned.
    template <class F>
    auto transaction(F&& callback) const {
        return run(session_, std::forward<F>(callback));
    }
    /// The same transaction, whose statements' events tell this line of the program: tx.at().model<User>()….
    [[nodiscard]] Transaction at(std::source_location location = std::source_location::current()) const;

    /// Rows of the user's own SQL, `?` for each value, or `:name` for each that is `tenon::named`.
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
    /// Runs several statements, as part of this transaction; gives how many.
    std::size_t execute_script(Sql sql) const { return model::execute_script(session_, sql); }

    template <class F>
    static auto run(const engine::Session& outer, F&& callback) {
        model::TransactionScope scope(outer);
        Transaction transaction(scope.session());
        if constexpr (std::is_void_v<decltype(callback(transaction))>) {
            std::forward<F>(callback)(transaction);
            scope.commit();
        } else {
            auto result = std::forward<F>(callback)(transaction);
            scope.commit();
            return result;
        }
    }

    // for the faces that are made from it
    [[nodiscard]] const engine::Session& session() const noexcept { return session_; }

private:
    engine::Session session_;
};

}  // namespace tenon
