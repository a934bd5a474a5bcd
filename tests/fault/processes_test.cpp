// Programs that write to one file at once: none is told that the file is busy, none is starved, no change is lost.
// (reliability E5)

#include <cstdint>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "fault/model.hpp"
#include "support/backends.hpp"

namespace tenon::fault {
namespace {

constexpr int processes = 8;
constexpr int rounds = 60;

/// Reads, then writes: what a deferred transaction would fail at.
[[noreturn]] void count_up(const std::string& url, int process) {
    try {
        const Database db = open(url);
        for (int i = 0; i < rounds; ++i) {
            db.transaction([&](Transaction& tx) {
                auto counter = tx.model<Owner>().edit(1);
                counter->age = (*counter->age + 1) % 100;  // within its rules
                counter.save();
                (void)tx.model<Note>().create({.owner = 1, .text = std::to_string(process)});
            });
        }
        ::_exit(0);
    } catch (...) {  // NOLINT: the parent sees the status
    }
    ::_exit(1);
}

}  // namespace

TEST_CASE("programs that write to one file take turns") {
    const backends::TemporaryFolder folder;
    const std::string url = "sqlite:" + folder.file("shared.db") + "?busy_timeout=60000&synchronous=normal";
    {
        const Database db = open(url);
        db.sync<Owner, Note>();
        Owner counter = make_owner(1);
        counter.age = 0;
        (void)db.model<Owner>().create(counter);
    }
    std::vector<pid_t> children;
    for (int process = 0; process < processes; ++process) {
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) count_up(url, process);
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
    }
    const Database db = open(url);
    CHECK(db.model<Owner>().get(1).age == processes * rounds % 100);
    CHECK(db.model<Note>().count() == processes * rounds);
    for (int process = 0; process < processes; ++process)
        CHECK(db.model<Note>().count(f<&Note::text> == std::to_string(process)) == rounds);
}

}  // namespace tenon::fault
