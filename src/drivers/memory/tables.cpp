#include "drivers/memory/tables.hpp"

#include <algorithm>
#include <iterator>

#include "drivers/memory/difference.hpp"
#include <tenon/error.hpp>

namespace tenon::drivers::memory {

namespace {

using Models = std::span<const schema::Model* const>;

bool is_named(const schema::Model& table, Models models) {
    return std::any_of(models.begin(), models.end(),
                       [&](const schema::Model* model) { return is_same_table(*model, table); });
}

bool refers(const Table& child, const ForeignKey& key) {
    return std::any_of(child.rows().begin(), child.rows().end(),
                       [&](const auto& entry) { return !key_of(entry.second, key.local).empty(); });
}

void check_not_referred_to(const Store& store, const Table& table, Models dropped) {
    for (const Reference& reference : store.references_to(table)) {
        const schema::Model& child = reference.child->model();
        if (is_named(child, dropped) || !refers(*reference.child, *reference.key)) continue;
        ErrorDetail detail;
        detail.model = table.model().name;
        detail.constraint = reference.key->name;
        throw ForeignKeyViolation("The table " + table.model().full_table() + " can't be dropped: rows of " +
                                      child.full_table() + " refer to it. Drop that table as well, or empty it first.",
                                  detail);
    }
}

}  // namespace

std::vector<SchemaDifference> create_missing(MemoryConnection& connection, Models models) {
    std::vector<SchemaDifference> all;
    connection.change(std::nullopt, [&](Store& store) {
        const std::size_t mark = store.mark();
        for (const schema::Model* model : models) {
            if (const Table* table = store.find(*model)) {
                std::vector<SchemaDifference> found = differences(*table, *model);
                std::move(found.begin(), found.end(), std::back_inserter(all));
            } else {
                store.put(model->full_table(), std::make_shared<Table>(*model));
            }
        }
        if (!all.empty()) store.undo_to(mark);
    });
    return all;
}

std::vector<SchemaDifference> differences(MemoryConnection& connection, Models models) {
    std::vector<SchemaDifference> all;
    connection.change(std::nullopt, [&](Store& store) {
        for (const schema::Model* model : models) {
            const Table* table = store.find(*model);
            if (table == nullptr) {
                all.push_back({model->full_table(), "table " + model->full_table() + " is missing"});
                continue;
            }
            std::vector<SchemaDifference> found = differences(*table, *model);
            std::move(found.begin(), found.end(), std::back_inserter(all));
        }
    });
    return all;
}

void drop(MemoryConnection& connection, Models models) {
    connection.change(std::nullopt, [&](Store& store) {
        for (const schema::Model* model : models) {
            if (const Table* table = store.find(*model)) check_not_referred_to(store, *table, models);
        }
        for (const schema::Model* model : models) {
            if (store.find(*model) != nullptr) store.put(model->full_table(), nullptr);
        }
    });
}

}  // namespace tenon::drivers::memory
