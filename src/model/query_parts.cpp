#include <tenon/query_parts.hpp>

#include <utility>

namespace tenon::typed {

QueryParts::QueryParts(const engine::Session& runs, const model::Instance* of) : session(runs), instance(of) {}
QueryParts::QueryParts(const engine::Session& runs, const model::Instance* of, const KeptValues& given)
    : session(runs),
      instance(of),
      values(given) {}
QueryParts::QueryParts(const engine::Session& runs, const model::Instance* of, KeptValues&& given)
    : session(runs),
      instance(of),
      values(std::move(given)) {}
QueryParts::QueryParts(const QueryParts& query, const KeptValues& added)
    : session(query.session),
      instance(query.instance),
      values(query.values, added) {}
QueryParts::QueryParts(const QueryParts& query, KeptValues&& added)
    : session(query.session),
      instance(query.instance),
      values(query.values, std::move(added)) {}
QueryParts::QueryParts(const QueryParts& query, std::int64_t added) : QueryParts(query) { values.add(Value(added)); }
QueryParts::QueryParts(const QueryParts&) = default;
QueryParts::QueryParts(QueryParts&&) noexcept = default;
QueryParts& QueryParts::operator=(const QueryParts&) = default;
QueryParts& QueryParts::operator=(QueryParts&&) noexcept = default;
QueryParts::~QueryParts() = default;

}  // namespace tenon::typed
