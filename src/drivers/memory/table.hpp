#pragma once
// Table: the rows of one model, with the indexes that find them.

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "drivers/memory/definitions.hpp"
#include "drivers/memory/foreign_key.hpp"
#include "drivers/memory/index.hpp"
#include <tenon/schema.hpp>

namespace tenon::drivers::memory {

/// A row as it was before a change.
struct OldRow {
    std::map<RowId, Row>::node_type row;  ///< empty: it was not there
    std::int64_t last_key = 0;
    bool is_out = false;  ///< false: the change failed before it took the row out

    [[nodiscard]] const Row* values() const { return row ? &row.mapped() : nullptr; }
};

/// Checks nothing: that is done when a statement ends (constraints.hpp).
class Table {
public:
    /// Keeps a copy of the model. Its relations' targets are looked at now, not later.
    explicit Table(const schema::Model& model);
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    [[nodiscard]] const schema::Model& model() const noexcept { return model_; }
    [[nodiscard]] const std::map<RowId, Row>& rows() const noexcept { return rows_; }
    /// nullptr when there is no such row.
    [[nodiscard]] const Row* find(RowId id) const;
    /// The key's first, then those of the model, then one for each reference.
    [[nodiscard]] const std::vector<Index>& indexes() const noexcept { return indexes_; }
    /// The index on exactly these fields, in this order, or nullptr.
    [[nodiscard]] const Index* index_on(const Fields& fields) const;
    [[nodiscard]] bool has_key(const Fields& fields, const std::string& key) const;
    /// The rows that a unique index lets no second one be beside of, with the values of this one: itself among them, if it
    /// is stored.
    [[nodiscard]] std::vector<RowId> alike(const Index& index, const Row& row) const;
    [[nodiscard]] const std::vector<ForeignKey>& foreign_keys() const noexcept { return foreign_keys_; }

    [[nodiscard]] const Definitions& definitions() const noexcept { return definitions_; }

    RowId next_row() noexcept { return ++last_row_; }
    /// The greatest integer key that was ever stored and not rolled back.
    [[nodiscard]] std::int64_t last_key() const noexcept { return last_key_; }

    /// Puts in, replaces or (nothing) takes out. `old` is set to what `take_back` needs, also when this throws.
    void set(RowId id, std::optional<Row> row, OldRow& old);
    /// Undoes a `set`, without memory: false when an index lacked some, so that all are to be made anew.
    [[nodiscard]] bool take_back(RowId id, OldRow old) noexcept;
    void make_indexes_anew();

private:
    void add_index(std::string name, const Fields& fields, bool unique, std::optional<std::uint16_t> living_by = {});
    void move_last_key(const Row& row) noexcept;
    void unindex(RowId id, const Row& row);
    void index(RowId id, const Row& row);
    [[nodiscard]] bool try_index(RowId id, const Row& row) noexcept;

    schema::Model model_;
    std::vector<ForeignKey> foreign_keys_;
    Definitions definitions_;
    std::vector<Index> indexes_;
    std::map<RowId, Row> rows_;
    RowId last_row_ = 0;
    std::int64_t last_key_ = 0;
};

}  // namespace tenon::drivers::memory
