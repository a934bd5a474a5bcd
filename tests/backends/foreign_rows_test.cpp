// Rows and tables that somebody else wrote or changed: a value of the wrong kind is an error that names its column, and
// nothing is read from a wrong place. (reliability D15, D17, D19)

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;

namespace {

enum class Level { low, high };

struct Reading {
    std::int64_t id = 0;
    std::int32_t number = 0;
    double real = 0;
    std::string text{};
    bool flag = false;
    std::optional<Level> level{};
    tenon::Timestamp at{};
    tenon::Date day{};
    tenon::Uuid uuid{};
    tenon::Bytes bytes{};
    std::vector<std::int32_t> list{};
};

struct Pair {
    std::int64_t id = 0;
    std::string first{};
    std::string second{};
};

/// A table without types, in which anything can stand.
tenon::Database with_loose_table() {
    const auto db = tenon::open("sqlite::memory:");
    db.execute("create table readings "
               "(id integer primary key, number, real, text, flag, level, at, day, uuid, bytes, list)");
    return db;
}

/// Its one row, with this SQL in the place of one column's value.
void put_row(const tenon::Database& db, const std::string& column = "number", const std::string& sql = "5") {
    db.execute("delete from readings");
    db.execute("insert into readings values (1, 5, 0.5, 'x', 1, 'low', 1000, '2024-02-29', "
               "'00112233-4455-6677-8899-aabbccddeeff', x'00', '[1]')");
    db.execute(tenon::unsafe_raw("update readings set " + column + " = " + sql));
}

template <class Read>
void check_names_it(const std::string& column, Read read) {
    try {
        read();
        FAIL_CHECK("it was read: " << column);
    } catch (const tenon::CastError& error) {
        CHECK(error.model() == "Reading");
        CHECK(error.fields() == std::vector<std::string>{column});
        CHECK(says(error.what(), {"Reading: ", column.c_str()}));
    }
}

std::vector<std::string> firsts(const tenon::Model<Pair>& pairs) {
    std::vector<std::string> found;
    for (const Pair& pair : pairs.find().order_by(f<&Pair::id>)) found.push_back(pair.first + "/" + pair.second);
    return found;
}

}  // namespace

TEST_CASE("each way of reading a value of another kind names the model and the field") {
    const auto db = with_loose_table();
    const auto readings = db.model<Reading>();
    for (const std::string column : {"number", "text", "level", "list"}) {
        CAPTURE(column);
        put_row(db, column, "x'ff'");
        check_names_it(column, [&] { (void)readings.reload({.id = 1}); });
        check_names_it(column, [&] { (void)readings.find_by_key(1); });
        check_names_it(column, [&] { (void)tenon::Query<Reading>(readings.find()).first(); });
        check_names_it(column, [&] { (void)readings.find().page(1); });
        check_names_it(column, [&] {
            for (const Reading& reading : readings.find().stream()) (void)reading;
        });
        check_names_it(column, [&] { (void)readings.find().edit(); });
        check_names_it(column, [&] { (void)readings.find(f<&Reading::id> == 1).returning().remove(); });
    }
    put_row(db, "number", "'x'");
    try {
        (void)readings.find().select(f<&Reading::number>).all();
        FAIL("it was read");
    } catch (const tenon::CastError& error) {
        CHECK(error.model() == "Reading");
    }
}

TEST_CASE("a value of another kind than its column's is a CastError that names the model and the field") {
    const auto db = with_loose_table();
    const auto readings = db.model<Reading>();
    put_row(db);
    const Reading whole = readings.get(1);
    CHECK(whole.number == 5);
    CHECK(whole.level == Level::low);
    CHECK(whole.list == std::vector<std::int32_t>{1});
    const std::pair<std::string, std::vector<std::string>> wrong[] = {
        {"number", {"'x'", "0.5", "x'05'", "null", "2147483648", "-2147483649"}},
        {"real", {"'x'", "'0.5'", "x'00'", "null"}},
        {"text", {"5", "0.5", "x'ff'", "null"}},
        {"flag", {"2", "-1", "'true'", "null"}},
        {"level", {"'medium'", "''", "'LOW'", "0"}},
        {"at", {"'2024-02-29'", "0.5", "9223372036854775807", "null"}},
        {"day", {"'2024-02-30'", "'today'", "5", "null"}},
        {"uuid", {"'x'", "''", "null"}},
        {"bytes", {"5", "null"}},
        {"list", {"'['", "'{}'", "'[\"a\"]'", "'[2147483648]'", "5"}},
    };
    for (const auto& [column, values] : wrong)
        for (const std::string& value : values) {
            CAPTURE(column);
            CAPTURE(value);
            put_row(db, column, value);
            check_names_it(column, [&] { (void)readings.get(1); });
            check_names_it(column, [&] { (void)readings.find().all(); });
        }
    put_row(db);
    CHECK(readings.get(1).number == 5);
}

