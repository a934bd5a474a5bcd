#include "model/row_cells.hpp"

#include <new>
#include <optional>

#include "schema/cast.hpp"
#include "value/utf8.hpp"
#include <tenon/schema.hpp>

namespace tenon::model {

RowCells::~RowCells() = default;  // a NestedMember owns nothing

namespace {

/// A member as a cell. Texts and instants are checked.
template <class T>
Cell cell_of(const T& member, const typed::Column&) {
    return Cell::of(member);
}
Cell cell_of(std::int32_t member, const typed::Column&) { return Cell::of(std::int64_t{member}); }
Cell cell_of(const std::string& member, const typed::Column& column) {
    check_text(member, column.field->name);
    return Cell::of(std::string_view(member));
}
Cell cell_of(const Timestamp& member, const typed::Column& column) {
    schema::check_timestamp(member, column.field->name);
    return Cell::of(member);
}
template <class T>
Cell cell_of(const std::optional<T>& member, const typed::Column& column) {
    return member ? cell_of(*member, column) : Cell();
}

/// False when the member's type has to say how.
inline bool encode_directly(const typed::Column& column, const void* object, Cell& cell) {
    return direct::with_member(column, object, false, [&](const auto& member) {
        cell = cell_of(member, column);
        return true;
    });
}

}  // namespace

void RowCells::add_row(const typed::Table& table, const void* object, std::size_t left_out) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (i == left_out) continue;
        const typed::Column& column = table.columns[i];
        Cell& cell = *new (cells_ + used_++) Cell;
        if (!encode_directly(column, object, cell)) encode_by_type(column, object, cell);
    }
}

void RowCells::add(const typed::Column& column, const void* object) {
    Cell& cell = *new (cells_ + used_++) Cell;
    if (!encode_directly(column, object, cell)) encode_by_type(column, object, cell);
}

void RowCells::encode_by_type(const typed::Column& column, const void* object, Cell& cell) {
    const void* member = static_cast<const char*>(object) + column.offset;
    if (column.type->encode != nullptr) {
        column.type->encode(member, cell);
        if (cell.type == CellType::text) {
            check_text(cell.text_view(), column.field->name);
            return;
        }
        if (cell.type == CellType::decimal)
            schema::check_decimal(*cell.decimal, column.field->type, column.field->name);
        if (cell.type != CellType::value && column.field->type.base != BaseType::json) return;
    }
    auto* storage = new (rooms_[nested_++].bytes) typed::NestedMember;
    cell = typed::encode(*column.type, member, *column.field, *storage);
}

}  // namespace tenon::model
