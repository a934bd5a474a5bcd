#include "docs/page.hpp"

#include <atomic>
#include <iostream>
#include <string>

#include <doctest/doctest.h>
#include <unistd.h>

namespace docs {

Page::Page() : before_(std::filesystem::current_path()), screen_(std::cout.rdbuf()) {
    static std::atomic<int> next{0};
    folder_ = std::filesystem::temp_directory_path() /
              ("tenon-page-" + std::to_string(::getpid()) + "-" + std::to_string(next.fetch_add(1)));
    std::filesystem::create_directories(folder_);
    std::filesystem::current_path(folder_);
    std::cout.rdbuf(printed_.rdbuf());
}

Page::~Page() {
    std::cout.rdbuf(screen_);
    std::error_code ignored;
    std::filesystem::current_path(before_, ignored);
    std::filesystem::remove_all(folder_, ignored);
}

void Page::shows(std::string_view text, const char* where) {
    const std::string printed = printed_.str();
    std::cout.rdbuf(screen_);  // doctest's report goes to the screen
    const std::string place = where;
    CAPTURE(place);
    CHECK(printed == std::string(text));
    std::cout.rdbuf(printed_.rdbuf());
}

}  // namespace docs
