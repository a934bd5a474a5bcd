// docs/parity.md names the tests that show each row: they are there, and no row that says it works is without one.

#include <filesystem>
#include <string>
#include <vector>

#include "docs/table.hpp"
#include <doctest/doctest.h>

namespace {

std::vector<std::string> quoted_in(const std::string& cell) {
    std::vector<std::string> names;
    for (std::size_t at = cell.find('`'); at != std::string::npos; at = cell.find('`', at)) {
        const std::size_t end = cell.find('`', at + 1);
        names.push_back(cell.substr(at + 1, end - at - 1));
        at = end + 1;
    }
    return names;
}

bool is_test(const std::string& name) {
    const std::string path = (name.find('/') == std::string::npos ? "backends/" + name : name) + ".cpp";
    return std::filesystem::exists(std::filesystem::path(TENON_TESTS_DIR) / path);
}

bool is_row(const std::string& cell) { return cell.size() > 3 && cell[0] >= '1' && cell[0] <= '9' && cell[1] == '.'; }

}  // namespace

TEST_CASE("each row of the table of parity that claims something names tests that exist") {
    std::size_t rows = 0;
    for (const std::vector<std::string>& row : docs::rows_of(docs::read(docs::path_of("parity.md")))) {
        if (row.empty() || !is_row(row[0])) continue;
        CAPTURE(row[0]);
        ++rows;
        REQUIRE(row.size() == 4);
        const std::string& state = row[1];
        CHECK((state.starts_with("Yes") || state.starts_with("In part: ") || state == "Not yet"));
        if (state == "Not yet") continue;
        const std::vector<std::string> tests = quoted_in(row[3]);
        CHECK((!tests.empty() || row[3] == "none of its own"));
        for (const std::string& test : tests) {
            CAPTURE(test);
            CHECK(is_test(test));
        }
    }
    CHECK(rows == 56);
}
