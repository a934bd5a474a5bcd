// What ten rules cost a create: the same struct twice, described with rules and without.

#include "workloads.hpp"

namespace bench {
namespace {

using tenon::f;

struct Plain {
    std::int64_t id = 0;
    std::string name{};
    std::string email{};
    std::string city{};
    int age = 0;
    int visits = 0;
    double score = 0;
};

struct Guest {
    std::int64_t id = 0;
    std::string name{};
    std::string email{};
    std::string city{};
    int age = 0;
    int visits = 0;
    double score = 0;
};

void describe(tenon::Schema<Guest>& guest) {
    guest.field(f<&Guest::name>).required().min_length(2).max_length(100);
    guest.field(f<&Guest::email>).required().max_length(200).matches(tenon::formats::email);
    guest.field(f<&Guest::city>).required();
    guest.field(f<&Guest::age>).min(0).max(150);
    guest.field(f<&Guest::visits>).min(0);
}

template <class T>
T make(std::size_t i) {
    T made;
    made.name = "Guest " + std::to_string(i);
    made.email = "guest." + std::to_string(i) + "@mail.example.com";
    made.city = "A city";
    made.age = static_cast<int>(i % 90);
    return made;
}

template <class T>
Side creating(const tenon::Database& db, std::size_t count) {
    return [&db, count](std::size_t) {
        return db.transaction([&](tenon::Transaction& tx) {
            const auto inside = tx.model<T>();
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < count; ++i) sum += inside.create(make<T>(i)).id;
            return sum;
        });
    };
}

}  // namespace

void measure_rules(const Backend& backend, Report& report) {
    const tenon::Database with = backend.open("ruled");
    with.sync<Guest>();
    const tenon::Database without = backend.open("plain");
    without.sync<Plain>();
    constexpr std::size_t count = 5'000;
    report.compare({"ten-rules", count}, creating<Guest>(with, count), creating<Plain>(without, count));
}

}  // namespace bench
