#include "pinned/expected.hpp"

#include <cstdlib>
#include <fstream>

namespace tenon::pinned {

Sections read_expected() {
    Sections sections;
    std::ifstream file(expected_path());
    std::string line;
    std::string section;
    std::string backend;
    while (std::getline(file, line)) {
        if (line.rfind("## ", 0) == 0) {
            section = line.substr(3);
            sections[section];
        } else if (line.rfind("    ", 0) == 0) {
            sections[section][backend] += "\n" + line.substr(4);
        } else if (const std::size_t colon = line.find(": "); colon != std::string::npos && !section.empty()) {
            backend = line.substr(0, colon);
            sections[section][backend] = line.substr(colon + 2);
        }
    }
    return sections;
}

std::string expected_path() { return TENON_TESTS_DIR "/pinned/expected.txt"; }

bool is_pinning() {
    const char* wanted = std::getenv("TENON_PIN");
    return wanted != nullptr && std::string(wanted) == "1";
}

}  // namespace tenon::pinned
