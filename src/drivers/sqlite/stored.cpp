#include <cmath>

#include <tenon/decimal.hpp>
#include <tenon/error.hpp>

#include "drivers/sqlite/convert.hpp"
#include "value/json_writer.hpp"
#include "value/numbers.hpp"
#include "value/value_nested.hpp"

namespace tenon::drivers::sqlite {

namespace {

using sql::Storage;

[[noreturn]] void refuse_unsigned() {
    throw CastError("SQLite's integers end at 9223372036854775807: a greater one needs a field of text or Decimal.");
}

Decimal decimal_of(const Cell& cell) {
    switch (cell.type) {
    case CellType::decimal: return *cell.decimal;
    case CellType::integer: return Decimal(cell.integer);
    case CellType::real: {
        char text[double_text_size];
        return Decimal::parse({text, write_double(cell.real, text)});
    }
    default: throw CastError("A decimal column takes numbers only.");
    }
}

bool is_nested(const Cell& cell) {
    return cell.type == CellType::json || cell.type == CellType::value || cell.type == CellType::source;
}

/// What is inside a nested value is read as SQLite's integers, too: a greater one would be taken for another.
class StoredJson final : public JsonWriter {
public:
    using JsonWriter::JsonWriter;
    void scalar(const Cell& cell) override {
        if (cell.type == CellType::unsigned_integer) refuse_unsigned();
        JsonWriter::scalar(cell);
    }
};

void append_nested(const Cell& cell, std::string& out) {
    StoredJson writer(out);
    switch (cell.type) {
    case CellType::source: cell.source->write(writer); return;
    case CellType::value: ValueSource(*cell.value).write(writer); return;
    case CellType::json: out += cell.text_view(); return;
    default: writer.scalar(cell); return;
    }
}

Converted as_json(const Cell& cell, std::string& buffer) {
    if (cell.type == CellType::json) return Converted::of_text(cell.text_view());
    buffer.clear();
    append_nested(cell, buffer);
    return Converted::of_text(buffer);
}

Converted as_timestamp(const sql::Parameter& parameter, const Cell& cell, std::string& buffer) {
    if (parameter.storage != Storage::iso_text) return Converted::of(cell.integer);
    buffer.resize(timestamp_text_size);
    buffer.resize(write_iso(Timestamp(cell.integer), parameter.precision, buffer.data()));
    return Converted::of_text(buffer);
}

Converted as_date(const Cell& cell, std::string& buffer) {
    buffer.resize(date_text_size);
    buffer.resize(write_iso(Date(static_cast<std::int32_t>(cell.integer)), buffer.data()));
    return Converted::of_text(buffer);
}

Converted as_time(const Cell& cell, std::string& buffer) {
    const Time time(cell.integer);
    buffer.resize(time_text_size);
    buffer.resize(write_iso(time, needed_digits(time), buffer.data()));
    return Converted::of_text(buffer);
}

Converted as_uuid(const sql::Parameter& parameter, const Cell& cell, std::string& buffer) {
    if (parameter.storage == Storage::uuid_bytes) {
        return Converted::of_bytes({reinterpret_cast<const char*>(cell.id), 16});
    }
    Uuid id;
    std::copy(cell.id, cell.id + id.bytes.size(), id.bytes.begin());
    buffer.resize(36);
    id.write(buffer.data());
    return Converted::of_text(buffer);
}

Converted as_object_id(const Cell& cell, std::string& buffer) {
    ObjectId id;
    std::copy(cell.id, cell.id + id.bytes.size(), id.bytes.begin());
    buffer.resize(24);
    id.write(buffer.data());
    return Converted::of_text(buffer);
}

Converted as_decimal_text(const Decimal& value, std::string& buffer) {
    buffer = value.to_string();
    return Converted::of_text(buffer);
}

Converted by_own_type(const sql::Parameter& parameter, const Cell& cell, std::string& buffer) {
    switch (cell.type) {
    case CellType::empty: return {};
    case CellType::boolean: return Converted::of(std::int64_t{cell.boolean ? 1 : 0});
    case CellType::integer: return Converted::of(cell.integer);
    case CellType::unsigned_integer: refuse_unsigned();
    case CellType::real: return Converted::of(cell.real);
    case CellType::decimal: return as_decimal_text(*cell.decimal, buffer);
    case CellType::text: return Converted::of_text(cell.text_view());
    case CellType::bytes: return Converted::of_bytes({reinterpret_cast<const char*>(cell.bytes), cell.size});
    case CellType::timestamp: return as_timestamp(parameter, cell, buffer);
    case CellType::date: return as_date(cell, buffer);
    case CellType::time: return as_time(cell, buffer);
    case CellType::uuid: return as_uuid(parameter, cell, buffer);
    case CellType::object_id: return as_object_id(cell, buffer);
    case CellType::json:
    case CellType::value:
    case CellType::source: return as_json(cell, buffer);
    case CellType::list: break;
    }
    throw QueryError("A list of values was given where the statement takes one.");
}

// json_each reads 1e999 as infinity; JsonWriter refuses it.
void append_json_real(double value, std::string& out) {
    if (std::isnan(value)) throw CastError("NaN is refused: no database compares or stores it alike.");
    if (std::isinf(value)) {
        out += value < 0 ? "-1e999" : "1e999";
    } else {
        append_double(value, out);
    }
}

}  // namespace

Converted stored(const sql::Parameter& parameter, const Cell& cell, std::string& buffer) {
    if (cell.is_empty()) return {};
    switch (parameter.storage) {
    case Storage::json: return as_json(cell, buffer);
    case Storage::scaled: return Converted::of(decimal_of(cell).scaled_int64(parameter.scale));
    case Storage::decimal_text: return as_decimal_text(decimal_of(cell).with_scale(parameter.scale), buffer);
    case Storage::real:
        if (cell.type == CellType::integer) return Converted::of(static_cast<double>(cell.integer));
        return by_own_type(parameter, cell, buffer);
    default: return by_own_type(parameter, cell, buffer);
    }
}

Converted listed(const sql::Parameter& parameter, const Cell& cell, std::string& buffer) {
    if (cell.type == CellType::timestamp) return rounded(parameter, cell, Rounding::exact, buffer);
    if (parameter.storage == Storage::scaled || parameter.storage == Storage::decimal_text)
        return rounded(parameter, cell, Rounding::equal, buffer);
    return stored(parameter, cell, buffer);
}

void append_stored_json(const sql::Parameter& parameter, const Cell& cell, std::string& out) {
    if (parameter.storage == Storage::json || is_nested(cell)) {
        append_nested(cell, out);
        return;
    }
    std::string buffer;
    const Converted value = listed(parameter, cell, buffer);
    switch (value.kind) {
    case Converted::Kind::empty: out += "null"; return;
    case Converted::Kind::integer: append_integer(value.integer, out); return;
    case Converted::Kind::real: append_json_real(value.real, out); return;
    case Converted::Kind::text: append_json_text(value.text, out); return;
    case Converted::Kind::bytes: append_nested(cell, out); return;  // base64, which the statement decodes
    }
}

}  // namespace tenon::drivers::sqlite
