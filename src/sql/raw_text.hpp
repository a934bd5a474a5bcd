#pragma once
// The user's own SQL: its named placeholders as `?`.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::sql {

struct RawText {
    std::string text;
    std::vector<std::uint16_t> order;  ///< which value each `?` takes
};

/// The text with a `?` for each `:name`. Throws QueryError when a name has no value, a value no place, a name stands
/// twice among the values, or a `?` is in the text.
RawText by_position(std::string_view text, std::span<const std::string_view> names);

/// Throws QueryError for text that has a `:name`, when values are given by position.
void require_no_names(std::string_view text);

}  // namespace tenon::sql
