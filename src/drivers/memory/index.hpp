#pragma once
// Index: finds the rows of a table that have given values in given fields.

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include <tenon/value.hpp>

namespace tenon::drivers::memory {

using RowId = std::uint64_t;  ///< of a row within its table, in the order of insertion
using Row = std::vector<Value>;
using Fields = std::vector<std::uint16_t>;

/// The values of these fields as bytes that are equal exactly when the values are; "" when one of them is empty.
std::string key_of(std::span<const Value> row, const Fields& fields);
/// Of text, folded.
void append_folded(const Value& value, std::string& key);

/// Rows where a member is empty are not in it (semantics, rule 8). While a statement runs, a unique index may hold several
/// rows under one key.
class Index {
public:
    /// `folded`: those of the fields whose values are folded in it.
    /// `living_by`: a field that is empty of the rows that are unique.
    Index(std::string name, Fields fields, bool unique, Fields folded = {},
          std::optional<std::uint16_t> living_by = {});

    /// Of a row; "" when it is not in the index.
    [[nodiscard]] std::string key_of(std::span<const Value> row) const;
    /// A part of such a key.
    void append(std::uint16_t field, const Value& value, std::string& key) const;

    void add(RowId id, const Row& row);
    void clear() noexcept { rows_.clear(); }
    /// Does nothing when the row is not there.
    void remove(RowId id, const Row& row);
    [[nodiscard]] const std::set<RowId>& find(const std::string& key) const;

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const Fields& fields() const noexcept { return fields_; }
    [[nodiscard]] bool is_unique() const noexcept { return unique_; }
    /// Has the row its values alone, of a unique index? Not one that was removed softly.
    [[nodiscard]] bool holds_alone(const Row& row) const { return !living_by_ || row[*living_by_].is_empty(); }

private:
    std::string name_;
    Fields fields_;
    bool unique_;
    Fields folded_;
    std::optional<std::uint16_t> living_by_;
    std::unordered_map<std::string, std::set<RowId>> rows_;
};

}  // namespace tenon::drivers::memory
