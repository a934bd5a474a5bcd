#pragma once
// Text as regular expressions of PCRE, in which every character of the user's stands for itself.

#include <string>
#include <string_view>

#include "bson/template.hpp"

namespace tenon::bson {

/// The regular expression that a form makes of a text. Throws QueryError for a `like` that ends with a single `\`, for
/// a pattern outside of the common subset, and for one longer than MongoDB takes.
std::string pattern_text(Form form, std::string_view text);

[[nodiscard]] bool is_pattern(Form form) noexcept;

}  // namespace tenon::bson
