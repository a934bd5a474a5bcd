#pragma once
// Store: the tables of one database, and the journal by which changes are taken back.

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "drivers/memory/table.hpp"
#include "drivers/memory/turns.hpp"

namespace tenon::drivers::memory {

using Tables = std::map<std::string, std::shared_ptr<Table>, std::less<>>;

/// A row that was changed, and how to take that back.
struct RowChange {
    Table* table = nullptr;
    RowId id = 0;
    OldRow old;
};

/// A table as it was before it was made or dropped; an empty node: it was not there.
struct TableChange {
    std::string name;
    Tables::node_type before;
};

using Change = std::variant<RowChange, TableChange>;

/// A reference of another table (or the same one) to a table.
struct Reference {
    Table* child = nullptr;
    const ForeignKey* key = nullptr;
};

inline bool is_same_table(const schema::Model& a, const schema::Model& b) noexcept {
    return a.table == b.table && a.table_schema == b.table_schema;
}

/// Tables by their full names. Used by one thread at a time: whoever has the turn.
class Store {
public:
    Turns turns;

    [[nodiscard]] const Tables& tables() const noexcept { return tables_; }
    /// nullptr when there is none.
    [[nodiscard]] Table* find(std::string_view table) const;
    [[nodiscard]] Table* find(const schema::Model& model) const {
        return model.table_schema.empty() ? find(model.table) : find(model.full_table());
    }
    /// Throws SchemaError that says what to call when there is none.
    [[nodiscard]] Table& table(std::string_view name, std::string_view model) const;
    [[nodiscard]] Table& table(const schema::Model& model) const {
        if (Table* found = find(model)) return *found;
        return table(model.full_table(), model.name);
    }
    [[nodiscard]] std::vector<Reference> references_to(const Table& table) const;

    /// Puts in, replaces or (nothing) takes out a row, and notes how it was.
    void put(Table& table, RowId id, std::optional<Row> row);
    /// Makes, or (nullptr) drops, and notes how it was.
    void put(const std::string& name, std::shared_ptr<Table> table);

    /// A point in the journal, to which `undo_to` goes back.
    [[nodiscard]] std::size_t mark() const noexcept { return journal_.size(); }
    [[nodiscard]] std::span<const Change> changes_since(std::size_t mark) const noexcept {
        return std::span<const Change>(journal_).subspan(mark);
    }
    /// Needs no memory. Where an index would, the next `repair` makes it anew.
    void undo_to(std::size_t mark) noexcept;
    /// To be called before a statement. Throws std::bad_alloc, and may be called again then.
    void repair();
    /// What was done stays.
    void forget() noexcept { journal_.clear(); }

private:
    void undo(RowChange& change) noexcept;
    void undo(TableChange& change) noexcept;

    Tables tables_;
    std::vector<Change> journal_;
    bool is_damaged_ = false;  ///< some table's indexes are
};

}  // namespace tenon::drivers::memory
