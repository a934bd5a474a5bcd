#include "engine/snapshot.hpp"

#include "engine/control.hpp"

namespace tenon::engine {

Snapshot::Snapshot(const Session& outer) : session_(outer) {
    if (outer.transaction != nullptr || outer.taken != nullptr) return;
    lease_.emplace(outer, drivers::Role::reader);
    session_.taken = &lease_->connection();
    control(*outer.core, *session_.taken, drivers::Control::begin_read_only, 0, session_.location);
}

Snapshot::~Snapshot() {
    if (!lease_) return;
    try {
        control(*session_.core, *session_.taken, drivers::Control::commit, 0, session_.location);
    } catch (...) {  // NOLINT: the pool sees that it is still open, and rolls it back
        return;
    }
}

}  // namespace tenon::engine
