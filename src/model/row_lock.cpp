// Rows that a query locks until its transaction ends.

#include <string>

#include "model/instance.hpp"
#include <tenon/error.hpp>
#include <tenon/record.hpp>

namespace tenon {
namespace model {

void require_transaction(const Session& session, const Instance& instance, ir::Op lock) {
    if (session.transaction != nullptr) return;
    const std::string name(ir::name_of(lock));
    throw QueryError(name + "() of " + instance.model.name +
                         " is outside of a transaction, where the lock would be given back at once. Ask by the "
                         "transaction's handle: tx.model<" +
                         instance.model.name + ">().find(…)." + name + "().",
                     {.model = instance.model.name, .fields = {}, .constraint = {}, .database_code = {}});
}

namespace {

ir::Code with_lock(const ir::Code& code, ir::Op lock, ir::LockWait wait) {
    ir::Code locked = code;
    locked.add(ir::Node{lock, static_cast<std::uint8_t>(wait), 0, 0, 0});
    return locked;
}

}  // namespace
}  // namespace model

RecordQuery RecordQuery::for_update(ir::LockWait wait) const {
    model::require_transaction(session_, *instance_, ir::Op::for_update);
    RecordQuery next = *this;
    next.code_ = model::with_lock(code_, ir::Op::for_update, wait);
    return next;
}

RecordQuery RecordQuery::for_share(ir::LockWait wait) const {
    model::require_transaction(session_, *instance_, ir::Op::for_share);
    RecordQuery next = *this;
    next.code_ = model::with_lock(code_, ir::Op::for_share, wait);
    return next;
}

}  // namespace tenon
