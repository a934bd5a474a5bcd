#include "drivers/sqlite/functions.hpp"

#include <array>
#include <memory>
#include <new>
#include <string>
#include <string_view>

#include <tenon/decimal.hpp>
#include <tenon/error.hpp>
#include <tenon/json.hpp>
#include <tenon/pattern.hpp>
#include <tenon/time.hpp>
#include <tenon/value.hpp>

#include "drivers/sqlite/arithmetic.hpp"
#include "drivers/sqlite/failure.hpp"
#include "drivers/sqlite/function_call.hpp"
#include "drivers/sqlite/ordered_aggregates.hpp"
#include "drivers/sqlite/rounding.hpp"
#include "drivers/sqlite/time_functions.hpp"
#include "query/evaluation_error.hpp"
#include "query/json_part.hpp"
#include "schema/cast.hpp"
#include "sql/sqlite_functions.hpp"
#include "value/collation.hpp"
#include "value/convert.hpp"
#include "value/json_canonical.hpp"
#include "value/json_reader.hpp"
#include "value/json_writer.hpp"
#include "value/numbers.hpp"
#include "value/utf8.hpp"

namespace tenon::drivers::sqlite {

namespace {

// What is wrong with a pattern is said without the pattern.
template <class Function>
void matching(sqlite3_context* context, int count, sqlite3_value** arguments, Function function) {
    over_all(context, count, arguments, function,
             [&](const Error& error) { fail_evaluation(context, query::pattern_sentence(error)); });
}

void like(sqlite3_context* context, int count, sqlite3_value** arguments) {
    matching(context, count, arguments,
             [&] { give(context, like_matches(text_of(arguments[0]), text_of(arguments[1]))); });
}

void delete_pattern(void* pattern) { delete static_cast<Pattern*>(pattern); }

// Compiled once per statement when the pattern is a constant or a parameter.
void regex(sqlite3_context* context, int count, sqlite3_value** arguments) {
    matching(context, count, arguments, [&] {
        const auto* kept = static_cast<const Pattern*>(sqlite3_get_auxdata(context, 1));
        if (kept != nullptr) {
            give(context, kept->search(text_of(arguments[0])));
            return;
        }
        auto made = std::make_unique<Pattern>(text_of(arguments[1]));
        give(context, made->search(text_of(arguments[0])));
        sqlite3_set_auxdata(context, 1, made.release(), &delete_pattern);
    });
}

void canonical(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded(context, count, arguments, "text is not valid JSON",
            [&] { give(context, canonical_json(text_of(arguments[0]))); });
}

Decimal decimal_of(sqlite3_value* value) {
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER: return Decimal(std::int64_t{sqlite3_value_int64(value)});
    case SQLITE_FLOAT: {
        char text[double_text_size];
        return Decimal::parse({text, write_double(sqlite3_value_double(value), text)});
    }
    default: return Decimal::parse(text_of(value));
    }
}

void scaled(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded(context, count, arguments, "a text is no decimal of the column's scale", [&] {
        sqlite3_result_int64(context, decimal_of(arguments[0]).scaled_int64(sqlite3_value_int(arguments[1])));
    });
}

void microseconds(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded(context, count, arguments, "a text is no ISO 8601 instant",
            [&] { sqlite3_result_int64(context, Timestamp::parse(text_of(arguments[0])).microseconds); });
}

void instant(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded(context, count, arguments, "a number is no instant", [&] {
        const int digits = sqlite3_value_int(arguments[1]);
        const Timestamp given(sqlite3_value_int64(arguments[0]));
        std::string text(timestamp_text_size, '\0');
        text.resize(write_iso(given.floored(digits), digits, text.data()));
        give(context, text);
    });
}

void json_real(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded(context, count, arguments, "JSON has no word for this number", [&] {
        std::string text;
        JsonWriter(text).scalar(Cell::of(sqlite3_value_double(arguments[0])));
        give(context, text);
    });
}

std::int64_t count_elements(std::string_view array) {
    static thread_local JsonReader reader;
    reader.reset(array);
    if (reader.shape() != NestedReader::Shape::array) return 0;
    std::int64_t count = 0;
    std::string_view key;
    reader.enter();
    while (reader.next(key)) ++count;
    return count;
}

// A CHECK can't count an array's elements in a schema that isn't trusted: updates that make an array do it.
void of_length(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded(context, count, arguments, "text is not valid JSON", [&] {
        const std::int64_t elements = count_elements(text_of(arguments[0]));
        const bool is_short = elements < sqlite3_value_int64(arguments[1]);
        if (!is_short && elements <= sqlite3_value_int64(arguments[2]))
            return sqlite3_result_value(context, arguments[0]);
        const std::string words = "CHECK constraint failed: " + std::string(text_of(arguments[3])) +
                                  (is_short ? "_min_length" : "_max_length");
        sqlite3_result_error(context, words.c_str(), static_cast<int>(words.size()));
        sqlite3_result_error_code(context, SQLITE_CONSTRAINT_CHECK);
    });
}

// What an update computes for a place inside JSON, which no CHECK looks into.
void fits(sqlite3_context* context, int count, sqlite3_value** arguments) {
    const auto whole = [&](int i) { return std::int64_t{sqlite3_value_int64(arguments[i])}; };
    over_all(
        context, count, arguments,
        [&] {
            sqlite3_result_int64(context, cast_integer(Value(whole(0)), whole(1), whole(2), text_of(arguments[3])));
        },
        [&](const Error& error) { fail_cast(context, error); });
}

void fits_float(sqlite3_context* context, int count, sqlite3_value** arguments) {
    over_all(
        context, count, arguments,
        [&] {
            const double real = sqlite3_value_double(arguments[0]);
            (void)schema::cast(Value(real), BaseType::float32, text_of(arguments[1]));
            sqlite3_result_double(context, real);
        },
        [&](const Error& error) { fail_cast(context, error); });
}

void from_base64(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded(context, count, arguments, "a text is not base64", [&] {
        const Bytes bytes = cast_bytes(Value(text_of(arguments[0])), {});
        const void* data = bytes.empty() ? static_cast<const void*>("") : bytes.data();  // nullptr would be NULL
        sqlite3_result_blob64(context, data, bytes.size(), SQLITE_TRANSIENT);
    });
}

void give_part(sqlite3_context* context, const Value& part) {
    if (const std::string* text = part.if_text()) return give(context, *text);
    if (const bool* boolean = part.if_boolean()) return give(context, *boolean);
    if (const double* real = part.if_real()) return sqlite3_result_double(context, *real);
    if (const std::int64_t* integer = part.if_integer()) sqlite3_result_int64(context, *integer);
}

const Value* json_step(const Value& whole, sqlite3_value* step) {
    return sqlite3_value_type(step) == SQLITE_INTEGER ? query::json_element(whole, sqlite3_value_int64(step))
                                                      : query::json_member(whole, text_of(step));
}

void json_at(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded(context, count, arguments, "malformed JSON", [&] {
        if (count < 2) return;
        const Value whole = Json::parse(text_of(arguments[1])).value();
        if (whole.is_empty()) return;
        const Value* found = &whole;
        for (int i = 2; i < count && found != nullptr; ++i) found = json_step(*found, arguments[i]);
        const auto asked = static_cast<ir::JsonPart>(sqlite3_value_int(arguments[0]));
        if (found != nullptr) give_part(context, query::json_part(*found, asked));
    });
}

void rename_key(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded(context, count, arguments, "malformed JSON", [&] {
        Value whole = Json::parse(text_of(arguments[0])).value();
        const std::string key(text_of(arguments[1]));
        Document* object = whole.if_document();
        const Value* found = object != nullptr ? object->find(key) : nullptr;
        if (found == nullptr) return sqlite3_result_value(context, arguments[0]);
        Value moved = *found;
        object->erase(key);
        object->set(std::string(text_of(arguments[2])), std::move(moved));
        give(context, Json(std::move(whole)).to_string());
    });
}

constexpr std::string_view json_space = " \t\n\r";

/// The text of an array up to its closing bracket, and what stands in it.
struct ArrayText {
    std::string_view open;
    std::string_view elements;