TEST_CASE("a STRICT table of somebody else's is read by the types that it has") {
    const auto db = tenon::open("sqlite::memory:");
    db.execute(
        "create table readings (id integer primary key, number text, real any, text any, flag integer, level text, "
        "at integer, day text, uuid text, bytes blob, list text) strict");
    const auto readings = db.model<Reading>();
    const auto refused = [&](const char* field) {
        return says(message_of<tenon::CastError>([&] { (void)readings.get(1); }), {field});
    };
    put_row(db, "number", "'x'");
    CHECK(refused("number"));
    db.execute("drop table readings");
    db.execute("create table readings (id integer primary key, number integer, real real, text text, flag integer, "
               "level text, at integer, day text, uuid text, bytes blob, list text) strict");
    put_row(db);
    CHECK(readings.get(1).number == 5);
    for (const char* column : {"number", "real", "text", "flag", "at"}) {
        CAPTURE(std::string(column));
        put_row(db, column, "null");
        CHECK(refused(column));
    }
    put_row(db, "number", "2147483648");
    CHECK(refused("number"));
    put_row(db, "flag", "2");
    CHECK(refused("flag"));
    put_row(db, "at", "9223372036854775807");
    CHECK(refused("at"));
}

TEST_CASE("a table that was made anew without types is looked at again") {
    const auto db = tenon::open("sqlite::memory:");
    db.sync<Reading>();
    const auto readings = db.model<Reading>();
    (void)readings.create({.number = 5, .level = Level::low});
    CHECK(readings.get(1).number == 5);
    db.execute("drop table readings");
    db.execute("create table readings "
               "(id integer primary key, number, real, text, flag, level, at, day, uuid, bytes, list)");
    put_row(db, "number", "'x'");
    CHECK(says(message_of<tenon::CastError>([&] { (void)readings.get(1); }), {"number"}));
    put_row(db, "number", "0.5");
    CHECK(says(message_of<tenon::CastError>([&] { (void)readings.get(1); }), {"number"}));
}

TEST_CASE("tables that sync makes take no value of another kind") {
    const auto db = tenon::open("sqlite::memory:");
    db.sync<Reading>();
    (void)db.model<Reading>().create({.level = Level::high});
    for (const char* column : {"number", "real", "flag", "at"}) {
        CAPTURE(std::string(column));
        CHECK_THROWS_AS(db.execute(tenon::unsafe_raw("update readings set " + std::string(column) + " = 'no number'")),
                        tenon::Error);
    }
    CHECK_THROWS_AS(db.execute("update readings set flag = 2"), tenon::CheckViolation);
    CHECK(db.model<Reading>().get(1).level == Level::high);
}

TEST_CASE("a column that another program added, moved, renamed, dropped or retyped is read by its name, or named in an "
          "error") {
    const TemporaryFolder folder;
    const std::string url = "sqlite:" + folder.file("shared.db");
    const auto db = tenon::open(url);
    db.sync<Pair>();
    const auto pairs = db.model<Pair>();
    (void)pairs.create({.first = "a", .second = "b"});
    const std::vector<std::string> expected{"a/b"};
    CHECK(firsts(pairs) == expected);
    const auto other = tenon::open(url);
    other.execute("alter table pairs add column third text default 'c'");
    CHECK(firsts(pairs) == expected);
    CHECK(pairs.create({.first = "a", .second = "b"}).id == 2);
    pairs.remove(f<&Pair::id> == 2);
    other.execute_script(
        "create table moved (second text not null, third text, id integer primary key, first text not null);"
        "insert into moved select second, third, id, first from pairs;"
        "drop table pairs; alter table moved rename to pairs;");
    CHECK(firsts(pairs) == expected);
    CHECK(pairs.get(1).second == "b");
    other.execute("alter table pairs rename column first to prime");
    CHECK(says(message_of<tenon::QueryError>([&] { (void)pairs.find().all(); }), {"first"}));
    CHECK(says(message_of<tenon::QueryError>([&] { (void)pairs.create({.first = "x"}); }), {"first"}));
    other.execute("alter table pairs rename column prime to first");
    CHECK(firsts(pairs) == expected);
    other.execute_script(
        "alter table pairs drop column second; alter table pairs add column second integer default 7;");
    CHECK(says(message_of<tenon::CastError>([&] { (void)pairs.find().all(); }), {"second"}));
    other.execute("alter table pairs drop column second");
    CHECK(says(message_of<tenon::QueryError>([&] { (void)pairs.get(1); }), {"second"}));
    CHECK(db.check<Pair>().size() >= 1);
}
