// What many rows and many calls take: memory and open files stay as they were. (reliability H1, H6; TENON_STREAM_ROWS=5000000
// and TENON_CYCLES=1000000 for more)

#include <algorithm>
#include <chrono>
#include <string>

#include <doctest/doctest.h>

#include "fault/model.hpp"
#include "support/backends.hpp"
#include "support/environment.hpp"
#include "support/resources.hpp"

namespace tenon::fault {
namespace {

using Clock = std::chrono::steady_clock;

struct Event {
    std::int64_t id = 0;
    std::int64_t number = 0;
    std::string text{};
};

constexpr std::size_t megabyte = 1024 * 1024;

/// How much more memory there is than before; 0 when there is less.
std::size_t growth(std::size_t before) {
    const std::size_t now = backends::memory_in_use();
    return now > before ? now - before : 0;
}

/// Rows of some 500 bytes: the default count makes 100 MB. So many at once that the log stays small.
void add_events(const Database& db, std::size_t count) {
    constexpr std::size_t at_once = 100'000;
    for (std::size_t first = 1; first <= count; first += at_once)
        db.execute("with recursive n(i) as (select ? union all select i + 1 from n where i < ?) "
                   "insert into events (number, text) select i, printf('%.480c', 'x') || i from n",
                   static_cast<std::int64_t>(first), static_cast<std::int64_t>(std::min(first + at_once - 1, count)));
}

/// The shortest of a few: another program may have the processor.
Clock::duration time_to_first_row(const Database& db) {
    Clock::duration shortest = Clock::duration::max();
    for (int i = 0; i < 5; ++i) {
        const auto begun = Clock::now();
        for (const Event& event : db.model<Event>().find().stream()) {
            CHECK(event.id == 1);
            break;  // gives the connection back
        }
        shortest = std::min(shortest, Clock::now() - begun);
    }
    return shortest;
}

void cycle(const Database& db, std::size_t number) {
    const auto owners = db.model<Owner>();
    Owner owner = owners.create(make_owner(number));
    const auto itself = f<&Owner::id> == owner.id;
    owners.update(itself, f<&Owner::age> = 5);
    if (owners.find(itself && f<&Owner::tags>.contains("b")).include(f<&Owner::notes>).one().age != 5)
        FAIL("another row was found");
    db.transaction([&](Transaction& tx) { (void)tx.model<Note>().create({.owner = owner.id, .text = "a note"}); });
    owners.remove(itself);
}

void go_round(const std::string& url) {
    const std::size_t cycles = backends::number_from("TENON_CYCLES", 1'000);
    const Database db = open(url);
    db.sync<Owner, Note>();
    for (std::size_t i = 0; i < 300; ++i) cycle(db, i);
    const std::size_t memory = backends::memory_in_use(), files = backends::open_files();
    for (std::size_t i = 0; i < cycles; ++i) cycle(db, i);
    CHECK(growth(memory) < 2 * megabyte);
    CHECK(backends::open_files() == files);
    CHECK(db.model<Owner>().count() == 0);
    CHECK(db.model<Note>().count() == 0);
}

}  // namespace

TEST_CASE("a stream over a great table takes the memory of a batch, and begins at once") {
    const std::size_t rows = backends::number_from("TENON_STREAM_ROWS", 200'000);
    const backends::TemporaryFolder folder;
    const Database db = open("sqlite:" + folder.file("events.db") + "?synchronous=normal");
    db.sync<Event>();
    add_events(db, rows);
    CHECK(time_to_first_row(db) < std::chrono::milliseconds(100));
    const std::size_t before = backends::memory_in_use();
    std::size_t seen = 0, most = 0, bytes = 0;
    for (const Event& event : db.model<Event>().find().stream()) {
        bytes += event.text.size();
        if (++seen % 10'000 == 0) most = std::max(most, growth(before));
    }
    CHECK(seen == rows);
    CHECK(bytes > 480 * rows);
    CHECK(most < 64 * megabyte);
    CHECK(growth(before) < 64 * megabyte);
    CHECK(db.model<Event>().create({.text = "afterwards"}).id == static_cast<std::int64_t>(rows) + 1);
}

TEST_CASE("memory: cycles of create, find and remove leave memory and open files as they were") { go_round("memory:"); }

TEST_CASE("sqlite: cycles of create, find and remove leave memory and open files as they were") {
    const backends::TemporaryFolder folder;
    go_round("sqlite:" + folder.file("cycles.db") + "?synchronous=normal");
}

TEST_CASE("databases that are opened and closed leave memory and open files as they were") {
    const std::size_t rounds = backends::number_from("TENON_CYCLES", 1'000) / 10;
    const backends::TemporaryFolder folder;
    for (const std::string& url :
         {std::string("memory:"), "sqlite:" + folder.file("opened.db") + "?synchronous=normal"}) {
        CAPTURE(url);
        const auto round = [&](std::size_t number) {
            const Database db = open(url);
            db.sync<Owner, Note>();
            cycle(db, number);
        };
        for (std::size_t i = 0; i < 50; ++i) round(i);
        const std::size_t memory = backends::memory_in_use(), files = backends::open_files();
        for (std::size_t i = 0; i < rounds; ++i) round(i);
        CHECK(growth(memory) < 4 * megabyte);
        CHECK(backends::open_files() == files);
    }
}

}  // namespace tenon::fault
