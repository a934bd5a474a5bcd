#include "value/cells.hpp"

#include <algorithm>

#include <tenon/error.hpp>

#include "value/json_reader.hpp"

namespace tenon {

namespace {

template <class Id>
Id id_of(const std::uint8_t* bytes) {
    Id id;
    std::copy_n(bytes, id.bytes.size(), id.bytes.begin());
    return id;
}

Value parsed(std::string_view json) {
    JsonReader reader(json);
    ValueBuilder builder;
    copy_nested(reader, builder);
    return builder.take();
}

Value written(const NestedSource& source) {
    ValueBuilder builder;
    source.write(builder);
    return builder.take();
}

Value array_of(const Cell* cells, std::size_t count) {
    Array array;
    array.reserve(count);
    for (std::size_t i = 0; i < count; ++i) array.push_back(to_value(cells[i]));
    return array;
}

}  // namespace

Value to_value(const Cell& cell) {
    switch (cell.type) {
    case CellType::empty: return {};
    case CellType::boolean: return cell.boolean;
    case CellType::integer: return cell.integer;
    case CellType::unsigned_integer: return cell.unsigned_integer;
    case CellType::real: return cell.real;
    case CellType::decimal: return *cell.decimal;
    case CellType::text: return cell.text_view();
    case CellType::bytes: return Bytes(cell.bytes, cell.bytes + cell.size);
    case CellType::timestamp: return Timestamp(cell.integer);
    case CellType::date: return Date(static_cast<std::int32_t>(cell.integer));
    case CellType::time: return Time(cell.integer);
    case CellType::uuid: return id_of<Uuid>(cell.id);
    case CellType::object_id: return id_of<ObjectId>(cell.id);
    case CellType::json: return parsed(cell.text_view());
    case CellType::value: return *cell.value;
    case CellType::source: return written(*cell.source);
    case CellType::list: return array_of(cell.list, cell.size);
    }
    throw CastError("A cell has no known type.");
}

Cell scalar_cell(const Value& value) {
    switch (value.kind()) {
    case Kind::empty: return {};
    case Kind::integer: return Cell::of(*value.if_integer());
    case Kind::unsigned_integer: return Cell::of(*value.if_unsigned());
    case Kind::real: return Cell::of(*value.if_real());
    case Kind::decimal: return Cell::of(*value.if_decimal());
    case Kind::text: return Cell::of(std::string_view(*value.if_text()));
    case Kind::bytes: return Cell::of_bytes(value.if_bytes()->data(), value.if_bytes()->size());
    case Kind::timestamp: return Cell::of(*value.if_timestamp());
    case Kind::date: return Cell::of(*value.if_date());
    case Kind::time: return Cell::of(*value.if_time());
    case Kind::uuid: return Cell::of(*value.if_uuid());
    case Kind::object_id: return Cell::of(*value.if_object_id());
    case Kind::boolean: return Cell::of(*value.if_boolean());
    case Kind::document:
    case Kind::array: break;
    }
    throw CastError("A nested document or array was read as a single value.");
}

Cell to_cell(const Value& value, ValueSource& storage, bool as_json) {
    if (value.if_document() == nullptr && value.if_array() == nullptr) return scalar_cell(value);
    storage = ValueSource(value, as_json);
    return Cell::of(storage);
}

BaseType base_type_of(Kind kind) noexcept {
    switch (kind) {
    case Kind::empty: break;
    case Kind::boolean: return BaseType::boolean;
    case Kind::integer: return BaseType::int64;
    case Kind::unsigned_integer: return BaseType::uint64;
    case Kind::real: return BaseType::float64;
    case Kind::decimal: return BaseType::decimal;
    case Kind::text: return BaseType::text;
    case Kind::bytes: return BaseType::bytes;
    case Kind::timestamp: return BaseType::timestamp;
    case Kind::date: return BaseType::date;
    case Kind::time: return BaseType::time;
    case Kind::uuid: return BaseType::uuid;
    case Kind::object_id: return BaseType::object_id;
    case Kind::document: return BaseType::structure;
    case Kind::array: return BaseType::array;
    }
    return BaseType::none;
}

}  // namespace tenon
