#pragma once
// ScriptedDriver: a driver that answers what a test has written down, and remembers what it was asked.

#include <deque>
#include <exception>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "drivers/driver.hpp"
#include <tenon/value.hpp>

namespace tenon::testing {

/// One answer to a call that drives an operation: `start`, `fetch`, `batch` or `control`, whichever comes next.
struct Step {
    drivers::Status status = drivers::Status::done;
    std::vector<Value> row{};          ///< row: scalars, given as cells
    drivers::Result result{};          ///< done
    std::exception_ptr error{};        ///< failed: what `throw_error` throws; a ConnectionError when it is not set
    bool socket_becomes_ready = true;  ///< want_read, want_write: false leaves the caller waiting
    bool connection_breaks = false;    ///< `broken()` from now on
};

Step row(std::vector<Value> values);
Step done(std::int64_t rows = 0);
Step want_read(bool socket_becomes_ready = true);
Step want_write(bool socket_becomes_ready = true);
Step want_worker();

template <class Error>
Step failed(Error error, bool connection_breaks = false) {
    Step step;
    step.status = drivers::Status::failed;
    step.error = std::make_exception_ptr(std::move(error));
    step.connection_breaks = connection_breaks;
    return step;
}

struct Call {
    std::string what;  ///< "start <text>", "fetch", "finish", "batch <text> 3", "control begin", "savepoint 1", …
    std::thread::id thread;
    bool had_deadline = false;
};

/// What all connections of a driver share: the answers that are left, and the calls that were made. Not thread-safe:
/// a test's operations run one after another, if on different threads.
struct Script {
    std::deque<Step> steps;
    std::vector<Call> calls;
    std::size_t connections_opened = 0;
    std::exception_ptr connect_error{};  ///< thrown by `connect` when it is set
    std::size_t max_readers = 0;
    std::vector<std::string> columns{};  ///< what every operation says its columns are called

    [[nodiscard]] std::vector<std::string> words() const;
};

/// A plan that is nothing but a text. It takes one value for each `?` in it.
std::unique_ptr<const drivers::Plan> scripted_plan(std::string text, bool writes = false);

/// Compiles a statement to "read ??" or "write ??", with a `?` for each value; has no tables. `start` with a step `row` opens the
/// operation without using that step up, as every driver gives its first row by `fetch`. When the script has ended,
/// every call fails with a QueryError that says so.
std::unique_ptr<drivers::Driver> make_scripted_driver(std::shared_ptr<Script> script);

}  // namespace tenon::testing
