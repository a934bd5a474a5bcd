#pragma once
// The pages of docs/ as text, and the rows of their tables.

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace docs {

inline std::string path_of(const std::string& page) { return std::string(TENON_TESTS_DIR "/../docs/") + page; }

inline std::string read(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The cells of each line that begins with `|`, headings and rulers included.
inline std::vector<std::vector<std::string>> rows_of(const std::string& text) {
    std::vector<std::vector<std::string>> rows;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        at = end + 1;
        if (line.empty() || line.front() != '|') continue;
        rows.emplace_back();
        for (std::size_t cell = 1; cell < line.size();) {
            const std::size_t next = std::min(line.find('|', cell), line.size());
            rows.back().push_back(trimmed(line.substr(cell, next - cell)));
            cell = next + 1;
        }
    }
    return rows;
}

}  // namespace docs
