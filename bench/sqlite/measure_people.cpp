#include "people.hpp"
#include "workloads.hpp"

namespace bench {
namespace {

using tenon::f;

constexpr std::size_t rows = 100'000;

std::int64_t weight(const Person& person) {
    return person.id + static_cast<std::int64_t>(person.name.size() + person.email.size()) + person.age.value_or(7) +
           static_cast<std::int64_t>(person.score) + (person.active ? 1 : 0);
}
std::int64_t weight(const std::vector<Person>& people) {
    std::int64_t sum = 0;
    for (const Person& person : people) sum += weight(person);
    return sum;
}

/// Ids all over the table, the same ones for both sides.
std::int64_t some_id(std::size_t round, std::size_t i) {
    return static_cast<std::int64_t>((round * 7919 + i * 104'729) % rows) + 1;
}

}  // namespace

std::vector<Person> make_people(std::size_t count) {
    std::vector<Person> people(count);
    for (std::size_t i = 0; i < count; ++i) {
        Person& person = people[i];
        person.name = "Person " + std::to_string(i);
        person.email = "person." + std::to_string(i) + "@mail.example.com";
        if (i % 10 != 0) person.age = static_cast<int>(i * 31 % 90);
        person.score = static_cast<double>(i % 1000) / 8;
        person.active = i / 7 % 3 != 0;
    }
    return people;
}

void measure_people(const Backend& backend, Report& report) {
    const tenon::Database db = backend.open("people");
    db.sync<Person>();
    const auto people = db.model<Person>();
    const hand::Database by_hand(backend.path("people-hand"), schema_of(db));
    hand::People table(by_hand);

    // The first round, which isn't measured, is one of 20: together they fill the tables.
    constexpr std::size_t chunk = rows / 20;
    std::vector<Person> ours = make_people(rows), theirs = ours;
    report.compare(
        {"create", chunk, 19},
        [&](std::size_t round) {
            return db.transaction([&](tenon::Transaction& tx) {
                const auto inside = tx.model<Person>();
                std::int64_t sum = 0;
                for (std::size_t i = round * chunk; i < (round + 1) * chunk; ++i) {
                    ours[i] = inside.create(std::move(ours[i]));  // both sides keep what is stored
                    sum += ours[i].id;
                }
                return sum;
            });
        },
        [&](std::size_t round) {
            std::int64_t sum = 0;
            by_hand.transaction([&] {
                for (std::size_t i = round * chunk; i < (round + 1) * chunk; ++i) {
                    table.create(theirs[i]);
                    sum += theirs[i].id;
                }
            });
            return sum;
        });
    ours.clear();
    theirs.clear();

    constexpr std::size_t gets = 10'000;
    report.compare(
        {"get", gets},
        [&](std::size_t round) {
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < gets; ++i) sum += weight(people.get(some_id(round, i)));
            return sum;
        },
        [&](std::size_t round) {
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < gets; ++i) sum += weight(table.get(some_id(round, i)).value());
            return sum;
        });

    report.compare(
        {"scan", rows}, [&](std::size_t) { return weight(people.find().all()); },
        [&](std::size_t) { return weight(table.all()); });

    constexpr std::size_t selects = 1'000;
    report.compare(
        {"select", selects},
        [&](std::size_t) {
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < selects; ++i)
                sum += weight(people.find(f<&Person::age> >= static_cast<int>(i % 80) && f<&Person::active>)
                                  .order_by(f<&Person::age>)
                                  .limit(20)
                                  .all());
            return sum;
        },
        [&](std::size_t) {
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < selects; ++i) sum += weight(table.active_from(static_cast<int>(i % 80), 20));
            return sum;
        });

    constexpr std::size_t updates = 5'000;
    report.compare(
        {"update", updates},
        [&](std::size_t round) {
            return db.transaction([&](tenon::Transaction& tx) {
                const auto inside = tx.model<Person>();
                std::int64_t sum = 0;
                for (std::size_t i = 0; i < updates; ++i)
                    sum +=
                        inside.update(f<&Person::id> == some_id(round, i), f<&Person::score> = static_cast<double>(i));
                return sum;
            });
        },
        [&](std::size_t round) {
            std::int64_t sum = 0;
            by_hand.transaction([&] {
                for (std::size_t i = 0; i < updates; ++i)
                    sum += table.set_score(some_id(round, i), static_cast<double>(i));
            });
            return sum;
        });

    report.compare(
        {"save", updates},  // read an object, change a member, write what changed
        [&](std::size_t round) {
            return db.transaction([&](tenon::Transaction& tx) {
                const auto inside = tx.model<Person>();
                std::int64_t sum = 0;
                for (std::size_t i = 0; i < updates; ++i) {
                    auto person = inside.edit(some_id(round, i));
                    person->score += 1;
                    sum += person.save() ? weight(*person) : 0;
                }
                return sum;
            });
        },
        [&](std::size_t round) {
            std::int64_t sum = 0;
            by_hand.transaction([&] {
                for (std::size_t i = 0; i < updates; ++i) {
                    Person person = table.get(some_id(round, i)).value();
                    person.score += 1;
                    hand::validate(person);
                    sum += table.set_score(person.id, person.score) == 1 ? weight(person) : 0;
                }
            });
            return sum;
        });
}

}  // namespace bench
