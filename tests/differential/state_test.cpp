// Random sequences of writes, saves, transactions and savepoints, on `memory:` and on SQLite: after each step both answer
// alike and hold the same rows. TENON_STATE_SEEDS=1000 for more sequences.

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <tenon/tenon.hpp>

#include "support/backends.hpp"
#include "support/environment.hpp"

namespace tenon::oracle {
namespace {

struct Label;
struct Pin;

struct Part {
    std::string name{};
    std::int32_t weight = 0;
};

struct Item {
    std::int64_t id = 0;
    std::string code{};
    std::optional<std::int32_t> amount{};
    std::vector<std::string> tags{};
    Part part{};
    std::int64_t version = 0;
    Many<Label> labels{};
    Many<Pin> pins{};
};

struct Label {  // goes with its item
    std::int64_t id = 0;
    Ref<Item> item{};
    std::string text{};
};

struct Pin {  // keeps its item
    std::int64_t id = 0;
    Ref<Item> item{};
    std::int32_t place = 0;
    std::optional<Timestamp> gone{};
};

void describe(Schema<Item>& item) {
    item.field(f<&Item::code>).required().unique().max_length(4);
    item.field(f<&Item::amount>).min(0).max(100);
    item.version(f<&Item::version>);
    item.has_many(f<&Item::labels>, f<&Label::item>).on_delete(cascade);
    item.has_many(f<&Item::pins>, f<&Pin::item>);
}
void describe(Schema<Pin>& pin) {  // is removed softly
    pin.field(f<&Pin::place>).unique();
    pin.soft_delete(f<&Pin::gone>);
}

/// Ends a transaction of a sequence, meant to be rolled back.
struct RollBack {};

/// One sequence on one database. Keys that were rolled back may be given again or not, so rows are told by their codes.
class Sequence {
public:
    explicit Sequence(std::uint64_t seed) : generator_(seed) {}

    std::vector<std::string> run_on(const Database& db, std::size_t steps) {
        for (std::size_t i = 0; i < steps; ++i) {
            if (below(4) == 0)
                transaction(db);
            else
                step(db);
        }
        return std::move(log_);
    }

private:
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(generator_() % bound); }
    std::string code() { return std::string(1, static_cast<char>('a' + below(9))); }
    std::int32_t amount() { return static_cast<std::int32_t>(below(140)) - 20; }  // some beyond the rules
    Item item() {
        Item made{.code = below(12) == 0 ? "" : code(), .amount = {}, .tags = {}, .part = {code(), amount()}};
        if (below(3) != 0) made.amount = amount();
        for (std::size_t tags = below(3); tags > 0; --tags) made.tags.push_back(code());
        return made;
    }

    template <class Handle>
    void transaction(const Handle& handle) {
        note(handle, "transaction", [&] {
            handle.transaction([&](Transaction& tx) {
                for (std::size_t steps = below(5) + 1; steps > 0; --steps) {
                    if (below(5) == 0)
                        transaction(tx);
                    else
                        step(tx);
                }
                if (below(3) == 0) throw RollBack();
            });
            return std::string("committed");
        });
    }

    /// Runs one step; keeps what it answered, and the rows after it.
    template <class Handle, class Run>
    void note(const Handle& handle, const std::string& name, Run run) {
        std::string answer;
        try {
            answer = run();
        } catch (const RollBack&) {
            answer = "rolled back";
        } catch (const Error& error) {
            answer = std::string(error.code());
        }
        log_.push_back(name + ": " + answer + "\n" + rows(handle));
    }

    template <class Handle>
    static std::string rows(const Handle& handle) {
        std::string text;
        for (const Item& item : handle.template model<Item>().find().order_by(f<&Item::code>).all()) {
            text += item.code + "|" + (item.amount ? std::to_string(*item.amount) : "-") + "|";
            for (const std::string& tag : item.tags) text += tag + ",";
            text += "|" + item.part.name + std::to_string(item.part.weight) + "|" + std::to_string(item.version) + "\n";
        }
        for (const Label& label : handle.template model<Label>().find().order_by(f<&Label::text>).all())
            text += "label " + label.text + " of " + code_of(handle, label.item.key()) + "\n";
        const auto pins = handle.template model<Pin>().find();
        for (const Pin& pin : pins.with_deleted().order_by(f<&Pin::place>, f<&Pin::id>).all())
            text += (pin.gone ? "removed pin " : "pin ") + std::to_string(pin.place) + " of " +
                    code_of(handle, pin.item.key()) + "\n";
        for (const Item& item : handle.template model<Item>()
                                    .find(f<&Item::pins>.any(f<&Pin::place> < 4) || f<&Item::pins>.count() > 1)
                                    .order_by(f<&Item::code>)
                                    .include(f<&Item::pins>))
            text += item.code + " is pinned by " + std::to_string(item.pins.size()) + " of " +
                    std::to_string(pins.count()) + "\n";
        return text;
    }
    template <class Handle>
    static std::string code_of(const Handle& handle, std::int64_t id) {
        return handle.template model<Item>().get(id).code;
    }
    template <class Handle>
    std::int64_t some_key(const Handle& handle) {
        const auto found = handle.template model<Item>().find(f<&Item::code> == code()).first();
        return found ? found->id : 999'999;
    }

