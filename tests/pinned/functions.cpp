#include "pinned/query_builder.hpp"

namespace tenon::pinned {
namespace {

Query given(std::string name, const Code& value) {
    return query(std::move(name), users(), Verb::all, join({output(value, "given")}));
}

Code of_unit(Op what, TimeUnit unit, std::initializer_list<Code> operands) {
    return op(what, operands, static_cast<std::uint16_t>(unit));
}

void add_times(std::vector<Query>& all) {
    for (const TimeUnit unit : {TimeUnit::year, TimeUnit::quarter, TimeUnit::month, TimeUnit::day, TimeUnit::weekday,
                                TimeUnit::hour, TimeUnit::minute, TimeUnit::second})
        all.push_back(given("the " + std::string(name_of(unit)) + " of an instant",
                            of_unit(Op::time_part, unit, {named("created_at")})));
    all.push_back(given("the year of a day", of_unit(Op::time_part, TimeUnit::year, {named("born")})));
    for (const TimeUnit unit : {TimeUnit::year, TimeUnit::quarter, TimeUnit::month, TimeUnit::week, TimeUnit::day,
                                TimeUnit::hour, TimeUnit::minute, TimeUnit::second})
        all.push_back(given("an instant truncated to the " + std::string(name_of(unit)),
                            of_unit(Op::time_truncate, unit, {named("seen_at")})));
    all.push_back(given("a day truncated to the month", of_unit(Op::time_truncate, TimeUnit::month, {named("born")})));
    for (const TimeUnit unit : {TimeUnit::year, TimeUnit::quarter, TimeUnit::month, TimeUnit::week, TimeUnit::day,
                                TimeUnit::hour, TimeUnit::minute, TimeUnit::second})
        all.push_back(given("an instant moved by some " + std::string(name_of(unit)) + "s",
                            of_unit(Op::time_add, unit, {named("seen_at"), value(3)})));
    all.push_back(given("a day moved by as many months as a field says",
                        of_unit(Op::time_add, TimeUnit::month, {named("born"), named("age")})));
    all.push_back(given("the days between two instants",
                        of_unit(Op::time_difference, TimeUnit::day, {named("seen_at"), named("created_at")})));
    all.push_back(given("the hours since an instant",
                        of_unit(Op::time_difference, TimeUnit::hour,
                                {named("created_at"), value(Timestamp::parse("2024-02-29T12:30:00.123Z"))})));
    all.push_back(given("the weeks between two days",
                        of_unit(Op::time_difference, TimeUnit::week, {named("born"), value(Date(2024, 2, 29))})));
}

}  // namespace

std::vector<Query> functions() {
    std::vector<Query> all{
        given("a text without white space around it", op(Op::trim, {named("name")})),
        given("a part of a text", op(Op::substring, {named("name"), value(2), value(3)})),
        given("a text with parts replaced", op(Op::replace, {named("name"), value("a"), named("email")})),
        given("a text with parts replaced by what may be empty",
              op(Op::replace, {named("name"), value("a"), cast(named("age"), BaseType::text)})),
        given("where a text is", op(Op::position, {named("name"), value("a")})),
        users_where("where a text is, compared",
                    op(Op::eq, {op(Op::add, {op(Op::position, {named("name"), value("a")}), constant(1)}), value(3)})),
        given("a whole number without its sign", op(Op::abs, {named("age")})),
        given("a great whole number without its sign", op(Op::abs, {named("big")})),
        given("a real without its sign", op(Op::abs, {named("score")})),
        given("a decimal without its sign", op(Op::abs, {named("balance")})),
        given("a real rounded down", op(Op::floor, {named("score")})),
        given("a decimal rounded up", op(Op::ceil, {named("balance")})),
        given("the nearest whole number of a real", op(Op::round, {named("score")})),
        given("the nearest whole number of a decimal", op(Op::round, {named("balance")})),
        given("a decimal rounded to a digit", op(Op::round, {named("balance")}, 1)),
    };
    add_times(all);
    return all;
}

}  // namespace tenon::pinned
