#include "value/json_writer.hpp"

#include <array>
#include <cmath>
#include <cstring>
#include <type_traits>

#include <tenon/error.hpp>

#include "value/base64.hpp"
#include "value/hex.hpp"
#include "value/numbers.hpp"
#include "value/utf8.hpp"

namespace tenon {

namespace {

constexpr std::int64_t exact_limit = std::int64_t{1} << 53;

constexpr std::array<bool, 256> needs_escape = [] {
    std::array<bool, 256> table{};
    for (std::size_t i = 0; i < 32; ++i) table[i] = true;
    table['"'] = true;
    table['\\'] = true;
    return table;
}();

void append_escape(char c, std::string& out) {
    switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
    }
    char digits[2];
    hex::write(static_cast<std::uint8_t>(c), digits);
    out += "\\u00";
    out.append(digits, 2);
}

void append_double_checked(double value, std::string& out) {
    if (!std::isfinite(value)) throw CastError("JSON has no NaN and no infinities; leave the value empty instead.");
    append_double(value, out);
}

template <class Timelike>
void append_iso(Timelike value, std::string& out) {
    char text[timestamp_text_size + 2];
    text[0] = '"';
    std::size_t size = 0;
    if constexpr (std::is_same_v<Timelike, Date>) {
        size = write_iso(value, text + 1);
    } else {
        size = write_iso(value, needed_digits(value), text + 1);
    }
    text[size + 1] = '"';
    out.append(text, size + 2);
}

template <std::size_t Size, class Id>
void append_id(const std::uint8_t* bytes, std::string& out) {
    Id id;
    std::memcpy(id.bytes.data(), bytes, id.bytes.size());
    char text[Size + 2];
    text[0] = text[Size + 1] = '"';
    id.write(text + 1);
    out.append(text, sizeof text);
}

}  // namespace

void append_json_text(std::string_view text, std::string& out) {
    check_text(text, {});
    out += '"';
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!needs_escape[static_cast<unsigned char>(text[i])]) continue;
        out.append(text, plain, i - plain);
        append_escape(text[i], out);
        plain = i + 1;
    }
    out.append(text, plain);
    out += '"';
}

void JsonWriter::separate() {
    if (comma_) out_ += ',';
    comma_ = true;
}

void JsonWriter::begin(char bracket) {
    if (++depth_ > max_nesting) throw CastError("The value is nested deeper than 1,000 levels.");
    separate();
    out_ += bracket;
    comma_ = false;
}

void JsonWriter::end(char bracket) {
    --depth_;
    out_ += bracket;
    comma_ = true;
}

void JsonWriter::begin_document() { begin('{'); }
void JsonWriter::end_document() { end('}'); }
void JsonWriter::begin_array() { begin('['); }
void JsonWriter::end_array() { end(']'); }

void JsonWriter::key(std::string_view name) {
    if (comma_) out_ += ',';
    append_json_text(name, out_);
    out_ += ':';
    comma_ = false;
}

void JsonWriter::number(const Cell& cell) {
    switch (cell.type) {
    case CellType::integer: append_integer(cell.integer, out_); break;
    case CellType::unsigned_integer: append_integer(cell.unsigned_integer, out_); break;
    case CellType::decimal: out_ += cell.decimal->to_string(); break;
    default: append_double_checked(cell.real, out_); break;
    }
}

void JsonWriter::quoted_number(const Cell& cell) {
    out_ += '"';
    number(cell);
    out_ += '"';
}

void JsonWriter::raw_number(const Cell& cell) {
    if (cell.type != CellType::integer && cell.type != CellType::unsigned_integer && cell.type != CellType::decimal &&
        cell.type != CellType::real) {
        return scalar(cell);
    }
    separate();
    number(cell);
}

void JsonWriter::scalar(const Cell& cell) {
    separate();
    switch (cell.type) {
    case CellType::empty: out_ += "null"; break;
    case CellType::boolean: out_ += cell.boolean ? "true" : "false"; break;
    case CellType::integer:
        cell.integer > exact_limit || cell.integer < -exact_limit ? quoted_number(cell) : number(cell);
        break;
    case CellType::unsigned_integer:
        cell.unsigned_integer > static_cast<std::uint64_t>(exact_limit) ? quoted_number(cell) : number(cell);
        break;
    case CellType::real: number(cell); break;
    case CellType::decimal: quoted_number(cell); break;
    case CellType::text: append_json_text(cell.text_view(), out_); break;
    case CellType::bytes:
        out_ += '"';
        append_base64({cell.bytes, cell.size}, out_);
        out_ += '"';
        break;
    case CellType::timestamp: append_iso(Timestamp(cell.integer), out_); break;
    case CellType::date: append_iso(Date(static_cast<std::int32_t>(cell.integer)), out_); break;
    case CellType::time: append_iso(Time(cell.integer), out_); break;
    case CellType::uuid: append_id<36, Uuid>(cell.id, out_); break;
    case CellType::object_id: append_id<24, ObjectId>(cell.id, out_); break;
    case CellType::json:
    case CellType::value:
    case CellType::source:
    case CellType::list: throw CastError("A nested value was written as a scalar; write its members instead.");
    }
}

}  // namespace tenon
