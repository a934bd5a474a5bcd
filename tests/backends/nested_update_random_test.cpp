// Random updates of nested values: what memory: and SQLite make of the same ones, row by row.

#include <functional>
#include <string>
#include <vector>

#include "differential/dice.hpp"
#include "support/backends.hpp"
#include "support/environment.hpp"
#include "support/statements.hpp"

using namespace backends;
using tenon::Array;
using tenon::Document;
using tenon::field;
using tenon::RecordExpression;
using tenon::RecordUpdate;
using tenon::this_element;
using tenon::Value;
namespace types = tenon::types;

namespace {

tenon::schema::Type line_type() {
    return types::structure({{"sku", {.type = types::text, .required = true}},
                             {"qty", {.type = types::int32}},
                             {"price", {.type = types::decimal(8, 2)}},
                             {"rate", {.type = types::real}},
                             {"at", {.type = types::timestamp}},
                             {"notes", {.type = types::array(types::text), .required = true}}});
}

tenon::schema::Type place_type() {
    return types::structure(
        {{"city", {.type = types::text, .required = true}},
         {"zip", {.type = types::int64}},
         {"open", {.type = types::boolean}},
         {"aliases", {.type = types::array(types::text), .required = true}},
         {"lines", {.type = types::array(line_type())}},
         {"point", {.type = types::structure({{"x", {.type = types::int64}}, {"y", {.type = types::real}}})}}});
}

tenon::RecordModel define_things(const tenon::Database& db) {
    auto things = db.define(
        "Thing", {{"count", {.type = types::int64}},
                  {"small", {.type = types::int32, .required = true, .default_value = 0}},
                  {"rate", {.type = types::real}},
                  {"price", {.type = types::decimal(10, 2)}},
                  {"word", {.type = types::text}},
                  {"at", {.type = types::timestamp}},
                  {"tags", {.type = types::array(types::text), .required = true}},
                  {"maybe", {.type = types::array(types::text)}},
                  {"numbers", {.type = types::array(types::int64), .required = true}},
                  {"reals", {.type = types::array(types::real), .required = true}},
                  {"grades", {.type = types::array(types::enumeration({"low", "high", "top"})), .required = true}},
                  {"lines", {.type = types::array(line_type()), .required = true}},
                  {"place", {.type = place_type()}}});
    db.sync({.force = true});
    return things;
}

class Updates {
public:
    explicit Updates(std::uint64_t seed) : dice_(seed) {}

    /// One to three, of different fields.
    std::vector<RecordUpdate> some() {
        std::vector<RecordUpdate> all;
        std::vector<std::function<RecordUpdate()>> kinds{
            [&] { return number("count"); },
            [&] { return number("small"); },
            [&] { return real("rate"); },
            [&] { return field("price").inc(decimal()); },
            [&] { return word(field("word"), true); },
            [&] { return instant(field("at")); },
            [&] { return texts(field("tags"), false); },
            [&] { return texts(field("maybe"), true); },
            [&] { return integers(field("numbers")); },
            [&] { return reals(field("reals")); },
            [&] { return grades(field("grades")); },
            [&] { return lines(field("lines"), false); },
            [&] { return place(); },
        };
        const std::size_t count = 1 + dice_.below(3);
        while (all.size() < count) {
            const std::size_t kind = dice_.below(kinds.size());
            all.push_back(kinds[kind]());
            kinds.erase(kinds.begin() + static_cast<std::ptrdiff_t>(kind));
        }
        return all;
    }
    Value id() { return dice_.between(1, 3); }

private:
    std::string text() {
        return dice_.pick({std::string("a"), std::string("b"), std::string("é"), std::string("\"q\"\\"),
                           std::string(""), std::string("x\n\t\x01"), std::string("100%"), std::string("zz")});
    }
    std::int64_t integer() {
        return dice_.pick({std::int64_t{0}, std::int64_t{1}, std::int64_t{-3}, std::int64_t{7},
                           std::int64_t{9007199254740993}, std::int64_t{-9007199254740994}});
    }
    double real_number() { return dice_.pick({0.0, 1.0, -2.5, 0.1, 1e300, 1e-7, 3.0}); }
    Value decimal() { return tenon::Decimal::parse(dice_.pick({"0.10", "1.00", "-2.55", "3"})); }
    Value moment() {
        return tenon::Timestamp::parse(
            dice_.pick({"2024-02-29T12:30:00.123Z", "1999-12-31T23:59:59Z", "2024-02-29T12:30:00.120Z"}));
    }
    Value label() { return dice_.pick({"low", "high", "top"}); }
    Value maybe(Value value) { return dice_.one_in(4) ? Value() : std::move(value); }
    Array list_of(const std::function<Value()>& one) {
        Array list;
        for (std::size_t i = dice_.below(4); i > 0; --i) list.push_back(one());
        return list;
    }
    Value line() {
        return Document{{"sku", text()},
                        {"qty", maybe(dice_.between(-2, 5))},
                        {"price", maybe(decimal())},
                        {"rate", maybe(real_number())},
                        {"at", maybe(moment())},
                        {"notes", list_of([&] { return Value(text()); })}};
    }
    Value whole_place() {
        return Document{{"city", text()},
                        {"zip", maybe(integer())},
                        {"open", maybe(dice_.coin())},
                        {"aliases", list_of([&] { return Value(text()); })},
                        {"lines", dice_.one_in(3) ? Value() : Value(list_of([&] { return line(); }))},
                        {"point", dice_.one_in(3)
                                      ? Value()
                                      : Value(Document{{"x", maybe(integer())}, {"y", maybe(real_number())}})}};
    }

