// Run-time models: what is short for a query, or for a call with more to say.

#include <optional>
#include <string>
#include <utility>

#include <tenon/execution.hpp>
#include <tenon/record.hpp>

namespace tenon {

RecordQuery::RecordQuery(engine::Session session, const model::Instance* instance)
    : session_(std::move(session)),
      instance_(instance) {}

Value RecordQuery::sum(std::string path) const { return aggregate(ir::Op::sum, std::move(path)); }
Value RecordQuery::avg(std::string path) const { return aggregate(ir::Op::avg, std::move(path)); }
Value RecordQuery::min(std::string path) const { return aggregate(ir::Op::min, std::move(path)); }
Value RecordQuery::max(std::string path) const { return aggregate(ir::Op::max, std::move(path)); }
std::optional<Record> RecordQuery::update_one(Assignments values, After) const { return update_one(values); }
std::optional<Record> RecordQuery::replace_one(Assignments values, After) const { return replace_one(values); }

RecordModel::RecordModel(engine::Session session, const model::Instance* instance)
    : session_(std::move(session)),
      instance_(instance) {}

RecordModel RecordModel::without_timestamps() const { return {session_.without_timestamps(), instance_}; }
Record RecordModel::build(Assignments values) const { return build_of(values); }
std::optional<Record> RecordModel::upsert(Assignments values, const UpsertOptions& options) const {
    return upsert_of(values, options);
}
RecordQuery RecordModel::find() const { return {session_, instance_}; }
RecordQuery RecordModel::find(const RecordExpression& condition) const { return find().where(condition); }
Record RecordModel::one(const RecordExpression& condition) const { return find(condition).one(); }
std::int64_t RecordModel::count() const { return find().count(); }
std::int64_t RecordModel::count(const RecordExpression& condition) const { return find(condition).count(); }
bool RecordModel::exists() const { return find().exists(); }
bool RecordModel::exists(const RecordExpression& condition) const { return find(condition).exists(); }
std::int64_t RecordModel::estimated_count() const { return model::estimated_count(session_, *instance_); }
std::int64_t RecordModel::update(const RecordExpression& condition, Assignments values) const {
    return find(condition).update(values);
}
std::int64_t RecordModel::update(Everything, Assignments values) const { return every().update(values); }
std::int64_t RecordModel::remove(const RecordExpression& condition) const { return find(condition).remove(); }
std::int64_t RecordModel::remove(Everything) const { return every().remove(); }
std::optional<Record> RecordModel::find_one_and_remove(const RecordExpression& condition) const {
    return find(condition).remove_one();
}

}  // namespace tenon
