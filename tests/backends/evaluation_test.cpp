// What goes wrong only when a statement meets its values and rows: the same sentence on each backend.

#include <limits>

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
namespace types = tenon::types;

namespace {

constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();

struct Item {
    std::int64_t id = 0;
    std::string name{};
    std::string pattern{};
    std::int64_t high = highest;
    std::optional<std::int64_t> low = lowest;
};

template <class F>
std::string query_error(F&& run) {
    try {
        run();
    } catch (const tenon::QueryError& error) {
        CHECK(error.model() == "Item");
        return error.what();
    }
    return "nothing was thrown";
}

std::string overflow_of(const std::string& operation) {
    return "Item: the result of `" + operation +
           "` is beyond int64, in which whole numbers are computed (decimals too, on SQLite). Compute in doubles, as "
           "in "
           "`f<…> * 1.0`, or keep the numbers smaller.";
}

const char* const bad_like = "Item: a `like` pattern ends with a single `\\`; write `\\\\` for the character itself.";

}  // namespace

TEST_CASE("integer overflow tells the model, the operation and the way out, wherever it is computed") {
    on_each([](const tenon::Database& db) {
        db.sync<Item>();
        const auto items = db.model<Item>();
        (void)items.insert_many({{.name = "a"}, {.name = "b"}});
        const auto count = [&](const auto& condition) { return query_error([&] { (void)items.count(condition); }); };
        CHECK(count(f<&Item::high> + 1 > 0) == overflow_of("+"));
        CHECK(count(f<&Item::low> - 1 > 0) == overflow_of("-"));
        CHECK(count(f<&Item::high> * 2 > 0) == overflow_of("*"));
        CHECK(count(f<&Item::low> / -1 > 0) == overflow_of("/"));
        CHECK(count(-f<&Item::low> > 0) == overflow_of("-"));
        CHECK(query_error([&] { (void)items.aggregate(tenon::sum(f<&Item::high>)); }) == overflow_of("sum"));
        CHECK(query_error([&] {
                  (void)items.find().group_by(f<&Item::high>).select(tenon::sum(f<&Item::high>)).all();
              }) == overflow_of("sum"));
        CHECK(query_error([&] { (void)items.find().order_by((f<&Item::high> + 1).desc()).all(); }) == overflow_of("+"));
        CHECK(query_error([&] { (void)items.find().select(f<&Item::high> * 3).all(); }) == overflow_of("*"));
        CHECK(query_error([&] { (void)items.update(f<&Item::id> == 1, f<&Item::high> = f<&Item::high> + 1); }) ==
              overflow_of("+"));
        CHECK(query_error([&] { (void)items.remove(f<&Item::high> + 1 > 0); }) == overflow_of("+"));
        CHECK(items.count(f<&Item::high> * 1.0 * 2 > 0) == 2);
        CHECK(items.aggregate(tenon::sum(f<&Item::high> * 1.0)) == 2.0 * static_cast<double>(highest));
        CHECK(items.get(1).high == highest);
    });
}

TEST_CASE("an overflow inside a transaction leaves the transaction usable") {
    on_each([](const tenon::Database& db) {
        db.sync<Item>();
        (void)db.model<Item>().create({.name = "a"});
        db.transaction([](tenon::Transaction& tx) {
            const auto items = tx.model<Item>();
            CHECK(query_error([&] { (void)items.remove(f<&Item::high> + 1 > 0); }) == overflow_of("+"));
            (void)items.create({.name = "b"});
        });
        CHECK(db.model<Item>().count() == 2);
    });
}

TEST_CASE("a bad pattern given as a value is refused before the statement, with rows or without") {
    on_each([](const tenon::Database& db) {
        db.sync<Item>();
        const auto items = db.model<Item>();
        int statements = 0;
        db.on_statement([&](const tenon::StatementEvent&) { ++statements; });
        for (const bool has_rows : {false, true}) {
            if (has_rows) (void)items.create({.name = "a"});
            statements = 0;
            CHECK(query_error([&] { (void)items.count(f<&Item::name>.like("a\\")); }) == bad_like);
            CHECK(query_error([&] { (void)items.count(!f<&Item::name>.ilike("%\\\\\\")); }) == bad_like);
            CHECK(query_error([&] { (void)items.find(f<&Item::name>.matches("a(")).all(); }) ==
                  "Item: the pattern is not supported: a group is not closed, at character 3.");
            CHECK(query_error([&] { (void)items.remove(f<&Item::name>.matches("x\\b")); }) ==
                  "Item: the pattern is not supported: the escape `\\b` is not portable, at character 4.");
            CHECK(query_error([&] { (void)items.update(f<&Item::name>.like("\\"), f<&Item::name> = "x"); }) ==
                  bad_like);
            const tenon::Filter<Item> filter = f<&Item::name>.matches("[");
            CHECK(says(query_error([&] { (void)items.find(filter).exists(); }),
                       {"Item: the pattern is not supported: ", "at character 2"}));
            CHECK(items.count(tenon::when(false, f<&Item::name>.like("a\\"))) == (has_rows ? 1 : 0));
            CHECK(statements == 1);
        }
    });
}

TEST_CASE("a bad pattern in a column is an error when a row has it") {
    on_each([](const tenon::Database& db) {
        db.sync<Item>();
        const auto items = db.model<Item>();
        (void)items.create({.name = "a", .pattern = "a%"});
        CHECK(items.count(f<&Item::name>.like(f<&Item::pattern>)) == 1);
        (void)items.create({.name = "a", .pattern = "a\\"});
        CHECK(query_error([&] { (void)items.count(f<&Item::name>.like(f<&Item::pattern>)); }) == bad_like);
        CHECK(query_error([&] { (void)items.count(f<&Item::name>.ilike(f<&Item::pattern>)); }) == bad_like);
    });
}

TEST_CASE("run-time models say the same") {
    on_each([](const tenon::Database& db) {
        const auto items = db.define("Item", {{"n", {.type = types::int64}}, {"t", {.type = types::text}}});
        db.sync();
        CHECK(query_error([&] { (void)items.find(tenon::field("t").like("x\\")).all(); }) == bad_like);
        items.create({{"n", highest}, {"t", "x"}});
        CHECK(query_error([&] { (void)items.find(tenon::field("n") + 1 > 0).all(); }) == overflow_of("+"));
    });
}
