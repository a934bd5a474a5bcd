#pragma once
// The same test on each backend.

#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <tenon/tenon.hpp>

namespace backends {

using tenon::f;

/// A folder that goes with its test.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

/// URLs of fresh, empty databases: one per backend.
std::vector<std::string> urls(const TemporaryFolder& folder);

template <class Test>
void on_each(Test test) {
    const TemporaryFolder folder;
    for (const std::string& url : urls(folder)) {
        const std::string backend = url.substr(0, url.find(':') + 1);
        CAPTURE(url);
        test(tenon::open(url));
    }
}

}  // namespace backends
