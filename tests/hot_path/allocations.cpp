#include <atomic>
#include <cstdlib>
#include <new>

#include <malloc.h>

#include "support.hpp"

namespace {
std::atomic<std::size_t> count{0};
std::atomic<std::size_t> live{0};
std::atomic<std::size_t> peak{0};

void note(void* memory) noexcept {
    count.fetch_add(1);
    const std::size_t now = live += malloc_usable_size(memory);
    if (now > peak) peak = now;  // one thread allocates while a test looks
}
void forget(void* memory) noexcept {
    if (memory != nullptr) live -= malloc_usable_size(memory);
}
}  // namespace

std::size_t hot_path::allocations() noexcept { return count.load(); }
std::size_t hot_path::live_bytes() noexcept { return live.load(); }
std::size_t hot_path::peak_bytes() noexcept { return peak.load(); }
void hot_path::forget_peak() noexcept { peak = live.load(); }

void* operator new(std::size_t size) {
    if (void* memory = std::malloc(size == 0 ? 1 : size)) {
        note(memory);
        return memory;
    }
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
    forget(memory);
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    forget(memory);
    std::free(memory);
}
