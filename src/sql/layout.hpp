#pragma once
// SQL laid out for people.

#include <string>
#include <string_view>

namespace tenon::sql {

/// Each clause on a line, each condition below its clause, sub-queries indented; all else as it stands.
std::string lay_out(std::string_view text);

}  // namespace tenon::sql
