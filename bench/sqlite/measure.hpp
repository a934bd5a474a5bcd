#pragma once
// What a benchmark does with its two sides: run them by turns, compare what they give, and keep the medians.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace bench {

/// One side of a comparison: does all operations of the round and gives a sum over what it saw, to be compared with the
/// other side's.
using Side = std::function<std::int64_t(std::size_t round)>;

struct Workload {
    std::string name;
    std::size_t operations;   ///< in each round
    std::size_t rounds = 15;  ///< measured, after one that isn't
};

/// The results of one backend.
class Report {
public:
    explicit Report(std::string backend) : backend_(std::move(backend)) {}

    /// Runs tenon, hand, hand, tenon, tenon, hand … and keeps the median of the rounds' ratios. Time is this thread's
    /// processor time: stricter than the clock for us, as it leaves out what both wait for (the disk), and undisturbed by
    /// whatever else the machine does. Throws when the sides' sums differ.
    void compare(const Workload& workload, const Side& tenon, const Side& hand);
    /// All `ratio` lines, then the `allocations` and `time` lines.
    void print() const;

private:
    struct Line {
        std::string workload;
        double ratio;
        double tenon_time, hand_time;                ///< microseconds for each operation
        double tenon_allocations, hand_allocations;  ///< for each operation
    };
    std::string backend_;
    std::vector<Line> lines_;
};

/// Calls of operator new so far, in the whole process.
std::size_t allocations() noexcept;

}  // namespace bench
