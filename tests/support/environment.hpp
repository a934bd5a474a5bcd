#pragma once
// Numbers that a tester gives: TENON_KILL_ROUNDS=2000.

#include <cstddef>
#include <cstdlib>

namespace backends {

inline std::size_t number_from(const char* variable, std::size_t otherwise) {
    const char* const given = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe)
    return given == nullptr ? otherwise : static_cast<std::size_t>(std::strtoull(given, nullptr, 10));
}

}  // namespace backends
