#include <algorithm>
#include <set>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include <tenon/error.hpp>
#include <tenon/time.hpp>
#include <tenon/uuid.hpp>

using namespace tenon;

TEST_CASE("a uuid reads either case and writes lower case") {
    const Uuid id = Uuid::parse("123E4567-e89b-12d3-A456-426614174000");
    CHECK(id.to_string() == "123e4567-e89b-12d3-a456-426614174000");
    CHECK(id.bytes[0] == 0x12);
    CHECK(id.bytes[15] == 0x00);
    CHECK(id.version() == 1);
    CHECK_FALSE(id.is_nil());
    CHECK(Uuid().is_nil());
    CHECK(Uuid().to_string() == "00000000-0000-0000-0000-000000000000");
    CHECK(Uuid::parse("ffffffff-ffff-ffff-ffff-ffffffffffff") > id);
}

TEST_CASE("what is no uuid is refused") {
    for (const char* text : {"", "123e4567e89b12d3a456426614174000", "{123e4567-e89b-12d3-a456-426614174000}",
                             "123e4567-e89b-12d3-a456-42661417400", "123e4567-e89b-12d3-a456-4266141740000",
                             "123e4567-e89b-12d3-a456-42661417400g", "123e4567-e89b-12d3-a4564-26614174000",
                             "123e4567_e89b-12d3-a456-426614174000"}) {
        CAPTURE(text);
        Uuid out;
        CHECK_THROWS_AS(Uuid::parse(text), CastError);
        CHECK_FALSE(Uuid::try_parse(text, out));
        CHECK(out.is_nil());
    }
}

TEST_CASE("made uuids have their version and variant and never repeat") {
    std::set<Uuid> seen;
    for (int i = 0; i < 5000; ++i) {
        const Uuid four = Uuid::v4();
        const Uuid seven = Uuid::v7();
        REQUIRE(four.version() == 4);
        REQUIRE(seven.version() == 7);
        REQUIRE((four.bytes[8] & 0xC0) == 0x80);
        REQUIRE((seven.bytes[8] & 0xC0) == 0x80);
        REQUIRE(seen.insert(four).second);
        REQUIRE(seen.insert(seven).second);
    }
}

TEST_CASE("version 7 starts with the milliseconds since 1970") {
    const std::int64_t before = Timestamp::now().microseconds / 1000;
    const Uuid id = Uuid::v7();
    const std::int64_t after = Timestamp::now().microseconds / 1000;
    std::int64_t milliseconds = 0;
    for (std::size_t i = 0; i < 6; ++i) milliseconds = milliseconds << 8 | id.bytes[i];
    CHECK(milliseconds >= before);
    CHECK(milliseconds <= after + 50);  // ids made faster than the clock ticks run ahead of it
}

TEST_CASE("version 7 grows with every call, across threads") {
    constexpr std::size_t threads = 4;
    std::vector<std::vector<Uuid>> made(threads);
    std::vector<std::thread> workers;
    for (std::size_t t = 0; t < threads; ++t) {
        workers.emplace_back([&ids = made[t]] {
            for (int i = 0; i < 2000; ++i) ids.push_back(Uuid::v7());
        });
    }
    for (std::thread& worker : workers) worker.join();
    std::set<Uuid> all;
    for (const std::vector<Uuid>& ids : made) {
        CHECK(std::is_sorted(ids.begin(), ids.end()));
        all.insert(ids.begin(), ids.end());
    }
    CHECK(all.size() == threads * 2000);
    CHECK(Uuid::v7() > *all.rbegin());
}
