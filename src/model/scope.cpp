#include "model/scope.hpp"

#include "engine/transaction.hpp"
#include "model/state.hpp"

namespace tenon::model {

TransactionScope::TransactionScope(const Session& outer) : session_(outer) {
    if (outer.transaction) {
        session_.depth = outer.transaction->begin_savepoint(outer.depth);
    } else {
        engine::require_can_begin(outer);
        session_.transaction = std::make_shared<engine::TransactionState>(outer.core, outer.location);
        session_.depth = 0;
    }
}

TransactionScope::~TransactionScope() {
    if (done_) return;
    if (session_.depth > 0)
        session_.transaction->rollback_savepoint(session_.depth);
    else
        session_.transaction->rollback();
}

void TransactionScope::commit() {
    if (session_.depth > 0)
        session_.transaction->release_savepoint(session_.depth);
    else
        session_.transaction->commit();
    done_ = true;
}

}  // namespace tenon::model

namespace tenon {

Transaction Transaction::at(std::source_location location) const {
    engine::Session session = session_;
    session.location = location;
    return Transaction(std::move(session));
}

}  // namespace tenon

namespace tenon::model {

const Instance& instance_of(const Session& session, const typed::ModelInfo& info) {
    return state_of(session).registry.require(info);
}

}  // namespace tenon::model
