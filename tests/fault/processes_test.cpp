// Programs that write to one file at once: none is told that the file is busy, none waits for 10 seconds, no change is lost.
// (reliability E4, E5; TENON_PROCESS_ROUNDS=1000 for more rounds)

#include <cstdint>
#include <functional>
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

constexpr int processes = 8;
std::size_t rounds() { return backends::number_from("TENON_PROCESS_ROUNDS", 60); }

/// A call that waits longer than the busy timeout throws.
std::string url_of(const std::string& file) { return "sqlite:" + file + "?busy_timeout=10000&synchronous=normal"; }

/// Runs in so many programs at once, each with its number. Nothing may be open when they begin.
void in_processes(const std::function<void(int)>& run) {
    std::vector<pid_t> children;
    for (int process = 0; process < processes; ++process) {
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            try {
                run(process);
                ::_exit(0);
            } catch (...) {  // NOLINT: the parent sees the status
            }
            ::_exit(1);
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
    }
}

/// Reads, then writes: what a deferred transaction would fail at.
void count_up(const std::string& url, int process) {
    const Database db = open(url);
    for (std::size_t i = 0; i < rounds(); ++i) {
        db.transaction([&](Transaction& tx) {
            auto counter = tx.model<Owner>().edit(1);
            counter->age = (*counter->age + 1) % 100;  // within its rules
            counter.save();
            (void)tx.model<Note>().create({.owner = 1, .text = std::to_string(process)});
        });
    }
}

struct Tally {
    std::int64_t id = 0;
    std::string name{};
    std::int64_t first = 0, second = 0, third = 0, fourth = 0;
};
void describe(Schema<Tally>& tally) { tally.field(f<&Tally::name>).unique(); }

/// Each program has a member of its own, and sets it in one row after the other.
template <auto Member>
void set_everywhere(const std::string& url, int process) {
    const Database db = open(url);
    const auto tallies = db.model<Tally>();
    for (std::size_t i = 0; i < rounds(); ++i) {
        Tally tally{.name = "row " + std::to_string(i)};
        tally.*Member += process + 1;
        const Tally stored = tallies.upsert(tally, on_conflict(f<&Tally::name>).update_only(f<Member>));
        if (stored.*Member != process + 1) throw QueryError("another value came back");
    }
}

}  // namespace

TEST_CASE("programs that write to one file take turns") {
    const backends::TemporaryFolder folder;
    const std::string url = url_of(folder.file("shared.db"));
    {
        const Database db = open(url);
        db.sync<Owner, Note>();
        Owner counter = make_owner(1);
        counter.age = 0;
        (void)db.model<Owner>().create(counter);
    }
    in_processes([&](int process) { count_up(url, process); });
    const Database db = open(url);
    const auto each = static_cast<std::int64_t>(rounds());
    CHECK(db.model<Owner>().get(1).age == processes * each % 100);
    CHECK(db.model<Note>().count() == processes * each);
    for (int process = 0; process < processes; ++process)
        CHECK(db.model<Note>().count(f<&Note::text> == std::to_string(process)) == each);
}

TEST_CASE("programs that upsert the same rows meet no unique error, and none takes another's change back") {
    const backends::TemporaryFolder folder;
    const std::string url = url_of(folder.file("upserts.db"));
    { open(url).sync<Tally>(); }
    in_processes([&](int process) {
        switch (process % 4) {
        case 0: return set_everywhere<&Tally::first>(url, 0);
        case 1: return set_everywhere<&Tally::second>(url, 1);
        case 2: return set_everywhere<&Tally::third>(url, 2);
        default: return set_everywhere<&Tally::fourth>(url, 3);
        }
    });
    const Database db = open(url);
    const auto complete = f<&Tally::first> == 1 && f<&Tally::second> == 2 && f<&Tally::third> == 3 &&
                          f<&Tally::fourth> == 4;
    CHECK(db.model<Tally>().count() == static_cast<std::int64_t>(rounds()));
    CHECK(db.model<Tally>().count(complete) == static_cast<std::int64_t>(rounds()));
}

}  // namespace tenon::fault