    explicit ArrayText(std::string_view text) {
        const std::size_t first = text.find_first_not_of(json_space), last = text.find_last_not_of(json_space);
        if (first == std::string_view::npos) throw CastError("There is no JSON where an array should be.");
        if (text.substr(first, last - first + 1) == "null") return;  // empty, as NULL is
        if (first == last || text[first] != '[' || text[last] != ']')
            throw CastError("A value that elements are added to is no JSON array.");
        open = text.substr(0, last);
        elements = open.substr(first + 1);
    }
    [[nodiscard]] bool is_empty() const { return elements.find_first_not_of(json_space) == std::string_view::npos; }
};

/// What is stored is kept to the letter.
void append(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded(context, count, arguments, "malformed JSON", [&] {
        const ArrayText array(text_of(arguments[0])), more(text_of(arguments[1]));
        if (array.is_empty()) return sqlite3_result_value(context, arguments[1]);
        if (more.is_empty()) return sqlite3_result_value(context, arguments[0]);
        std::string joined;
        joined.reserve(array.open.size() + more.elements.size() + 2);
        joined.append(array.open).append(",").append(more.elements).append("]");
        give(context, joined);
    });
}

void order_in(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded(context, count, arguments, "text has no order in this language", [&] {
        const std::string key = Collation::of(text_of(arguments[1])).key(text_of(arguments[0]));
        sqlite3_result_blob64(context, key.data(), key.size(), SQLITE_TRANSIENT);
    });
}

int compare_in_language(void* collation, int left_size, const void* left, int right_size, const void* right) {
    const auto text = [](const void* data, int size) {
        return std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size));
    };
    return static_cast<const Collation*>(collation)->compare(text(left, left_size), text(right, right_size));
}

