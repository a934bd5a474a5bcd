#include "drivers/memory/index.hpp"

#include <algorithm>
#include <utility>

#include "query/value_key.hpp"
#include "value/case_fold.hpp"

namespace tenon::drivers::memory {

std::string key_of(std::span<const Value> row, const Fields& fields) {
    std::string key;
    for (const std::uint16_t field : fields) {
        if (row[field].is_empty()) return {};
        query::append_key(row[field], key);
    }
    return key;
}

void append_folded(const Value& value, std::string& key) {
    query::append_key(Value(case_folded(value.as_text())), key);
}

Index::Index(std::string name, Fields fields, bool unique, Fields folded, std::optional<std::uint16_t> living_by)
    : name_(std::move(name)),
      fields_(std::move(fields)),
      unique_(unique),
      folded_(std::move(folded)),
      living_by_(living_by) {}

void Index::append(std::uint16_t field, const Value& value, std::string& key) const {
    if (std::find(folded_.begin(), folded_.end(), field) == folded_.end()) return query::append_key(value, key);
    append_folded(value, key);
}

std::string Index::key_of(std::span<const Value> row) const {
    std::string key;
    for (const std::uint16_t field : fields_) {
        if (row[field].is_empty()) return {};
        append(field, row[field], key);
    }
    return key;
}

void Index::add(RowId id, const Row& row) {
    std::string key = key_of(row);
    if (!key.empty()) rows_[std::move(key)].insert(id);
}

void Index::remove(RowId id, const Row& row) {
    const auto found = rows_.find(key_of(row));
    if (found == rows_.end()) return;
    found->second.erase(id);
    if (found->second.empty()) rows_.erase(found);
}

const std::set<RowId>& Index::find(const std::string& key) const {
    static const std::set<RowId> none;
    const auto found = rows_.find(key);
    return found == rows_.end() ? none : found->second;
}

}  // namespace tenon::drivers::memory
