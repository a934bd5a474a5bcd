#include <tenon/record_bulk.hpp>

#include <string_view>
#include <utility>

namespace tenon {
namespace {

/// Values that outlive the call that gave them.
class OwnedValues {
public:
    explicit OwnedValues(Assignments given) {
        for (const auto& [name, value] : given) values_.emplace_back(std::string(name), value);
    }
    [[nodiscard]] std::vector<std::pair<std::string_view, Value>> given() const {
        return {values_.begin(), values_.end()};
    }

private:
    std::vector<std::pair<std::string, Value>> values_;
};

}  // namespace

RecordBulk& RecordBulk::add(Operation operation) {
    operations_.push_back(std::move(operation));
    return *this;
}

RecordBulk& RecordBulk::insert(Assignments values) {
    return add([owned = OwnedValues(values)](const RecordModel& model, BulkResult& result) {
        model.build_of(owned.given()).save();
        ++result.inserted;
    });
}

RecordBulk& RecordBulk::update(const RecordExpression& condition, Assignments values) {
    return add([condition, owned = OwnedValues(values)](const RecordModel& model, BulkResult& result) {
        const RecordQuery query = model.find(condition);
        result.updated += query.update_by(query.assigned(owned.given()));
    });
}
RecordBulk& RecordBulk::update_by(const RecordExpression& condition, ir::Code assignments) {
    return add([condition, assigned = std::move(assignments)](const RecordModel& model, BulkResult& result) {
        result.updated += model.find(condition).update_by(assigned);
    });
}

RecordBulk& RecordBulk::remove(const RecordExpression& condition) {
    return add(
        [condition](const RecordModel& model, BulkResult& result) { result.removed += model.remove(condition); });
}

RecordBulk& RecordBulk::upsert(Assignments values) { return upsert(values, {}); }
RecordBulk& RecordBulk::upsert(Assignments values, UpsertOptions options) {
    return add([owned = OwnedValues(values), rules = std::move(options)](const RecordModel& model, BulkResult& result) {
        result.upserted += model.upsert_of(owned.given(), rules) ? 1 : 0;
    });
}

BulkResult RecordBulk::run_on(const engine::Session& session, const model::Instance& instance,
                              bool stops_at_failure) const {
    return model::run_operations(session, operations_, stops_at_failure,
                                 [&](const engine::Session& inside) { return RecordModel(inside, &instance); });
}

BulkResult RecordModel::bulk_write(const RecordBulk& bulk) const { return bulk.run_on(session_, *instance_, true); }
BulkResult RecordModel::bulk_write(const RecordBulk& bulk, Unordered) const {
    return bulk.run_on(session_, *instance_, false);
}

}  // namespace tenon
