#include <utility>

#include "drivers/memory/matching.hpp"
#include "drivers/memory/write.hpp"

namespace tenon::drivers::memory {

namespace {

// Takes rows out, and does to those that refer to them what their relations say.
class Removal {
public:
    explicit Removal(Store& store) : store_(store) {}

    void take_out(Table& table, RowId id) {
        const Row* row = table.find(id);
        if (row == nullptr) return;  // another row's cascade came first
        gone_.push_back({&table, *row});
        store_.put(table, id, std::nullopt);
    }

    void follow_references() {
        while (!gone_.empty()) {
            const Gone gone = std::move(gone_.back());
            gone_.pop_back();
            for (const Reference& reference : store_.references_to(*gone.table)) follow(reference, gone.row);
        }
    }

private:
    struct Gone {
        Table* table;
        Row row;
    };

    void follow(const Reference& reference, const Row& gone) {
        const ForeignKey& foreign = *reference.key;
        if (foreign.on_delete == schema::OnDelete::restrict) return;  // checked when the statement ends
        const std::string key = key_of(gone, foreign.foreign);
        if (key.empty()) return;
        const std::set<RowId> children = reference.child->index_on(foreign.local)->find(key);
        for (const RowId id : children) {
            if (foreign.on_delete == schema::OnDelete::cascade) {
                take_out(*reference.child, id);
            } else {
                set_empty(*reference.child, id, foreign.local);
            }
        }
    }

    void set_empty(Table& table, RowId id, const Fields& fields) {
        Row row = *table.find(id);
        for (const std::uint16_t field : fields) row[field] = Value();
        table.definitions().fill(table.model(), row);
        store_.put(table, id, std::move(row));
    }

    Store& store_;
    std::vector<Gone> gone_;
};

}  // namespace

Outcome remove(Store& store, const ir::Delete& remove, std::span<const Equality> equalities,
               std::span<const Value> values) {
    Table& table = store.table(*remove.model);
    const std::vector<RowId> ids = reached(store, table, remove.where, remove.reach, equalities, values);
    Outcome outcome;
    if (!remove.reach.returning.empty())
        for (const RowId id : ids) outcome.rows.push_back(values_of(*table.find(id), remove.reach.returning));
    Removal removal(store);
    for (const RowId id : ids) removal.take_out(table, id);
    removal.follow_references();
    outcome.result.rows = static_cast<std::int64_t>(ids.size());
    return outcome;
}

}  // namespace tenon::drivers::memory
