// A program that is killed while it writes: what was acknowledged is in the file, whole transactions are there or not at
// all. (reliability R2; TENON_KILL_ROUNDS=2000 for more rounds)

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "fault/model.hpp"
#include "support/backends.hpp"
#include "support/environment.hpp"

namespace tenon::fault {
namespace {

/// What the child does until it is killed: transactions of an owner with three notes, each told when it is committed.
[[noreturn]] void write_until_killed(const std::string& url, std::size_t round, int told) {
    try {
        const Database db = open(url);
        for (std::size_t i = 0;; ++i) {
            std::int64_t id = 0;
            db.transaction([&](Transaction& tx) {
                id = tx.model<Owner>().create(make_owner(round * 1'000'000 + i)).id;
                for (int n = 0; n < 3; ++n)
                    (void)tx.model<Note>().create({.owner = id, .text = "note " + std::to_string(n)});
            });
            if (::write(told, &id, sizeof(id)) != sizeof(id)) break;
        }
    } catch (...) {  // NOLINT: the parent sees what is missing
    }
    ::_exit(1);
}

std::vector<std::int64_t> read_all(int from) {
    std::vector<std::int64_t> ids;
    std::int64_t id = 0;
    for (;;) {
        const ssize_t size = ::read(from, &id, sizeof(id));
        if (size < 0 && errno == EINTR) continue;
        if (size != sizeof(id)) return ids;
        ids.push_back(id);
    }
}

/// What a writer had acknowledged when it was killed after so many microseconds.
std::vector<std::int64_t> acknowledged_before_death(const std::string& url, std::size_t round, useconds_t after) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::close(ends[0]);
        write_until_killed(url, round, ends[1]);
    }
    ::close(ends[1]);
    std::int64_t first = 0;
    const bool has_begun = ::read(ends[0], &first, sizeof(first)) == sizeof(first);
    ::usleep(after);
    ::kill(child, SIGKILL);
    std::vector<std::int64_t> ids = read_all(ends[0]);
    if (has_begun) ids.push_back(first);
    ::close(ends[0]);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    REQUIRE(WIFSIGNALED(status));  // it was still at work
    return ids;
}

std::size_t rounds() { return backends::number_from("TENON_KILL_ROUNDS", 100); }

}  // namespace

TEST_CASE("a writer that is killed loses nothing that it acknowledged, and leaves no half transaction") {
    const backends::TemporaryFolder folder;
    const std::string url = "sqlite:" + folder.file("killed.db");
    { open(url).sync<Owner, Note>(); }  // closed again: no connection may be carried into a child
    std::set<std::int64_t> acknowledged;
    for (std::size_t round = 0; round < rounds(); ++round) {
        const auto after = static_cast<useconds_t>((round * 7919) % 5000);
        for (const std::int64_t id : acknowledged_before_death(url, round, after)) acknowledged.insert(id);
        if (round % 10 != 9 && round + 1 != rounds()) continue;
        const Database db = open(url);
        struct Answer {
            std::string integrity_check;
        };
        REQUIRE(db.query<Answer>("pragma integrity_check").at(0).integrity_check == "ok");
        std::set<std::int64_t> stored;
        for (const std::int64_t id : db.model<Owner>().find().select(f<&Owner::id>).all()) stored.insert(id);
        for (const std::int64_t id : acknowledged) REQUIRE(stored.contains(id));
        REQUIRE(db.model<Note>().count() == static_cast<std::int64_t>(3 * stored.size()));
        REQUIRE(db.model<Owner>().find(f<&Owner::notes>.count() != 3).count() == 0);
    }
    CHECK(acknowledged.size() >= rounds());
}

}  // namespace tenon::fault
