#pragma once
// The sentences for cells that don't fit what a field should hold.

#include <string_view>

#include <tenon/cell.hpp>

namespace tenon::schema {
struct Field;
}

namespace tenon::typed {

[[noreturn]] void refuse_cell(const Cell& cell, const schema::Field& field);
[[noreturn]] void refuse_range(const schema::Field& field);
[[noreturn]] void refuse_label(std::string_view label, const schema::Field& field);

}  // namespace tenon::typed
