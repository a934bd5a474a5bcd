#pragma once
// What the SQL compiler makes: text, and for each of its parameters which value goes there and in what form.

#include <cstdint>
#include <string>
#include <vector>

namespace tenon::sql {

/// How a value becomes a parameter.
enum class Form : std::uint8_t {
    as_is,           ///< by the cell's own type, in the dialect's storage
    next_prefix,     ///< text: the smallest text above all that start with it (value/utf8.hpp). When there is none,
                     ///< SQLite binds an empty BLOB, which is above all text; the others bind NULL
    like_pattern,    ///< text: % _ \ escaped by backslash, % at both ends (contains)
    like_suffix,     ///< text: % _ \ escaped by backslash, % first (ends_with)
    folded,          ///< text: ASCII letters in lower case
    canonical_json,  ///< nested: canonical_json of it (value/json_canonical.hpp)
    list_as_json,    ///< a list: one JSON array of its values (each in storage form)
    list_element,    ///< a list: its value number `element` (from 0; empties not counted), the last one again when it
                     ///< has fewer; CastError when a timestamp is finer than the column
    round_up,        ///< real, decimal, timestamp: to the column's whole number, scale or precision, upwards
    round_down,
    exact,  ///< timestamp, decimal: CastError when it is finer than the column
    equal,  ///< number, scaled: where the column can't hold it, a value that equals none of the column's
    // (An integer that meets a column of doubles has storage `real`, and these three as well.)
    list_as_array,  ///< a list: one array of the database's own (PostgreSQL), each value in storage form
    regex           ///< text: Pattern(it).text(…) in the database's own syntax (SQLite's function takes it as it is)
};

/// In which form a value is stored in its column.
enum class Storage : std::uint8_t {
    as_is,    ///< integers, reals, text, bytes
    boolean,  ///< SQLite: 0, 1
    scaled,   ///< decimal, or integer, as coefficient at `scale` (SQLite)
    decimal_text,
    microseconds,  ///< timestamp as an integer (SQLite)
    iso_text,      ///< timestamp, date, time as ISO 8601 text; a timestamp always with `precision` digits
    uuid_text,
    uuid_bytes,
    object_id_text,
    json,  ///< as JSON text: nested values, and scalars that go into one (text then has its quotes)
    real   ///< an integer that meets a column of doubles, as a double
};

struct Parameter {
    std::uint16_t slot = 0;
    std::uint16_t element = 0;  ///< list_element
    Form form = Form::as_is;
    Storage storage = Storage::as_is;
    std::uint8_t scale = 0;      ///< scaled, and rounding of decimals
    std::uint8_t precision = 6;  ///< timestamps: digits of a second
    /// A list of reals that meets integers: those that are no int64 are left out as empties are, the others are sent as int64.
    bool meets_integer = false;
    /// Text: case_folded (value/case_fold.hpp) before it takes its form.
    bool folded = false;
    /// Text that goes into a column whose CHECK asks for its length.
    bool measured = false;

    friend bool operator==(const Parameter&, const Parameter&) = default;
};

struct Statement {
    std::string text;
    std::vector<Parameter> parameters;  ///< in the order of the placeholders
    std::uint16_t slots = 0;            ///< how many values it takes
    bool writes = false;
    bool gives_rows = false;
    bool has_fragments = false;  ///< some of the text is the user's own: what is wrong with it may be his
};

}  // namespace tenon::sql
