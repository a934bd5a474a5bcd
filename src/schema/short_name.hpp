#pragma once
// Names that are made of others, and may get too long for a database.

#include <cstddef>
#include <string>

namespace tenon::schema {

/// What databases keep of a name, in bytes.
inline constexpr std::size_t longest_name = 63;

/// The name, or its beginning with a hash of all of it when it is longer: always the same, and not that of another.
[[nodiscard]] std::string short_name(std::string name);

}  // namespace tenon::schema
