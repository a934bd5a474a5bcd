#include "model/scope.hpp"

#include "engine/snapshot.hpp"
#include "engine/transaction.hpp"
#include "model/state.hpp"
#include <tenon/error.hpp>
#include <tenon/record.hpp>
#include <tenon/snapshot.hpp>

namespace tenon::model {

TransactionScope::TransactionScope(const Session& outer) : session_(outer) {
    if (outer.transaction) {
        session_.depth = outer.transaction->begin_savepoint(outer.depth);
    } else {
        engine::require_can_begin(outer);
        session_ = outer.within(std::make_shared<engine::TransactionState>(outer.shared_core(), outer.location));
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

ReadScope::ReadScope(const Session& outer) : snapshot_(std::make_shared<engine::Snapshot>(outer)) {}
ReadScope::~ReadScope() = default;
const Session& ReadScope::session() const noexcept { return snapshot_->session(); }

}  // namespace tenon::model

namespace tenon {

RecordModel Transaction::model(std::string_view name) const {
    return RecordModel(session_, &model::records_instance(session_, name));
}

Transaction Transaction::at(std::source_location location) const {
    engine::Session session = session_;
    session.location = location;
    return Transaction(std::move(session));
}

}  // namespace tenon

namespace tenon::model {

const Instance& known_instance(const Session& session, std::string_view name) {
    if (const Instance* found = state_of(session).registry.find(name)) return *found;
    const std::string quoted = "`" + std::string(name) + "`";
    throw QueryError("No model is called " + quoted + ": define it first, by db.define(" + quoted +
                     ", …); that of a struct is known from db.model<" + std::string(name) + ">() on.");
}

const Instance& records_instance(const Session& session, std::string_view name) {
    return state_of(session).registry.records_of(known_instance(session, name));
}

const Instance& instance_of(const Session& session, const typed::ModelInfo& info) {
    return state_of(session).registry.require(info);
}

}  // namespace tenon::model
