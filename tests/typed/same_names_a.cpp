// A Guest and a Stay of this file's own.

#include <tenon/tenon.hpp>

#include "typed/same_names.hpp"

namespace same_names {

using tenon::f;

namespace {

struct Stay;

struct Guest {
    std::int64_t id = 0;
    std::string name{};
    std::string town{};
    int age = 0;
    tenon::Many<Stay> stays{};
};

struct Stay {
    std::int64_t id = 0;
    tenon::Ref<Guest> guest{};
    std::string reason{};
    std::string remark{};
};

void describe(tenon::Schema<Guest>& guest) { guest.has_many(f<&Guest::stays>, f<&Stay::guest>); }

std::vector<std::string> local_answers() {
    struct Room {
        std::int64_t id = 0;
        std::string name{};
        std::string floor{};
    };
    const auto db = tenon::open("memory:");
    db.sync<Room>();
    const auto rooms = db.model<Room>();
    rooms.insert_many({{.name = "blue", .floor = "first"}, {.name = "red", .floor = "second"}});
    std::vector<std::string> answers = rooms.find(f<&Room::name> == "red").select(f<&Room::floor>).all();
    rooms.update(f<&Room::name> == "blue", f<&Room::floor> = "attic");
    for (const Room& room : rooms.find(f<&Room::floor> == "attic")) answers.push_back(room.name);
    return answers;
}

}  // namespace

std::vector<std::string> answers_of_a() {
    const auto db = tenon::open("memory:");
    db.sync<Guest, Stay>();
    const auto guests = db.model<Guest>();
    const Guest ada = guests.create({.name = "Ada", .town = "London", .age = 36});
    const Guest other = guests.create({.name = "Bob", .town = "Paris", .age = 45});
    db.model<Stay>().create({.guest = other.id, .reason = "work", .remark = "rest"});

    std::vector<std::string> answers = guests.find(f<&Guest::town> == "London").select(f<&Guest::name>).all();
    for (const Guest& guest : guests.find(f<&Guest::age> > 40).order_by(f<&Guest::name>).include(f<&Guest::stays>)) {
        answers.push_back(guest.name);
        for (const Stay& stay : guest.stays) answers.push_back(stay.reason);
    }
    guests.update(f<&Guest::name> == "Ada", f<&Guest::town> = "Turin");
    answers.push_back(guests.get(ada.id).town);
    answers.push_back(std::to_string(db.model<Stay>().find(f<&Stay::reason>.starts_with("work")).count()));
    return answers;
}

std::vector<std::string> local_answers_of_a() { return local_answers(); }

}  // namespace same_names
