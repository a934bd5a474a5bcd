#pragma once
// QueryParts: what a query of whole objects holds, whatever its type.

#include <tenon/session.hpp>
#include <tenon/typed/slots.hpp>

namespace tenon::model {
class Instance;
}

namespace tenon::typed {

/// Through what a query runs, on which model, and its values. Nothing of it is inline: it would be in a user's program once
/// for each call of a chain.
struct QueryParts {
    engine::Session session;
    const model::Instance* instance;
    KeptValues values;

    QueryParts(const engine::Session& runs, const model::Instance* of);
    QueryParts(const engine::Session& runs, const model::Instance* of, const KeptValues& given);
    QueryParts(const engine::Session& runs, const model::Instance* of, KeptValues&& given);
    QueryParts(const engine::Session& runs, const model::Instance* of, None) : QueryParts(runs, of) {}
    /// The same query with what a further clause has.
    QueryParts(const QueryParts& query, const KeptValues& added);
    QueryParts(const QueryParts& query, KeptValues&& added);
    QueryParts(const QueryParts& query, std::int64_t added);
    QueryParts(const QueryParts& query, None) : QueryParts(query) {}
    QueryParts(const QueryParts&);
    QueryParts(QueryParts&&) noexcept;
    QueryParts& operator=(const QueryParts&);
    QueryParts& operator=(QueryParts&&) noexcept;
    ~QueryParts();
};

}  // namespace tenon::typed
