// Many records of a run-time model, stored by the calls that store many objects: their values one behind the other.

#include <algorithm>
#include <iterator>
#include <utility>

#include "model/record_access.hpp"
#include <tenon/error.hpp>
#include <tenon/on_conflict.hpp>
#include <tenon/record.hpp>

namespace tenon {
namespace {

class RowsOfValues {
public:
    RowsOfValues(const model::Instance& instance, std::vector<Record>& records)
        : fields_(instance.model.fields.size()) {
        values_.reserve(records.size() * fields_);
        for (const Record& record : records) {
            if (&model::RecordAccess::instance(record) != &instance)
                throw QueryError("insert_many() of " + instance.model.name + " takes its own records, and one is a " +
                                     model::RecordAccess::instance(record).model.name + ".",
                                 {.model = instance.model.name, .fields = {}, .constraint = {}, .database_code = {}});
            const Value* values = model::RecordAccess::values(record);
            values_.insert(values_.end(), values, values + fields_);
        }
    }
    [[nodiscard]] void* first() { return values_.data(); }
    [[nodiscard]] std::size_t stride() const { return fields_ * sizeof(Value); }
    void put(std::size_t row, Record& record) {
        const auto begin = values_.begin() + static_cast<std::ptrdiff_t>(row * fields_);
        std::move(begin, begin + static_cast<std::ptrdiff_t>(fields_), model::RecordAccess::stored_values(record));
    }

private:
    std::size_t fields_;
    std::vector<Value> values_;
};

}  // namespace

std::vector<Record> RecordModel::insert_many(std::vector<Record> records) const {
    RowsOfValues rows(*instance_, records);
    model::insert_many(session_, *instance_, rows.first(), records.size(), rows.stride());
    for (std::size_t i = 0; i < records.size(); ++i) rows.put(i, records[i]);
    return records;
}

std::vector<Record> RecordModel::insert_many(std::vector<Record> records, IgnoreDuplicates) const {
    RowsOfValues rows(*instance_, records);
    std::vector<Record> stored;
    for (const std::size_t i : model::insert_new(session_, *instance_, rows.first(), records.size(), rows.stride())) {
        rows.put(i, records[i]);
        stored.push_back(std::move(records[i]));
    }
    return stored;
}

}  // namespace tenon
