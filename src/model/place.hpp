#pragma once
// Where a reader of a description in JSON is, and what it may find there.

#include <string>
#include <string_view>

#include "model/json_parts.hpp"
#include "model/words.hpp"

namespace tenon::model {

struct Place {
    std::string path;    ///< "fields.age"
    const Words& words;  ///< the program's, which the description may name

    operator const std::string&() const noexcept { return path; }  // NOLINT: readers without words take the path alone
};

inline Place inside(const Place& place, std::string_view name) { return {inside(place.path, name), place.words}; }

}  // namespace tenon::model
