#pragma once
// Allocations that fail: the n-th from now on, once or for ever, of ours and of SQLite's.

#include <cstddef>

namespace tenon::fault {

/// While one lives, allocations of this thread are counted, and from the n-th (from 1) on they fail.
class FailingMemory {
public:
    enum class Mode { once, for_ever };
    FailingMemory(std::size_t n, Mode mode);
    FailingMemory(const FailingMemory&) = delete;
    FailingMemory& operator=(const FailingMemory&) = delete;
    ~FailingMemory();
    /// Did an allocation fail?
    [[nodiscard]] bool has_failed() const;
};

}  // namespace tenon::fault
