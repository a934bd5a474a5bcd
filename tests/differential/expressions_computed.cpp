// Numbers, texts and times that are computed.

#include "differential/expressions.hpp"
#include "differential/places.hpp"
#include "differential/samples.hpp"

namespace tenon::oracle {

Term Expressions::number_value(Numbers kind) {
    if (!large_ && dice_.one_in(16)) return constant(nullptr);
    static constexpr BaseType types[] = {BaseType::int64, BaseType::float64, BaseType::decimal};
    if (!large_ && dice_.one_in(8)) return param({}, types[static_cast<std::size_t>(kind)], ir::may_be_empty);
    switch (kind) {
    case Numbers::integer:
        return dice_.one_in(4) ? constant(dice_.between(-2, 5))
                               : param(dice_.between(-3, 6), BaseType::int64, ir::may_be_empty);
    case Numbers::real:
        return param(static_cast<double>(dice_.between(-6, 12)) / 4.0, BaseType::float64, ir::may_be_empty);
    default: return param(Decimal::scaled(dice_.between(-300, 300), 2), BaseType::decimal, ir::may_be_empty);
    }
}

Term Expressions::integer_leaf() {
    switch (dice_.below(large_ ? 1 : 10)) {
    case 4:
        if (has(is_time)) return number_of_time();
        break;
    case 5: return make(Op::position, {text(0), param(sample_text(dice_), BaseType::text, ir::may_be_empty)});
    case 1: return make(Op::length, {text(0)});
    case 2: return make(Op::array_size, {name(pick_anywhere(is_array))});
    case 3:
        if (!relations().empty() && scopes_.size() == 1) return related(Op::related_count, 1);
        break;
    case 6:
        if (can_refer()) return related_value([this] { return number_leaf(Numbers::integer); });
        break;
    default: break;
    }
    return number_leaf(Numbers::integer);
}

Term Expressions::number_leaf(Numbers kind) {
    const bool limits = large_ && !dice_.one_in(4);
    const auto wanted = [&](const Place& place) { return is_of(place, kind) && place.large == limits; };
    return has(wanted) ? name(pick_anywhere(wanted)) : number_value(kind);
}

// Decimals are asked for where one can be named: what scale has a given one alone?
Numbers Expressions::kind_of_number() {
    const bool decimals = has([](const Place& place) { return is_of(place, Numbers::decimal); });
    return decimals ? dice_.pick({Numbers::integer, Numbers::integer, Numbers::real, Numbers::decimal})
                    : dice_.pick({Numbers::integer, Numbers::real});
}

Term Expressions::number(Numbers kind, int depth) {
    const auto leaf_of = [&](Numbers of) { return of == Numbers::integer ? integer_leaf() : number_leaf(of); };
    if (depth <= 0) return leaf_of(kind);
    const auto operand = [&](Numbers of, int left) { return dice_.one_in(3) ? number_value(of) : number(of, left); };
    if (!large_ && kind != Numbers::decimal && dice_.one_in(5)) return chosen_number(kind, depth - 1);
    switch (dice_.below(7)) {
    case 0:
        if (kind == Numbers::real && dice_.coin())
            return make(dice_.pick({Op::floor, Op::ceil, Op::round}), {number(kind, depth - 1)});
        if (kind != Numbers::decimal && dice_.coin()) return make(Op::abs, {number(kind, depth - 1)});
        return make(Op::negate, {number(kind, depth - 1)});
    case 1: return make(Op::add, {operand(kind, depth - 1), number(kind, depth - 1)});
    case 2: return make(Op::sub, {number(kind, depth - 1), operand(kind, depth - 1)});
    case 3:
        if (kind != Numbers::decimal) return make(Op::mul, {number(kind, 0), operand(kind, 0)});
        risky_ = true;  // SQLite's decimals end at 18 digits
        return make(Op::mul, {number(kind, 0), operand(Numbers::integer, 0)});
    case 4:
        if (kind != Numbers::decimal) return make(Op::div, {number(kind, depth - 1), operand(kind, 0)});
        break;
    case 5:
        if (kind == Numbers::integer) return make(Op::mod, {number(kind, depth - 1), operand(kind, 0)});
        break;
    default: break;
    }
    if (kind == Numbers::real && dice_.coin())
        return make(dice_.pick({Op::add, Op::sub, Op::mul, Op::div}),
                    {number(kind, depth - 1), number(Numbers::integer, 0)});
    return leaf_of(kind);
}

Term Expressions::whole_number() { return make(Op::add, {integer_leaf(), constant(std::int64_t{0})}); }

Term Expressions::chosen_number(Numbers kind, int depth) {
    const auto one = [&] {
        if (kind == Numbers::integer || dice_.one_in(4)) return whole_number();
        return number(kind, depth);
    };
    switch (dice_.below(kind == Numbers::real ? 4 : 3)) {
    case 0: return junction(Op::case_, {simple_condition(), one(), dice_.coin() ? number_value(kind) : one()});
    case 1: return junction(Op::case_, {simple_condition(), one(), simple_condition(), one(), one()});
    case 2: return junction(Op::coalesce, {one(), dice_.coin() ? number_value(kind) : one()});
    default: return make(Op::cast, {whole_number()}, 0, static_cast<std::uint8_t>(BaseType::float64));
    }
}

Term Expressions::chosen_text(int depth) {
    switch (dice_.below(3)) {
    case 0: return junction(Op::case_, {simple_condition(), text(depth), text(depth)});
    case 1: return junction(Op::coalesce, {text(depth), param(sample_text(dice_), BaseType::text, ir::may_be_empty)});
    default: return make(Op::cast, {whole_number()}, 0, static_cast<std::uint8_t>(BaseType::text));
    }
}

Term Expressions::cut_text(int depth) {
    const auto place = [&] { return param(dice_.between(0, 4), BaseType::int64, 0); };
    const auto part = [&] { return param(sample_text(dice_), BaseType::text, ir::may_be_empty); };
    switch (dice_.below(3)) {
    case 0: return make(Op::trim, {text(depth)});
    case 1: return make(Op::substring, {text(depth), place(), place()});
    default: return make(Op::replace, {text(depth), part(), dice_.coin() ? part() : text(0)});
    }
}

Term Expressions::time(const Place** of) {
    const Named named = pick_anywhere(is_time);
    if (of != nullptr) *of = named.place;
    const bool day = named.place->type->base == BaseType::date;
    const auto unit = static_cast<std::uint16_t>(dice_.below(day ? 5 : 8));
    if (dice_.coin()) return make(Op::time_truncate, {name(named)}, unit);
    risky_ = true;  // beyond the years that there are
    return make(Op::time_add, {name(named), dice_.coin() ? number_value(Numbers::integer) : whole_number()}, unit);
}

Term Expressions::number_of_time() {
    const Named named = pick_anywhere(is_time);
    const BaseType base = named.place->type->base;
    if (dice_.coin()) {
        const auto units = base == BaseType::date
                               ? std::vector<TimeUnit>{TimeUnit::year, TimeUnit::quarter, TimeUnit::month,
                                                       TimeUnit::day, TimeUnit::weekday}
                               : std::vector<TimeUnit>{TimeUnit::year,   TimeUnit::month,  TimeUnit::day,
                                                       TimeUnit::hour,   TimeUnit::minute, TimeUnit::second,
                                                       TimeUnit::weekday};
        return make(Op::time_part, {name(named)}, static_cast<std::uint16_t>(dice_.pick(units)));
    }
    const auto kin = [base](const Place& place) { return place.type->base == base; };
    const auto unit = base == BaseType::date ? dice_.pick({TimeUnit::week, TimeUnit::day})
                                             : dice_.pick({TimeUnit::week, TimeUnit::day, TimeUnit::hour,
                                                           TimeUnit::minute, TimeUnit::second});
    return make(Op::time_difference, {name(named), name(pick_anywhere(kin))}, static_cast<std::uint16_t>(unit));
}

Term Expressions::text(int depth) {
    if (depth > 0) {
        if (dice_.one_in(5)) return chosen_text(depth - 1);
        if (dice_.one_in(4)) return cut_text(depth - 1);
        if (can_refer() && dice_.one_in(6)) return related_value([this] { return text(0); });
        switch (dice_.below(5)) {
        case 0: return make(Op::lower, {text(depth - 1)});
        case 1: return make(Op::upper, {text(depth - 1)});
        case 2:
            return make(Op::concat,
                        {text(depth - 1),
                         dice_.coin() ? text(depth - 1) : param(sample_text(dice_), BaseType::text, ir::may_be_empty)});
        default: break;
        }
    }
    return name(pick_anywhere(is_text));
}

}  // namespace tenon::oracle
