// What an update computes for an integer inside a nested value is in the range of its type, or refused.

#include "support/backends.hpp"

using namespace backends;
using tenon::element;

namespace {

struct Cog {
    std::int8_t teeth = 0;
    std::optional<std::uint16_t> turns{};
    std::vector<std::int8_t> marks{};
};
struct Gauge {
    std::int8_t tiny = 0;
    std::int16_t small = 0;
    std::int32_t plain = 0;
    std::uint8_t tiny_natural = 0;
    std::uint16_t small_natural = 0;
    std::uint32_t natural = 0;
    std::uint64_t great_natural = 0;
    Cog cog{};
};
struct Machine {
    std::int64_t id = 0;
    std::int64_t wide = 0;
    std::int16_t narrow = 0;
    Gauge gauge{};
    std::optional<Gauge> other{};
    std::vector<Cog> cogs{};
    std::vector<std::int8_t> levels{};
};

tenon::Model<Machine> one_machine(const tenon::Database& db) {
    db.sync<Machine>();
    auto machines = db.model<Machine>();
    machines.create({.wide = 1'000,
                     .gauge = {.tiny = 100, .great_natural = 7, .cog = {.teeth = 5}},
                     .cogs = {{.teeth = 1}, {.teeth = 120, .turns = 65'000, .marks = {1, 127}}},
                     .levels = {1, 2, 127}});
    return machines;
}

template <class... As>
void refused(const tenon::Model<Machine>& machines, const std::string& path, As&&... assignments) {
    const std::string before = machines.to_json(machines.get(1));
    try {
        (void)machines.update(tenon::everything, std::forward<As>(assignments)...);
        FAIL("it passed: " << path);
    } catch (const tenon::CastError& error) {
        CHECK(error.model() == "Machine");
        CHECK(error.fields() == std::vector<std::string>{path});
        CHECK(std::string(error.what()).starts_with("Machine: `" + path + "` must be a whole number from "));
    }
    CHECK(machines.to_json(machines.get(1)) == before);
}

}  // namespace

TEST_CASE("a computed integer that is beyond the range of the member that it is for is refused") {
    on_each([](const tenon::Database& db) {
        const auto machines = one_machine(db);
        refused(machines, "gauge.tiny", f<&Machine::gauge, &Gauge::tiny>.inc(28));
        refused(machines, "gauge.tiny", f<&Machine::gauge, &Gauge::tiny>.mul(-2));
        refused(machines, "gauge.small", f<&Machine::gauge, &Gauge::small>.inc(32'768));
        refused(machines, "gauge.plain", f<&Machine::gauge, &Gauge::plain>.inc(-2'147'483'649));
        refused(machines, "gauge.tiny_natural", f<&Machine::gauge, &Gauge::tiny_natural>.inc(256));
        refused(machines, "gauge.small_natural", f<&Machine::gauge, &Gauge::small_natural>.inc(-1));
        refused(machines, "gauge.natural", f<&Machine::gauge, &Gauge::natural>.inc(4'294'967'296));
        refused(machines, "gauge.great_natural", f<&Machine::gauge, &Gauge::great_natural>.inc(-8));
        refused(machines, "gauge.cog.teeth", f<&Machine::gauge, &Gauge::cog, &Cog::teeth> = f<&Machine::wide>);
        refused(machines, "gauge.cog.teeth", f<&Machine::gauge, &Gauge::small>.inc(1),
                f<&Machine::gauge, &Gauge::cog, &Cog::teeth>.inc(f<&Machine::wide>));
        refused(machines, "gauge.tiny",
                f<&Machine::gauge, &Gauge::tiny> =
                    tenon::case_when(f<&Machine::wide> > 5, f<&Machine::wide>).otherwise(f<&Machine::narrow>));
        CHECK_THROWS_AS((void)machines.update(tenon::everything, f<&Machine::narrow>.inc(40'000)), tenon::Error);
        machines.update(tenon::everything, f<&Machine::gauge, &Gauge::tiny>.inc(27),
                        f<&Machine::gauge, &Gauge::natural>.inc(4'294'967'295),
                        f<&Machine::gauge, &Gauge::great_natural>.inc(9'007'199'254'740'993),
                        f<&Machine::gauge, &Gauge::small> = f<&Machine::wide>,
                        f<&Machine::gauge, &Gauge::plain>.mul(9));
        const Gauge gauge = machines.get(1).gauge;
        CHECK(gauge.tiny == 127);
        CHECK(gauge.natural == 4'294'967'295);
        CHECK(gauge.great_natural == 9'007'199'254'741'000);
        CHECK(gauge.small == 1'000);
        CHECK(gauge.plain == 0);
        machines.update(tenon::everything, f<&Machine::other, &Gauge::tiny>.inc(500));  // there is none
        CHECK(!machines.get(1).other);
    });
}

TEST_CASE("elements of an array are held to their type as well") {
    on_each([](const tenon::Database& db) {
        const auto machines = one_machine(db);
        refused(machines, "cogs.1.teeth", f<&Machine::cogs>.each().set(f<&Cog::teeth>.inc(8)));
        refused(machines, "cogs.1.turns",
                f<&Machine::cogs>.where(f<&Cog::turns>.has_value()).set(f<&Cog::teeth>.inc(1), f<&Cog::turns>.mul(2)));
        refused(machines, "levels.2", f<&Machine::levels>.each().set(element<std::int8_t> = element<std::int8_t> + 1));
        machines.update(tenon::everything, f<&Machine::cogs>.each().set(f<&Cog::teeth>.inc(7), f<&Cog::turns>.inc(500)),
                        f<&Machine::levels>.each().set(element<std::int8_t> = element<std::int8_t> - 1));
        const Machine machine = machines.get(1);
        CHECK(machine.cogs[0].turns == 500);
        CHECK(machine.cogs[1].teeth == 127);
        CHECK(machine.cogs[1].turns == 65'500);
        CHECK(machine.levels == std::vector<std::int8_t>{0, 1, 126});
    });
}

TEST_CASE("run-time models refuse it with the same words") {
    on_each([](const tenon::Database& db) {
        one_machine(db);
        const auto tools = db.define(
            "Tool", {{"name", {.type = tenon::types::text}},
                     {"size", {.type = tenon::types::structure({{"width", {.type = tenon::types::int32}}})}}});
        db.sync();
        tools.create({{"name", "saw"}, {"size", tenon::Document{{"width", 2'147'483'640}}}});
        try {
            (void)tools.update(tenon::field("name") == "saw", tenon::field("size.width").inc(8));
            FAIL("it passed");
        } catch (const tenon::CastError& error) {
            CHECK(std::string(error.what()) ==
                  "Tool: `size.width` must be a whole number from -2147483648 to 2147483647; integer was given.");
        }
        CHECK(tools.update(tenon::field("name") == "saw", tenon::field("size.width").inc(7)) == 1);
    });
}

namespace {

struct Probe {
    float slim = 0;
    std::optional<float> maybe{};
    double wide = 0;
};
struct Lab {
    std::int64_t id = 0;
    double great = 0;
    float plain = 0;
    Probe probe{};
    std::optional<Probe> other{};
    std::vector<Probe> probes{};
    std::vector<float> reals{};
};

template <class... As>
void refused_by(const tenon::Model<Lab>& labs, const std::string& path, As&&... assignments) {
    CAPTURE(path);
    const std::string before = labs.to_json(labs.get(1));
    try {
        (void)labs.update(tenon::everything, std::forward<As>(assignments)...);
        FAIL("it passed: " << path);
    } catch (const tenon::CastError& error) {
        CHECK(error.fields() == std::vector<std::string>{path});
        CHECK(std::string(error.what()) == "Lab: `" + path + "` must be a number that a float holds; real was given.");
    }
    CHECK(labs.to_json(labs.get(1)) == before);
}

}  // namespace

TEST_CASE("a computed real that no float holds is refused, in a column as inside a nested value") {
    on_each([](const tenon::Database& db) {
        db.sync<Lab>();
        const auto labs = db.model<Lab>();
        labs.create({.great = 1e300,
                     .plain = 2,
                     .probe = {.slim = 3},
                     .probes = {{.slim = 1}, {.slim = 3e38F}},
                     .reals = {1, 3e38F}});
        refused_by(labs, "plain", f<&Lab::plain> = f<&Lab::great>);
        refused_by(labs, "plain", f<&Lab::plain> = -f<&Lab::great>);
        refused_by(labs, "plain", f<&Lab::plain>.inc(1e300));
        refused_by(labs, "plain", f<&Lab::plain>.mul(2e38));
        refused_by(labs, "plain",
                   f<&Lab::plain> = tenon::case_when(f<&Lab::id> == 1, f<&Lab::great>).otherwise(f<&Lab::great>));
        refused_by(labs, "probe.slim", f<&Lab::probe, &Probe::slim> = f<&Lab::great>);
        refused_by(labs, "probe.slim", f<&Lab::probe, &Probe::slim>.mul(-2e38));
        refused_by(labs, "probe.maybe", f<&Lab::probe, &Probe::maybe> = f<&Lab::great>);
        refused_by(labs, "probe.slim", f<&Lab::probe, &Probe::wide> = f<&Lab::great>,
                   f<&Lab::probe, &Probe::slim>.inc(f<&Lab::great>));
        refused_by(labs, "probes.1.slim", f<&Lab::probes>.each().set(f<&Probe::slim>.mul(2)));
        refused_by(labs, "reals.1", f<&Lab::reals>.each().set(element<float> = element<float> + 3e38));
        labs.update(tenon::everything, f<&Lab::plain>.mul(1.5e38), f<&Lab::probe, &Probe::slim>.mul(-1e38),
                    f<&Lab::probe, &Probe::maybe> = f<&Lab::id>, f<&Lab::probe, &Probe::wide> = f<&Lab::great>,
                    f<&Lab::other, &Probe::slim> = f<&Lab::great>);  // there is none
        const Lab lab = labs.get(1);
        CHECK(lab.plain == 3e38F);
        CHECK(lab.probe.slim == -3e38F);
        CHECK(lab.probe.maybe == 1.0F);
        CHECK(lab.probe.wide == 1e300);
        CHECK(!lab.other);
    });
}
