// A Guest and a Stay of this file's own.

#include <tenon/tenon.hpp>

#include "typed/same_names.hpp"

namespace same_names {

using tenon::f;

namespace {

struct Stay;

struct Guest {
    tenon::Many<Stay> stays{};
    std::optional<double> age{};
    std::string town{};
    std::string name{};
    std::int64_t id = 0;
};

struct Stay {
    std::string remark{};
    std::string reason{};
    tenon::Ref<Guest> guest{};
    std::int64_t id = 0;
};

void describe(tenon::Schema<Guest>& guest) { guest.has_many(f<&Guest::stays>, f<&Stay::guest>); }

std::vector<std::string> local_answers() {
    struct Room {
        std::string floor{};
        std::string name{};
        std::int64_t id = 0;
    };
    const auto db = tenon::open("memory:");
    db.sync<Room>();
    const auto rooms = db.model<Room>();
    rooms.insert_many({{.floor = "third", .name = "blue"}, {.floor = "fourth", .name = "red"}});
    std::vector<std::string> answers = rooms.find(f<&Room::name> == "red").select(f<&Room::floor>).all();
    rooms.update(f<&Room::name> == "blue", f<&Room::floor> = "attic");
    for (const Room& room : rooms.find(f<&Room::floor> == "attic")) answers.push_back(room.name);
    return answers;
}

}  // namespace

std::vector<std::string> answers_of_b() {
    const auto db = tenon::open("memory:");
    db.sync<Guest, Stay>();
    const auto guests = db.model<Guest>();
    const Guest ada = guests.create({.age = 36.5, .town = "Rome", .name = "Ada"});
    const Guest other = guests.create({.age = 45.5, .town = "London", .name = "Cid"});
    db.model<Stay>().create({.remark = "work", .reason = "rest", .guest = other.id});

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

std::vector<std::string> local_answers_of_b() { return local_answers(); }

}  // namespace same_names
