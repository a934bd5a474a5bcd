// A disk that is full, and a file system that has become read-only, while a Database is open: writes are errors of ours,
// reads go on, and so do writes when there is space again. (reliability H4; both are of failing_files.hpp, since real ones
// need a mount)

#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "fault/failing_files.hpp"
#include "fault/model.hpp"
#include "support/backends.hpp"

namespace tenon::fault {
namespace {

using Write = std::function<void(const Database&, std::size_t number)>;

const std::vector<std::pair<std::string, Write>> writes{
    {"create", [](const Database& db, std::size_t number) { (void)db.model<Owner>().create(make_owner(number)); }},
    {"insert_many",
     [](const Database& db, std::size_t number) {
         std::vector<Owner> owners;
         for (std::size_t i = 0; i < 100; ++i) owners.push_back(make_owner(number + i));
         (void)db.model<Owner>().insert_many(owners);
     }},
    {"update",
     [](const Database& db, std::size_t number) {
         db.model<Owner>().update(everything, f<&Owner::age> = static_cast<int>(number % 90));
     }},
    {"upsert",
     [](const Database& db, std::size_t number) {
         Owner owner = make_owner(1);
         owner.name += std::to_string(number);
         (void)db.model<Owner>().upsert(owner);
     }},
    {"transaction",
     [](const Database& db, std::size_t number) {
         db.transaction([&](Transaction& tx) {
             const Owner owner = tx.model<Owner>().create(make_owner(number));
             (void)tx.model<Note>().create({.owner = owner.id, .text = "with its owner or not at all"});
         });
     }},
    {"remove",
     [](const Database& db, std::size_t) { db.model<Owner>().remove(f<&Owner::id> != 1 && f<&Owner::id> != 2); }},
};

/// Each owner as it is stored.
std::vector<std::string> state_of(const Database& db) {
    std::vector<std::string> state;
    const auto owners = db.model<Owner>();
    for (const Owner& owner : owners.find().order_by(f<&Owner::id>)) state.push_back(owners.to_json(owner));
    return state;
}

void require_whole(const Database& db) {
    REQUIRE(db.query<std::string>("pragma integrity_check") == std::vector<std::string>{"ok"});
    REQUIRE(db.query<std::int64_t>("select count(*) from pragma_foreign_key_check").front() == 0);
}

void go_through(FileFault fault) {
    use_failing_files();
    const backends::TemporaryFolder folder;
    const std::string url = "sqlite:" + folder.file("full.db") + "?busy_timeout=20";
    const Database db = open(url);
    db.sync<Owner, Note>();
    for (std::size_t i = 1; i <= 20; ++i) (void)db.model<Owner>().create(make_owner(i));
    std::size_t number = 1'000;
    for (const auto& [name, write] : writes) {
        CAPTURE(name);
        const std::vector<std::string> before = state_of(db);
        {
            const FailingFiles files(fault, 1, FailingFiles::Mode::for_ever);
            for (int i = 0; i < 3; ++i) {
                CHECK_THROWS_AS(write(db, number += 1'000), Error);
                CHECK(files.has_failed());
                CHECK(state_of(db) == before);  // the same Database reads
            }
        }
        CHECK(state_of(db) == before);
        write(db, number += 1'000);  // and writes when it can
        CHECK(state_of(db) != before);
        require_whole(db);
        CHECK(state_of(open(url)) == state_of(db));
    }
}

}  // namespace

TEST_CASE("a Database reads while its disk is full, and writes when there is space again") {
    go_through(FileFault::disk_full);
}

TEST_CASE("a Database reads while its file system is read-only, and writes when it isn't any more") {
    go_through(FileFault::read_only);
}

TEST_CASE("a file on a read-only file system is opened for reading, or refused by an error of ours") {
    use_failing_files();
    const backends::TemporaryFolder folder;
    const std::string file = folder.file("kept.db");
    {
        const Database db = open("sqlite:" + file);
        db.sync<Owner, Note>();
        (void)db.model<Owner>().create(make_owner(1));
    }
    {
        const FailingFiles files(FileFault::read_only, 1, FailingFiles::Mode::for_ever);
        try {
            const Database db = open("sqlite:" + file);
            CHECK(db.model<Owner>().count() == 1);
            CHECK_THROWS_AS((void)db.model<Owner>().create(make_owner(2)), Error);
        } catch (const Error& error) {
            CHECK(error.code() == "TN-0010");
        }
        CHECK_THROWS_AS((void)open("sqlite:" + folder.file("new.db")), Error);
    }
    const Database db = open("sqlite:" + file);
    CHECK(db.model<Owner>().count() == 1);
    (void)db.model<Owner>().create(make_owner(2));
    require_whole(db);
}

}  // namespace tenon::fault
