// The rows of one stream, on several threads.
#include <doctest/doctest.h>

#include <atomic>
#include <vector>

#include <tenon/tenon.hpp>

#include "support/backends.hpp"

using tenon::f;

namespace {

struct Reading {
    std::int64_t id = 0;
    std::int64_t value = 0;
    std::int64_t doubled = 0;
};

}  // namespace

TEST_CASE("threads that share a stream's rows read and write the same Database") {
    const backends::TemporaryFolder folder;
    const auto db = tenon::open("sqlite:" + folder.file("readings.db"));
    db.sync<Reading>();
    const auto readings = db.model<Reading>();
    std::vector<Reading> made(200);
    for (std::size_t i = 0; i < made.size(); ++i) made[i].value = static_cast<std::int64_t>(i);
    readings.insert_many(std::move(made));
    std::atomic<std::int64_t> sum{0};
    readings.find().stream(16).each(4, [&](const Reading& reading) {
        sum += reading.value;
        readings.update(f<&Reading::id> == reading.id, f<&Reading::doubled> = readings.get(reading.id).value * 2);
    });
    CHECK(sum == 199 * 100);
    CHECK(readings.count(f<&Reading::doubled> == f<&Reading::value> * 2) == 200);
}
