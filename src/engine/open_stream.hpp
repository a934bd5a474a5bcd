#pragma once
// OpenStream: a statement whose rows are read bit by bit, while its reader does other things.

#include <atomic>
#include <optional>
#include <span>
#include <string>
#include <thread>

#include "engine/running.hpp"

namespace tenon::engine {

/// Takes a connection when it is made, a transaction's or one of the pool, until it is closed. Others who would need that
/// connection on the same thread find it here, and say so instead of waiting for ever.
class OpenStream {
public:
    /// `values` and what they point at must live as long as this. `model` may be nullptr.
    OpenStream(const Session& session, const drivers::Plan& plan, const schema::Model* model,
               std::span<const Cell> values);
    OpenStream(const OpenStream&) = delete;
    OpenStream& operator=(const OpenStream&) = delete;
    ~OpenStream() { close(); }

    /// Throws TransactionError when its transaction is over, or belongs to another thread; StatementTimeout when its time is.
    Running& running();
    /// For what is read along with its rows: on the same connection, from the same snapshot.
    [[nodiscard]] const Session& along() const noexcept { return along_; }
    /// Ends the statement and gives the connection back. Again: nothing.
    void close() noexcept;
    /// The transaction that it reads in is over.
    void end() noexcept;

    /// The thread that read it last.
    [[nodiscard]] std::thread::id thread() const noexcept { return thread_.load(); }
    /// "A stream of Person, opened at main.cpp:42, "
    [[nodiscard]] std::string description() const;

private:
    [[nodiscard]] std::string subject() const;

    Session session_;
    Session along_;
    const schema::Model* model_;
    std::optional<Running> running_;
    std::atomic<std::thread::id> thread_;
    bool is_over_ = false;
};

}  // namespace tenon::engine
