#include "drivers/memory/store.hpp"

#include <utility>

#include <tenon/error.hpp>

namespace tenon::drivers::memory {

Table* Store::find(std::string_view table) const {
    const auto found = tables_.find(table);
    return found == tables_.end() ? nullptr : found->second.get();
}

Table& Store::table(std::string_view name, std::string_view model) const {
    if (Table* found = find(name)) return *found;
    ErrorDetail detail;
    detail.model = model;
    const std::string called(model);
    throw SchemaError("The table " + std::string(name) + " of " + called +
                          " doesn't exist in this memory: database; call " + "db.sync<" + called +
                          ">() first (db.sync() for models that were defined at run time).",
                      detail);
}

std::vector<Reference> Store::references_to(const Table& table) const {
    std::vector<Reference> references;
    for (const auto& [name, child] : tables_) {
        for (const ForeignKey& key : child->foreign_keys()) {
            if (key.target_table == table.model().full_table()) references.push_back({child.get(), &key});
        }
    }
    return references;
}

void Store::put(Table& table, RowId id, std::optional<Row> row) {
    journal_.emplace_back(RowChange{&table, id, {}});
    table.set(id, std::move(row), std::get<RowChange>(journal_.back()).old);
}

void Store::put(const std::string& name, std::shared_ptr<Table> table) {
    journal_.emplace_back(TableChange{name, {}});
    std::get<TableChange>(journal_.back()).before = tables_.extract(name);
    if (table) tables_.emplace(name, std::move(table));
}

void Store::undo(RowChange& change) noexcept {
    if (!change.table->take_back(change.id, std::move(change.old))) is_damaged_ = true;
}

void Store::undo(TableChange& change) noexcept {
    if (const auto made = tables_.find(change.name); made != tables_.end()) tables_.erase(made);
    if (change.before) tables_.insert(std::move(change.before));
}

void Store::undo_to(std::size_t mark) noexcept {
    while (journal_.size() > mark) {
        std::visit([this](auto& change) { undo(change); }, journal_.back());
        journal_.pop_back();
    }
}

void Store::repair() {
    if (!is_damaged_) return;
    for (const auto& [name, table] : tables_) table->make_indexes_anew();
    is_damaged_ = false;
}

}  // namespace tenon::drivers::memory
