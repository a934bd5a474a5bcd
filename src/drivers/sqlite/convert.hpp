#pragma once
// Values that can't be bound as they are: in the form that the statement wants, as the column stores them.

#include <cstdint>
#include <string>
#include <string_view>

#include "sql/statement.hpp"
#include <tenon/cell.hpp>

namespace tenon::drivers::sqlite {

/// What is bound instead of a cell.
struct Converted {
    enum class Kind : std::uint8_t { empty, integer, real, text, bytes };
    Kind kind = Kind::empty;
    std::int64_t integer = 0;
    double real = 0;
    std::string_view text;  ///< text and bytes: in the buffer, or in the cell's own memory

    static Converted of(std::int64_t value) { return {Kind::integer, value, 0, {}}; }
    static Converted of(double value) { return {Kind::real, 0, value, {}}; }
    static Converted of_text(std::string_view value) { return {Kind::text, 0, 0, value}; }
    static Converted of_bytes(std::string_view value) { return {Kind::bytes, 0, 0, value}; }
};

/// `buffer` is overwritten. Throws CastError for what the column can't hold.
Converted convert(const sql::Parameter& parameter, const Cell& cell, std::string& buffer);

/// A value as its column stores it, whatever the parameter's form.
Converted stored(const sql::Parameter& parameter, const Cell& cell, std::string& buffer);

/// One value of a list: CastError for a timestamp that is finer than its column (semantics, rule 12); a number that its
/// scaled column can't hold becomes one that equals nothing.
Converted listed(const sql::Parameter& parameter, const Cell& cell, std::string& buffer);

/// Appends a value of a list as JSON, such that json_each gives back what the column stores; bytes as base64.
void append_stored_json(const sql::Parameter& parameter, const Cell& cell, std::string& out);

/// The bound that a value finer than its column stands for: to the column's scale or precision.
enum class Rounding : std::uint8_t { up, down, exact, equal };
Converted rounded(const sql::Parameter& parameter, const Cell& cell, Rounding rounding, std::string& buffer);

}  // namespace tenon::drivers::sqlite
