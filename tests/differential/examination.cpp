#include "differential/examination.hpp"

#include <cstdlib>
#include <map>
#include <string>

#include <doctest/doctest.h>

#include "differential/coverage.hpp"
#include "differential/shrink.hpp"
#include "differential/verdict.hpp"
#include "support/environment.hpp"

namespace tenon::oracle {

namespace {

constexpr std::size_t rows_per_world = 24;
constexpr std::size_t questions_per_world = 200;
constexpr std::size_t most_failures = 10;

struct Tally {
    std::size_t asked = 0, refused = 0, telling = 0, failed = 0, tolerated = 0;
    std::map<std::string, std::size_t> unsupported;
};

// Of all that was asked in this run.
struct Ledger {
    Tally all;
    Coverage coverage;
};
Ledger& ledger() {
    static Ledger made;
    return made;
}

void report(const Tally& tally, Sort sort) {
    std::string text = "sort " + std::to_string(static_cast<int>(sort)) + ": asked " + std::to_string(tally.asked) +
                       ", telling " + std::to_string(tally.telling) + ", not meaningful " +
                       std::to_string(tally.refused) + ", raised " + std::to_string(tally.tolerated);
    for (const auto& [words, count] : tally.unsupported) text += "\n  " + std::to_string(count) + " × " + words;
    MESSAGE(text);
}

// Does the answer depend on the rows?
bool tells(const World& world, const Question& question, const Expected& expected) {
    if (expected.fails) return true;
    const std::size_t all = question.model == "Thing" ? world.data().things.size() : world.data().makers.size();
    if (question.verb == ir::Verb::update || question.verb == ir::Verb::remove) {
        const std::int64_t matched = expected.answer.front().front().as_int64();
        return matched > 0 && matched < static_cast<std::int64_t>(all);
    }
    return !expected.answer.empty() && expected.answer.size() < all;
}

void ask(const World& world, const Question& question, Tally& tally, const std::string& origin) {
    const Expected expected = expect(world, question);
    if (expected.refused) {
        ++tally.refused;
        if (std::getenv("TENON_ORACLE_VERBOSE")) MESSAGE(expected.words);
        return;
    }
    ++tally.asked;
    if (tells(world, question, expected)) ++tally.telling;
    ledger().coverage.see(world, expected.resolved, expected.values);
    for (const auto& backend : world.backends()) {
        const Outcome outcome = backend->ask(question);
        if (outcome.kind == Outcome::Kind::refused) {
            ++tally.unsupported[outcome.words];
            continue;
        }
        bool tolerated = false;
        const auto wrong = judge(question, expected, outcome, tolerated);
        if (tolerated) ++tally.tolerated;
        if (!wrong) continue;
        ++tally.failed;
        FAIL_CHECK(origin << "\n" << shrunk(world, question, backend->name()));
        return;
    }
}

}  // namespace

std::size_t oracle_count() { return backends::number_from("TENON_ORACLE_COUNT", 20'000); }
std::uint64_t oracle_seed() { return backends::number_from("TENON_ORACLE_SEED", 20'240'229); }

void examine(Sort sort, std::size_t percent) {
    const std::size_t count = oracle_count() * percent / 100;
    Tally tally;
    for (std::size_t number = 0; number < count && tally.failed < most_failures; number += questions_per_world) {
        const std::uint64_t seed = oracle_seed() + 1'000'003 * (number / questions_per_world) +
                                   static_cast<std::uint64_t>(sort);
        const World world(seed, rows_per_world);
        const Catalog catalog(world);
        Dice dice(seed + 1);
        for (std::size_t i = 0; i < questions_per_world && number + i < count && tally.failed < most_failures; ++i)
            ask(world, make_question(sort, catalog, dice), tally,
                "seed " + std::to_string(seed) + ", question " + std::to_string(i + 1) + ":");
    }
    report(tally, sort);
    ledger().all.asked += tally.asked;
    ledger().all.telling += tally.telling;
    CHECK(tally.failed == 0);
}

void examine_every_pair() {
    const World world(oracle_seed(), 2 * rows_per_world);
    const Catalog catalog(world);
    Tally tally;
    for (const Question& question : every_pair(catalog))
        if (tally.failed < most_failures)
            ask(world, question, tally, "every pair, seed " + std::to_string(oracle_seed()) + ":");
    CHECK(tally.failed == 0);
    CHECK(tally.asked > 100);
}

std::string not_covered() {
    std::string text;
    for (const std::string& one : ledger().coverage.missing()) text += "\n  " + one;
    return text;
}

std::size_t telling_percent() { return ledger().all.asked == 0 ? 0 : ledger().all.telling * 100 / ledger().all.asked; }

}  // namespace tenon::oracle