    template <class Handle>
    void step(const Handle& handle) {
        const auto items = handle.template model<Item>();
        const auto pins = handle.template model<Pin>();
        const auto place = [&] { return static_cast<std::int32_t>(below(8)); };
        const auto counted = [](std::int64_t rows) { return std::to_string(rows); };
        switch (below(20)) {
        case 0:
        case 1: return note(handle, "create", [&] { return items.create(item()).code; });
        case 2:
            return note(handle, "insert_many", [&] {
                std::vector<Item> made;
                for (std::size_t count = below(4); count > 0; --count) made.push_back(item());
                return counted(std::ssize(items.insert_many(made)));
            });
        case 3:
            return note(handle, "update", [&] {
                return counted(items.update(f<&Item::code> >= code(), f<&Item::amount> = f<&Item::amount> + 1,
                                            f<&Item::part, &Part::weight> = amount()));
            });
        case 4:
            return note(handle, "update to a value", [&] {
                return counted(items.update(f<&Item::amount> < amount(), f<&Item::amount> = amount()));
            });
        case 5:
            return note(handle, "codes moved on",
                        [&] { return counted(items.update(f<&Item::code> == code(), f<&Item::code> = code())); });
        case 6: return note(handle, "remove", [&] { return counted(items.remove(f<&Item::code> == code())); });
        case 7:
            return note(handle, "save", [&] {
                auto edited = items.edit(some_key(handle));
                edited->tags.push_back(code());
                if (below(2) == 0) edited->amount = amount();
                if (below(4) == 0) edited->amount.reset();
                return std::string(edited.save() ? "saved" : "unchanged");
            });
        case 8:
            return note(handle, "stale save", [&] {
                auto edited = items.edit(some_key(handle));
                edited->part.name = code();
                items.update(f<&Item::code> == edited->code, f<&Item::part, &Part::weight> = 5);
                edited.save();
                return std::string("saved");
            });
        case 9: return note(handle, "upsert", [&] { return items.upsert(item(), on_conflict(f<&Item::code>)).code; });
        case 10:
            return note(handle, "increment", [&] {
                items.increment(some_key(handle), f<&Item::amount>, amount());
                return std::string("done");
            });
        case 11:
            return note(handle, "find_or_create", [&] {
                const std::string wanted = code();
                Item otherwise = item();
                otherwise.code = wanted;
                const auto found = items.find_or_create(f<&Item::code> == wanted, otherwise);
                return found.object.code + (found.is_new ? " new" : " found");
            });
        case 12:
            return note(handle, "label", [&] {
                return handle.template model<Label>().create({.item = some_key(handle), .text = code() + code()}).text;
            });
        case 13:
            return note(handle, "pin", [&] {
                return std::to_string(pins.create({.item = some_key(handle), .place = place()}).place);
            });
        case 14: return note(handle, "remove pins", [&] { return counted(pins.remove(f<&Pin::place> == place())); });
        case 15:
            return note(handle, "restore pins",
                        [&] { return counted(pins.find(f<&Pin::place> == place()).restore()); });
        case 16:
            return note(handle, "purge pins", [&] {
                const auto found = pins.find(f<&Pin::place> == place());
                return counted(below(2) == 0 ? found.purge() : found.only_deleted().purge());
            });
        case 17:
            return note(handle, "upsert of a pin", [&] {
                return std::to_string(
                    pins.upsert({.item = some_key(handle), .place = place()}, on_conflict(f<&Pin::place>)).place);
            });
        case 18:
            return note(handle, "update_one", [&] {
                const auto changed = items.find(f<&Item::amount> > amount())
                                         .order_by(f<&Item::code>.desc())
                                         .update_one(f<&Item::part, &Part::name> = code());
                return changed ? changed->code : std::string("none");
            });
        default:
            return note(handle, "remove_one", [&] {
                const auto removed = items.find().order_by(f<&Item::amount>, f<&Item::code>).remove_one();
                return removed ? removed->code : std::string("none");
            });
        }
    }

    std::mt19937_64 generator_;
    std::vector<std::string> log_;
};

std::vector<std::string> log_of(std::uint64_t seed, const std::string& url, std::size_t steps) {
    const Database db = open(url);
    db.sync<Item, Label, Pin>();
    return Sequence(seed).run_on(db, steps);
}

}  // namespace

TEST_CASE("sequences of writes, saves, transactions and savepoints leave the same rows on each database") {
    const std::uint64_t seeds = backends::number_from("TENON_STATE_SEEDS", 60);
    std::size_t steps = 0;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        const std::vector<std::string> in_memory = log_of(seed, "memory:", 40);
        const std::vector<std::string> on_sqlite = log_of(seed, "sqlite::memory:", 40);
        CAPTURE(seed);
        REQUIRE(in_memory.size() == on_sqlite.size());
        for (std::size_t i = 0; i < in_memory.size(); ++i) {
            INFO("before: ", i == 0 ? std::string() : in_memory[i - 1]);
            REQUIRE(in_memory[i] == on_sqlite[i]);
        }
        steps += in_memory.size();
    }
    CHECK(steps > seeds * 40);
}

}  // namespace tenon::oracle
