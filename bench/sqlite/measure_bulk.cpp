#include "people.hpp"
#include "workloads.hpp"

namespace bench {

void measure_bulk(const Backend& backend, Report& report) {
    const tenon::Database db = backend.open("bulk");
    db.sync<Person>();
    const auto people = db.model<Person>();
    const hand::Database by_hand(backend.path("bulk-hand"), schema_of(db));
    hand::People table(by_hand);

    constexpr std::size_t chunk = 5'000;
    const std::vector<Person> made = make_people(20 * chunk);
    std::vector<Person> ours, theirs;
    const auto part = [&](std::size_t round) {
        const auto first = made.begin() + static_cast<std::ptrdiff_t>(round * chunk);
        return std::vector<Person>(first, first + chunk);
    };
    report.compare(
        {"insert_many", chunk, 19},
        [&](std::size_t round) {
            ours = people.insert_many(part(round));
            return ours.back().id;
        },
        [&](std::size_t round) {
            theirs = part(round);
            by_hand.transaction([&] {
                const tenon::Timestamp now = hand::now();
                for (Person& person : theirs) table.create(person, now);
            });
            return theirs.back().id;
        });
}

}  // namespace bench
