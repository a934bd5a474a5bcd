// What a crash leaves behind: files that fail while SQLite puts a database in order again lose nothing, and a program that
// ends at any operation of its files leaves whole transactions. (reliability H3, R3)

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "fault/failing_files.hpp"
#include "fault/model.hpp"
#include "support/backends.hpp"

namespace tenon::fault {
namespace {

using backends::TemporaryFolder;

constexpr std::int64_t acknowledged = 20;

void require_whole(const Database& db) {
    REQUIRE(db.query<std::string>("pragma integrity_check") == std::vector<std::string>{"ok"});
}

void copy_database(const std::string& from, const std::string& to) {
    for (const char* suffix : {"", "-wal"})
        std::filesystem::copy_file(from + suffix, to + suffix, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::remove(to + "-shm");
}

/// A database and its log as they are in the middle of a transaction.
void write_crashed(const std::string& file) {
    const TemporaryFolder folder;
    const std::string living = folder.file("living.db");
    const Database db = open("sqlite:" + living);
    db.sync<Owner, Note>();
    for (std::int64_t i = 1; i <= acknowledged; ++i)
        (void)db.model<Owner>().create(make_owner(static_cast<std::size_t>(i)));
    const std::uintmax_t before = std::filesystem::file_size(living + "-wal");
    db.transaction([&](Transaction& tx) {
        (void)tx.model<Owner>().create(make_owner(1'000));
        // More than is kept in memory: some of it is in the log.
        tx.execute("with recursive n(i) as (select 1 union all select i + 1 from n where i < 4500) "
                   "insert into notes (owner_id, text) select 1, printf('%.600c', 'x') || i from n");
        copy_database(living, file);
    });
    REQUIRE(std::filesystem::file_size(file + "-wal") > before);
}

void require_sound(const std::string& url) {
    const Database db = open(url);
    require_whole(db);
    REQUIRE(db.model<Owner>().find(f<&Owner::id> <= acknowledged).count() == acknowledged);
    REQUIRE(db.model<Owner>().count(f<&Owner::email> == make_owner(1'000).email) == 0);  // was never committed
    REQUIRE(db.model<Note>().count() == 0);
    REQUIRE(db.model<Owner>().get(7).name == make_owner(7).name);
    (void)db.model<Owner>().create(make_owner(500'000));
}

/// Gives how many openings met a failure.
std::size_t fail_each(const std::string& crashed, FileFault fault, FailingFiles::Mode mode) {
    const TemporaryFolder folder;
    const std::string file = folder.file("again.db");
    std::size_t failures = 0, step = 1;
    for (std::size_t n = 1;; n += step) {
        REQUIRE(n < 100'000);
        if (n > 24) step = n / 6;
        copy_database(crashed, file);
        bool failed = false;
        {
            const FailingFiles files(fault, n, mode);
            try {
                const Database db = open("sqlite:" + file + "?busy_timeout=20");
                (void)db.model<Owner>().count();
                (void)db.model<Owner>().create(make_owner(400'000));
            } catch (const Error&) {}
            failed = files.has_failed();
        }
        require_sound("sqlite:" + file);
        if (!failed) return failures;
        ++failures;
    }
}

/// Runs in a program of its own, whose n-th operation on files is its last one; gives the ids that it told, and whether it
/// came to its end.
std::pair<std::vector<std::int64_t>, bool> run_until(std::size_t n, const std::string& url) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const FailingFiles files(FileFault::end, n, FailingFiles::Mode::once);
        try {
            const Database db = open(url);
            for (std::size_t i = 0; i < 3; ++i) {
                std::int64_t id = 0;
                db.transaction([&](Transaction& tx) {
                    id = tx.model<Owner>().create(make_owner(n * 10 + i)).id;
                    for (const char* text : {"one", "two", "three"})
                        (void)tx.model<Note>().create({.owner = id, .text = text});
                });
                if (::write(ends[1], &id, sizeof(id)) != sizeof(id)) ::_exit(1);
            }
            db.execute("pragma wal_checkpoint(truncate)");
        } catch (...) {  // NOLINT: the parent sees the status
            ::_exit(1);
        }
        ::_exit(0);
    }
    ::close(ends[1]);
    std::vector<std::int64_t> told;
    for (std::int64_t id = 0; ::read(ends[0], &id, sizeof(id)) == sizeof(id);) told.push_back(id);
    ::close(ends[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    REQUIRE((WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == ended));
    return {told, WEXITSTATUS(status) == 0};
}

}  // namespace

TEST_CASE("files that fail while a crashed database is put in order lose nothing that was acknowledged") {
    use_failing_files();
    const TemporaryFolder folder;
    const std::string crashed = folder.file("crashed.db");
    write_crashed(crashed);
    using Mode = FailingFiles::Mode;
    CHECK(fail_each(crashed, FileFault::io_error, Mode::once) > 20);
    CHECK(fail_each(crashed, FileFault::io_error, Mode::for_ever) > 20);
    CHECK(fail_each(crashed, FileFault::short_read, Mode::once) > 5);
    CHECK(fail_each(crashed, FileFault::disk_full, Mode::for_ever) > 0);
}

TEST_CASE("a program that ends at any operation on its files leaves whole transactions, and all that it told") {
    use_failing_files();
    const TemporaryFolder folder;
    const std::string url = "sqlite:" + folder.file("ended.db");
    { open(url).sync<Owner, Note>(); }
    std::set<std::int64_t> told;
    std::size_t endings = 0;
    for (std::size_t n = 1;; ++n) {
        REQUIRE(n < 10'000);
        const auto [ids, is_whole] = run_until(n, url);
        told.insert(ids.begin(), ids.end());
        const Database db = open(url);
        require_whole(db);
        for (const std::int64_t id : told) REQUIRE(db.model<Owner>().find_by_key(id).has_value());
        REQUIRE(db.model<Note>().count() == 3 * db.model<Owner>().count());
        REQUIRE(db.model<Owner>().count(f<&Owner::notes>.count() != 3) == 0);
        if (is_whole) break;
        ++endings;
    }
    CHECK(endings > 20);
    CHECK(told.size() > 20);
}

}  // namespace tenon::fault
