// How a connection runs statements.

#include <string>

#include "drivers/sqlite/begin.hpp"
#include "drivers/sqlite/connection.hpp"
#include <tenon/error.hpp>

namespace tenon::drivers::sqlite {

namespace {

const SqlitePlan& own(const Plan& plan) { return static_cast<const SqlitePlan&>(plan); }

[[noreturn]] void refuse_count(std::size_t slots, std::size_t values) {
    throw QueryError("The statement takes " + std::to_string(slots) + " values; " + std::to_string(values) +
                     " were given.");
}

// Of a compiled statement's values, the last ones may belong to conditions that are gone from it.
void check_count(const SqlitePlan& plan, std::size_t values) {
    const bool fits = plan.is_raw() ? values == plan.slots() : values >= plan.slots();
    if (!fits) refuse_count(plan.slots(), values);
}

std::size_t count_of(std::span<const Cell> values) { return values.size(); }
std::size_t count_of(const MemberValues& values) { return values.places.size(); }

}  // namespace

template <class Values>
Status SqliteConnection::start_with(const SqlitePlan& plan, const Values& values, const Deadline& deadline,
                                    Operation*& out) {
    Running* running = nullptr;
    Status status = Status::failed;
    try {
        check_process();
        check_count(plan, count_of(values));
        running = &cache_.take(plan);
        status = running->start(plan, values, deadline);
    } catch (...) {
        session_.fail(std::current_exception());
    }
    if (status != Status::failed) {
        out = running;
    } else {
        if (running != nullptr) cache_.give_back(*running);
        session_.waiting.disarm();
    }
    return status;
}

Status SqliteConnection::start(const Plan& plan, std::span<const Cell> values, const Deadline& deadline,
                               Operation*& out) {
    return start_with(own(plan), values, deadline, out);
}

Status SqliteConnection::start_from(const Plan& plan, const MemberValues& values, const Deadline& deadline,
                                    Operation*& out) {
    return start_with(own(plan), values, deadline, out);
}

void SqliteConnection::finish(Operation& operation) noexcept {
    cache_.give_back(static_cast<Running&>(operation));
    session_.waiting.disarm();
}

/// `run` gets the plan's statement, which is over behind it.
template <class Run>
inline Status SqliteConnection::run_whole(const SqlitePlan& plan, std::size_t values, Run run) {
    Running* running = nullptr;
    Status status = Status::failed;
    try {
        check_process();
        check_count(plan, values);
        running = &cache_.take(plan);
        status = run(*running);
    } catch (...) {
        status = session_.fail(std::current_exception());
    }
    if (running != nullptr) cache_.give_back(*running);
    session_.waiting.disarm();
    return status;
}

Status SqliteConnection::read_one(const Plan& plan, std::span<const Cell> values, const OneRow& row) {
    return run_whole(own(plan), values.size(),
                     [&](Running& running) { return running.read_one(own(plan), values, row); });
}

template <class Values>
inline Status SqliteConnection::write_with(const SqlitePlan& plan, const Values& values, Result& result) {
    return run_whole(plan, count_of(values), [&](Running& running) {
        const Status status = running.run(plan, values, {});
        result = running.result();
        return status;
    });
}

Status SqliteConnection::write_one(const Plan& plan, std::span<const Cell> values, Result& result) {
    return write_with(own(plan), values, result);
}

Status SqliteConnection::write_one_from(const Plan& plan, const MemberValues& values, Result& result) {
    return write_with(own(plan), values, result);
}

/// `row_at` gives the values of a row.
template <class RowAt>
Status SqliteConnection::run_rows(const SqlitePlan& plan, std::size_t rows, const Deadline& deadline,
                                  std::vector<std::int64_t>* generated, RowAt row_at) {
    error_row_ = 0;
    const auto run = [&](Running& running) {
        Status status = Status::done;
        for (std::size_t row = 0; row < rows && status == Status::done; ++row) {
            error_row_ = row;
            status = running.run(plan, row_at(row), deadline);
            const auto& key = running.result().generated_key;
            if (status == Status::done && generated != nullptr && key) generated->push_back(*key);
        }
        return status;
    };
    return run_whole(plan, rows > 0 ? count_of(row_at(0)) : plan.slots(), run);
}

Status SqliteConnection::batch(const Plan& plan, std::size_t rows, std::span<const Cell> values,
                               const Deadline& deadline, std::vector<std::int64_t>* generated) {
    const std::size_t width = rows == 0 ? 0 : values.size() / rows;
    return run_rows(own(plan), rows, deadline, generated,
                    [&](std::size_t row) { return values.subspan(row * width, width); });
}

Status SqliteConnection::batch_from(const Plan& plan, const MemberRows& rows, const Deadline& deadline,
                                    std::vector<std::int64_t>* generated) {
    return run_rows(own(plan), rows.count, deadline, generated, [&](std::size_t row) { return rows[row]; });
}

}  // namespace tenon::drivers::sqlite
