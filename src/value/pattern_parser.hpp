#pragma once
// The subset of regular expressions that every database shares: checked, and written anew for each.

#include <string>
#include <string_view>

#include <tenon/pattern.hpp>

namespace tenon {

struct ParsedPattern {
    std::string tenon;
    std::string postgres;
    std::string pcre;
};

/// Throws QueryError that says what is not supported, and where.
[[nodiscard]] ParsedPattern parse_pattern(std::string_view source);

}  // namespace tenon
