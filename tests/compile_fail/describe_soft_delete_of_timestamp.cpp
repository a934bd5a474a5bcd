// expect: Tenon: soft_delete() needs a member of type std::optional<tenon::Timestamp>, empty of living rows
#include "models.hpp"

struct Note {
    std::int64_t id = 0;
    tenon::Timestamp deleted_at{};
};

void describe_note(tenon::Schema<Note>& note) { note.soft_delete(tenon::f<&Note::deleted_at>); }
