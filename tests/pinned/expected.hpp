#pragma once
// expected.txt: "## name" opens a section, "backend: text" is a line of it; tables follow the queries.

#include <map>
#include <string>

namespace tenon::pinned {

/// By section, then by backend. A text of several lines is joined by newlines.
using Sections = std::map<std::string, std::map<std::string, std::string>>;

Sections read_expected();

/// The path of the file in the source tree.
std::string expected_path();
/// True when the tests are to write the file instead of comparing with it (TENON_PIN=1).
bool is_pinning();

}  // namespace tenon::pinned
