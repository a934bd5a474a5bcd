// What a client sends: objects as JSON, and conditions put together at run time, on `memory:` and on SQLite.

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include <tenon/tenon.hpp>

#include "fuzz/targets.hpp"

namespace tenon::fuzz {

namespace {

namespace types = tenon::types;

RecordModel define(const Database& db) {
    return db.define(
        "Guest",
        {{"name", {.type = types::text, .required = true, .min_length = 2, .max_length = 40, .trim = true}},
         {"email", {.type = types::text, .unique = true, .matches = Pattern(formats::email), .lowercase = true}},
         {"age", {.type = types::int32, .min = 0, .max = 150}},
         {"score", {.type = types::real}},
         {"price", {.type = types::decimal(12, 2)}},
         {"active", {.type = types::boolean}},
         {"seen", {.type = types::timestamp}},
         {"born", {.type = types::date}},
         {"wakes", {.type = types::time}},
         {"token", {.type = types::uuid}},
         {"mark", {.type = types::object_id}},
         {"photo", {.type = types::bytes}},
         {"extra", {.type = types::json}},
         {"role", {.type = types::enumeration({"admin", "guest"}), .default_value = "guest"}},
         {"tags", {.type = types::array(types::text)}},
         {"marks", {.type = types::map(types::int64)}},
         {"address",
          {.type = types::structure({{"city", {.type = types::text, .required = true}},
                                     {"lines",
                                      {.type = types::array(types::structure(
                                           {{"qty", {.type = types::int32}}, {"sku", {.type = types::text}}}))}}})}},
         {"secret", {.type = types::text, .hidden = true}},
         {"pay",
          {.type = types::variant(
               {{"cash", {.type = types::int32, .min = 0}},
                {"card",
                 {types::structure({{"number", {.type = types::text, .required = true}}, {"until", {types::date}}})}},
                {"list", {types::array(types::text)}}})}}});
}

/// A database with a few rows, made once for all inputs.
struct Room {
    explicit Room(const char* url) : db(open(url)), guests(define(db)) {
        db.sync();
        const std::vector<std::string> rows{
            R"({"name":"Ada","email":"ada@example.com","age":36,"score":1.5,"active":true,"tags":["maths","50%_"]})",
            R"({"name":"Bob \\ 'q'","age":0,"price":"12.50","born":"2024-02-29","role":"admin","marks":{"a.b":1}})",
            R"({"name":"😀é","score":-0.25,"active":false,"seen":"2024-02-29T12:30:00.123Z","wakes":"12:30:00",)"
            R"("address":{"city":"Paris","lines":[{"qty":2,"sku":"x"},{"qty":null,"sku":"50%"}]}})",
            R"({"name":"nobody","extra":{"$ne":null,"deep":[1,2.5,"x",null]},"tags":[]})",
            R"({"name":"payer","pay":{"type":"cash","value":7}})",
            R"({"name":"carded","pay":{"type":"card","value":{"number":"50%","until":"2024-02-29"}}})"};
        for (const std::string& row : rows) {
            Record guest = guests.from_json(row);
            guest.save();
        }
    }
    Database db;
    RecordModel guests;
};

/// One of the words of a text, taken from its front; bytes say which.
class Choices {
public:
    explicit Choices(std::string_view bytes) : bytes_(bytes) {}
    std::size_t below(std::size_t bound) {
        if (bytes_.empty()) return 0;
        const auto byte = static_cast<unsigned char>(bytes_.front());
        bytes_.remove_prefix(1);
        return byte % bound;
    }
    std::string text() {
        const std::size_t size = std::min(below(24), bytes_.size());
        std::string taken(bytes_.substr(0, size));
        bytes_.remove_prefix(size);
        return taken;
    }

private:
    std::string_view bytes_;
};

Value some_value(Choices& choices) {
    switch (choices.below(8)) {
    case 0: return {};
    case 1: return Value(choices.below(2) == 1);
    case 2: return Value(static_cast<std::int64_t>(choices.below(256)) - 128);
    case 3: return Value(std::numeric_limits<std::int64_t>::max());
    case 4: return Value(static_cast<double>(choices.below(256)) / 8);
    case 5: return Value("2024-02-29T12:30:00Z");
    case 6: return Value("12.50");
    default: return Value(choices.text());
    }
}

RecordExpression some_field(Choices& choices) {
    static const std::vector<std::string> names{"name",  "email", "age",  "score",        "price", "active",
                                                "seen",  "born",  "role", "address.city", "tags",  "extra",
                                                "token", "photo", "id",   "nothing"};
    const std::size_t chosen = choices.below(names.size() + 1);
    if (chosen < names.size()) return field(names[chosen]);
    const std::string name = choices.text();
    if (!name.starts_with("pay.")) return field(name);
    if (name.size() == 4) return field("pay");
    return field("pay").as(name.substr(4), choices.text());
}

RecordExpression some_condition(Choices& choices, int depth) {
    const std::size_t kind = choices.below(depth > 3 ? 12 : 15);
    const auto value = [&] { return some_value(choices); };
    switch (kind) {
    case 0: return some_field(choices) == value();
    case 1: return some_field(choices) != value();
    case 2: return some_field(choices) < value();
    case 3: return some_field(choices) >= value();
    case 4: return some_field(choices).is_empty();
    case 5: return some_field(choices).in({value(), value(), value()});
    case 6: return some_field(choices).starts_with(choices.text());
    case 7: return some_field(choices).ends_with(choices.text());
    case 8: return some_field(choices).contains(choices.text());
    case 9: return some_field(choices).like(choices.text());
    case 10: return some_field(choices).contains_element(value());
    case 11: return some_field(choices) == some_field(choices);
    case 12: return !some_condition(choices, depth + 1);
    case 13: {
        RecordExpression left = some_condition(choices, depth + 1);
        return left && some_condition(choices, depth + 1);
    }
    default: {
        RecordExpression left = some_condition(choices, depth + 1);
        return left || some_condition(choices, depth + 1);
    }
    }
}

const std::string unsupported = "is unsupported";

/// The ids that a condition selects, or the code of the error that it is.
std::string answer(const RecordModel& guests, const RecordExpression& condition) {
    try {
        std::string ids;
        for (const Record& guest : guests.find(condition).order_by("id").all()) ids += guest["id"].to_json() + " ";
        return ids;
    } catch (const Unsupported&) {
        return unsupported;
    } catch (const Error& error) {
        return std::string(error.code());
    }
}

}  // namespace

void record_json(std::string_view input) {
    static const Room memory("memory:");
    static const Room sqlite("sqlite::memory:");
    std::string texts[2];
    const Room* const rooms[] = {&memory, &sqlite};
    for (std::size_t i = 0; i < 2; ++i) {
        try {
            rooms[i]->db.transaction([&](Transaction& tx) {
                const RecordModel guests = tx.model("Guest");
                Record guest = guests.from_json(input);
                guest.save();
                texts[i] = guest.to_json();
                const Record stored = guests.get(guest["id"]);
                require(stored.to_json() == texts[i], "the object is not the stored row");
                require(texts[i].find("\"secret\"") == std::string::npos, "a hidden field is in the JSON");
                throw Unsupported("roll back");
            });
        } catch (const Unsupported&) {
        } catch (const Error& error) {
            texts[i] = std::string(error.code());
        }
    }
    if (texts[0].starts_with("{") && texts[1].starts_with("{")) {
        // Keys that were rolled back may be given again, or not.
        const auto behind_key = [](const std::string& text) { return text.substr(text.find(',')); };
        require(behind_key(texts[0]) == behind_key(texts[1]), "two backends store one object differently");
    } else {
        require(texts[0] == texts[1], "two backends give different errors");
    }
}

void condition(std::string_view input) {
    static const Room memory("memory:");
    static const Room sqlite("sqlite::memory:");
    Choices choices(input);
    const RecordExpression asked = some_condition(choices, 0);
    const std::string in_memory = answer(memory.guests, asked);
    const std::string on_sqlite = answer(sqlite.guests, asked);
    if (on_sqlite == unsupported) return;  // said by the capability table
    const std::string what = "memory: gives " + in_memory + ", SQLite " + on_sqlite;
    require(in_memory == on_sqlite, what.c_str());
}

}  // namespace tenon::fuzz
