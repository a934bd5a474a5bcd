#include "workloads.hpp"

namespace bench {
namespace {

using tenon::f;

constexpr std::size_t rows = 100'000;
constexpr std::size_t cities = 500;

std::string city(std::size_t n) { return "City number " + std::to_string(n % cities); }

void fill(const tenon::Model<Place>& places) {
    std::vector<Place> made(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        made[i].name = "Place " + std::to_string(i);
        made[i].address = {"Long Street " + std::to_string(i % 100), city(i), static_cast<int>(i % 200)};
    }
    (void)places.insert_many(std::move(made));
}

std::int64_t weight(const std::vector<Place>& places) {
    std::int64_t sum = 0;
    for (const Place& place : places)
        sum += place.id + place.address.number +
               static_cast<std::int64_t>(place.name.size() + place.address.street.size());
    return sum;
}

/// SQLite takes the JSON apart: it has parsed it for the condition already.
class Places {
public:
    explicit Places(const hand::Database& database)
        : in_city_(database,
                   "select id, name, json_extract(address, '$.street'), json_extract(address, '$.city'), "
                   "json_extract(address, '$.number') from places where json_extract(address, '$.city') = ?") {}

    std::vector<Place> in_city(const std::string& name) {
        in_city_.bind(1, name);
        std::vector<Place> places;
        while (in_city_.step()) {
            Place& place = places.emplace_back();
            place.id = in_city_.integer(0);
            in_city_.text(1, place.name);
            in_city_.text(2, place.address.street);
            in_city_.text(3, place.address.city);
            place.address.number = static_cast<int>(in_city_.integer(4));
        }
        in_city_.reset();
        return places;
    }

private:
    hand::Statement in_city_;
};

}  // namespace

void measure_places(const Backend& backend, Report& report) {
    const tenon::Database db = backend.open("places");
    db.sync<Place>();
    const auto places = db.model<Place>();
    const hand::Database by_hand(backend.path("places-hand"), schema_of(db));
    fill(places);
    struct Row {
        std::int64_t id;
        std::string name, address;
    };
    hand::Statement copy(by_hand, "insert into places (id, name, address) values (?, ?, ?)");
    by_hand.transaction([&] {
        for (const Row& row : db.query<Row>("select id, name, address from places")) {
            copy.bind(1, row.id);
            copy.bind(2, row.name);
            copy.bind(3, row.address);
            copy.run();
        }
    });
    Places table(by_hand);
    report.compare(
        {"nested", 1, 9},
        [&](std::size_t round) { return weight(places.find(f<&Place::address, &Address::city> == city(round)).all()); },
        [&](std::size_t round) { return weight(table.in_city(city(round))); });
}

}  // namespace bench
