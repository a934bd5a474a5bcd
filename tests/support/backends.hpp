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

/// Runs a test on two databases of each backend.
template <class Test>
void on_pairs(Test test) {
    const TemporaryFolder first_folder, second_folder;
    const std::vector<std::string> first = urls(first_folder), second = urls(second_folder);
    for (std::size_t i = 0; i < first.size(); ++i) {
        CAPTURE(first[i]);
        test(tenon::open(first[i]), tenon::open(second[i]));
    }
}

}  // namespace backends