/// A statement names a collation that this connection hasn't yet. One that isn't ours stays unknown.
void add_collation(void*, sqlite3* database, int, const char* name) {
    const std::string_view given(name);
    if (!given.starts_with(sql::sqlite_collation_prefix)) return;
    try {
        const Collation& collation = Collation::of(given.substr(sql::sqlite_collation_prefix.size()));
        sqlite3_create_collation_v2(database, name, SQLITE_UTF8, const_cast<Collation*>(&collation),
                                    &compare_in_language, nullptr);
    } catch (...) {  // NOLINT: SQLite says that there is no such collation
        return;
    }
}

/// SQLite's own of this name is not allowed in a table's CHECK when the schema is not trusted; this one is.
void json_valid(sqlite3_context* context, int count, sqlite3_value** arguments) {
    if (count == 1 && sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    static thread_local JsonReader reader;
    try {
        reader.reset(text_of(arguments[0]));
        if (reader.shape() == NestedReader::Shape::scalar) {
            (void)reader.scalar();
        } else {
            reader.enter();
            reader.leave();  // reads over all that is inside
        }
        give(context, true);
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    } catch (...) {
        give(context, false);
    }
}

struct Function {
    std::string_view name;
    void (*call)(sqlite3_context*, int, sqlite3_value**);
};

// What sql::sqlite_functions promises, in its order.
constexpr std::array functions{
    Function{"tenon_add", &add},
    Function{"tenon_sub", &subtract},
    Function{"tenon_mul", &multiply},
    Function{"tenon_bound", &multiply_within},
    Function{"tenon_div", &divide},
    Function{"tenon_negate", &negate},
    Function{"tenon_abs", &magnitude},
    Function{"tenon_floor", &floor_to},
    Function{"tenon_ceil", &ceil_to},
    Function{"tenon_round", &round_to},
    Function{"tenon_part", &time_part},
    Function{"tenon_truncate", &truncate_time},
    Function{"tenon_step", &step_time},
    Function{"tenon_between", &time_between},
    Function{"tenon_like", &like},
    Function{"tenon_regex", &regex},
    Function{"tenon_canonical_json", &canonical},
    Function{"tenon_scaled", &scaled},
    Function{"tenon_microseconds", &microseconds},
    Function{"tenon_instant", &instant},
    Function{"tenon_json_real", &json_real},
    Function{"tenon_of_length", &of_length},
    Function{"tenon_fits", &fits},
    Function{"tenon_fits_float", &fits_float},
    Function{"tenon_from_base64", &from_base64},
    Function{"tenon_json_at", &json_at},
    Function{"tenon_rename_key", &rename_key},
    Function{"tenon_order_in", &order_in},
    Function{"tenon_append", &append},
    Function{"json_valid", &json_valid},
};

constexpr bool promises_are_kept() {
    if (functions.size() != sql::sqlite_functions.size()) return false;
    for (std::size_t i = 0; i < functions.size(); ++i) {
        if (functions[i].name != sql::sqlite_functions[i].name) return false;
    }
    return true;
}
static_assert(promises_are_kept());

}  // namespace

void add_functions(Session& session) {
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    for (std::size_t i = 0; i < functions.size(); ++i) {
        const int code = sqlite3_create_function_v2(session.database.get(), functions[i].name.data(),
                                                    sql::sqlite_functions[i].arguments, flags, nullptr,
                                                    functions[i].call, nullptr, nullptr, nullptr);
        if (code == SQLITE_OK) continue;
        session.fail(code);
        raise(session.failure, nullptr, session.path);
    }
    add_ordered_aggregates(session);
    sqlite3_collation_needed(session.database.get(), nullptr, &add_collation);
}

}  // namespace tenon::drivers::sqlite
