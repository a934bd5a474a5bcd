#include "support/backends.hpp"

#include <atomic>

#include <unistd.h>

namespace backends {

TemporaryFolder::TemporaryFolder() {
    static std::atomic<int> next{0};
    path_ = std::filesystem::temp_directory_path() /
            ("tenon-test-" + std::to_string(::getpid()) + "-" + std::to_string(next.fetch_add(1)));
    std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::vector<std::string> urls(const TemporaryFolder& folder) {
    return {"memory:", "sqlite::memory:", "sqlite:" + folder.file("test.db")};
}

}  // namespace backends
