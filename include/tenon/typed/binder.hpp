#pragma once
// Binder: turns a query's values into cells and its variant word, in the order in which the IR names them.

#include <cstdint>
#include <memory>
#include <vector>

#include <tenon/cell.hpp>

namespace tenon::typed {

/// Writes into `out`, which has room for every slot. Lists of up to 16 values in all need no memory.
class Binder {
public:
    explicit Binder(Cell* out) noexcept : out_(out) {}
    Binder(const Binder&) = delete;
    Binder& operator=(const Binder&) = delete;

    void put(const Cell& cell) noexcept { *out_++ = cell; }
    void bits(std::uint64_t value, unsigned count) noexcept {
        variant_ |= value << shift_;
        shift_ += count;
    }
    /// Room for the cells of a list; stays until the binder goes.
    Cell* list(std::size_t count);
    [[nodiscard]] std::uint64_t variant() const noexcept { return variant_; }

private:
    Cell* out_;
    std::uint64_t variant_ = 0;
    unsigned shift_ = 0;
    std::size_t used_ = 0;
    Cell small_[16];
    std::vector<std::unique_ptr<Cell[]>> large_;
};

/// A limit or offset: QueryError when it is negative.
std::int64_t checked_count(std::int64_t count);

/// The number of the size class 0, 1, 2, 4, 8, array that a list of this many values belongs to.
constexpr std::uint64_t size_class(std::size_t count) noexcept {
    return count == 0 ? 0 : count == 1 ? 1 : count == 2 ? 2 : count <= 4 ? 3 : count <= 8 ? 4 : 5;
}

}  // namespace tenon::typed
