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
            if (key.target_table == table.model().table) references.push_back({child.get(), &key});
        }
    }
    return references;
}

void Store::put(Table& table, RowId id, std::optional<Row> row) {
    RowChange change{&table, id, std::nullopt, table.last_key()};
    if (const Row* before = table.find(id)) change.before = *before;
    journal_.emplace_back(std::move(change));
    table.set(id, std::move(row));
}

void Store::put(const std::string& name, std::shared_ptr<Table> table) {
    const auto found = tables_.find(name);
    journal_.emplace_back(TableChange{name, found == tables_.end() ? nullptr : found->second});
    if (table) {
        tables_[name] = std::move(table);
    } else if (found != tables_.end()) {
        tables_.erase(found);
    }
}

void Store::undo(RowChange& change) {
    change.table->set(change.id, std::move(change.before));
    change.table->set_last_key(change.last_key);
}

void Store::undo(TableChange& change) {
    if (change.before) {
        tables_[change.name] = std::move(change.before);
    } else {
        tables_.erase(change.name);
    }
}

void Store::undo_to(std::size_t mark) {
    while (journal_.size() > mark) {
        std::visit([this](auto& change) { undo(change); }, journal_.back());
        journal_.pop_back();
    }
}

}  // namespace tenon::drivers::memory
