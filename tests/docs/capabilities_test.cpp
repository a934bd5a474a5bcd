// docs/reference/capabilities.md has the table of src/query/capabilities.cpp. TENON_PIN=1 writes it anew.

#include <cstdlib>

#include "docs/table.hpp"
#include "query/capabilities.hpp"
#include <doctest/doctest.h>

namespace {

using tenon::query::Backend;

constexpr Backend backends[] = {Backend::memory, Backend::sqlite, Backend::postgres, Backend::mariadb,
                                Backend::mongodb};

std::string table() {
    std::string text = "| What |";
    std::string ruler = "|---|";
    for (const Backend backend : backends) {
        text += " " + std::string(tenon::query::name_of(backend)) + " |";
        ruler += "---|";
    }
    text += " Instead |\n" + ruler + "---|\n";
    for (const auto& row : tenon::query::capabilities()) {
        text += "| " + std::string(row.name) + " |";
        bool everywhere = true;
        for (const Backend backend : backends) {
            const bool can = tenon::query::supports(backend, row.capability);
            everywhere = everywhere && can;
            text += can ? " yes |" : " no |";
        }
        text += everywhere ? " |\n" : " " + std::string(row.advice) + " |\n";
    }
    return text;
}

}  // namespace

TEST_CASE("the page of capabilities has the table of the code") {
    const std::string path = docs::path_of("reference/capabilities.md");
    const std::string begin = "<!-- table -->\n";
    const std::string end = "<!-- end of table -->";
    std::string page = docs::read(path);
    const std::size_t from = page.find(begin);
    const std::size_t to = page.find(end);
    REQUIRE(from != std::string::npos);
    REQUIRE(to != std::string::npos);
    const std::size_t start = from + begin.size();
    const char* pin = std::getenv("TENON_PIN");
    if (pin != nullptr && std::string(pin) == "1") {
        std::ofstream(path) << page.replace(start, to - start, table());
        return;
    }
    CHECK(page.substr(start, to - start) == table());
}
