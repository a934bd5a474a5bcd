#pragma once
// Controls: the statements that begin and end transactions and savepoints.

#include <string>
#include <vector>

#include "drivers/driver.hpp"
#include "drivers/sqlite/session.hpp"

namespace tenon::drivers::sqlite {

/// Prepares each text once, when it is first run: a bulk write sends two for each of its operations.
class Controls {
public:
    explicit Controls(Session& session) : session_(session) {}

    Status run(const std::string& text, const Deadline& deadline);
    /// Leaves the statements to their fate, in a forked process.
    void abandon() noexcept;

private:
    struct Kept {
        std::string text;
        StatementHandle statement;
    };

    /// SQLite's code; `out` is nullptr when there are so many texts that this one isn't kept.
    int find(const std::string& text, sqlite3_stmt*& out);
    int step(const std::string& text);

    static constexpr std::size_t most = 16;
    Session& session_;
    std::vector<Kept> kept_;
};

}  // namespace tenon::drivers::sqlite
