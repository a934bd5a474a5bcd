#pragma once
// The form of text in which upper and lower case are one, for all of Unicode (semantics, rule 5).

#include <cstdint>
#include <string>
#include <string_view>

namespace tenon {

/// At most so many code points for each of the text.
inline constexpr std::uint32_t longest_folding = 3;

/// Folded by Unicode's full case folding, then composed: "ÉCLAIR" and "éclair" give the same, so do "Straße" and "STRASSE",
/// and "é" whether it is one code point or two. Throws CastError for what is no UTF-8.
[[nodiscard]] std::string case_folded(std::string_view text);

}  // namespace tenon
