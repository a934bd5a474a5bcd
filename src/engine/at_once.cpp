#include "engine/at_once.hpp"

#include "engine/running.hpp"

namespace tenon::engine {
namespace {

bool is_at_once(const Session& session) {
    return session.core->runs_at_once() && !session.core->has_listeners() && session.options == nullptr;
}

bool read_by_steps(const Session& session, const drivers::Plan& plan, const schema::Model* model,
                   std::span<const Cell> values, const drivers::OneRow& row) {
    Running running(session, plan, model, values);
    drivers::RowTarget target(row.layout, row.object);
    drivers::PlacedRow placed;
    if (!running.next_into(target, placed)) return false;
    row.hand_on(placed);
    return true;
}

/// `write` is the driver's call.
template <class Values, class Write>
inline drivers::Result write(const Session& session, const drivers::Plan& plan, const schema::Model* model,
                             const Values& values, Write write) {
    if (!is_at_once(session)) [[unlikely]]
        return Running(session, plan, model, values).complete();
    const Lease lease(session, drivers::Role::writer);
    drivers::Result result;
    if (write(lease.connection(), result) == drivers::Status::failed) [[unlikely]]
        lease.connection().throw_error(model);
    return result;
}

}  // namespace

bool read_one(const Session& session, const drivers::Plan& plan, const schema::Model* model,
              std::span<const Cell> values, const drivers::OneRow& row) {
    if (!is_at_once(session)) [[unlikely]]
        return read_by_steps(session, plan, model, values, row);
    const Lease lease(session, drivers::Role::reader);
    const drivers::Status status = lease.connection().read_one(plan, values, row);
    if (status == drivers::Status::failed) [[unlikely]]
        lease.connection().throw_error(model);
    return status == drivers::Status::row;
}

drivers::Result write_one(const Session& session, const drivers::Plan& plan, const schema::Model* model,
                          std::span<const Cell> values) {
    return write(session, plan, model, values, [&](drivers::Connection& connection, drivers::Result& result) {
        return connection.write_one(plan, values, result);
    });
}

drivers::Result write_one(const Session& session, const drivers::Plan& plan, const schema::Model* model,
                          const drivers::MemberValues& values) {
    return write(session, plan, model, values, [&](drivers::Connection& connection, drivers::Result& result) {
        return connection.write_one_from(plan, values, result);
    });
}

}  // namespace tenon::engine
