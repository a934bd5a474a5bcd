#include "functions.hpp"

#include <array>
#include <memory>
#include <new>
#include <string>
#include <string_view>

#include <tenon/error.hpp>
#include <tenon/pattern.hpp>

#include "arithmetic.hpp"
#include "value/json_canonical.hpp"
#include "value/utf8.hpp"

namespace tenon::drivers::sqlite {

namespace {

std::string_view text_of(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    if (text == nullptr) throw std::bad_alloc();
    return {text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

void give(sqlite3_context* context, bool answer) { sqlite3_result_int(context, answer ? 1 : 0); }

void give(sqlite3_context* context, const std::string& text) {
    sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

// Runs a function over arguments that are all there. Exceptions must not pass through SQLite's C code; their words may
// hold a pattern, so that SQLite is told `refusal` instead.
template <class Function>
void guarded(sqlite3_context* context, int count, sqlite3_value** arguments, const char* refusal, Function function) {
    for (int i = 0; i < count; ++i) {
        if (sqlite3_value_type(arguments[i]) == SQLITE_NULL) return;  // the result is NULL until one is set
    }
    try {
        function();
    } catch (const Error&) {
        sqlite3_result_error(context, refusal, -1);
    } catch (...) {
        sqlite3_result_error_nomem(context);
    }
}

void like(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded(context, count, arguments, "a like pattern ends with a single backslash",
            [&] { give(context, like_matches(text_of(arguments[0]), text_of(arguments[1]))); });
}

void ilike(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded(context, count, arguments, "a like pattern ends with a single backslash",
            [&] { give(context, ilike_matches(text_of(arguments[0]), text_of(arguments[1]))); });
}

void delete_pattern(void* pattern) { delete static_cast<Pattern*>(pattern); }

// Compiled once per statement when the pattern is a constant or a parameter.
void regex(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded(context, count, arguments, "a regular expression is not of the supported kind", [&] {
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

struct Function {
    const char* name;
    int arguments;
    void (*call)(sqlite3_context*, int, sqlite3_value**);
};

constexpr std::array functions{
    Function{"tenon_like", 2, &like},    Function{"tenon_ilike", 2, &ilike},
    Function{"tenon_regex", 2, &regex},  Function{"tenon_canonical_json", 1, &canonical},
    Function{"tenon_add", 2, &add},      Function{"tenon_sub", 2, &subtract},
    Function{"tenon_mul", 2, &multiply}, Function{"tenon_div", 2, &divide},
    Function{"tenon_mod", 2, &modulo},   Function{"tenon_negate", 1, &negate},
};

}  // namespace

void add_functions(Session& session) {
    for (const Function& function : functions) {
        const int code = sqlite3_create_function_v2(session.database.get(), function.name, function.arguments,
                                                    SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr,
                                                    function.call, nullptr, nullptr, nullptr);
        if (code == SQLITE_OK) continue;
        session.fail(code);
        raise(session.failure, nullptr, session.path);
    }
}

}  // namespace tenon::drivers::sqlite
