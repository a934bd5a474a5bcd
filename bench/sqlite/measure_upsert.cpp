// Upserts by a unique text, half of new rows and half of rows that are there. Both sides get the stored row back.

#include "workloads.hpp"

namespace bench {
namespace {

using tenon::f;

struct Setting {
    std::int64_t id = 0;
    std::string name{};
    std::string value{};
    std::int64_t changes = 0;
};

void describe(tenon::Schema<Setting>& setting) { setting.field(f<&Setting::name>).required().unique(); }

/// The round's names: those of the round before and as many new ones.
Setting setting_of(std::size_t round, std::size_t i, std::size_t count) {
    Setting made;
    made.name = "a setting of the program, number " + std::to_string((round * count / 2) + i);
    made.value = "value " + std::to_string(round);
    made.changes = static_cast<std::int64_t>(round);
    return made;
}

}  // namespace

void measure_upsert(const Backend& backend, Report& report) {
    const tenon::Database db = backend.open("settings");
    db.sync<Setting>();
    const hand::Database by_hand(backend.path("settings-hand"), schema_of(db));
    hand::Statement upsert(by_hand,
                           "insert into settings (name, value, changes) values (?, ?, ?) on conflict (name) do "
                           "update set value = excluded.value, changes = excluded.changes "
                           "returning id, name, value, changes");
    constexpr std::size_t count = 5'000;
    report.compare(
        {"upsert", count},
        [&](std::size_t round) {
            return db.transaction([&](tenon::Transaction& tx) {
                const auto settings = tx.model<Setting>();
                std::int64_t sum = 0;
                for (std::size_t i = 0; i < count; ++i) {
                    const Setting stored = settings.upsert(setting_of(round, i, count));
                    sum += stored.id + stored.changes;
                }
                return sum;
            });
        },
        [&](std::size_t round) {
            std::int64_t sum = 0;
            by_hand.transaction([&] {
                for (std::size_t i = 0; i < count; ++i) {
                    const Setting given = setting_of(round, i, count);
                    upsert.bind(1, given.name);
                    upsert.bind(2, given.value);
                    upsert.bind(3, given.changes);
                    upsert.step();
                    Setting stored;
                    stored.id = upsert.integer(0);
                    upsert.text(1, stored.name);
                    upsert.text(2, stored.value);
                    stored.changes = upsert.integer(3);
                    upsert.reset();
                    sum += stored.id + stored.changes;
                }
            });
            return sum;
        });
}

}  // namespace bench
