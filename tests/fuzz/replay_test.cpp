// The inputs that are kept for each fuzz target, and copies of them that are changed a little, always in the same way.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "fuzz/targets.hpp"

namespace {

namespace fs = std::filesystem;

std::vector<std::string> corpus_of(std::string_view target) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(fs::path(TENON_TESTS_DIR) / "fuzz" / "corpus" / target))
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> inputs;
    for (const fs::path& path : paths) {
        std::ifstream file(path, std::ios::binary);
        inputs.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return inputs;
}

std::string escaped(std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7F && c != '\\')
            out += c;
        else
            (out += "\\x") += {digits[byte >> 4], digits[byte & 15]};
    }
    return out;
}

void run(const tenon::fuzz::Target& target, const std::string& input) {
    try {
        target.run(input);
    } catch (const std::exception& error) {
        FAIL_CHECK(target.name << " of \"" << escaped(input) << "\": " << error.what());
    }
}

/// The same on every machine: a generator's numbers are fixed by the standard, its distributions aren't.
class Changes {
public:
    std::string of(std::string input, const std::vector<std::string>& others) {
        for (std::size_t count = below(3) + 1; count > 0; --count) change(input, others);
        return input;
    }

private:
    std::size_t below(std::size_t bound) { return bound == 0 ? 0 : static_cast<std::size_t>(generator_() % bound); }
    void change(std::string& input, const std::vector<std::string>& others) {
        const std::size_t at = below(input.size() + 1);
        switch (below(5)) {
        case 0: input.insert(at, 1, static_cast<char>(below(256))); break;
        case 1: input.erase(at, below(4) + 1); break;
        case 2:
            if (at < input.size()) input[at] = static_cast<char>(below(256));
            break;
        case 3: input.insert(at, input.substr(below(input.size() + 1), below(8))); break;
        default: {
            const std::string& other = others[below(others.size())];
            input = input.substr(0, at) + other.substr(below(other.size() + 1));
        }
        }
    }
    std::mt19937_64 generator_{20'240'229};
};

}  // namespace

TEST_CASE("kept inputs, and changed copies of them, break no target") {
    for (const tenon::fuzz::Target& target : tenon::fuzz::targets()) {
        CAPTURE(target.name);
        const std::vector<std::string> inputs = corpus_of(target.name);
        REQUIRE(inputs.size() >= 3);
        run(target, "");
        for (const std::string& input : inputs) run(target, input);
        Changes changes;
        for (std::size_t i = 0; i < 400; ++i) run(target, changes.of(inputs[i % inputs.size()], inputs));
    }
}
