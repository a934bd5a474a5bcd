#include "engine/control.hpp"

#include <chrono>

#include "engine/failure.hpp"

namespace tenon::engine {
namespace {

StatementEvent event_of(drivers::Control what) {
    StatementEvent event;
    const auto is = [&event](StatementKind kind, std::string_view text) {
        event.kind = kind;
        event.text = text;
        return event;
    };
    switch (what) {
    case drivers::Control::commit: return is(StatementKind::commit, "commit");
    case drivers::Control::rollback: return is(StatementKind::rollback, "rollback");
    case drivers::Control::savepoint: return is(StatementKind::savepoint, "savepoint");
    case drivers::Control::release_savepoint: return is(StatementKind::release_savepoint, "release savepoint");
    case drivers::Control::rollback_to_savepoint:
        return is(StatementKind::rollback_to_savepoint, "rollback to savepoint");
    default: return is(StatementKind::begin, "begin");
    }
}

void control_watched(Core& core, drivers::Connection& connection, drivers::Control what, std::uint32_t depth,
                     const std::source_location& location) {
    StatementEvent event = event_of(what);
    event.connection = connection.number;
    event.location = location;
    const auto begun = std::chrono::steady_clock::now();
    const drivers::Status status = connection.control(what, depth, std::nullopt);
    event.duration = std::chrono::steady_clock::now() - begun;
    if (status != drivers::Status::done) throw_failure(core, connection, nullptr, event);
    core.notify(event);
}

}  // namespace

void control(Core& core, drivers::Connection& connection, drivers::Control what, std::uint32_t depth,
             const std::source_location& location) {
    if (core.has_listeners()) return control_watched(core, connection, what, depth, location);
    if (connection.control(what, depth, std::nullopt) != drivers::Status::done) connection.throw_error(nullptr);
}

}  // namespace tenon::engine
