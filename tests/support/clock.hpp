#pragma once
// A clock of the tests' own.

#include <memory>

#include "support/backends.hpp"

namespace backends {

inline tenon::Timestamp at(std::int64_t seconds) { return tenon::Timestamp(seconds * 1'000'000); }

/// Stands still until it is moved, and counts how often it is looked at.
struct Clock {
    tenon::Timestamp now = at(1'000);
    int readings = 0;
};

/// Runs the test on each backend, with such a clock.
template <class Test>
void with_clock(Test test) {
    const TemporaryFolder folder;
    for (const std::string& url : urls(folder)) {
        CAPTURE(url);
        const auto clock = std::make_shared<Clock>();
        tenon::Options options;
        options.clock = [clock] {
            ++clock->readings;
            return clock->now;
        };
        test(tenon::open(url, options), *clock);
    }
}

}  // namespace backends
