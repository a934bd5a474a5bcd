#include "engine/running.hpp"

#include <poll.h>

#include <algorithm>
#include <exception>
#include <string>

#include "engine/failure.hpp"
#include "engine/stop_flag.hpp"
#include <tenon/error.hpp>

namespace tenon::engine {

using drivers::Status;

namespace {

drivers::Deadline deadline_of(const CallOptions& options) {
    drivers::Deadline deadline;
    if (const auto timeout = options.timeout; timeout.count() > 0)
        deadline.at = std::chrono::steady_clock::now() +
                      std::chrono::duration_cast<std::chrono::steady_clock::duration>(timeout);
    if (options.stop) deadline.stop = &options.stop->is_set;
    return deadline;
}

/// How long to wait at once: until the deadline, and a little only where another thread may stop it.
int milliseconds_of(const drivers::Deadline& deadline) {
    constexpr std::chrono::milliseconds look{20};
    if (!deadline) return -1;
    std::chrono::milliseconds left = deadline.stop != nullptr ? look : std::chrono::milliseconds::max();
    if (deadline.at)
        left = std::min(left, std::chrono::duration_cast<std::chrono::milliseconds>(*deadline.at -
                                                                                    std::chrono::steady_clock::now()) +
                                  std::chrono::milliseconds(1));
    constexpr std::chrono::milliseconds most{60'000};
    return static_cast<int>(std::clamp(left, std::chrono::milliseconds(0), most).count());
}

bool is_wait(Status status) {
    return status == Status::want_read || status == Status::want_write || status == Status::want_worker;
}

}  // namespace

bool Running::wants(Status status) noexcept { return is_wait(status); }

void wait_for(drivers::Connection& connection, Status status, const drivers::Deadline& deadline) {
    if (status == Status::want_worker) return;  // this thread may block: it just calls again
    pollfd descriptor{connection.socket(), static_cast<short>(status == Status::want_read ? POLLIN : POLLOUT), 0};
    if (descriptor.fd < 0) return;
    for (bool ready = false; !ready;) {
        ready = ::poll(&descriptor, 1, milliseconds_of(deadline)) != 0;
        if (!ready) deadline.check("The deadline passed while the database was still at work.");
    }
}

inline Running::Running(const Session& session, const drivers::Plan& plan, const schema::Model* model,
                        std::size_t values, const std::source_location& location)
    : lease_(session, plan.writes() ? drivers::Role::writer : drivers::Role::reader),
      core_(*session.core),
      plan_(plan),
      model_(model),
      location_(location),
      values_(values),
      is_watched_(core_.has_listeners()) {
    if (session.options) deadline_ = deadline_of(*session.options);
}

Running::Running(const Session& session, const drivers::Plan& plan, const schema::Model* model,
                 std::span<const Cell> values)
    : Running(session, plan, model, values.size(), session.location) {
    start([&] { return connection().start(plan_, values, deadline_, operation_); });
}

Running::Running(const Session& session, const drivers::Plan& plan, const schema::Model* model,
                 const drivers::MemberValues& values)
    : Running(session, plan, model, values.places.size(), session.location) {
    start([&] { return connection().start_from(plan_, values, deadline_, operation_); });
}

Running::Running(const Session& session, const drivers::Plan& plan, const schema::Model* model,
                 std::span<const Cell> values, const std::source_location& location, const drivers::Deadline& deadline)
    : Running(session, plan, model, values.size(), location) {
    if (deadline) deadline_ = deadline;
    start([&] { return connection().start(plan_, values, deadline_, operation_); });
}

template <class Start>
void Running::start(Start start) {
    failed_ = true;  // until it has started
    if (is_watched_) begun_ = std::chrono::steady_clock::now();
    Status status = start();
    while (operation_ == nullptr && wants(status)) {
        wait_for(connection(), status, deadline_);
        status = start();
    }
    if (status == Status::failed) fail();
    failed_ = false;
    done_ = status == Status::done;
}

Running::~Running() {
    if (is_watched_ && !failed_) core_.notify(event());
    if (operation_ != nullptr) lease_.connection().finish(*operation_);
}

bool Running::take(Status status) {
    if (status == Status::failed) fail();
    done_ = status == Status::done;
    return !done_;
}

const drivers::Result& Running::complete() {
    std::span<const Cell> row;
    while (!done_) (void)next(row);
    return operation_->result();
}

void Running::fail() {
    failed_ = true;
    drivers::Connection& connection = lease_.connection();
    if (operation_ != nullptr) connection.finish(*operation_);
    operation_ = nullptr;
    if (is_watched_) throw_failure(core_, connection, model_, event());
    connection.throw_error(model_);
    std::terminate();  // it never returns; not every compiler sees that through a virtual call
}

StatementEvent Running::event() const noexcept {
    StatementEvent event;
    event.text = plan_.text();
    if (model_ != nullptr) event.model = model_->name;
    event.values = values_;
    event.rows = operation_ != nullptr && plan_.writes() ? operation_->result().rows : rows_;
    event.duration = std::chrono::steady_clock::now() - begun_;
    event.connection = lease_.connection().number;
    event.location = location_;
    return event;
}

namespace {

/// `send` runs the batch on a connection; `values` are bound in all.
template <class Send>
void run_rows(const Session& session, const drivers::Plan& plan, const schema::Model* model, std::size_t rows,
              std::size_t values, Send send) {
    const Lease lease(session, drivers::Role::writer);
    drivers::Connection& connection = lease.connection();
    const bool watched = session.core->has_listeners();
    const auto begun = watched ? std::chrono::steady_clock::now() : std::chrono::steady_clock::time_point{};
    Status status = send(connection);
    while (is_wait(status)) {
        wait_for(connection, status, std::nullopt);
        status = send(connection);
    }
    if (!watched) {
        if (status == Status::failed) connection.throw_error(model);
        return;
    }
    StatementEvent event;
    event.text = plan.text();
    if (model != nullptr) event.model = model->name;
    event.values = values;
    event.rows = static_cast<std::int64_t>(rows);
    event.duration = std::chrono::steady_clock::now() - begun;
    event.connection = connection.number;
    event.location = session.location;
    if (status == Status::failed) throw_failure(*session.core, connection, model, event);
    session.core->notify(event);
}

}  // namespace

void run_batch(const Session& session, const drivers::Plan& plan, const schema::Model* model, std::size_t rows,
               std::span<const Cell> values, std::vector<std::int64_t>* generated) {
    run_rows(session, plan, model, rows, values.size(), [&](drivers::Connection& connection) {
        return connection.batch(plan, rows, values, std::nullopt, generated);
    });
}

void run_batch(const Session& session, const drivers::Plan& plan, const schema::Model* model,
               const drivers::MemberRows& rows, std::vector<std::int64_t>* generated) {
    run_rows(session, plan, model, rows.count, rows.count * rows.places.size(), [&](drivers::Connection& connection) {
        return connection.batch_from(plan, rows, std::nullopt, generated);
    });
}

}  // namespace tenon::engine
