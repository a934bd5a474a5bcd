#pragma once
// The models that faults meet.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tenon/tenon.hpp>

namespace tenon::fault {

struct Note;

struct Owner {
    std::int64_t id = 0;
    std::string name{};
    std::string email{};
    std::optional<std::int32_t> age{};
    std::vector<std::string> tags{};
    Timestamp created_at{}, updated_at{};
    Many<Note> notes{};
};

struct Note {
    std::int64_t id = 0;
    Ref<Owner> owner{};
    std::string text{};
};

inline void describe(Schema<Owner>& owner) {
    owner.field(f<&Owner::name>).required().max_length(200);
    owner.field(f<&Owner::email>).required().unique().lowercase();
    owner.field(f<&Owner::age>).min(0).max(150).index();
    owner.timestamps(f<&Owner::created_at>, f<&Owner::updated_at>);
    owner.has_many(f<&Owner::notes>, f<&Note::owner>).on_delete(cascade);
}
inline void describe(Schema<Note>& note) { note.index(f<&Note::owner>); }

inline Owner make_owner(std::size_t number) {
    return {.name = "Owner number " + std::to_string(number) + " with a name too long to be kept in place",
            .email = "owner." + std::to_string(number) + "@mail.example.com",
            .age = static_cast<std::int32_t>(number % 90),
            .tags = {"a tag that needs memory of its own", "b"}};
}

}  // namespace tenon::fault
