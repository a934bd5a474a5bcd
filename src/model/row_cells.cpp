#include "model/row_cells.hpp"

#include <new>

#include "schema/cast.hpp"
#include "value/utf8.hpp"
#include <tenon/schema.hpp>

namespace tenon::model {

RowCells::~RowCells() = default;  // a NestedMember owns nothing

void RowCells::add(const typed::Column& column, const void* object) {
    const void* member = static_cast<const char*>(object) + column.offset;
    Cell& cell = *new (cells_ + used_++) Cell;
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
