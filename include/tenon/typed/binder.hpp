#pragma once
// Binder: turns a query's values into cells and its variant word, in the order in which the IR names them.

#include <cstdint>
#include <vector>

#include <tenon/cell.hpp>

namespace tenon::typed {

/// Room for the cells of a query's lists; up to 16 in all need no memory.
class ListRoom {
public:
    // Not inline: they would be in a user's program once for each query.
    ListRoom() noexcept;
    ListRoom(const ListRoom&) = delete;
    ListRoom& operator=(const ListRoom&) = delete;
    ~ListRoom();
    /// Stays until the room goes.
    Cell* take(std::size_t count);

private:
    std::size_t used_ = 0;
    Cell small_[16];
    std::vector<std::vector<Cell>> large_;
};
/// Of a query without lists.
struct NoListRoom {};

/// Writes into `out`, which has room for every slot, and puts the cells of lists into their room.
class Binder {
public:
    Binder(Cell* out, ListRoom& lists) noexcept : out_(out), lists_(&lists) {}
    Binder(Cell* out, NoListRoom) noexcept : out_(out) {}
    Binder(const Binder&) = delete;
    Binder& operator=(const Binder&) = delete;

    void put(const Cell& cell) noexcept { *out_++ = cell; }
    void bits(std::uint64_t value, unsigned count) noexcept {
        variant_ |= value << shift_;
        shift_ += count;
    }
    Cell* list(std::size_t count) { return lists_->take(count); }
    [[nodiscard]] std::uint64_t variant() const noexcept { return variant_; }

private:
    Cell* out_;
    ListRoom* lists_ = nullptr;
    std::uint64_t variant_ = 0;
    unsigned shift_ = 0;
};

/// A limit or offset: QueryError when it is negative.
std::int64_t checked_count(std::int64_t count);

/// A place in text or a number of code points: QueryError when it is negative. What is beyond every text is cut.
std::int64_t checked_place(std::int64_t place);

/// The number of an element, from 0: QueryError when it is negative. What is beyond every array is cut.
std::int64_t checked_element(const Value& number);

/// The number of the size class 0, 1, 2, 4, 8, array that a list of this many values belongs to.
constexpr std::uint64_t size_class(std::size_t count) noexcept {
    return count == 0 ? 0 : count == 1 ? 1 : count == 2 ? 2 : count <= 4 ? 3 : count <= 8 ? 4 : 5;
}

}  // namespace tenon::typed
