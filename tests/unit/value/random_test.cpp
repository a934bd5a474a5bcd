#include <array>
#include <cstdint>
#include <cstring>

#include <doctest/doctest.h>

#include <tenon/uuid.hpp>

#include "value/random.hpp"

#if __has_include(<unistd.h>)
#include <sys/wait.h>
#include <unistd.h>
#endif

TEST_CASE("random bytes use every bit and don't repeat") {
    std::array<std::uint8_t, 4096> first{};
    std::array<std::uint8_t, 4096> second{};
    tenon::random_bytes(first.data(), first.size());
    tenon::random_bytes(second.data(), second.size());
    CHECK(first != second);
    std::array<int, 8> ones{};
    for (const std::uint8_t byte : first) {
        for (std::size_t bit = 0; bit < 8; ++bit) ones[bit] += byte >> bit & 1;
    }
    for (const int count : ones) {
        CHECK(count > 1700);
        CHECK(count < 2400);
    }
}

#if __has_include(<unistd.h>)
namespace {

struct Made {
    tenon::Uuid random;
    tenon::ObjectId object;
};

Made make() { return {tenon::Uuid::v4(), tenon::ObjectId::make()}; }

}  // namespace

TEST_CASE("a forked child makes other ids than its parent") {
    make();
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    if (child == 0) {
        const Made made = make();
        const bool written = write(ends[1], &made, sizeof made) == static_cast<ssize_t>(sizeof made);
        _exit(written ? 0 : 1);
    }
    const Made ours = make();
    Made theirs{};
    REQUIRE(read(ends[0], &theirs, sizeof theirs) == static_cast<ssize_t>(sizeof theirs));
    int status = 0;
    waitpid(child, &status, 0);
    close(ends[0]);
    close(ends[1]);
    CHECK(ours.random != theirs.random);
    CHECK(std::memcmp(ours.object.bytes.data() + 4, theirs.object.bytes.data() + 4, 5) != 0);
}
#endif
