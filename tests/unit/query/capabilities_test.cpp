#include <doctest/doctest.h>

#include <set>
#include <string>

#include "query/capabilities.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::query;

TEST_CASE("every capability has one row with a name and advice, and memory can do all but SQL") {
    std::set<Capability> seen;
    for (const CapabilityRow& row : capabilities()) {
        CHECK(seen.insert(row.capability).second);
        CHECK_FALSE(row.name.empty());
        CHECK_FALSE(row.advice.empty());
        CHECK(row.memory == (row.capability != Capability::fragments && row.capability != Capability::sql_defaults));
    }
    CHECK(seen.size() == static_cast<std::size_t>(Capability::computed_bits) + 1);
}

TEST_CASE("the table says what the storage rules say") {
    CHECK_FALSE(supports(Backend::sqlite, Capability::decimal_order));
    CHECK(supports(Backend::postgres, Capability::decimal_order));
    CHECK_FALSE(supports(Backend::sqlite, Capability::uint64_above_int64));
    CHECK_FALSE(supports(Backend::mongodb, Capability::uint64_above_int64));
    CHECK(supports(Backend::mariadb, Capability::uint64_above_int64));
    CHECK_FALSE(supports(Backend::mariadb, Capability::infinity));
    CHECK(supports(Backend::sqlite, Capability::infinity));
    CHECK_FALSE(supports(Backend::mongodb, Capability::timestamp_microseconds));
    CHECK(supports(Backend::mongodb, Capability::relation_conditions));
    CHECK_FALSE(supports(Backend::mongodb, Capability::per_parent_limit));
    CHECK_FALSE(supports(Backend::mongodb, Capability::foreign_keys));
}

TEST_CASE("what is missing is refused with the backend's name and advice") {
    CHECK_NOTHROW(require(Backend::postgres, Capability::infinity));
    CHECK_THROWS_AS(require(Backend::mariadb, Capability::infinity), Unsupported);
    try {
        require(Backend::mongodb, Capability::timestamp_microseconds, "User.created_at");
        FAIL("it was not refused");
    } catch (const Unsupported& error) {
        CHECK(std::string(error.what()) ==
              "User.created_at: MongoDB can't do timestamps with microseconds exactly; declare precision(3), or store "
              "the microseconds in an int64");
    }
}
