#pragma once
// Controls: the statements that begin and end transactions and savepoints.

#include <cstdint>
#include <string>
#include <vector>

#include "drivers/driver.hpp"
#include "drivers/sqlite/session.hpp"

namespace tenon::drivers::sqlite {

/// Prepares each statement once, when it is first run: a bulk write sends two for each of its operations.
class Controls {
public:
    explicit Controls(Session& session) : session_(session) {}

    /// begin, begin_read_only, commit, rollback, or what is done with the savepoint of a depth.
    Status run(Control what, std::uint32_t depth, const Deadline& deadline);
    /// Leaves the statements to their fate, in a forked process.
    void abandon() noexcept;

private:
    struct Kept {
        Control what;
        std::uint32_t depth;
        StatementHandle statement;
    };

    /// SQLite's code; `out` is nullptr when there are so many that this one isn't kept.
    int find(Control what, std::uint32_t depth, sqlite3_stmt*& out);
    int step(Control what, std::uint32_t depth);

    static constexpr std::size_t most = 16;
    Session& session_;
    std::vector<Kept> kept_;
};

}  // namespace tenon::drivers::sqlite
