#include <set>

#include <doctest/doctest.h>

#include <tenon/error.hpp>
#include <tenon/time.hpp>
#include <tenon/uuid.hpp>

using namespace tenon;

TEST_CASE("an object id reads either case and writes lower case") {
    const ObjectId id = ObjectId::parse("507f1F77bcf86cd799439011");
    CHECK(id.to_string() == "507f1f77bcf86cd799439011");
    CHECK(id.bytes[0] == 0x50);
    CHECK(id.bytes[11] == 0x11);
    CHECK(ObjectId().is_nil());
    CHECK_FALSE(id.is_nil());
    for (const char* text : {"", "507f1f77bcf86cd79943901", "507f1f77bcf86cd7994390111", "507f1f77bcf86cd79943901g",
                             "507f1f77-bcf86cd79943901"}) {
        CAPTURE(text);
        ObjectId out;
        CHECK_THROWS_AS(ObjectId::parse(text), CastError);
        CHECK_FALSE(ObjectId::try_parse(text, out));
    }
}

TEST_CASE("made object ids have the time, one process number and a counter") {
    std::set<ObjectId> seen;
    const ObjectId first = ObjectId::make();
    const std::int64_t now = Timestamp::now().microseconds / 1'000'000;
    const std::int64_t seconds = first.bytes[0] << 24 | first.bytes[1] << 16 | first.bytes[2] << 8 | first.bytes[3];
    CHECK(seconds >= now - 2);
    CHECK(seconds <= now);
    for (int i = 0; i < 1000; ++i) {
        const ObjectId id = ObjectId::make();
        REQUIRE(seen.insert(id).second);
        for (std::size_t k = 4; k < 9; ++k) REQUIRE(id.bytes[k] == first.bytes[k]);
    }
}
