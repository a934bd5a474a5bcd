#include "drivers/sqlite/ordered_aggregates.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sqlite3.h>

#include "drivers/sqlite/failure.hpp"
#include "drivers/sqlite/function_call.hpp"
#include "sql/sqlite_functions.hpp"
#include "value/json_writer.hpp"
#include <tenon/cell.hpp>
#include <tenon/error.hpp>

namespace tenon::drivers::sqlite {

namespace {

struct FreeValue {
    void operator()(sqlite3_value* value) const noexcept { sqlite3_value_free(value); }
};
using Kept = std::unique_ptr<sqlite3_value, FreeValue>;

Kept keep(sqlite3_value* value) {
    Kept kept(sqlite3_value_dup(value));
    if (kept == nullptr) throw std::bad_alloc();
    return kept;
}

template <class T>
int sign(T a, T b) {
    return a < b ? -1 : (b < a ? 1 : 0);
}

int compare_bytes(sqlite3_value* a, sqlite3_value* b) {
    const bool text = sqlite3_value_type(a) == SQLITE_TEXT;
    const void* left = text ? sqlite3_value_text(a) : sqlite3_value_blob(a);
    const void* right = text ? sqlite3_value_text(b) : sqlite3_value_blob(b);
    const int left_size = sqlite3_value_bytes(a);
    const int right_size = sqlite3_value_bytes(b);
    const int shared = std::min(left_size, right_size);
    if (shared > 0 && (left == nullptr || right == nullptr)) throw std::bad_alloc();
    const int compared = shared > 0 ? std::memcmp(left, right, static_cast<std::size_t>(shared)) : 0;
    return compared != 0 ? compared : sign(left_size, right_size);
}

// As SQLite sorts: numbers, text, bytes.
int compare_present(sqlite3_value* a, sqlite3_value* b) {
    const int left = sqlite3_value_type(a);
    const int right = sqlite3_value_type(b);
    if (left == SQLITE_INTEGER && right == SQLITE_INTEGER) return sign(sqlite3_value_int64(a), sqlite3_value_int64(b));
    const bool left_number = left == SQLITE_INTEGER || left == SQLITE_FLOAT;
    const bool right_number = right == SQLITE_INTEGER || right == SQLITE_FLOAT;
    if (left_number && right_number) return sign(sqlite3_value_double(a), sqlite3_value_double(b));
    if (left_number != right_number) return left_number ? -1 : 1;
    return left != right ? sign(left, right) : compare_bytes(a, b);
}

struct Item {
    Kept value;
    std::vector<Kept> keys;
    std::size_t place = 0;  // ties stay as they were
};

// Both kinds of aggregate collect here; `first` keeps one item.
struct Rows {
    std::string order;
    std::vector<Item> items;

    [[nodiscard]] int compare(const Item& a, const Item& b) const {
        for (std::size_t i = 0; i < a.keys.size(); ++i) {
            const bool descending = order.at(2 * i) == 'd';
            const bool empties_first = order.at(2 * i + 1) == 'f';
            sqlite3_value* left = a.keys[i].get();
            sqlite3_value* right = b.keys[i].get();
            const bool left_empty = sqlite3_value_type(left) == SQLITE_NULL;
            const bool right_empty = sqlite3_value_type(right) == SQLITE_NULL;
            if (left_empty && right_empty) continue;
            if (left_empty || right_empty) return left_empty == empties_first ? -1 : 1;
            if (const int compared = compare_present(left, right); compared != 0)
                return descending ? -compared : compared;
        }
        return 0;
    }
};

Rows** rows_of(sqlite3_context* context, bool make) {
    return static_cast<Rows**>(sqlite3_aggregate_context(context, make ? static_cast<int>(sizeof(Rows*)) : 0));
}

// Exceptions must not pass through SQLite's C code.
template <class Work>
void guarded_step(sqlite3_context* context, Work work) {
    try {
        work();
    } catch (const Error&) {
        sqlite3_result_error(context, "rows can't be put in an order by these", -1);
    } catch (...) {
        sqlite3_result_error_nomem(context);
    }
}

Rows& collected(sqlite3_context* context, int count, sqlite3_value** arguments) {
    Rows** place = rows_of(context, true);
    if (place == nullptr) throw std::bad_alloc();
    if (*place != nullptr) return **place;
    auto made = std::make_unique<Rows>();
    if (count > 2) made->order = text_of(arguments[1]);
    if (count < 3 || made->order.size() != 2 * static_cast<std::size_t>(count - 2))
        throw QueryError("an order says two letters of each key");
    *place = made.release();
    return **place;
}

Item item_of(int count, sqlite3_value** arguments) {
    Item item{keep(arguments[0]), {}, 0};
    item.keys.reserve(static_cast<std::size_t>(count));
    for (int i = 2; i < count; ++i) item.keys.push_back(keep(arguments[i]));
    return item;
}

void first_step(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded_step(context, [&] {
        Rows& rows = collected(context, count, arguments);
        Item item = item_of(count, arguments);
        if (rows.items.empty()) {
            rows.items.push_back(std::move(item));
        } else if (rows.compare(item, rows.items.front()) < 0) {
            rows.items.front() = std::move(item);
        }
    });
}

void push_step(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded_step(context, [&] {
        Rows& rows = collected(context, count, arguments);
        if (sqlite3_value_type(arguments[0]) != SQLITE_NULL) {
            Item item = item_of(count, arguments);
            item.place = rows.items.size();
            rows.items.push_back(std::move(item));
        }
    });
}

std::unique_ptr<Rows> take_rows(sqlite3_context* context) {
    Rows** place = rows_of(context, false);
    return std::unique_ptr<Rows>(place != nullptr ? *place : nullptr);
}

void first_final(sqlite3_context* context) {
    const std::unique_ptr<Rows> rows = take_rows(context);
    if (rows != nullptr && !rows->items.empty()) sqlite3_result_value(context, rows->items.front().value.get());
}

void append_json(JsonWriter& json, sqlite3_value* value) {
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER: return json.scalar(Cell::of(std::int64_t{sqlite3_value_int64(value)}));
    case SQLITE_FLOAT: return json.scalar(Cell::of(sqlite3_value_double(value)));
    default: return json.scalar(Cell::of(text_of(value)));
    }
}

void push_final(sqlite3_context* context) {
    const std::unique_ptr<Rows> rows = take_rows(context);
    guarded_step(context, [&] {
        std::string text;
        JsonWriter json(text);
        json.begin_array();
        if (rows != nullptr) {
            std::sort(rows->items.begin(), rows->items.end(), [&](const Item& a, const Item& b) {
                const int compared = rows->compare(a, b);
                return compared != 0 ? compared < 0 : a.place < b.place;
            });
            for (const Item& item : rows->items) append_json(json, item.value.get());
        }
        json.end_array();
        give(context, text);
    });
}

}  // namespace

void add_ordered_aggregates(Session& session) {
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    static_assert(sql::sqlite_aggregates[0] == "tenon_first" && sql::sqlite_aggregates[1] == "tenon_push");
    const auto add = [&](std::string_view name, auto* step, auto* finish) {
        const int code = sqlite3_create_function_v2(session.database.get(), name.data(), -1, flags, nullptr, nullptr,
                                                    step, finish, nullptr);
        if (code == SQLITE_OK) return;
        session.fail(code);
        raise(session.failure, nullptr, session.path);
    };
    add(sql::sqlite_aggregates[0], &first_step, &first_final);
    add(sql::sqlite_aggregates[1], &push_step, &push_final);
}

}  // namespace tenon::drivers::sqlite
