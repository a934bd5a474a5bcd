#include "engine/running.hpp"

#include <poll.h>

#include <exception>
#include <string>

#include <tenon/error.hpp>

namespace tenon::engine {
namespace {

using drivers::Status;

bool wants(Status status) {
    return status == Status::want_read || status == Status::want_write || status == Status::want_worker;
}

}  // namespace

void wait_for(drivers::Connection& connection, Status status, drivers::Deadline deadline) {
    if (status == Status::want_worker) return;  // this thread may block: it just calls again
    int timeout = -1;
    if (deadline) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(*deadline - std::chrono::steady_clock::now());
        timeout = left.count() < 0 ? 0 : static_cast<int>(left.count()) + 1;
    }
    pollfd descriptor{connection.socket(), static_cast<short>(status == Status::want_read ? POLLIN : POLLOUT), 0};
    if (descriptor.fd < 0) return;
    const int ready = ::poll(&descriptor, 1, timeout);
    if (ready == 0) throw StatementTimeout("The deadline passed while the database was still at work.");
}

Running::Running(const Session& session, const drivers::Plan& plan, const schema::Model* model,
                 std::span<const Cell> values, drivers::Deadline deadline)
    : lease_(session, plan.writes() ? drivers::Role::writer : drivers::Role::reader),
      core_(*session.core),
      plan_(plan),
      model_(model),
      deadline_(deadline),
      values_(values.size()) {
    if (core_.has_listeners()) begun_ = std::chrono::steady_clock::now();
    drivers::Connection& connection = lease_.connection();
    Status status = connection.start(plan, values, deadline, operation_);
    while (operation_ == nullptr && wants(status)) {
        wait_for(connection, status, deadline);
        status = connection.start(plan, values, deadline, operation_);
    }
    if (status == Status::failed) fail();
    done_ = status == Status::done;
}

Running::~Running() {
    if (core_.has_listeners() && !failed_) tell();
    if (operation_ != nullptr) lease_.connection().finish(*operation_);
}

bool Running::next_slowly(Status status, std::span<const Cell>& row) {
    while (wants(status)) {
        wait_for(lease_.connection(), status, deadline_);
        status = operation_->fetch(row);
    }
    if (status == Status::failed) fail();
    done_ = status == Status::done;
    if (!done_) ++rows_;
    return !done_;
}

const drivers::Result& Running::complete() {
    std::span<const Cell> row;
    while (!done_) (void)next(row);
    return operation_->result();
}

void Running::fail() {
    failed_ = true;
    if (core_.has_listeners()) tell();
    drivers::Connection& connection = lease_.connection();
    if (operation_ != nullptr) connection.finish(*operation_);
    operation_ = nullptr;
    connection.throw_error(model_);
    std::terminate();  // throw_error never returns; not every compiler sees that through a virtual call
}

void Running::tell() noexcept {
    StatementEvent event;
    event.text = plan_.text();
    if (model_ != nullptr) event.model = model_->name;
    event.values = values_;
    event.rows = operation_ != nullptr && plan_.writes() ? operation_->result().rows : rows_;
    event.duration = std::chrono::steady_clock::now() - begun_;
    event.failed = failed_;
    try {
        core_.notify(event);
    } catch (...) {  // NOLINT: a listener's trouble must not undo a statement that was done
    }
}

void run_batch(const Session& session, const drivers::Plan& plan, const schema::Model* model, std::size_t rows,
               std::span<const Cell> values, std::vector<std::int64_t>* generated) {
    const Lease lease(session, drivers::Role::writer);
    drivers::Connection& connection = lease.connection();
    const bool watched = session.core->has_listeners();
    const auto begun = watched ? std::chrono::steady_clock::now() : std::chrono::steady_clock::time_point{};
    Status status = connection.batch(plan, rows, values, std::nullopt, generated);
    while (wants(status)) {
        wait_for(connection, status, std::nullopt);
        status = connection.batch(plan, rows, values, std::nullopt, generated);
    }
    if (watched) {
        StatementEvent event;
        event.text = plan.text();
        if (model != nullptr) event.model = model->name;
        event.values = values.size();
        event.rows = static_cast<std::int64_t>(rows);
        event.duration = std::chrono::steady_clock::now() - begun;
        event.failed = status == Status::failed;
        session.core->notify(event);
    }
    if (status == Status::failed) connection.throw_error(model);
}

}  // namespace tenon::engine
