#include "model/row_cells.hpp"

#include <algorithm>
#include <new>
#include <optional>

#include "drivers/members.hpp"
#include "schema/cast.hpp"
#include "value/utf8.hpp"
#include <tenon/schema.hpp>

namespace tenon::model {

RowCells::~RowCells() = default;  // a NestedMember owns nothing

namespace {

void check(const std::string& text, const typed::Column& column) { check_text(text, column.field->name); }
void check(const Timestamp& instant, const typed::Column& column) {
    schema::check_timestamp(instant, column.field->name);
}
template <class T>
void check(const T&, const typed::Column&) {}
template <class T>
void check(const std::optional<T>& member, const typed::Column& column) {
    if (member) check(*member, column);
}

void check_direct(const typed::Column& column, const void* object) {
    direct::with_member(column, object, false, [&](const auto& member) {
        check(member, column);
        return true;
    });
}

/// False when the member's type has to say how. Texts and instants are checked.
inline bool encode_directly(const typed::Column& column, const void* object, Cell& cell) {
    return direct::with_member(column, object, false, [&](const auto& member) {
        check(member, column);
        cell = drivers::cell_of(member);
        return true;
    });
}

bool is_checked(direct::Kind kind) {
    return kind == direct::Kind::optional_text || kind == direct::Kind::timestamp ||
           kind == direct::Kind::optional_timestamp;
}

}  // namespace

WrittenMembers::WrittenMembers(const typed::Table& table, std::span<const std::uint16_t> columns,
                               std::span<const std::uint16_t> own) {
    for (const std::uint16_t i : columns) {
        const auto slot = static_cast<std::uint16_t>(places.size());
        const direct::Place place = i == given ? direct::Place() : table.places[i];
        places.push_back(place);
        const bool is_own = std::find(own.begin(), own.end(), i) != own.end();
        if (place.direct == direct::Kind::text) texts.push_back({place.offset, i});
        if (is_checked(place.direct) && !is_own) checked.push_back(i);
        if (place.direct == direct::Kind::no && i != given) others.push_back({slot, i});
    }
}

void WrittenMembers::check(const typed::Table& table, const void* object) const {
    for (const Text& text : texts) {
        const char* const member = static_cast<const char*>(object) + text.offset;
        const std::string_view value = direct::detail::member_at<std::string>(member);
        if (!is_plain_ascii(value)) check_text_slowly(value, table.columns[text.column].field->name);
    }
    for (const std::uint16_t i : checked) check_direct(table.columns[i], object);
}

drivers::MemberValues RowCells::add_members(const WrittenMembers& members, const typed::Table& table,
                                            const void* object) {
    members.check(table, object);
    for (const auto& [slot, i] : members.others) encode_by_type(table.columns[i], object, *new (cells_ + slot) Cell);
    used_ = members.places.size();
    return {members.places, object, cells()};
}

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
