// Statements of a transaction that fail for want of memory, of space, by a file's error or because they were stopped: SQLite may
// end the transaction by itself then. What the program does next is part of it, or refused: never a commit of its own, and
// a rollback that fails hides no exception. (reliability B1, B6)

#include <chrono>
#include <functional>
#include <new>
#include <optional>
#include <string>

#include <doctest/doctest.h>

#include "fault/failing_files.hpp"
#include "fault/failing_memory.hpp"
#include "fault/model.hpp"
#include "support/backends.hpp"

namespace tenon::fault {
namespace {

using backends::TemporaryFolder;
using namespace std::chrono_literals;

/// More than SQLite keeps in memory, so that the file is written to before the commit.
void write_much(Transaction& tx) {
    tx.execute("with recursive n(i) as (select 1 union all select i + 1 from n where i < 8000) "
               "insert into notes (owner_id, text) select 1, printf('%.600c', 'x') || i from n");
}

struct Outcome {
    bool failed = false;     ///< the statement in the middle
    bool refused = false;    ///< the one after it
    bool committed = false;  ///< all of it
};

/// A transaction whose middle part fails, which the program takes no notice of.
Outcome go_on_after(const Database& db, std::size_t number, const std::function<void(Transaction&)>& middle) {
    Outcome outcome;
    try {
        db.transaction([&](Transaction& tx) {
            (void)tx.model<Owner>().create(make_owner(number));
            try {
                middle(tx);
            } catch (const Error&) {
                outcome.failed = true;
            } catch (const std::bad_alloc&) {
                outcome.failed = true;
            }
            try {
                (void)tx.model<Owner>().create(make_owner(number + 1));
            } catch (const TransactionError&) {
                outcome.refused = true;
                CHECK_THROWS_AS((void)tx.model<Owner>().count(), TransactionError);
                CHECK_THROWS_AS(tx.transaction([](Transaction&) {}), TransactionError);
            }
        });
        outcome.committed = true;
    } catch (const Error&) {}
    return outcome;
}

/// As another connection sees it: both owners, or none. And the Database goes on.
void require_kept(const Database& db, const std::string& url, std::size_t number, const Outcome& outcome) {
    REQUIRE(!(outcome.refused && outcome.committed));
    const Database other = open(url);
    const std::int64_t each = outcome.committed ? 1 : 0;
    REQUIRE(other.model<Owner>().count(f<&Owner::email> == make_owner(number).email) == each);
    REQUIRE(other.model<Owner>().count(f<&Owner::email> == make_owner(number + 1).email) == each);
    if (!outcome.committed) REQUIRE(other.model<Note>().count() == 0);
    (void)db.model<Owner>().create(make_owner(number + 2));
    REQUIRE(other.model<Owner>().count(f<&Owner::email> == make_owner(number + 2).email) == 1);
    other.model<Note>().remove(everything);
}

struct Rig {
    Rig() {
        db.sync<Owner, Note>();
        (void)db.model<Owner>().create(make_owner(1));
    }
    Outcome run(const std::function<void(Transaction&)>& middle) {
        number += 10;
        const Outcome outcome = go_on_after(db, number, middle);
        require_kept(db, url, number, outcome);
        return outcome;
    }
    TemporaryFolder folder;
    std::string url = (use_failing_files(), "sqlite:" + folder.file("ended.db") + "?busy_timeout=20");
    Database db = open(url);
    std::size_t number = 100;
};

/// Fails each file operation of the middle part in turn, some of many; gives how many transactions were ended by it.
std::size_t fail_files(FileFault fault, FailingFiles::Mode mode) {
    Rig rig;
    std::size_t ended_ones = 0, step = 1;
    for (std::size_t n = 1;; n += step) {
        if (n > 4) step = n / 4;
        bool failed = false;
        const Outcome outcome = rig.run([&](Transaction& tx) {
            const FailingFiles files(fault, n, mode);
            try {
                write_much(tx);
            } catch (...) {
                failed = files.has_failed();
                throw;
            }
            failed = files.has_failed();
        });
        if (outcome.refused) ++ended_ones;
        if (!failed) return ended_ones;
    }
}

}  // namespace

TEST_CASE("a transaction that an error of a file has ended is refused from then on") {
    CHECK(fail_files(FileFault::io_error, FailingFiles::Mode::once) > 0);
    CHECK(fail_files(FileFault::io_error, FailingFiles::Mode::for_ever) > 0);
}

TEST_CASE("a transaction that has met a full disk is kept as a whole, or refused from then on") {
    (void)fail_files(FileFault::disk_full, FailingFiles::Mode::once);
    (void)fail_files(FileFault::disk_full, FailingFiles::Mode::for_ever);
}

TEST_CASE("a transaction whose statement was stopped in the middle is kept as a whole, or refused from then on") {
    Rig rig;
    const Outcome outcome = rig.run([](Transaction& tx) {
        write_much(tx);
        tx.model<Note>().find(f<&Note::id> > 0).timeout(2ms).update(f<&Note::text> = f<&Note::text>.concat("!"));
    });
    CHECK(outcome.failed);
    CHECK(outcome.refused);
    CHECK(!outcome.committed);
}

TEST_CASE("a transaction that has met a want of memory is kept as a whole, or refused from then on") {
    Rig rig;
    std::size_t step = 1;
    for (std::size_t n = 1;; n += step) {
        if (n > 60) step = n / 10;
        REQUIRE(n < 1'000'000);
        bool failed = false;
        (void)rig.run([&](Transaction& tx) {
            const FailingMemory memory(n, n % 2 == 0 ? FailingMemory::Mode::once : FailingMemory::Mode::for_ever);
            try {
                tx.model<Owner>().update(everything, f<&Owner::age> = f<&Owner::age> + 0);
                tx.execute("insert into notes (owner_id, text) select 1, printf('%.6000c', 'x')");
            } catch (...) {
                failed = memory.has_failed();
                throw;
            }
            failed = memory.has_failed();
        });
        if (!failed) break;
    }
}

TEST_CASE("an exception that leaves a transaction is kept when files fail during the rollback") {
    struct Stop {
        int number;
    };
    Rig rig;
    for (const FileFault fault : {FileFault::io_error, FileFault::disk_full, FileFault::short_read}) {
        std::optional<FailingFiles> failing;  // outlives the rollback
        try {
            rig.db.transaction([&](Transaction& tx) {
                (void)tx.model<Owner>().create(make_owner(50));
                write_much(tx);
                failing.emplace(fault, 1, FailingFiles::Mode::for_ever);
                throw Stop{7};
            });
            FAIL("nothing was thrown");
        } catch (const Stop& stop) {
            CHECK(stop.number == 7);
        }
        failing.reset();
        const Database other = open(rig.url);
        CHECK(other.model<Owner>().count() == 1);
        CHECK(other.model<Note>().count() == 0);
        CHECK(rig.db.model<Owner>().get(1).name == make_owner(1).name);
        rig.db.transaction([&](Transaction& tx) { CHECK(tx.model<Owner>().count() == 1); });
    }
}

}  // namespace tenon::fault