    RecordUpdate number(const std::string& name) {
        const RecordExpression of = field(name);
        switch (dice_.below(name == "small" ? 5 : 6)) {
        case 0: return of.inc(dice_.between(-2, 3));
        case 1: return of.mul(dice_.between(-2, 2));
        case 2: return of.min(dice_.between(-5, 5));
        case 3: return of.max(dice_.between(-5, 5));
        case 4: return of.set(dice_.between(-5, 5));
        default: return of.unset();
        }
    }
    RecordUpdate wide(const RecordExpression& of) {
        switch (dice_.below(6)) {
        case 0: return of.inc(integer());
        case 1: return of.mul(dice_.between(-1, 1));
        case 2: return of.min(integer());
        case 3: return of.max(integer());
        case 4: return of.set(integer());
        default: return of.unset();
        }
    }
    RecordUpdate real(const std::string& name) { return real_of(field(name)); }
    RecordUpdate real_of(const RecordExpression& of) {
        switch (dice_.below(5)) {
        case 0: return of.inc(dice_.pick({0.5, -1.25}));
        case 1: return of.min(real_number());
        case 2: return of.max(real_number());
        case 3: return of.set(real_number());
        default: return of.unset();
        }
    }
    RecordUpdate word(const RecordExpression& of, bool may_be_empty) {
        switch (dice_.below(may_be_empty ? 4 : 3)) {
        case 0: return of.min(text());
        case 1: return of.max(text());
        case 2: return of.set(text());
        default: return of.unset();
        }
    }
    RecordUpdate instant(const RecordExpression& of) {
        switch (dice_.below(4)) {
        case 0: return of.min(moment());
        case 1: return of.max(moment());
        case 2: return of.set(moment());
        default: return of.unset();
        }
    }
    RecordUpdate place() {
        switch (dice_.below(10)) {
        case 0: return field("place").set(whole_place());
        case 1: return dice_.one_in(5) ? field("place").unset() : word(field("place.city"), false);
        case 2: return wide(field("place.zip"));
        case 3: return dice_.coin() ? field("place.open").set(dice_.coin()) : field("place.open").unset();
        case 4: return texts(field("place.aliases"), false);
        case 5:
        case 6: return lines(field("place.lines"), true);
        case 7: return wide(field("place.point.x"));
        case 8: return real_of(field("place.point.y"));
        default: return field("place.city").set(tenon::coalesce(field("word").concat(text()), text()).upper());
        }
    }

    RecordUpdate pushed(const RecordExpression& of, const std::function<Value()>& one,
                        std::vector<tenon::IndexKey> keys) {
        RecordUpdate update = dice_.coin() ? of.push(one()) : of.push_all(list_of(one));
        if (dice_.coin()) update = update.at(dice_.between(-4, 4));
        if (dice_.one_in(3)) update = update.sorted_by(keys);
        return dice_.coin() ? update.sliced(dice_.between(-4, 4)) : update;
    }
    tenon::IndexKey key(const RecordExpression& by) { return {by, dice_.coin()}; }
    RecordUpdate list(const RecordExpression& of, const std::function<Value()>& one, bool may_be_empty,
                      const std::function<RecordUpdate(const RecordExpression&)>& change) {
        switch (dice_.below(9)) {
        case 0:
        case 1: return pushed(of, one, {key(this_element())});
        case 2: return of.pop_front();
        case 3: return of.pop_back();
        case 4: return of.pull(one());
        case 5: return of.add_to_set(one());
        case 6: return change(of);
        case 7: return of.pull_if(this_element() == one() || this_element() == one());
        default: return may_be_empty && dice_.one_in(3) ? of.unset() : of.set(Value(list_of(one)));
        }
    }
    RecordUpdate texts(const RecordExpression& of, bool may_be_empty) {
        return list(
            of, [&] { return Value(text()); }, may_be_empty,
            [&](const RecordExpression& array) {
                const auto some = dice_.coin() ? array.where(this_element() > text()) : array.each();
                return dice_.coin() ? some.set(text()) : some.set(word(this_element(), false));
            });
    }
    RecordUpdate integers(const RecordExpression& of) {
        return list(
            of, [&] { return Value(integer()); }, false,
            [&](const RecordExpression& array) {
                return array.where(this_element() < integer()).set(this_element().inc(dice_.between(-3, 3)));
            });
    }
    RecordUpdate reals(const RecordExpression& of) {
        return list(
            of, [&] { return Value(real_number()); }, false,
            [&](const RecordExpression& array) {
                return array.where(this_element() >= real_number()).set(this_element().max(real_number()));
            });
    }
    RecordUpdate grades(const RecordExpression& of) {
        return list(
            of, [&] { return label(); }, false,
            [&](const RecordExpression& array) { return array.where(this_element() == label()).set(label()); });
    }

