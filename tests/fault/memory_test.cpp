// Every allocation of a call fails once: the call throws std::bad_alloc or an error of ours, leaks nothing, leaves the
// database as a whole call or none would, and the next call works. (reliability H2)

#include <functional>
#include <new>

#include <doctest/doctest.h>

#include "fault/failing_memory.hpp"
#include "fault/model.hpp"

namespace tenon::fault {
namespace {

struct Scenario {
    const char* name;
    void (*run)(const Database& db);
};

const Scenario scenarios[] = {
    {"create",
     [](const Database& db) {
         static std::size_t number = 1000;
         (void)db.model<Owner>().create(make_owner(++number));
     }},
    {"insert_many",
     [](const Database& db) {
         static std::size_t number = 1'000'000;
         std::vector<Owner> owners;
         for (int i = 0; i < 5; ++i) owners.push_back(make_owner(++number));
         (void)db.model<Owner>().insert_many(owners);
     }},
    {"get", [](const Database& db) { (void)db.model<Owner>().get(1); }},
    {"a missing row", [](const Database& db) { (void)db.model<Owner>().find_by_key(999'999'999); }},
    {"find",
     [](const Database& db) {
         (void)db.model<Owner>()
             .find(f<&Owner::age> >= 3 && f<&Owner::name>.contains("number"))
             .order_by(f<&Owner::name>)
             .limit(5)
             .all();
     }},
    {"a new shape by a stored filter",
     [](const Database& db) {
         Filter<Owner> filter = f<&Owner::age> > 1;
         filter &= f<&Owner::email>.ends_with("example.com");
         (void)db.model<Owner>().find(filter).count();
     }},
    {"a list", [](const Database& db) { (void)db.model<Owner>().find(f<&Owner::id>.in({1, 2, 3})).all(); }},
    {"an array's element",
     [](const Database& db) { (void)db.model<Owner>().find(f<&Owner::tags>.contains("b")).count(); }},
    {"select", [](const Database& db) { (void)db.model<Owner>().find().select(f<&Owner::name>).all(); }},
    {"aggregate", [](const Database& db) { (void)db.model<Owner>().find().aggregate(sum(f<&Owner::age>)); }},
    {"update",
     [](const Database& db) { db.model<Owner>().update(f<&Owner::id> == 1, f<&Owner::age> = f<&Owner::age> + 0); }},
    {"save",
     [](const Database& db) {
         auto owner = db.model<Owner>().edit(2);
         owner->age = (owner->age.value_or(0) + 1) % 90;
         owner->tags.front() += owner->tags.front().size() < 100 ? "x" : "";
         owner.save();
     }},
    {"upsert",
     [](const Database& db) {
         Owner owner = make_owner(3);
         (void)db.model<Owner>().upsert(owner);
     }},
    {"include",
     [](const Database& db) {
         for (const Owner& owner : db.model<Owner>().find(f<&Owner::id> < 4).include(f<&Owner::notes>).all())
             (void)owner.notes.size();
     }},
    {"a condition on related rows",
     [](const Database& db) {
         (void)db.model<Owner>().find(f<&Owner::notes>.any(f<&Note::text>.contains("first"))).count();
     }},
    {"transaction",
     [](const Database& db) {
         db.transaction([](Transaction& tx) {
             tx.model<Owner>().update(f<&Owner::id> == 1, f<&Owner::age> = 7);
             tx.transaction([](Transaction& inner) { inner.model<Note>().remove(f<&Note::text> == "none"); });
             tx.model<Owner>().update(f<&Owner::id> == 1, f<&Owner::age> = 1);
         });
     }},
    {"a validation error",
     [](const Database& db) {
         try {
             (void)db.model<Owner>().create({.name = "", .email = "", .age = 200});
         } catch (const ValidationError&) {}
     }},
    {"a unique violation",
     [](const Database& db) {
         try {
             (void)db.model<Owner>().create(make_owner(1));
         } catch (const UniqueViolation&) {}
     }},
    {"raw SQL",
     [](const Database& db) {
         struct Row {
             std::int64_t id;
             std::string name;
         };
         try {
             (void)db.query<Row>("select id, name from owners where age > ?", 3);
         } catch (const QueryError&) {  // memory: has no SQL
         }
     }},
    {"run-time model",
     [](const Database& db) {
         const RecordModel things = db.model("Thing");
         things.remove(everything);  // what a failure left
         (void)things.create({{"name", "a thing with a name that is not short"}, {"n", "12"}});
         (void)things.find(field("n") >= 3 && field("name").starts_with("a")).all();
     }},
    {"JSON",
     [](const Database& db) {
         (void)db.model("Thing").from_json(R"({"name":"x\u00e9 and more than fits in place","n":1})").to_json();
     }},
    {"open and sync",
     [](const Database& db) {
         const Database fresh = open(db.backend() == "memory" ? "memory:" : "sqlite::memory:");
         fresh.sync<Owner, Note>();
     }},
    {"a statement that is watched",
     [](const Database& db) {
         std::size_t count = 0;
         Subscription seen = db.on_statement([&](const StatementEvent&) { ++count; });
         struct Stop {
             Subscription& subscription;
             ~Stop() { subscription.stop(); }
         } stop{seen};
         (void)db.model<Owner>().get(1);
     }},
};

Database filled(const char* url) {
    Database db = open(url);
    (void)db.define("Thing", {{"name", {.type = types::text, .required = true}}, {"n", {.type = types::int32}}});
    db.sync<Owner, Note>();
    db.sync();
    for (std::size_t i = 1; i <= 6; ++i) {
        const Owner owner = db.model<Owner>().create(make_owner(i));
        (void)db.model<Note>().create({.owner = owner.id, .text = "the first note of an owner"});
    }
    return db;
}

/// What must hold whatever failed before: the rows that nothing removes are there, and calls work.
void require_sound(const Database& db) {
    REQUIRE(db.model<Owner>().find(f<&Owner::id> <= 6).count() == 6);
    REQUIRE(db.model<Note>().count() == 6);
    REQUIRE(db.model<Owner>().get(2).name == make_owner(2).name);
}

/// Fails each allocation in turn until the call passes untouched; gives how many there were.
std::size_t fail_each(const Database& db, const Scenario& scenario, FailingMemory::Mode mode) {
    for (std::size_t n = 1;; ++n) {
        REQUIRE(n < 20'000);
        bool failed = false;
        {
            const FailingMemory memory(n, mode);
            try {
                scenario.run(db);
            } catch (const std::bad_alloc&) {
            } catch (const Error&) {}
            failed = memory.has_failed();
        }
        if (!failed) return n - 1;
        if (n % 8 == 1) require_sound(db);
    }
}

void fail_everywhere(const char* url, FailingMemory::Mode mode) {
    for (const Scenario& scenario : scenarios) {
        CAPTURE(std::string(scenario.name));
        const Database db = filled(url);
        const std::size_t first = fail_each(db, scenario, mode);  // its plan is not known yet
        CHECK(first > 0);
        (void)fail_each(db, scenario, mode);
        require_sound(db);
        scenario.run(db);
    }
}

}  // namespace

TEST_CASE("sqlite: an allocation that fails once fails one call") {
    fail_everywhere("sqlite::memory:", FailingMemory::Mode::once);
}
TEST_CASE("sqlite: allocations that fail from one on fail one call") {
    fail_everywhere("sqlite::memory:", FailingMemory::Mode::for_ever);
}
TEST_CASE("memory: an allocation that fails once fails one call") {
    fail_everywhere("memory:", FailingMemory::Mode::once);
}
TEST_CASE("memory: allocations that fail from one on fail one call") {
    fail_everywhere("memory:", FailingMemory::Mode::for_ever);
}

}  // namespace tenon::fault
