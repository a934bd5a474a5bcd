#pragma once
// What our SQL functions share: arguments, results, and that no exception passes through SQLite.

#include <new>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include <tenon/error.hpp>

#include "drivers/sqlite/failure.hpp"
#include "query/evaluation_error.hpp"

namespace tenon::drivers::sqlite {

inline std::string_view text_of(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    if (text == nullptr) throw std::bad_alloc();
    return {text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

inline void give(sqlite3_context* context, bool answer) { sqlite3_result_int(context, answer ? 1 : 0); }

inline void give(sqlite3_context* context, const std::string& text) {
    sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

// Runs a function over arguments that are all there. Exceptions must not pass through SQLite's C code.
template <class Function, class Refusal>
void over_all(sqlite3_context* context, int count, sqlite3_value** arguments, Function function, Refusal refusal) {
    for (int i = 0; i < count; ++i) {
        if (sqlite3_value_type(arguments[i]) == SQLITE_NULL) return;  // the result is NULL until one is set
    }
    try {
        function();
    } catch (const Error& error) {
        refusal(error);
    } catch (...) {
        sqlite3_result_error_nomem(context);
    }
}

// An error's own words may hold a value, so that SQLite is told `refusal` instead.
template <class Function>
void guarded(sqlite3_context* context, int count, sqlite3_value** arguments, const char* refusal, Function function) {
    over_all(context, count, arguments, function, [&](const Error&) { sqlite3_result_error(context, refusal, -1); });
}

// What can't be computed is said in the words of the evaluator.
template <class Function>
void evaluating(sqlite3_context* context, int count, sqlite3_value** arguments, Function function) {
    over_all(context, count, arguments, function, [&](const Error& error) {
        if (dynamic_cast<const query::EvaluationError*>(&error) != nullptr)
            return fail_evaluation(context, error.what());
        sqlite3_result_error(context, "a text is no time", -1);
    });
}

}  // namespace tenon::drivers::sqlite
