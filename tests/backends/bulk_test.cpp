#include <stdexcept>

#include "support/backends.hpp"

using namespace backends;

namespace {

struct Seat {
    std::int64_t id = 0;
    std::string place{};
    std::optional<std::string> guest{};
    std::int32_t row = 0;
};

void describe(tenon::Schema<Seat>& seat) {
    seat.field(f<&Seat::place>).required().unique();
    seat.field(f<&Seat::row>).min(0);
}

std::string places_of(const tenon::Database& db) {
    std::string text;
    for (const Seat& seat : db.model<Seat>().find().order_by(f<&Seat::place>))
        text += seat.place + std::to_string(seat.row) + " ";
    return text;
}

}  // namespace

TEST_CASE("a bulk write runs operations of several kinds in their order, and counts them") {
    on_each([](const tenon::Database& db) {
        db.sync<Seat>();
        const auto seats = db.model<Seat>();
        const auto result = seats.bulk_write(tenon::Bulk<Seat>()
                                                 .insert({.place = "A", .row = 1})
                                                 .insert({.place = "B", .row = 2})
                                                 .update(f<&Seat::row> > 0, f<&Seat::row> = f<&Seat::row> + 10)
                                                 .upsert({.place = "B", .row = 7})
                                                 .upsert({.place = "C", .row = 3})
                                                 .remove(f<&Seat::place> == "A"));
        CHECK(result.inserted == 2);
        CHECK(result.updated == 2);
        CHECK(result.upserted == 2);
        CHECK(result.removed == 1);
        CHECK(result.failures.empty());
        CHECK(places_of(db) == "B7 C3 ");
    });
}

TEST_CASE("a bulk write stops at its first failure, and what was done before stays") {
    on_each([](const tenon::Database& db) {
        db.sync<Seat>();
        const auto seats = db.model<Seat>();
        const auto result = seats.bulk_write(tenon::Bulk<Seat>()
                                                 .insert({.place = "A", .row = 1})
                                                 .insert({.place = "A", .row = 2})
                                                 .insert({.place = "C", .row = 3}));
        CHECK(result.inserted == 1);
        REQUIRE(result.failures.size() == 1);
        CHECK(result.failures[0].index == 1);
        CHECK(result.failures[0].code == "TN-0003");
        CHECK(result.failures[0].fields == std::vector<std::string>{"place"});
        CHECK(places_of(db) == "A1 ");
    });
}

TEST_CASE("an unordered bulk write goes on after failures and tells each") {
    on_each([](const tenon::Database& db) {
        db.sync<Seat>();
        const auto seats = db.model<Seat>();
        const auto result =
            seats.bulk_write(tenon::Bulk<Seat>()
                                 .insert({.place = "", .row = 1})
                                 .insert({.place = "A", .row = 1})
                                 .update(f<&Seat::place> == "A", f<&Seat::row> = -5)
                                 .insert({.place = "A", .row = 2})
                                 .upsert({.place = "A", .row = 4}, tenon::on_conflict(f<&Seat::place>).do_nothing())
                                 .insert({.place = "B", .row = 3}),
                             tenon::unordered);
        CHECK(result.inserted == 2);
        CHECK(result.updated == 0);
        CHECK(result.upserted == 0);
        REQUIRE(result.failures.size() == 3);
        CHECK(result.failures[0].index == 0);
        CHECK(result.failures[1].index == 2);
        CHECK(result.failures[1].message.find("row") != std::string::npos);
        CHECK(result.failures[2].index == 3);
        CHECK(places_of(db) == "A1 B3 ");
    });
}

TEST_CASE("a bulk write is part of its caller's transaction, and a foreign exception takes it back") {
    on_each([](const tenon::Database& db) {
        db.sync<Seat>();
        CHECK_THROWS_AS(db.transaction([](tenon::Transaction& tx) {
            const auto result = tx.model<Seat>().bulk_write(tenon::Bulk<Seat>().insert({.place = "A"}));
            CHECK(result.inserted == 1);
            throw std::runtime_error("no");
        }),
                        std::runtime_error);
        CHECK(db.model<Seat>().count() == 0);
    });
}
