// tenon::Value as a member: what the records of run-time models are made of.

#include <tenon/typed/codecs.hpp>

#include "schema/cast.hpp"
#include "typed/refuse.hpp"
#include "value/cells.hpp"
#include "value/json_reader.hpp"
#include "value/value_nested.hpp"
#include <tenon/json.hpp>
#include <tenon/schema.hpp>

namespace tenon::typed {
namespace {

Value from_json(std::string_view text) {
    static thread_local JsonReader reader;
    reader.reset(text);
    ValueBuilder builder;
    copy_nested(reader, builder, true);
    return builder.take();
}

/// Cells that are of the field's type already.
bool is_exactly(const Cell& cell, BaseType base) {
    return (cell.type == CellType::text && base == BaseType::text) ||
           (cell.type == CellType::integer && base == BaseType::int64) ||
           (cell.type == CellType::real && base == BaseType::float64);
}

}  // namespace

void DynamicCodec::encode(const void* value, Cell& out) {
    const Value& held = *static_cast<const Value*>(value);
    if (held.if_document() != nullptr || held.if_array() != nullptr)
        out = Cell::of_nested(held);
    else
        out = scalar_cell(held);
}

void DynamicCodec::decode(const Cell& cell, void* value, const schema::Field& field) {
    Value& out = *static_cast<Value*>(value);
    const BaseType base = field.type.base;
    if (cell.is_empty()) {
        const bool has_none = base == BaseType::array && field.type.size == 0 && !field.type.nullable;
        out = has_none ? Value(Array()) : Value();
    } else if (schema::is_numbered(field.type)) {
        out = schema::labelled(schema::cast(to_value(cell), field.type, field.name), field.type);
    } else if (is_exactly(cell, base)) {
        out = to_value(cell);
    } else if (is_nested(base)) {
        const bool is_text = cell.type == CellType::text || cell.type == CellType::json;
        out = schema::cast(is_text ? from_json(cell.text_view()) : to_value(cell), field.type, field.name);
    } else if (base == BaseType::decimal && cell.type == CellType::integer && !field.type.stored_as_text) {
        out = Value(Decimal::scaled(cell.integer, field.type.scale));
    } else if (base == BaseType::timestamp && cell.type == CellType::integer) {
        out = Value(Timestamp(cell.integer));
    } else if (base == BaseType::enumeration) {
        out = schema::cast(to_value(cell), field.type, field.name);
    } else {
        out = schema::cast(to_value(cell), base, field.name);
    }
}

bool DynamicCodec::equal(const void* a, const void* b) {
    return *static_cast<const Value*>(a) == *static_cast<const Value*>(b);
}

}  // namespace tenon::typed
