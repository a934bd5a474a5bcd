#include "drivers/memory/index.hpp"

#include <utility>

#include "query/value_key.hpp"

namespace tenon::drivers::memory {

std::string key_of(std::span<const Value> row, const Fields& fields) {
    std::string key;
    for (const std::uint16_t field : fields) {
        if (row[field].is_empty()) return {};
        query::append_key(row[field], key);
    }
    return key;
}

Index::Index(std::string name, Fields fields, bool unique)
    : name_(std::move(name)),
      fields_(std::move(fields)),
      unique_(unique) {}

void Index::add(RowId id, const Row& row) {
    std::string key = key_of(row, fields_);
    if (!key.empty()) rows_[std::move(key)].insert(id);
}

void Index::remove(RowId id, const Row& row) {
    const auto found = rows_.find(key_of(row, fields_));
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
