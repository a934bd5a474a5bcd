#include "drivers/sqlite/convert.hpp"

#include <cmath>
#include <optional>
#include <span>
#include <utility>

#include <tenon/error.hpp>
#include <tenon/pattern.hpp>

#include "value/case_fold.hpp"
#include "value/json_canonical.hpp"
#include "value/json_writer.hpp"
#include "value/utf8.hpp"

namespace tenon::drivers::sqlite {

namespace {

std::string_view pattern_of(const Cell& cell) {
    if (cell.type != CellType::text) throw QueryError("Text was expected as the pattern of a text operation.");
    return cell.text_view();
}

Converted next_prefix_of(const Cell& cell, std::string& buffer) {
    std::optional<std::string> next = next_prefix(pattern_of(cell));
    // No text is above all with this prefix; every BLOB is (https://sqlite.org/datatype3.html, section 4.1).
    if (!next) return Converted::of_bytes({});
    buffer = std::move(*next);
    return Converted::of_text(buffer);
}

void append_escaped(std::string_view text, std::string& out) {
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') out += '\\';
        out += c;
    }
}

Converted like_pattern(const Cell& cell, bool ends, std::string& buffer) {
    buffer = "%";
    append_escaped(pattern_of(cell), buffer);
    if (!ends) buffer += '%';
    return Converted::of_text(buffer);
}

Converted canonical(const sql::Parameter& parameter, const Cell& cell, std::string& buffer) {
    sql::Parameter as_json = parameter;
    as_json.storage = sql::Storage::json;
    const Converted json = stored(as_json, cell, buffer);
    buffer = canonical_json(json.text);
    return Converted::of_text(buffer);
}

// The function compiles it again: made here for its error, which says what is not supported.
Converted regex(const Cell& cell) {
    const Pattern checked(pattern_of(cell));
    return Converted::of_text(cell.text_view());
}

/// The text folded, in its form.
Converted folded(const sql::Parameter& parameter, const Cell& cell, std::string& buffer) {
    std::string text = case_folded(pattern_of(cell));
    if (parameter.form == sql::Form::as_is) {
        buffer = std::move(text);
        return Converted::of_text(buffer);
    }
    sql::Parameter formed = parameter;
    formed.folded = false;
    return convert(formed, Cell::of(text), buffer);  // which writes all other forms of text into the buffer
}

std::span<const Cell> cells_of(const Cell& cell) {
    if (cell.type != CellType::list) throw QueryError("A list of values was expected.");
    return {cell.list, cell.size};
}

std::optional<Cell> whole(const Cell& cell) {
    constexpr double limit = 9223372036854775808.0;
    if (cell.type != CellType::real) return cell;
    const bool fits = cell.real >= -limit && cell.real < limit && std::trunc(cell.real) == cell.real;
    return fits ? std::optional(Cell::of(static_cast<std::int64_t>(cell.real))) : std::nullopt;
}

// What a list keeps of its values: the compiler splits empties off, and reals that are no int64 equal no integer.
std::optional<Cell> kept(const sql::Parameter& parameter, const Cell& element) {
    if (element.is_empty()) return std::nullopt;
    return parameter.meets_integer ? whole(element) : element;
}

Converted list_as_json(const sql::Parameter& parameter, const Cell& cell, std::string& buffer) {
    buffer = "[";
    for (const Cell& element : cells_of(cell)) {
        const std::optional<Cell> value = kept(parameter, element);
        if (!value) continue;
        if (buffer.size() > 1) buffer += ',';
        append_stored_json(parameter, *value, buffer);
    }
    buffer += ']';
    return Converted::of_text(buffer);
}

Converted list_element(const sql::Parameter& parameter, const Cell& cell, std::string& buffer) {
    std::optional<Cell> chosen;
    std::optional<Cell> left_out;
    std::uint16_t seen = 0;
    for (const Cell& element : cells_of(cell)) {
        const std::optional<Cell> value = kept(parameter, element);
        if (!value && !element.is_empty()) left_out = element;
        if (!value) continue;
        chosen = value;
        if (seen++ == parameter.element) break;
    }
    if (!chosen) chosen = left_out;  // a real that equals no integer, where the statement has a place for it
    return chosen ? listed(parameter, *chosen, buffer) : Converted{};
}

}  // namespace

Converted convert(const sql::Parameter& parameter, const Cell& cell, std::string& buffer) {
    using sql::Form;
    if (cell.is_empty()) return {};
    if (parameter.folded) return folded(parameter, cell, buffer);
    switch (parameter.form) {
    case Form::as_is: return stored(parameter, cell, buffer);
    case Form::next_prefix: return next_prefix_of(cell, buffer);
    case Form::like_pattern: return like_pattern(cell, false, buffer);
    case Form::like_suffix: return like_pattern(cell, true, buffer);
    case Form::folded: buffer = lower_ascii(pattern_of(cell)); return Converted::of_text(buffer);
    case Form::canonical_json: return canonical(parameter, cell, buffer);
    case Form::list_as_json: return list_as_json(parameter, cell, buffer);
    case Form::list_element: return list_element(parameter, cell, buffer);
    case Form::round_up: return rounded(parameter, cell, Rounding::up, buffer);
    case Form::round_down: return rounded(parameter, cell, Rounding::down, buffer);
    case Form::equal: return rounded(parameter, cell, Rounding::equal, buffer);
    case Form::exact: return rounded(parameter, cell, Rounding::exact, buffer);
    case Form::regex: return regex(cell);
    case Form::list_as_array: break;  // PostgreSQL's alone
    }
    throw QueryError("The statement wants a value in a form that the SQLite driver doesn't know.");
}

}  // namespace tenon::drivers::sqlite
