// Every operation on the database's files fails: the call throws an error of ours; afterwards the file is whole, what was
// acknowledged is in it, and calls work. (reliability H3, H4, H5)

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "fault/failing_files.hpp"
#include "fault/model.hpp"
#include "support/backends.hpp"

namespace tenon::fault {
namespace {

using backends::TemporaryFolder;

/// What calls have said to be stored.
class Acknowledged {
public:
    void add(std::int64_t id, std::string name) { names_[id] = std::move(name); }
    void remove(std::int64_t id) { names_.erase(id); }
    /// What a call that failed may have done, or not.
    void forget(std::int64_t id) { names_.erase(id); }
    [[nodiscard]] std::size_t size() const { return names_.size(); }
    void require_all_in(const Database& db) const {
        for (const auto& [id, name] : names_) {
            const std::optional<Owner> owner = db.model<Owner>().find_by_key(id);
            REQUIRE(owner.has_value());
            REQUIRE(owner->name == name);
        }
    }

private:
    std::map<std::int64_t, std::string> names_;
};

struct Scenario {
    const char* name;
    void (*run)(const Database& db, Acknowledged& acknowledged, std::size_t round);
};

Owner create(const Database& db, Acknowledged& acknowledged, std::size_t number) {
    Owner owner = db.model<Owner>().create(make_owner(number));
    acknowledged.add(owner.id, owner.name);
    return owner;
}

const Scenario scenarios[] = {
    {"create", [](const Database& db, Acknowledged& acknowledged,
                  std::size_t round) { (void)create(db, acknowledged, 1000 + round); }},
    {"insert_many",
     [](const Database& db, Acknowledged& acknowledged, std::size_t round) {
         std::vector<Owner> owners;
         for (std::size_t i = 0; i < 40; ++i) owners.push_back(make_owner(1'000'000 + round * 40 + i));
         for (const Owner& owner : db.model<Owner>().insert_many(owners)) acknowledged.add(owner.id, owner.name);
     }},
    {"transaction",
     [](const Database& db, Acknowledged& acknowledged, std::size_t round) {
         std::vector<Owner> made;
         db.transaction([&](Transaction& tx) {
             for (std::size_t i = 0; i < 4; ++i)
                 made.push_back(tx.model<Owner>().create(make_owner(2'000'000 + round * 4 + i)));
             (void)tx.model<Note>().create({.owner = made.front().id, .text = "with its owner or not at all"});
         });
         for (const Owner& owner : made) acknowledged.add(owner.id, owner.name);
     }},
    {"update", [](const Database& db, Acknowledged&,
                  std::size_t round) { db.model<Owner>().update(everything, f<&Owner::age> = int(round % 90)); }},
    {"save",
     [](const Database& db, Acknowledged& acknowledged, std::size_t round) {
         auto owner = db.model<Owner>().edit(1);
         acknowledged.forget(1);
         owner->name = "Changed to " + std::to_string(round);
         owner.save();
         acknowledged.add(1, owner->name);
     }},
    {"remove",
     [](const Database& db, Acknowledged& acknowledged, std::size_t round) {
         const Owner owner = create(db, acknowledged, 3'000'000 + round);
         acknowledged.forget(owner.id);
         db.model<Owner>().remove(f<&Owner::id> == owner.id);
     }},
    {"upsert", [](const Database& db, Acknowledged&, std::size_t) { (void)db.model<Owner>().upsert(make_owner(2)); }},
    {"find", [](const Database& db, Acknowledged&,
                std::size_t) { (void)db.model<Owner>().find(f<&Owner::tags>.contains("b")).all(); }},
    {"include", [](const Database& db, Acknowledged&,
                   std::size_t) { (void)db.model<Owner>().find().include(f<&Owner::notes>).all(); }},
    {"open", [](const Database&, Acknowledged&, std::size_t) {}},
};

void require_whole(const Database& db) {
    struct Answer {
        std::string integrity_check;
    };
    REQUIRE(db.query<Answer>("pragma integrity_check").at(0).integrity_check == "ok");
}

/// Gives how many calls met a failure.
std::size_t fail_each(const Scenario& scenario, FileFault fault, FailingFiles::Mode mode) {
    const TemporaryFolder folder;
    const std::string url = "sqlite:" + folder.file("fault.db") + "?busy_timeout=20";
    Acknowledged acknowledged;
    {
        const Database db = open(url);
        db.sync<Owner, Note>();
        for (std::size_t i = 1; i <= 20; ++i) (void)create(db, acknowledged, i);
    }
    std::size_t failures = 0;
    std::size_t step = 1;  // every operation at first, then some of many
    for (std::size_t n = 1, round = 0;; n += step, ++round) {
        REQUIRE(n < 100'000);
        if (n > 40) step = n / 20;
        bool failed = false;
        {
            const FailingFiles files(fault, n, mode);
            try {
                const Database db = open(url);
                scenario.run(db, acknowledged, round);
                scenario.run(db, acknowledged, 500'000 + round);  // with what the failure left, or what is cached
            } catch (const Error&) {}
            failed = files.has_failed();
        }
        const Database db = open(url);
        require_whole(db);
        acknowledged.require_all_in(db);
        if (!failed) return failures;
        ++failures;
        scenario.run(db, acknowledged, 900'000 + round);
    }
}

void fail_everywhere(FileFault fault, FailingFiles::Mode mode) {
    use_failing_files();
    std::size_t failures = 0;
    for (const Scenario& scenario : scenarios) {
        CAPTURE(std::string(scenario.name));
        failures += fail_each(scenario, fault, mode);
    }
    CHECK(failures > 100);
}

}  // namespace

TEST_CASE("a file operation that fails once loses nothing") {
    fail_everywhere(FileFault::io_error, FailingFiles::Mode::once);
}
TEST_CASE("file operations that fail from one on lose nothing") {
    fail_everywhere(FileFault::io_error, FailingFiles::Mode::for_ever);
}
TEST_CASE("a disk that is full loses nothing, and works again when there is space") {
    fail_everywhere(FileFault::disk_full, FailingFiles::Mode::once);
    fail_everywhere(FileFault::disk_full, FailingFiles::Mode::for_ever);
}
TEST_CASE("a read that is cut short loses nothing") {
    fail_everywhere(FileFault::short_read, FailingFiles::Mode::once);
}

TEST_CASE("after a power failure all that was acknowledged is there") {
    use_failing_files();
    const TemporaryFolder folder;
    Acknowledged acknowledged;
    const NotedSyncs syncs;
    const Database db = open("sqlite:" + folder.file("power.db"));
    db.sync<Owner, Note>();
    for (std::size_t round = 0; round < 60; ++round) {
        const Scenario& scenario = scenarios[round % 6];
        CAPTURE(std::string(scenario.name));
        if (round == 0) (void)create(db, acknowledged, 1);
        scenario.run(db, acknowledged, round);
        // The power fails now: only what was synced is on the disk.
        const TemporaryFolder after;
        syncs.write_synced(std::filesystem::path(after.file("power.db")).parent_path());
        const Database restarted = open("sqlite:" + after.file("power.db"));
        require_whole(restarted);
        acknowledged.require_all_in(restarted);
    }
    CHECK(acknowledged.size() > 100);
}

}  // namespace tenon::fault
