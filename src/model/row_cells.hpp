#pragma once
// RowCells: an object's members as the values of a statement, without memory of its own for rows of common width.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <vector>

#include "drivers/driver.hpp"
#include <tenon/typed/table.hpp>

namespace tenon::model {

/// Which members of an object are the values of a statement, one for each: those at direct places are taken by the driver
/// from the object itself.
struct WrittenMembers {
    struct Other {
        std::uint16_t slot;
        std::uint16_t column;
    };
    struct Text {
        std::uint32_t offset;
        std::uint16_t column;
    };
    std::vector<direct::Place> places;
    std::vector<Text> texts;             ///< those among them, whose values may be refused
    std::vector<std::uint16_t> checked;  ///< of texts that may be empty, and instants, likewise
    std::vector<Other> others;           ///< what becomes a cell

    /// `columns`: one for each value; `given`, whose cell somebody else makes. The times of `own` columns are right: the
    /// library has set them.
    WrittenMembers(const typed::Table& table, std::span<const std::uint16_t> columns,
                   std::span<const std::uint16_t> own);
    WrittenMembers() = default;
    static constexpr std::uint16_t given = 0xFFFF;

    /// Throws CastError for texts and instants of the object that can't be stored.
    void check(const typed::Table& table, const void* object) const;
};

/// Room for a number of cells and for what their nested values need. Text is checked to be UTF-8 without U+0000. What the
/// cells point at belongs to the objects, which must stay.
class RowCells {
public:
    explicit RowCells(std::size_t most) {
        if (most <= inline_size) return;
        large_ = std::make_unique_for_overwrite<Room[]>(most);
        large_cells_ = std::make_unique<Cell[]>(most);
        cells_ = large_cells_.get();
        rooms_ = large_.get();
    }
    RowCells(const RowCells&) = delete;
    RowCells& operator=(const RowCells&) = delete;
    ~RowCells();

    void add(const typed::Column& column, const void* object);
    /// A value that belongs to no object.
    void add(const Cell& cell) { new (cells_ + used_++) Cell(cell); }
    /// The members of an object that a statement writes. Gives what a driver takes, which refers to all three.
    drivers::MemberValues add_members(const WrittenMembers& members, const typed::Table& table, const void* object);
    /// The cell of a value that is `given`.
    void set(std::size_t slot, const Cell& cell) { new (cells_ + slot) Cell(cell); }
    /// All columns of an object but one, or all when there is no such one.
    void add_row(const typed::Table& table, const void* object, std::size_t left_out);
    [[nodiscard]] std::span<const Cell> cells() const noexcept { return {cells_, used_}; }

private:
    void encode_by_type(const typed::Column& column, const void* object, Cell& cell);

    static constexpr std::size_t inline_size = 32;
    struct Room {  // a NestedMember, made when one is needed
        alignas(typed::NestedMember) std::byte bytes[sizeof(typed::NestedMember)];
    };
    Room small_[inline_size];
    alignas(Cell) std::byte small_cells_[inline_size * sizeof(Cell)];  // made one by one: most rows are narrow
    std::unique_ptr<Room[]> large_;
    std::unique_ptr<Cell[]> large_cells_;
    Room* rooms_ = small_;
    Cell* cells_ = reinterpret_cast<Cell*>(small_cells_);
    std::size_t used_ = 0;
    std::size_t nested_ = 0;
};

}  // namespace tenon::model
