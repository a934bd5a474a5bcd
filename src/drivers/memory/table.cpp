#include "drivers/memory/table.hpp"

#include <algorithm>
#include <utility>

namespace tenon::drivers::memory {

Table::Table(const schema::Model& model) : model_(model), foreign_keys_(foreign_keys_of(model)), definitions_(model_) {
    add_index("primary key", model_.key, true);
    for (const schema::Index& index : model_.indexes)
        add_index(index.name, index.fields, index.unique && index.is_plain());
    for (const ForeignKey& key : foreign_keys_) {
        if (index_on(key.local) == nullptr) add_index(key.name, key.local, false);
    }
}

void Table::add_index(std::string name, const Fields& fields, bool unique) {
    if (!fields.empty()) indexes_.emplace_back(std::move(name), fields, unique);
}

const Row* Table::find(RowId id) const {
    const auto found = rows_.find(id);
    return found == rows_.end() ? nullptr : &found->second;
}

const Index* Table::index_on(const Fields& fields) const {
    const auto found =
        std::find_if(indexes_.begin(), indexes_.end(), [&](const Index& index) { return index.fields() == fields; });
    return found == indexes_.end() ? nullptr : &*found;
}

bool Table::has_key(const Fields& fields, const std::string& key) const {
    if (const Index* index = index_on(fields)) return !index->find(key).empty();
    return std::any_of(rows_.begin(), rows_.end(),
                       [&](const auto& entry) { return key_of(entry.second, fields) == key; });
}

void Table::set(RowId id, std::optional<Row> row) {
    const auto old = rows_.find(id);
    if (old != rows_.end()) {
        for (Index& index : indexes_) index.remove(id, old->second);
    }
    if (!row) {
        if (old != rows_.end()) rows_.erase(old);
        return;
    }
    Row& stored = old == rows_.end() ? rows_[id] : old->second;
    stored = std::move(*row);
    for (Index& index : indexes_) index.add(id, stored);
    move_last_key(stored);
}

void Table::move_last_key(const Row& row) noexcept {
    if (!model_.key_is_assigned) return;
    if (const std::int64_t* key = row[model_.key.front()].if_integer()) last_key_ = std::max(last_key_, *key);
}

}  // namespace tenon::drivers::memory
