#include "drivers/memory/table.hpp"

#include <algorithm>
#include <utility>

namespace tenon::drivers::memory {

Table::Table(const schema::Model& model) : model_(model), foreign_keys_(foreign_keys_of(model)), definitions_(model_) {
    add_index("primary key", model_.key, true);
    for (const schema::Index& index : model_.indexes)
        add_index(index.name, index.fields, index.unique && index.is_plain(),
                  index.living ? model_.deleted_at : std::nullopt);
    for (const ForeignKey& key : foreign_keys_) {
        if (index_on(key.local) == nullptr) add_index(key.name, key.local, false);
    }
}

void Table::add_index(std::string name, const Fields& fields, bool unique, std::optional<std::uint16_t> living_by) {
    if (fields.empty()) return;
    Fields folded = fields;
    std::erase_if(folded, [this](std::uint16_t field) { return !model_.fields[field].folded; });
    indexes_.emplace_back(std::move(name), fields, unique, std::move(folded), living_by);
}

std::vector<RowId> Table::alike(const Index& index, const Row& row) const {
    std::vector<RowId> found;
    if (!index.holds_alone(row)) return found;
    for (const RowId id : index.find(index.key_of(row)))
        if (index.holds_alone(*find(id))) found.push_back(id);
    return found;
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

void Table::set(RowId id, std::optional<Row> row, OldRow& old) {
    old.last_key = last_key_;
    std::map<RowId, Row> made;  // before anything is changed
    if (row) made.emplace(id, std::move(*row));
    if (const auto found = rows_.find(id); found != rows_.end()) unindex(id, found->second);
    old.row = rows_.extract(id);
    old.is_out = true;
    if (!row) return;
    const Row& stored = rows_.insert(made.extract(id)).position->second;
    index(id, stored);
    move_last_key(stored);
}

bool Table::take_back(RowId id, OldRow old) noexcept {
    last_key_ = old.last_key;
    bool is_whole = true;
    if (old.is_out) {
        if (const auto found = rows_.find(id); found != rows_.end()) {
            try {
                unindex(id, found->second);
            } catch (...) {  // NOLINT: no memory for a key
                is_whole = false;
            }
            rows_.erase(found);
        }
        if (old.row) rows_.insert(std::move(old.row));
    }
    const auto restored = rows_.find(id);
    return (restored == rows_.end() || try_index(id, restored->second)) && is_whole;
}

void Table::make_indexes_anew() {
    for (Index& index : indexes_) {
        index.clear();
        for (const auto& [id, row] : rows_) index.add(id, row);
    }
}

void Table::unindex(RowId id, const Row& row) {
    for (Index& index : indexes_) index.remove(id, row);
}
void Table::index(RowId id, const Row& row) {
    for (Index& index : indexes_) index.add(id, row);
}
bool Table::try_index(RowId id, const Row& row) noexcept {
    try {
        index(id, row);
        return true;
    } catch (...) {  // NOLINT: no memory
        return false;
    }
}

void Table::move_last_key(const Row& row) noexcept {
    if (!model_.key_is_assigned) return;
    if (const std::int64_t* key = row[model_.key.front()].if_integer()) last_key_ = std::max(last_key_, *key);
}

}  // namespace tenon::drivers::memory
