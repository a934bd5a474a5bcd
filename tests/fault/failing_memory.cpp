#include "fault/failing_memory.hpp"

#include <cstdlib>
#include <new>

#include <sqlite3.h>

namespace tenon::fault {

namespace {

struct Counter {
    std::size_t left = 0;  ///< allocations until one fails; 0: none will
    bool for_ever = false;
    bool failed = false;
};
thread_local Counter counter;

bool is_to_fail() {
    if (counter.left == 0) return false;
    if (counter.left > 1) {
        --counter.left;
        return false;
    }
    if (!counter.for_ever) counter.left = 0;
    counter.failed = true;
    return true;
}

sqlite3_mem_methods of_sqlite;

void* sqlite_malloc(int size) { return is_to_fail() ? nullptr : of_sqlite.xMalloc(size); }
void* sqlite_realloc(void* memory, int size) { return is_to_fail() ? nullptr : of_sqlite.xRealloc(memory, size); }

// Before SQLite is first used.
const bool installed = [] {
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &of_sqlite);
    sqlite3_mem_methods ours = of_sqlite;
    ours.xMalloc = sqlite_malloc;
    ours.xRealloc = sqlite_realloc;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK;
}();

}  // namespace

FailingMemory::FailingMemory(std::size_t n, Mode mode) {
    if (!installed) std::abort();
    counter = {n, mode == Mode::for_ever, false};
}
FailingMemory::~FailingMemory() { counter = {}; }
bool FailingMemory::has_failed() const { return counter.failed; }

}  // namespace tenon::fault

void* operator new(std::size_t size) {
    if (tenon::fault::is_to_fail()) throw std::bad_alloc();
    if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
