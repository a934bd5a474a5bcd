#include "differential/expressions.hpp"

#include <functional>
#include <limits>
#include <set>
#include <stdexcept>

#include "differential/inside.hpp"
#include "differential/places.hpp"
#include "differential/samples.hpp"

namespace tenon::oracle {

using query::family_of;

Expressions::Expressions(const Catalog& catalog, Dice& dice, std::string model) : catalog_(catalog), dice_(dice) {
    scopes_.push_back({&catalog.places(model), &catalog.model(model)});
}

const Place& Expressions::pick(const std::function<bool(const Place&)>& wanted) {
    std::vector<const Place*> found;
    for (const Place& place : *scopes_.back().places)
        if (wanted(place)) found.push_back(&place);
    if (found.empty()) throw std::logic_error("nothing of that kind can be named here");
    return *dice_.pick(found);
}

bool Expressions::has(const std::function<bool(const Place&)>& wanted) const {
    for (const Scope& scope : scopes_)
        for (const Place& place : *scope.places)
            if (wanted(place)) return true;
    return false;
}

// Mostly of the innermost scope; now and then, or when that has none, of one outside.
Expressions::Named Expressions::pick_anywhere(const std::function<bool(const Place&)>& wanted) {
    std::vector<std::vector<const Place*>> found(scopes_.size());
    for (std::size_t out = 0; out < scopes_.size(); ++out)
        for (const Place& place : *scopes_[scopes_.size() - 1 - out].places)
            if (wanted(place)) found[out].push_back(&place);
    std::size_t scope = dice_.one_in(5) ? dice_.below(scopes_.size()) : 0;
    for (std::size_t tries = 0; found[scope].empty(); ++tries) {
        if (tries == scopes_.size()) throw std::logic_error("nothing of that kind can be named anywhere");
        scope = (scope + 1) % scopes_.size();
    }
    return {dice_.pick(found[scope]), scope};
}

Term Expressions::name(const Named& named) const {
    return term_of(*named.place, named.scope, named.place->step && dice_.coin());
}
Term Expressions::name(const Place& place) const { return name(Named{&place, 0}); }

std::uint8_t Expressions::maybe(bool empties) {
    return static_cast<std::uint8_t>(empties || dice_.coin() ? ir::may_be_empty : 0);
}

// --- values ----------------------------------------------------------------------------------------------------------

Value Expressions::plain_value(const Place& place) {
    if (!place.samples.empty() && dice_.percent(70)) return dice_.pick(place.samples);
    return full_sample(*place.type, dice_, place.large);
}

Term Expressions::value_param(const Place& place, Value value) {
    const BaseType base = place.type->base;
    if (value.is_empty())
        return dice_.coin() ? constant(nullptr) : param(std::move(value), BaseType::none, ir::may_be_empty);
    if (dice_.one_in(12) && value.if_boolean() != nullptr) return constant(*value.if_boolean());
    if (dice_.one_in(12) && value.if_integer() != nullptr) return constant(*value.if_integer());
    if (value.if_real() != nullptr && is_integer(base) && dice_.coin())
        return param(std::move(value), BaseType::float64, static_cast<std::uint8_t>(ir::meets_integer | maybe()));
    if (value.if_real() != nullptr && (is_integer(base) || dice_.coin()))  // as run-time queries do, whatever it meets
        return param(std::move(value), BaseType::none, ir::may_be_empty | ir::meets_integer);
    if (value.if_decimal() != nullptr && !dice_.one_in(4)) return param(std::move(value), BaseType::decimal, maybe());
    const bool written = base == BaseType::decimal || (base >= BaseType::timestamp && base <= BaseType::object_id);
    if (written && dice_.one_in(8)) return param(in_text(value), BaseType::text, maybe());
    if (value.if_decimal() != nullptr) return param(std::move(value), BaseType::decimal, maybe());
    return param(std::move(value), BaseType::none, maybe());
}

// What a person would write.
Value Expressions::in_text(const Value& value) {
    const std::string json = value.to_json();
    return json.starts_with('"') ? json.substr(1, json.size() - 2) : json;
}

Term Expressions::value_for(const Place& place) {
    if (dice_.one_in(9)) return value_param(place, {});
    const BaseType base = place.type->base;
    if (base == BaseType::decimal && dice_.one_in(4))  // finer than the field, beyond it, and of other kinds
        return value_param(place, dice_.pick<Value>({Decimal::parse("1.001"), Decimal::parse("-0.00001"),
                                                     Decimal::parse("1e40"), 1, 0, 2.5, 0.1, Decimal::parse("1.0")}));
    if (base == BaseType::timestamp && dice_.one_in(8)) {
        risky_ = true;  // `==` with a finer time is an error (rule 12)
        return value_param(place, Timestamp(dice_.between(-3, 3)));
    }
    if (is_integer(base) && dice_.one_in(12))
        return value_param(place, Decimal::parse(dice_.pick({"1.5", "2.00", "-1e30", "0"})));
    if (is_integer(base) && dice_.one_in(6))
        return value_param(place, dice_.pick({-1.5, 0.0, 0.5, 2.0, 2.5, 1e300, -1e300, 9223372036854775808.0,
                                              -9223372036854775808.0}));
    if (is_real(base) && dice_.one_in(6)) return value_param(place, dice_.between(-1, 4));
    return value_param(place, plain_value(place));
}

// --- conditions on values --------------------------------------------------------------------------------------------

Term Expressions::other_side(const Named& left) {
    const Family family = family_of(left.place->type->base);
    const auto kin = [&](const Place& place) {
        if (family_of(place.type->base) != family || &place == left.place) return false;
        if (family == Family::map || family == Family::variant) return false;  // of other elements
        if (family == Family::enumeration)
            return place.type->labels.size() == left.place->type->labels.size() &&
                   place.type->labels[0].text == left.place->type->labels[0].text;
        if (family == Family::array) return place.type->elements[0].base == left.place->type->elements[0].base;
        return family != Family::structure || place.type->members.size() == left.place->type->members.size();
    };
    if (dice_.one_in(3) && has(kin)) return name(pick_anywhere(kin));
    if (family == Family::text && dice_.one_in(6)) return text(1);
    return value_for(*left.place);
}

Term Expressions::comparison() {
    const Named left = pick_anywhere(is_comparable);
    const bool ordered = has_order(*left.place);
    const Op op = ordered && dice_.percent(70) ? dice_.pick({Op::lt, Op::le, Op::gt, Op::ge})
                                               : dice_.pick({Op::eq, Op::ne});
    Term a = name(left);
    Term b = other_side(left);
    if (dice_.one_in(6)) std::swap(a, b);
    return make(op, {std::move(a), std::move(b)});
}

Term Expressions::compare_numbers() {
    if (has(is_time) && dice_.one_in(5)) {
        const Place* place = nullptr;
        Term computed = time(&place);
        return make(dice_.pick({Op::lt, Op::ge, Op::ne}), {std::move(computed), value_for(*place)});
    }
    const Op op = dice_.pick({Op::eq, Op::ne, Op::lt, Op::le, Op::gt, Op::ge});
    const Numbers kind = kind_of_number();
    const Numbers other = dice_.coin() ? kind_of_number() : kind;
    return make(op, {number(kind, 2), dice_.coin() ? number_value(other) : number(other, 1)});
}

Term Expressions::between() {
    const Named left = pick_anywhere(has_order);
    return make(Op::between, {name(left), other_side(left), other_side(left)});
}

Term Expressions::membership() {
    const Named left = pick_anywhere(is_single);
    static constexpr std::size_t sizes[] = {0, 1, 1, 2, 3, 4, 5, 9};
    const bool reals = is_integer(left.place->type->base) && dice_.one_in(5);
    Array values;
    bool empties = false;
    for (std::size_t i = dice_.pick(sizes); i > 0; --i) {
        Value value = dice_.one_in(6) ? Value() : plain_value(*left.place);
        if (reals && !value.is_empty()) value = dice_.pick({-1.5, 0.0, 1.0, 2.0, 2.5, 1e300});
        empties = empties || value.is_empty();
        values.push_back(std::move(value));
    }
    const std::uint8_t flags = maybe(empties);
    return make(Op::in, {name(left), list(std::move(values), reals ? BaseType::float64 : BaseType::none,
                                          static_cast<std::uint8_t>(flags | (reals ? ir::meets_integer : 0)))});
}

Term Expressions::bits() {
    const Named of = pick_anywhere([](const Place& place) { return is_integer(place.type->base); });
    const auto test = static_cast<std::uint16_t>(dice_.below(4));
    const auto kin = [](const Place& place) {
        return is_integer(place.type->base) && place.type->base != BaseType::uint64;
    };
    if (of.place->type->base != BaseType::uint64 && dice_.one_in(4))
        return make(Op::bits, {name(of), name(pick_anywhere(kin))}, test);
    if (dice_.one_in(10)) return make(Op::bits, {name(of), param({}, BaseType::int64, ir::may_be_empty)}, test);
    const bool is_unsigned = of.place->type->base == BaseType::uint64;
    static constexpr std::int64_t masks[] = {
        0, 1, 2, 3, 6, 128, std::int64_t{1} << 40, std::numeric_limits<std::int64_t>::max()};
    static constexpr std::int64_t negative[] = {-1, -2, -8, std::numeric_limits<std::int64_t>::min()};
    const std::int64_t mask = !is_unsigned && dice_.one_in(3) ? dice_.pick(negative) : dice_.pick(masks);
    if (dice_.one_in(4)) return make(Op::bits, {name(of), constant(mask)}, test);
    return make(Op::bits, {name(of), param(mask, BaseType::int64, maybe())}, test);
}

Term Expressions::emptiness() {
    switch (dice_.below(4)) {
    case 0: return make(Op::is_empty, {number(dice_.pick({Numbers::integer, Numbers::real}), 1)});
    case 1: return make(Op::is_empty, {text(1)});
    default: return make(Op::is_empty, {name(pick_anywhere([](const Place& place) { return place.nullable; }))});
    }
}

Term Expressions::booleans() {
    switch (dice_.below(8)) {
    case 0: return constant(dice_.coin());
    case 1: return param(dice_.one_in(3) ? Value() : Value(dice_.coin()), BaseType::boolean, ir::may_be_empty);
    default: return name(pick_anywhere(is_boolean));
    }
}

Term Expressions::text_match() {
    const Op op = dice_.pick(
        {Op::contains, Op::starts_with, Op::ends_with, Op::like, Op::ilike, Op::iequals, Op::icontains, Op::regex});
    Term left = text(dice_.one_in(4) ? 1 : 0);
    if (dice_.one_in(10)) return make(op, {std::move(left), param({}, BaseType::text, ir::may_be_empty)});
    const std::uint8_t flags = maybe();
    if (op == Op::regex) return make(op, {std::move(left), param(sample_regex(dice_), BaseType::text, flags)});
    const bool pattern = op == Op::like || op == Op::ilike;
    if (dice_.one_in(4) && !pattern) return make(op, {std::move(left), text(0)});
    return make(op, {std::move(left), param(pattern ? sample_like(dice_) : sample_text(dice_), BaseType::text, flags)});
}

// --- conditions ------------------------------------------------------------------------------------------------------

Term Expressions::leaf() {
    switch (dice_.below(18)) {
    case 0:
    case 1: return compare_numbers();
    case 2: return between();
    case 3:
    case 4: return membership();
    case 5:
        if (has([](const Place& place) { return place.nullable; })) return emptiness();
        break;
    case 6:
        if (has(is_boolean)) return booleans();
        break;
    case 7:
    case 8:
    case 9:
        if (has(is_text)) return text_match();
        break;
    case 10:
    case 11:
        if (has(is_array)) return arrays();
        break;
    case 12:
        if (has(is_map)) return contents();
        break;
    case 16:
        if (has(is_json)) return json_parts();
        break;
    case 17:
        if (dice_.coin() && has([](const Place& place) { return is_integer(place.type->base); })) return bits();
        break;
    default: break;
    }
    return comparison();
}

// Rows found by what they are indexed by.
Term Expressions::lookup() {
    std::vector<Term> args;
    for (std::size_t i = 1 + dice_.below(2); i > 0; --i) {
        const Place& place = pick([](const Place& one) {
            static const std::set<std::string> known{"id",   "number", "color", "nick", "price",
                                                     "seen", "token",  "real",  "big",  "maker"};
            return known.contains(one.path);
        });
        const Op op = dice_.percent(75) ? Op::eq : dice_.pick({Op::ne, Op::eq});
        args.push_back(make(op, {name(place), value_for(place)}));
    }
    return junction(Op::and_, std::move(args));
}

Term Expressions::condition(int depth) {
    if (depth <= 0) return leaf();
    if (scopes_.back().model != nullptr && dice_.one_in(12)) return lookup();
    switch (dice_.below(10)) {
    case 0:
    case 1: {
        std::vector<Term> args;
        for (std::size_t i = dice_.one_in(8) ? dice_.below(2) : 2 + dice_.below(2); i > 0; --i)
            args.push_back(condition(depth - 1));
        return junction(dice_.pick({Op::and_, Op::or_}), std::move(args));
    }
    case 2:
    case 3: return make(Op::not_, {condition(depth - 1)});
    case 4:
        if (scopes_.size() < 3) return quantified(depth);
        break;
    case 5:
        if (scopes_.size() < 3 && !relations().empty())
            return related(dice_.pick({Op::related_any, Op::related_all, Op::related_none}), depth);
        break;
    case 6:
        if (dice_.one_in(3)) return make(Op::when, {condition(depth - 1)}, 0, dice_.coin() ? 1 : 0);
        break;
    default: break;
    }
    return leaf();
}

Term Expressions::simple_condition() {
    Term made = leaf();
    return dice_.one_in(3) ? make(Op::not_, {std::move(made)}) : made;
}

Term Expressions::overflowing_condition() {
    large_ = true;
    risky_ = true;
    Term left = number(Numbers::integer, 2);
    if (left.args.empty())
        left = make(dice_.pick({Op::add, Op::sub, Op::mul}), {std::move(left), number(Numbers::integer, 0)});
    large_ = false;
    return make(dice_.pick({Op::eq, Op::ne, Op::lt, Op::ge}), {std::move(left), constant(dice_.between(-2, 5))});
}

// --- what queries give and are sorted by -----------------------------------------------------------------------------

Term Expressions::sortable() {
    switch (dice_.below(9)) {
    case 0: return number(dice_.pick({Numbers::integer, Numbers::real}), 1);
    case 1: return text(1);
    case 2:
        if (can_refer()) return related_value([this] { return sortable(); });
        [[fallthrough]];
    default:
        return name(pick([](const Place& place) { return is_single(place) && place.type->base != BaseType::bytes; }));
    }
}

Term Expressions::output() {
    switch (dice_.below(7)) {
    case 0: return number(kind_of_number(), 2);
    case 1: return text(2);
    case 2: return has(is_time) ? time() : text(1);
    default: return name(pick([](const Place&) { return true; }));
    }
}

Term Expressions::assigned(const Place& place) {
    const BaseType base = place.type->base;
    const bool whole = base == BaseType::int64 || base == BaseType::float64;
    const bool filled = !place.type->nullable;
    const auto kin = [&](const Place& other) {
        return other.type->base == base && other.type->base < BaseType::json && (!filled || !other.nullable) &&
               (base != BaseType::enumeration || other.type->labels[0].text == place.type->labels[0].text) &&
               (base != BaseType::decimal || other.type->scale == place.type->scale);
    };
    if (!filled && whole && !place.large && dice_.coin())
        return number(base == BaseType::int64 ? Numbers::integer : Numbers::real, 1);
    if (!filled && base == BaseType::text && dice_.one_in(3)) return text(1);
    if (dice_.one_in(3) && has(kin)) return name(pick_anywhere(kin));
    Value value = !filled && dice_.one_in(4) ? Value() : full_sample(*place.type, dice_, place.large);
    return param(std::move(value), BaseType::none, ir::may_be_empty);
}

}  // namespace tenon::oracle
