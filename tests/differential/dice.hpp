#pragma once
// Dice: the same numbers for the same seed, on every platform.

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>

namespace tenon::oracle {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}

    std::uint64_t next() { return engine_(); }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
    bool one_in(std::size_t count) { return below(count) == 0; }
    bool coin() { return one_in(2); }
    bool percent(std::size_t chance) { return below(100) < chance; }
    /// Both ends belong to it.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(below(static_cast<std::size_t>(high - low) + 1));
    }
    template <class T>
    const T& pick(std::initializer_list<T> values) {
        return values.begin()[below(values.size())];
    }
    template <class Container>
    auto& pick(Container& values) {
        return values[below(std::size(values))];
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace tenon::oracle
