#pragma once
// SqliteConnection: one handle of the database with its prepared statements.

#include <memory>
#include <vector>

#include "drivers/sqlite/cache.hpp"
#include "drivers/sqlite/controls.hpp"
#include "drivers/sqlite/sqlite.hpp"
#include "value/random.hpp"

namespace tenon::drivers::sqlite {

/// Several statements may be open at once. SQLite does its work inside the calls: `start` and `fetch` never answer
/// want_read or want_write, and may take as long as the disk and other connections' locks do.
///
/// A connection must not be carried over fork(): in the child each call fails with ConnectionError.
class SqliteConnection final : public Connection {
public:
    /// Opens the database. Throws ConnectionError.
    SqliteConnection(const SqliteOptions& options, Role role);
    ~SqliteConnection() override;

    Status start(const Plan& plan, std::span<const Cell> values, const Deadline& deadline, Operation*& out) override;
    Status start_from(const Plan& plan, const MemberValues& values, const Deadline& deadline, Operation*& out) override;
    void finish(Operation& operation) noexcept override;
    Status read_one(const Plan& plan, std::span<const Cell> values, const OneRow& row) override;
    Status write_one(const Plan& plan, std::span<const Cell> values, Result& result) override;
    Status write_one_from(const Plan& plan, const MemberValues& values, Result& result) override;
    Status batch(const Plan& plan, std::size_t rows, std::span<const Cell> values, const Deadline& deadline,
                 std::vector<std::int64_t>* generated) override;
    Status batch_from(const Plan& plan, const MemberRows& rows, const Deadline& deadline,
                      std::vector<std::int64_t>* generated) override;
    [[nodiscard]] std::size_t error_row() const noexcept override { return error_row_; }
    Status control(Control what, std::uint32_t depth, const Deadline& deadline) override;
    [[nodiscard]] int socket() const noexcept override { return -1; }
    [[nodiscard]] bool in_transaction() const noexcept override;
    [[nodiscard]] bool broken() const noexcept override;
    [[nodiscard]] bool is_clean() const noexcept override;
    [[noreturn]] void throw_error(const schema::Model* model) override;

    /// Runs statements without values and rows, for the schema. Throws what fails.
    void execute(const std::string& sql);
    [[nodiscard]] sqlite3* database() const noexcept { return session_.database.get(); }
    [[nodiscard]] const std::string& path() const noexcept { return session_.path; }
    [[nodiscard]] const StatementCache& cache() const noexcept { return cache_; }

private:
    // Statements: in statements.cpp.
    template <class Values>
    Status start_with(const SqlitePlan& plan, const Values& values, const Deadline& deadline, Operation*& out);
    template <class Values>
    Status write_with(const SqlitePlan& plan, const Values& values, Result& result);
    template <class Run>
    Status run_whole(const SqlitePlan& plan, std::size_t values, Run run);
    template <class RowAt>
    Status run_rows(const SqlitePlan& plan, std::size_t rows, const Deadline& deadline,
                    std::vector<std::int64_t>* generated, RowAt row_at);
    [[nodiscard]] bool is_forked() const noexcept { return process_ != fork_generation(); }
    void check_process() const {
        if (is_forked()) refuse_forked();
    }
    [[noreturn]] static void refuse_forked();
    Status begin(bool reading, const Deadline& deadline);
    Status commit(const Deadline& deadline);
    Status rollback();
    Status reset();

    SqliteOptions options_;
    Session session_;
    std::size_t error_row_ = 0;
    std::uint32_t process_;
    StatementCache cache_;  // after the session: its statements are finalized before the database is closed
    Controls controls_;     // likewise
};

}  // namespace tenon::drivers::sqlite
