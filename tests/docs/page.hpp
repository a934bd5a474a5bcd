#pragma once
// Where the code of one page runs (scripts/doc_blocks.py): an empty folder, with what it prints caught.

#include <filesystem>
#include <sstream>
#include <string_view>

namespace docs {

class Page {
public:
    Page();
    Page(const Page&) = delete;
    Page& operator=(const Page&) = delete;
    ~Page();
    /// Before each block.
    void begin() { printed_.str({}); }
    /// What the block printed must be this; `where` is the place of the text in the page.
    void shows(std::string_view text, const char* where);

private:
    std::filesystem::path before_;
    std::filesystem::path folder_;
    std::ostringstream printed_;
    std::streambuf* screen_;
};

}  // namespace docs
