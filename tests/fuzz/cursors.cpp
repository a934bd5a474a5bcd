// Cursors of pages, which come back from outside.

#include <string>

#include <tenon/tenon.hpp>

#include "fuzz/targets.hpp"
#include "model/page_cursor.hpp"

namespace tenon::fuzz {

namespace {

namespace types = tenon::types;

/// A query whose order has every type that an order may have.
struct List {
    List() {
        const auto entries = db.define("Entry", {{"kind", {.type = types::enumeration({"a", "b", "c"})}},
                                                 {"name", {.type = types::text, .required = true}},
                                                 {"rank", {.type = types::int32}},
                                                 {"score", {.type = types::real}},
                                                 {"price", {.type = types::decimal(12, 2)}},
                                                 {"active", {.type = types::boolean}},
                                                 {"seen", {.type = types::timestamp}},
                                                 {"born", {.type = types::date}},
                                                 {"wakes", {.type = types::time}},
                                                 {"token", {.type = types::uuid}},
                                                 {"mark", {.type = types::object_id}}});
        db.sync();
        for (int i = 0; i < 9; ++i) {
            Record entry = entries.build({{"name", "n" + std::to_string(i % 3)}, {"kind", i % 2 == 0 ? "a" : "c"}});
            if (i % 3 != 0) entry.set("rank", i);
            if (i % 4 == 0) entry.set("price", "1.50").set("seen", "2024-02-29T12:30:00Z").set("born", "2024-02-29");
            entry.save();
        }
        query = entries.find();
        for (const char* name : {"kind", "name", "rank", "score", "price"}) query = query->order_by(name);
        for (const char* name : {"active", "seen", "born", "wakes", "token", "mark"})
            query = query->order_by_descending(name);
    }
    Database db = open("memory:");
    std::optional<RecordQuery> query;
};

void turn_to(const RecordQuery& query, const std::string& cursor) {
    try {
        const Page<Record> page = query.page(2, cursor);
        require(page.items.size() <= 2, "a page has more rows than were asked for");
        for (const std::string& beside : {page.next, page.previous})
            if (!beside.empty()) (void)query.page(2, beside);
    } catch (const CursorError&) {}
}

}  // namespace

/// A cursor; and what might stand in one that somebody made.
void page_cursor(std::string_view input) {
    static const List list;
    turn_to(*list.query, std::string(input));
    turn_to(*list.query, model::sealed_cursor(std::string(input)));
}

}  // namespace tenon::fuzz
