#pragma once
// Books of the four people.

#include "support/people.hpp"

namespace backends {

inline void some_books(const tenon::Database& db) {
    four_people(db);
    const auto people = db.model<Person>().find().order_by(f<&Person::id>).all();
    db.model<Book>().insert_many({
        {.author = people[0].id, .editor = people[1].id, .title = "Notes", .pages = 60},
        {.author = people[0].id, .title = "Engine", .pages = 200},
        {.author = people[0].id, .editor = people[2].id, .title = "Letters", .pages = 60},
        {.author = people[3].id, .editor = people[3].id, .title = "Words", .pages = 90},
    });
}

}  // namespace backends
