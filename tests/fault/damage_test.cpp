// Files whose bits were flipped: each call gives rows or an error of ours, and nothing crashes. (reliability G9;
// TENON_DAMAGE_ROUNDS=10000 for more rounds)

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include <doctest/doctest.h>

#include "fault/model.hpp"
#include "support/backends.hpp"
#include "support/environment.hpp"

namespace tenon::fault {
namespace {

std::string contents(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::size_t rounds() { return backends::number_from("TENON_DAMAGE_ROUNDS", 600); }

/// Reads, writes and looks at all that is there. Gives whether it went through.
bool use(const std::string& path) {
    try {
        const Database db = open("sqlite:" + path);
        (void)db.model<Owner>().find().include(f<&Owner::notes>).all();
        (void)db.model<Owner>().find(f<&Owner::tags>.contains("b")).order_by(f<&Owner::name>).all();
        (void)db.model<Owner>().find(f<&Owner::age> > 2).count();
        db.model<Owner>().update(f<&Owner::id> == 3, f<&Owner::name> = "changed");
        (void)db.model<Owner>().create(make_owner(1000));
        db.model<Note>().remove(f<&Note::text>.contains("2"));
        return true;
    } catch (const Error& error) {
        REQUIRE(std::string_view(error.what()).size() > 10);
        return false;
    }
}

}  // namespace

TEST_CASE("a damaged file gives errors of ours, and no crash") {
    const backends::TemporaryFolder folder;
    const std::string whole = folder.file("whole.db");
    {
        const Database db = open("sqlite:" + whole);
        db.sync<Owner, Note>();
        for (std::size_t i = 1; i <= 40; ++i) {
            const Owner owner = db.model<Owner>().create(make_owner(i));
            (void)db.model<Note>().create({.owner = owner.id, .text = "note " + std::to_string(i)});
        }
        db.execute("pragma wal_checkpoint(truncate)");
    }
    const std::string bytes = contents(whole);
    REQUIRE(bytes.size() > 8192);
    std::mt19937_64 generator(7);
    std::size_t went_through = 0;
    const std::string damaged = folder.file("damaged.db");
    for (std::size_t round = 0; round < rounds(); ++round) {
        std::string changed = bytes;
        for (std::size_t flips = generator() % 8 + 1; flips > 0; --flips) {
            // Half of them in the first pages' heads, where they hurt most.
            const std::size_t at = generator() % 2 == 0 ? generator() % changed.size() : generator() % 600;
            changed[at] = static_cast<char>(changed[at] ^ (1 << (generator() % 8)));
        }
        for (const char* suffix : {"-wal", "-shm", "-journal"}) std::filesystem::remove(damaged + suffix);
        std::ofstream(damaged, std::ios::binary | std::ios::trunc).write(changed.data(), std::ssize(changed));
        went_through += use(damaged) ? 1 : 0;
    }
    CHECK(went_through > 0);         // some flips are in unused bytes
    CHECK(went_through < rounds());  // and some are seen
}

}  // namespace tenon::fault
