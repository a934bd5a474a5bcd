// The times of creation and of changes: a clock of one's own, and writes that leave them alone.

#include <limits>

#include "support/clock.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::field;
using tenon::Timestamp;
namespace types = tenon::types;

namespace {

struct Note {
    std::int64_t id = 0;
    std::string slug{};
    std::string text{};
    int reads = 0;
    Timestamp created_at{}, updated_at{};
};
void describe(tenon::Schema<Note>& note) {
    note.field(f<&Note::slug>).unique();
    note.timestamps(f<&Note::created_at>, f<&Note::updated_at>);
}

struct Draft {
    std::int64_t id = 0;
    std::string text{};
    Timestamp created_at{}, updated_at{};
    std::int64_t version = 0;
};
void describe(tenon::Schema<Draft>& draft) {
    draft.timestamps(f<&Draft::created_at>, f<&Draft::updated_at>);
    draft.version(f<&Draft::version>);
}

}  // namespace

TEST_CASE("a clock of one's own says when rows are created and changed") {
    with_clock([](const tenon::Database& db, auto& clock) {
        db.sync<Note>();
        const auto notes = db.model<Note>();
        Note made = notes.create({.slug = "a"});
        CHECK(made.created_at == at(1'000));
        CHECK(made.updated_at == at(1'000));

        clock.now = at(2'000);
        made.text = "changed";
        CHECK(notes.save(made).updated_at == at(2'000));
        clock.now = at(3'000);
        auto edited = notes.edit(made.id);
        edited->reads = 1;
        CHECK(edited.save());
        CHECK(edited->updated_at == at(3'000));
        clock.now = at(4'000);
        CHECK(notes.update(f<&Note::slug> == "a", f<&Note::reads> = 2) == 1);
        CHECK(notes.get(made.id).updated_at == at(4'000));
        clock.now = at(5'000);
        notes.touch(made.id);
        CHECK(notes.get(made.id).updated_at == at(5'000));
        clock.now = at(6'000);
        notes.increment(made.id, f<&Note::reads>);
        CHECK(notes.get(made.id).updated_at == at(6'000));
        clock.now = at(7'000);
        CHECK(notes.upsert({.slug = "a", .text = "again"}, f<&Note::slug>).updated_at == at(7'000));
        clock.now = at(8'000);
        CHECK(notes.find_one_and_replace(f<&Note::slug> == "a", {.slug = "a"})->updated_at == at(8'000));
        clock.now = at(9'000);
        CHECK(notes.find_or_create(f<&Note::slug> == "b").object.created_at == at(9'000));
        CHECK(notes.get(made.id).created_at == at(1'000));
    });
}

TEST_CASE("an operation looks at the clock once, and all its rows get one time") {
    with_clock([](const tenon::Database& db, auto& clock) {
        db.sync<Note>();
        const auto notes = db.model<Note>();
        clock.readings = 0;
        for (const Note& note : notes.insert_many({{.slug = "a"}, {.slug = "b"}, {.slug = "c"}}))
            CHECK(note.created_at == at(1'000));
        CHECK(clock.readings == 1);
        CHECK(notes.insert_many({{.slug = "c"}, {.slug = "d"}}, tenon::ignore_duplicates).size() == 1);
        CHECK(clock.readings == 2);
        CHECK(notes.update(tenon::everything, f<&Note::reads> = 1) == 4);
        CHECK(clock.readings == 3);
        (void)notes.find().all();
        CHECK(notes.remove(f<&Note::slug> == "a") == 1);
        CHECK(clock.readings == 3);
        const auto bulk = tenon::Bulk<Note>().insert({.slug = "e"}).update(f<&Note::slug> == "b", f<&Note::reads> = 2);
        CHECK(notes.bulk_write(bulk).failures.empty());
        CHECK(clock.readings == 5);
    });
}

TEST_CASE("a time of the clock's is floored to the field's precision, and refused when it can't be stored") {
    with_clock([](const tenon::Database& db, auto& clock) {
        db.sync<Note>();
        const auto notes = db.model<Note>();
        clock.now = Timestamp(1'234'567);
        const Note made = notes.create({.slug = "a"});
        CHECK(made.created_at == Timestamp(1'234'000));
        CHECK(notes.get(made.id).created_at == made.created_at);
        clock.now = Timestamp(std::numeric_limits<std::int64_t>::max());
        CHECK_THROWS_AS((void)notes.create({.slug = "b"}), tenon::CastError);
        CHECK_THROWS_AS((void)notes.update(tenon::everything, f<&Note::reads> = 1), tenon::CastError);
        CHECK(notes.count() == 1);
    });
}

TEST_CASE("without_timestamps() writes the times that objects have") {
    with_clock([](const tenon::Database& db, auto&) {
        db.sync<Note>();
        const auto notes = db.model<Note>();
        const auto kept = notes.without_timestamps();
        const Note old = kept.create({.slug = "a", .created_at = at(10), .updated_at = Timestamp(20'000'999)});
        CHECK(old.created_at == at(10));
        CHECK(old.updated_at == Timestamp(20'000'000));  // floored, as it is stored
        const auto many = kept.insert_many({{.slug = "b", .created_at = at(11)}, {.slug = "c", .created_at = at(12)}});
        CHECK(notes.get(many[1].id).created_at == at(12));
        CHECK(notes.get(many[1].id).updated_at == Timestamp());

        Note changed = old;
        changed.text = "x";
        changed.created_at = at(99);
        changed.updated_at = at(30);
        (void)kept.save(changed);
        CHECK(notes.get(old.id).updated_at == at(30));
        CHECK(notes.get(old.id).created_at == at(10));  // set when a row is created

        auto edited = kept.edit(old.id);
        edited->reads = 5;
        CHECK(edited.save());
        CHECK(notes.get(old.id).updated_at == at(30));
        edited->created_at = at(9);
        edited->updated_at = Timestamp(31'000'001);
        CHECK(edited.save());
        CHECK(edited->updated_at == at(31));
        CHECK(notes.get(old.id).created_at == at(9));
        edited->updated_at = Timestamp(31'000'002);
        CHECK_FALSE(edited.save());  // no other time at this precision

        CHECK(kept.update(f<&Note::slug> == "a", f<&Note::reads> = 6) == 1);
        CHECK(kept.find(f<&Note::slug> == "a").update(f<&Note::reads> = 7) == 1);
        kept.increment(old.id, f<&Note::reads>);
        CHECK(notes.get(old.id).reads == 8);
        CHECK(notes.get(old.id).updated_at == at(31));
        CHECK(kept.update(f<&Note::slug> == "a", f<&Note::updated_at> = at(40)) == 1);
        CHECK(notes.get(old.id).updated_at == at(40));

        CHECK(kept.upsert({.slug = "a", .created_at = at(7), .updated_at = at(50)}, f<&Note::slug>).updated_at ==
              at(50));
        CHECK(notes.get(old.id).created_at == at(9));
        const auto text_alone = tenon::on_conflict(f<&Note::slug>).update_only(f<&Note::text>);
        CHECK(kept.upsert({.slug = "a", .text = "y", .updated_at = at(60)}, text_alone).updated_at == at(50));
        CHECK(kept.find_one_and_replace(f<&Note::slug> == "a", {.slug = "a", .updated_at = at(70)})->updated_at ==
              at(70));
        CHECK(kept.bulk_write(tenon::Bulk<Note>().insert({.slug = "z", .created_at = at(5)})).failures.empty());
        CHECK(notes.one(f<&Note::slug> == "z").created_at == at(5));

        // The same statements of the other handle still set them.
        CHECK(notes.update(f<&Note::slug> == "a", f<&Note::reads> = 6) == 1);
        CHECK(notes.get(old.id).updated_at == at(1'000));
        const auto also_time = notes.upsert({.slug = "a", .text = "z"}, text_alone);
        CHECK(also_time.updated_at == at(1'000));
    });
}

TEST_CASE("times that are left alone are looked at as other values are") {
    with_clock([](const tenon::Database& db, auto&) {
        db.sync<Note, Draft>();
        const auto kept = db.model<Note>().without_timestamps();
        const Timestamp beyond(std::numeric_limits<std::int64_t>::max());
        CHECK_THROWS_AS((void)kept.create({.slug = "a", .created_at = beyond}), tenon::CastError);
        CHECK_THROWS_AS((void)kept.create({.slug = "a", .updated_at = beyond}), tenon::CastError);
        Note made = kept.create({.slug = "a"});
        made.updated_at = beyond;
        CHECK_THROWS_AS((void)kept.save(made), tenon::CastError);
        CHECK_THROWS_AS((void)kept.find_one_and_replace(f<&Note::slug> == "a", made), tenon::CastError);
        CHECK(says(message_of<tenon::QueryError>([&] { kept.touch(made.id); }), {"touch()", "without_timestamps()"}));

        // A version still counts.
        const auto drafts = db.model<Draft>().without_timestamps();
        const Draft draft = drafts.create({.text = "a"});
        CHECK(drafts.get(draft.id).created_at == Timestamp());
        CHECK(drafts.update(f<&Draft::text> == "a", f<&Draft::text> = "b") == 1);
        CHECK(drafts.get(draft.id).version == 2);
        CHECK(drafts.get(draft.id).updated_at == Timestamp());
    });
}

TEST_CASE("queries' options don't undo without_timestamps(), nor a transaction") {
    with_clock([](const tenon::Database& db, auto&) {
        db.sync<Note>();
        const Note made = db.model<Note>().create({.slug = "a"});
        db.transaction([&](const tenon::Transaction& tx) {
            const auto kept = tx.model<Note>().without_timestamps();
            CHECK(kept.find(f<&Note::slug> == "a")
                      .comment("import")
                      .timeout(std::chrono::seconds(5))
                      .update(f<&Note::updated_at> = at(1), f<&Note::reads> = 1) == 1);
            CHECK(kept.find(f<&Note::slug> == "a").comment("import").update(f<&Note::reads> = 2) == 1);
            for (auto& tracked : kept.find().timeout(std::chrono::seconds(5)).edit()) {
                tracked->reads = 3;
                CHECK(tracked.save());
            }
        });
        CHECK(db.model<Note>().get(made.id).reads == 3);
        CHECK(db.model<Note>().get(made.id).updated_at == at(1));
    });
}

TEST_CASE("run-time records have the clock's times, or keep their own") {
    with_clock([](const tenon::Database& db, auto& clock) {
        const auto notes = db.define("Thing", {{"slug", {.type = types::text, .unique = true}}}, {.timestamps = true});
        db.sync();
        tenon::Record made = notes.create({{"slug", "a"}});
        CHECK(made["created_at"] == tenon::Value(at(1'000)));
        clock.now = at(2'000);
        CHECK(made.set("slug", "b").save());
        CHECK(made["updated_at"] == tenon::Value(at(2'000)));

        const auto kept = notes.without_timestamps();
        tenon::Record old = kept.create({{"slug", "old"}, {"created_at", at(5)}, {"updated_at", at(6)}});
        CHECK(notes.get(old["id"])["created_at"] == tenon::Value(at(5)));
        CHECK(old.set("slug", "older").save());
        CHECK(kept.find(field("slug") == "older").update({{"slug", "oldest"}}) == 1);
        CHECK(notes.get(old["id"])["updated_at"] == tenon::Value(at(6)));
        tenon::Record read = kept.find(field("slug") == "oldest").one();
        CHECK(read.set("slug", "o").save());
        CHECK(notes.get(old["id"])["updated_at"] == tenon::Value(at(6)));
        CHECK(notes.find(field("slug") == "o").update({{"slug", "p"}}) == 1);
        CHECK(notes.get(old["id"])["updated_at"] == tenon::Value(at(2'000)));
    });
}
