#pragma once
// Running: a prepared statement, and the operation that it is while it runs.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "drivers/driver.hpp"
#include "drivers/sqlite/bind.hpp"
#include "drivers/sqlite/plan.hpp"
#include "drivers/sqlite/session.hpp"

namespace tenon::drivers::sqlite {

class Running final : public Connection::Operation {
public:
    /// Prepares the plan's text. Throws QueryError when it holds no statement, several, or wants other values than the
    /// plan has, and what SQLite's refusal means.
    Running(Session& session, const SqlitePlan& plan);

    /// Binds the values (cells, or MemberValues) and, when no rows will come, runs to the end.
    template <class Values>
    Status start(const SqlitePlan& plan, const Values& values, const Deadline& deadline);
    // These are in begin.hpp.
    /// The same to the end, reading over the rows that come.
    template <class Values>
    Status run(const SqlitePlan& plan, const Values& values, const Deadline& deadline);
    /// The first row; to be finished behind it.
    Status read_one(const SqlitePlan& plan, std::span<const Cell> values, const OneRow& row);
    Status fetch(std::span<const Cell>& row) override;
    Status fetch_into(RowTarget& target, PlacedRow& row) override;
    [[nodiscard]] const Result& result() const noexcept override { return result_; }
    [[nodiscard]] std::vector<std::string> columns() const override;
    void finish() noexcept {
        if (state_ == Status::row) static_cast<void>(sqlite3_reset(statement_.get()));
        state_ = Status::done;
        busy_ = false;
        stepped_ = false;
        if (!buffers_.empty()) [[unlikely]]
            shrink();
    }
    /// Leaves the statement to its fate, in a forked process.
    void abandon() noexcept { static_cast<void>(statement_.release()); }  // NOLINT(bugprone-unused-return-value)

    [[nodiscard]] std::uint32_t plan_id() const noexcept { return plan_id_; }
    [[nodiscard]] bool is_busy() const noexcept { return busy_; }
    /// False when it changed the connection: to be dropped after it has run.
    [[nodiscard]] bool is_kept() const noexcept { return kept_; }

    std::uint64_t last_use = 0;  ///< the cache's clock
    Running* next = nullptr;     ///< the cache's chain

private:
    void prepare(const SqlitePlan& plan);
    void check_text(const SqlitePlan& plan, const char* tail);
    void shrink() noexcept;
    [[noreturn]] static void refuse_control();
    [[noreturn]] static void refuse_to_write();
    /// False when it failed.
    template <class Values>
    bool begin(const SqlitePlan& plan, const Values& values, const Deadline& deadline);
    int bind_values(const SqlitePlan& plan, std::span<const Cell> values);
    int bind_values(const SqlitePlan& plan, const MemberValues& values);
    Status step_to_end(const Deadline& deadline);
    Status step_ahead();
    Status ended(int code);
    Status step();
    bool read_row();
    bool place(std::span<const direct::Place> places, void* object);
    template <bool KeepsTypes>
    bool place_row(std::span<const direct::Place> places, void* object);
    void look_at_first();
    void mark();
    void count();

    Session& session_;
    StatementHandle statement_;
    std::vector<Cell> cells_;
    std::vector<std::string> buffers_;     ///< for parameters that aren't bound as they are, made on first use
    std::vector<MemberBinding> bindings_;  ///< of values that are members, made on first use
    Result result_;
    Deadline deadline_;
    std::int64_t changes_before_ = 0;
    std::ptrdiff_t stride_ = -1;  ///< of a row's values, see RowValues; -1: not known yet
    std::uint32_t plan_id_;
    Status state_ = Status::done;
    bool busy_ = false;
    bool kept_ = true;
    bool writes_ = false;
    bool is_raw_;
    bool keeps_types_ = false;  ///< its columns hold what direct members take, and nothing else
    bool is_at_first_ = true;   ///< no row was read since `start`
    bool stepped_ = false;      ///< to the first row, by `start`
    bool assigns_key_;
};

}  // namespace tenon::drivers::sqlite
