#pragma once
// A comment of the user's in a statement.

#include <string>
#include <string_view>

namespace tenon::sql {

/// ` /* text */`, in which no text can end the comment, begin another one, or be taken for a hint: all but letters, digits,
/// single spaces and a few signs is percent-coded. "" for no text.
std::string comment(std::string_view text);

}  // namespace tenon::sql
