#pragma once
// What this program holds: memory and open files, as Linux counts them.

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define TENON_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TENON_ADDRESS_SANITIZER 1
#endif
#endif
#ifdef TENON_ADDRESS_SANITIZER
#include <sanitizer/allocator_interface.h>
#endif

namespace backends {

/// The memory that the program has in RAM, in bytes; under the address sanitizer, which keeps what was freed for a while,
/// what is allocated.
inline std::size_t memory_in_use() {
#ifdef TENON_ADDRESS_SANITIZER
    return __sanitizer_get_current_allocated_bytes();
#else
    std::ifstream file("/proc/self/statm");
    std::size_t all = 0, resident = 0;
    file >> all >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
#endif
}

inline std::size_t open_files() {
    const std::filesystem::directory_iterator files("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

}  // namespace backends
