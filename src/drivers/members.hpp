#pragma once
// Members of an object as values of a statement.

#include <optional>
#include <string>
#include <string_view>

#include <tenon/cell.hpp>
#include <tenon/direct.hpp>

namespace tenon::drivers {

template <class T>
Cell cell_of(const T& member) {
    return Cell::of(member);
}
inline Cell cell_of(std::int32_t member) { return Cell::of(std::int64_t{member}); }
inline Cell cell_of(const std::string& member) { return Cell::of(std::string_view(member)); }
template <class T>
Cell cell_of(const std::optional<T>& member) {
    return member ? cell_of(*member) : Cell();
}

/// The member of an object that stands at a direct place, as a cell that points into the object.
inline Cell cell_at(direct::Place place, const void* object) {
    return direct::with_member(place, object, Cell(), [](const auto& member) { return cell_of(member); });
}

}  // namespace tenon::drivers
