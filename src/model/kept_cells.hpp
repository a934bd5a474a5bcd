#pragma once
// KeptCells: a typed query's values as its statement takes them, and their variant word.

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <span>
#include <vector>

#include "value/cells.hpp"
#include <tenon/cell.hpp>
#include <tenon/execution.hpp>
#include <tenon/ir.hpp>

namespace tenon::model {

/// Cells that point into the values and into this object; a few of them, lists' values among them, need no memory.
class KeptCells {
public:
    /// The values must outlive this.
    KeptCells(const Statement& statement, ValueLists lists);
    KeptCells(const Statement& statement, const typed::KeptValues& kept);
    /// `nodes` is the typed list that the values belong to.
    KeptCells(std::span<const ir::Node> nodes, const typed::KeptValues& kept);
    KeptCells(const KeptCells&) = delete;
    KeptCells& operator=(const KeptCells&) = delete;

    /// Those of one more list, which must outlive this.
    void add_list(std::span<const Cell> values);
    [[nodiscard]] std::span<const Cell> cells() const noexcept { return {cells_, count_}; }
    [[nodiscard]] std::uint64_t variant() const noexcept { return variant_; }

private:
    KeptCells(std::span<const ir::Node> nodes, ValueLists lists, bool is_plain);
    void add_plain(ValueLists lists);
    void add_all(std::span<const ir::Node> nodes, ValueLists lists);
    void add_param(const ir::Node& node, const Value& value, bool is_there);
    void add_list(const ir::Node& node, const Array& values);
    [[nodiscard]] Cell cell_of(const Value& value, BaseType type);
    void bits(std::uint64_t value, unsigned count) noexcept {
        variant_ |= value << bits_;
        bits_ += count;
    }
    Cell* take(std::size_t count);

    static constexpr std::size_t room = 24;
    std::uint64_t variant_ = 0;
    unsigned bits_ = 0;  ///< of the variant that are taken
    std::size_t count_ = 0;
    std::size_t used_ = 0;
    Cell* cells_;
    std::forward_list<std::vector<Cell>> more_room_;
    std::forward_list<ValueSource> sources_;
    alignas(Cell) std::byte room_[room * sizeof(Cell)];
};

}  // namespace tenon::model