    RecordExpression line_condition() {
        switch (dice_.below(6)) {
        case 0: return field("sku") == text();
        case 1: return field("qty") < dice_.between(-2, 5);
        case 2: return field("qty").is_empty();
        case 3: return field("notes").contains_element(text());
        case 4: return field("at") >= moment();
        default: return !(field("price") == decimal()) && field("qty") * 2 > 1;
        }
    }
    RecordUpdate change_of_line() {
        const auto some = dice_.one_in(4) ? field("lines").each() : field("lines").where(line_condition());
        switch (dice_.below(6)) {
        case 0: return some.set(number_of_line(), field("sku").set(text()));
        case 1: return some.set(field("price").set(decimal()), field("at").max(moment()));
        case 2: return some.set(real_of(field("rate")), field("qty").set(field("qty") + 1));
        case 3: return some.set(texts(field("notes"), false));
        case 4: return some.set(word(field("sku"), false), instant(field("at")));
        default: return some.set(line());
        }
    }
    RecordUpdate number_of_line() {
        switch (dice_.below(3)) {
        case 0: return field("qty").inc(dice_.between(-2, 2));
        case 1: return field("qty").unset();
        default: return field("qty").min(dice_.between(-2, 2));
        }
    }
    RecordUpdate lines(const RecordExpression& of, bool may_be_empty) {
        switch (dice_.below(8)) {
        case 0:
        case 1: return pushed(of, [&] { return line(); }, {key(field("qty")), key(field("sku"))});
        case 2: return dice_.coin() ? of.pop_front() : of.pop_back();
        case 3: return dice_.coin() ? of.pull(line()) : of.pull_if(line_condition());
        case 4: return of.add_to_set(line());
        case 5:
        case 6: {
            const RecordUpdate change = change_of_line();
            tenon::ir::Code value = change.value();
            value.names.front() = of.code().names.front();  // the array that it is said of
            return {of.code(), value};
        }
        default: return may_be_empty && dice_.coin() ? of.unset() : of.set(Value(list_of([&] { return line(); })));
        }
    }

    tenon::oracle::Dice dice_;
};

std::string rows_of(const tenon::RecordModel& things) {
    std::string rows;
    for (const tenon::Record& record : things.find().order_by("id").all()) rows += record.to_json() + "\n";
    return rows;
}

std::int64_t run(const tenon::RecordModel& things, const Value& id, const std::vector<RecordUpdate>& updates) {
    const auto one = things.find(field("id") == id);
    if (updates.size() == 1) return one.update(updates[0]);
    if (updates.size() == 2) return one.update(updates[0], updates[1]);
    return one.update(updates[0], updates[1], updates[2]);
}

/// What became of it: how many rows, or the kind of the failure.
std::string outcome_of(const tenon::RecordModel& things, const Value& id, const std::vector<RecordUpdate>& updates) {
    try {
        return std::to_string(run(things, id, updates));
    } catch (const tenon::ValidationError&) {
        return "validation";
    } catch (const tenon::CastError&) {
        return "cast";
    } catch (const tenon::CheckViolation&) {
        return "check";
    } catch (const tenon::QueryError& error) {
        return std::string("query ") +
               (std::string(error.what()).find("overflow") != std::string::npos ? "overflow" : error.what());
    }
}

}  // namespace

TEST_CASE("random updates of nested values leave the same rows in memory and in SQLite") {
    const std::uint64_t seed = number_from("TENON_NESTED_SEED", 20'240'229);
    const std::uint64_t count = number_from("TENON_NESTED_COUNT", 3'000);
    const tenon::Database memory = tenon::open("memory:");
    const tenon::Database sqlite = tenon::open("sqlite::memory:");
    const auto expected = define_things(memory);
    const auto found = define_things(sqlite);
    for (int i = 0; i < 3; ++i) {
        for (const auto& things : {expected, found})
            things.create(
                {{"tags", Array{}}, {"numbers", Array{}}, {"reals", Array{}}, {"grades", Array{}}, {"lines", Array{}}});
    }
    Updates updates(seed);
    std::uint64_t changed = 0;
    std::string before;
    for (std::uint64_t number = 0; number < count; ++number) {
        const Value id = updates.id();
        const std::vector<RecordUpdate> some = updates.some();
        CAPTURE(seed);
        CAPTURE(number);
        CAPTURE(before);
        const std::string outcome = outcome_of(expected, id, some);
        REQUIRE(outcome == outcome_of(found, id, some));
        const std::string rows = rows_of(expected);
        REQUIRE(rows == rows_of(found));
        changed += rows == before ? 0 : 1;
        before = rows;
    }
    CHECK(changed > count / 3);
}
