#pragma once
// Lookup: the rows that a condition can match, found by an index where the condition names all of its fields.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "drivers/driver.hpp"
#include "drivers/memory/table.hpp"
#include "ir/statement.hpp"
#include "query/evaluator.hpp"
#include <tenon/value.hpp>

namespace tenon::drivers::memory {

class Store;

/// The model whose rows a query reads first, whatever is between.
const schema::Model& stored_model(const ir::Select& select);

/// A field that must equal a value, or one of a list, for the whole condition to hold.
struct Equality {
    std::uint16_t field = 0;
    const ir::Expr* value = nullptr;  ///< param, constant or list
};

/// None for statements whose conditions look at further rows of the same table.
std::vector<Equality> equalities_of(const ir::Statement& statement);

/// Rows in the order of insertion, of which the condition is still to be asked; nothing: ask them all.
std::optional<std::vector<RowId>> candidates(const Table& table, std::span<const Equality> equalities,
                                             std::span<const Value> values);

/// The index that gives them; nullptr: none does.
const Index* index_for(const Table& table, std::span<const Equality> equalities, std::span<const Value> values);

/// The rows that the evaluator sees. Of `searched`, only the candidates.
class StoredRows final : public query::Rows {
public:
    /// A look at a row after the deadline throws.
    StoredRows(const Store& store, const Table& searched, std::optional<std::vector<RowId>> found,
               const Deadline& deadline = std::nullopt);
    /// Every row of every table.
    explicit StoredRows(const Store& store) : store_(store) {}

    void each(const schema::Model& model, const std::function<bool(query::Row)>& see) const override;
    /// By an index, where there is one on just these fields.
    void each_with(const schema::Model& model, std::span<const std::uint16_t> fields, std::span<const Value> values,
                   const std::function<bool(query::Row)>& see) const override;

private:
    void check_deadline() const;
    template <class Ids>
    void each_of(const Table& table, const Ids& ids, const std::function<bool(query::Row)>& see) const;

    const Store& store_;
    const Table* searched_ = nullptr;
    std::optional<std::vector<RowId>> found_;
    Deadline deadline_;
    mutable std::size_t looks_ = 0;
};

}  // namespace tenon::drivers::memory
