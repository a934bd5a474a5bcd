#pragma once
// The functions that the SQLite driver adds to each connection: the only ones of ours that statements may call. No table's
// definition needs one that only we have, so that the file stays readable and writable by every program.

#include <array>
#include <string_view>

namespace tenon::sql {

struct SqliteFunction {
    std::string_view name;
    int arguments;
    std::string_view meaning;  ///< with an empty argument, all give NULL; none has side effects
};

/// The order of a language is the collation of this name and its tag: "tenon_sv". In statements alone: no column has one.
inline constexpr std::string_view sqlite_collation_prefix = "tenon_";

/// Aggregates of ours: of their rows, in the order of what stands behind `order`, which says of each key whether it is
/// ascending (a) or descending (d) and has empties first (f) or last (l), as in 'afdl'. Arguments: value, order, keys.
inline constexpr std::array<std::string_view, 2> sqlite_aggregates{
    "tenon_first",  // the first row's value, which may be NULL
    "tenon_push",   // an array of the values that aren't NULL, as JSON
};

inline constexpr std::array sqlite_functions{
    SqliteFunction{"tenon_add", 2, "a + b of integers; an error when it is beyond int64"},
    SqliteFunction{"tenon_sub", 2, "a - b, likewise"},
    SqliteFunction{"tenon_mul", 2, "a * b, likewise"},
    SqliteFunction{"tenon_bound", 2, "a * b; int64's end where it is beyond it: what a scaled column is compared with"},
    SqliteFunction{"tenon_div", 2, "a / b truncated; NULL when b is 0; an error when it is beyond int64"},
    SqliteFunction{"tenon_negate", 1, "-a of an integer; an error when it is beyond int64"},
    SqliteFunction{"tenon_abs", 1, "a without its sign; an error when it is beyond int64"},
    SqliteFunction{"tenon_floor", 2, "the greatest multiple of b, a whole number, that is not above a; of reals: of 1"},
    SqliteFunction{"tenon_ceil", 2, "the least that is not below it"},
    SqliteFunction{"tenon_round", 2, "the nearest; of two that are as near, the even one"},
    SqliteFunction{"tenon_part", 2, "part_of(unit, time): microseconds, ISO 8601 text of an instant, or of a day"},
    SqliteFunction{"tenon_truncate", 2, "truncated(unit, time), in the form of the time"},
    SqliteFunction{"tenon_step", 3, "stepped(unit, time, count), in the form of the time; an error beyond the years"},
    SqliteFunction{"tenon_between", 3, "difference(unit, a, b)"},
    SqliteFunction{"tenon_like", 2, "like_matches(text, pattern): 1 or 0"},
    SqliteFunction{"tenon_regex", 2, "Pattern(pattern).search(text): 1 or 0; the pattern is a parameter"},
    SqliteFunction{"tenon_canonical_json", 1, "canonical_json of JSON text: equal for equal values"},
    SqliteFunction{"tenon_scaled", 2,
                   "the number in a text as a coefficient at a scale; an error when digits are lost"},
    SqliteFunction{"tenon_microseconds", 1, "Timestamp::parse(text).microseconds"},
    SqliteFunction{"tenon_instant", 2, "microseconds as ISO 8601 text with 3 or 6 digits of a second, rounded down"},
    SqliteFunction{"tenon_json_real", 1, "a number as a double in JSON text that reads back equal"},
    SqliteFunction{"tenon_of_length", 4,
                   "the array when it has as many elements as b to c; else the CHECK that d begins the name of fails"},
    SqliteFunction{"tenon_fits", 4, "a when it is an integer from b to c; else an error: it doesn't fit what d names"},
    SqliteFunction{"tenon_fits_float", 2, "a when a float holds it; else an error: it doesn't fit what b names"},
    SqliteFunction{"tenon_from_base64", 1, "the bytes of base64 text, as a BLOB"},
    SqliteFunction{"tenon_json_at", -1,
                   "json_part(b, a), or of what c, d, … lead to, which are keys, as text, and numbers of elements, as "
                   "integers; NULL where there is none"},
    SqliteFunction{"tenon_rename_key", 3, "the JSON object a with the value of its key b under the key c instead"},
    SqliteFunction{"tenon_order_in", 2, "bytes that sort as text a does in the language of the tag b"},
    SqliteFunction{"tenon_append", 2, "the text of an array with the elements of another one behind its own"},
    // In place of SQLite's, which an untrusted schema may not use in a CHECK (sqlite.org/pragma.html#pragma_trusted_schema).
    SqliteFunction{"json_valid", 1, "1 for valid JSON text, else 0"},
};

}  // namespace tenon::sql
