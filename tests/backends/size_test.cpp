// Many rows, many values in one condition, many columns, long names, and the keys that are assigned. (reliability D18, D20,
// D21)

#include <limits>
#include <numeric>

#include "support/backends.hpp"
#include "support/statements.hpp"

using namespace backends;
namespace types = tenon::types;

namespace {

struct Number {
    std::int64_t id = 0;
    std::int64_t value = 0;
};

std::vector<Number> numbers(std::int64_t count) {
    std::vector<Number> made(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < made.size(); ++i) made[i].value = static_cast<std::int64_t>(i) * 3;
    return made;
}

}  // namespace

TEST_CASE("keys that are assigned follow the order of the rows, beyond 32 bits as well") {
    on_each([](const tenon::Database& db) {
        db.sync<Number>();
        const auto model = db.model<Number>();
        const Number first = model.create({.value = 1});
        CHECK(first.id == 1);
        const std::int64_t far = (std::int64_t{1} << 31) + 5;
        CHECK(model.create({.id = far, .value = 2}).id == far);
        CHECK(model.get(far).value == 2);
        const std::vector<Number> stored = model.insert_many(numbers(1'000));
        REQUIRE(stored.size() == 1'000);
        for (std::size_t i = 0; i < stored.size(); ++i) {
            REQUIRE(stored[i].value == static_cast<std::int64_t>(i) * 3);
            REQUIRE(stored[i].id > far);
            REQUIRE((i == 0 || stored[i].id > stored[i - 1].id));
        }
        CHECK(model.get(stored[617].id).value == 617 * 3);
        CHECK(model.create({.value = 9}).id > stored.back().id);
    });
}

TEST_CASE("no key is left after the greatest: an error, and no other row's") {
    on_each([](const tenon::Database& db) {
        db.sync<Number>();
        const auto model = db.model<Number>();
        constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
        CHECK(model.create({.id = most, .value = 1}).id == most);
        try {
            const Number next = model.create({.value = 2});
            CHECK(next.id != most);
            CHECK(model.get(next.id).value == 2);
        } catch (const tenon::Error& error) {
            CHECK(error.code() != "");
        }
        CHECK(model.get(most).value == 1);
    });
}

TEST_CASE("100,000 rows go in at once") {
    on_each([](const tenon::Database& db) {
        db.sync<Number>();
        const auto model = db.model<Number>();
        constexpr std::int64_t count = 100'000;
        const std::vector<Number> stored = model.insert_many(numbers(count));
        REQUIRE(stored.size() == count);
        CHECK(model.count() == count);
        CHECK(model.aggregate(tenon::sum(f<&Number::value>)) == 3 * count * (count - 1) / 2);
        CHECK(model.get(stored.back().id).value == 3 * (count - 1));
    });
}

TEST_CASE("a list takes more values than a statement has parameters") {
    on_each([](const tenon::Database& db) {
        db.sync<Number>();
        const auto model = db.model<Number>();
        (void)model.insert_many(numbers(200));
        for (const std::size_t size : {65'535U, 65'536U, 100'000U}) {
            std::vector<std::int64_t> values(size);
            std::iota(values.begin(), values.end(), std::int64_t{300});
            CHECK(model.count(f<&Number::value>.in(values)) == 100);
            CHECK(model.count(!f<&Number::value>.in(values)) == 100);
        }
    });
}

TEST_CASE("many rows are all stored or none") {
    on_each([](const tenon::Database& db) {
        db.sync<Number>();
        const auto model = db.model<Number>();
        std::vector<Number> rows = numbers(20'000);
        rows.front().id = 5;
        rows.back().id = 5;
        CHECK_THROWS_AS((void)model.insert_many(rows), tenon::UniqueViolation);
        CHECK(model.count() == 0);
    });
}

TEST_CASE("a model has as many fields as the database has columns, and beyond is refused") {
    on_each([](const tenon::Database& db) {
        const auto define = [&](const std::string& name, std::size_t fields) {
            tenon::Document described;
            for (std::size_t i = 1; i < fields; ++i) described.set("field" + std::to_string(i), "int64");
            return db.define(tenon::Json(tenon::Document{{"name", name}, {"fields", described}}));
        };
        const auto wide = define("Wide", 2'000);  // with its id
        db.sync();
        tenon::Record made = wide.create({{"field1", 1}, {"field1999", 1999}});
        CHECK(wide.get(made["id"])["field1999"] == 1999);
        CHECK(wide.get(made["id"])["field1000"].is_empty());
        CHECK(wide.find(tenon::field("field1999") == 1999 && tenon::field("field1") == 1).count() == 1);
        try {
            const auto wider = define("Wider", 2'001);
            db.sync();
            CHECK(wider.create({{"field2000", 2000}})["field2000"] == 2000);
        } catch (const tenon::Error& error) {
            CHECK(error.code() != "");
        }
        CHECK(wide.find().count() == 1);
    });
}

TEST_CASE("names of 63 bytes that differ in the last one are two names, and none is cut") {
    on_each([](const tenon::Database& db) {
        const std::string stem(62, 'n');
        const auto things = db.define(
            "Thing",
            {{"a", {.type = types::text, .column = stem + "a"}}, {"b", {.type = types::text, .column = stem + "b"}}},
            {.table = stem + "t"});
        const auto others = db.define("Other", {{"a", {.type = types::text}}}, {.table = stem + "u"});
        db.sync();
        (void)things.create({{"a", "1"}, {"b", "2"}});
        (void)others.create({{"a", "3"}});
        CHECK(things.find(tenon::field("b") == "2" && tenon::field("a") == "1").count() == 1);
        CHECK(things.get(1)["b"] == "2");
        CHECK(others.get(1)["a"] == "3");
        // Cut to 63 bytes, these would be the tables and columns above.
        for (const std::string end : {"tx", "ux"}) {
            try {
                const auto longer = db.define("Long" + end, {{"a", {.type = types::text, .column = stem + "ab"}}},
                                              {.table = stem + end});
                db.sync();
                CHECK(longer.find().count() == 0);
            } catch (const tenon::SchemaError& error) {
                CHECK(std::string(error.what()).find("63") != std::string::npos);
            }
        }
        CHECK(things.find().count() == 1);
        CHECK(others.find().count() == 1);
    });
}
