#include "model/row_cells.hpp"

#include <new>

#include "schema/cast.hpp"
#include "value/utf8.hpp"
#include <tenon/schema.hpp>

namespace tenon::model {

RowCells::~RowCells() = default;  // a NestedMember owns nothing

namespace {

template <class T>
const T& as(const void* member) {
    return *static_cast<const T*>(member);
}

/// False when the member's type has to say how.
inline bool encode_directly(const typed::Column& column, const void* member, Cell& cell) {
    using typed::Direct;
    switch (column.direct) {
    case Direct::no: return false;
    case Direct::boolean: cell = Cell::of(as<bool>(member)); return true;
    case Direct::int32: cell = Cell::of(std::int64_t{as<std::int32_t>(member)}); return true;
    case Direct::int64: cell = Cell::of(as<std::int64_t>(member)); return true;
    case Direct::float64: cell = Cell::of(as<double>(member)); return true;
    case Direct::timestamp: cell = Cell::of(as<Timestamp>(member)); return true;
    case Direct::text:
        cell = Cell::of(std::string_view(as<std::string>(member)));
        check_text(cell.text_view(), column.field->name);
        return true;
    }
    return false;
}

}  // namespace

void RowCells::add_row(const typed::Table& table, const void* object, std::size_t left_out) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (i == left_out) continue;
        const typed::Column& column = table.columns[i];
        Cell& cell = *new (cells_ + used_++) Cell;
        if (!encode_directly(column, static_cast<const char*>(object) + column.offset, cell))
            encode_by_type(column, object, cell);
    }
}

void RowCells::add(const typed::Column& column, const void* object) {
    encode_by_type(column, object, *new (cells_ + used_++) Cell);
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
