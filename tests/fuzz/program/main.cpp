// The program that libFuzzer drives; the environment's TENON_FUZZ_TARGET says what.

#include <cstdio>
#include <cstdlib>
#include <exception>

#include "fuzz/targets.hpp"

namespace {

const tenon::fuzz::Target* chosen = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    const char* const name = std::getenv("TENON_FUZZ_TARGET");  // NOLINT(concurrency-mt-unsafe): one thread yet
    for (const tenon::fuzz::Target& target : tenon::fuzz::targets())
        if (name != nullptr && target.name == name) chosen = &target;
    if (chosen != nullptr) return 0;
    std::fputs("TENON_FUZZ_TARGET must be one of:", stderr);
    for (const tenon::fuzz::Target& target : tenon::fuzz::targets())
        std::fprintf(stderr, " %.*s", static_cast<int>(target.name.size()), target.name.data());
    std::fputs("\n", stderr);
    std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    try {
        chosen->run({reinterpret_cast<const char*>(data), size});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        std::abort();
    }
    return 0;
}
