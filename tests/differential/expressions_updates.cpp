// What an update makes of the value that is there: of numbers, and of arrays and their elements.

#include "differential/expressions.hpp"
#include "differential/inside.hpp"
#include "differential/places.hpp"
#include "differential/samples.hpp"

namespace tenon::oracle {

namespace {

Term given(Value value) { return param(std::move(value), BaseType::none, 0); }

// Not of narrower integers: what a field can't hold is refused by the database, of which the evaluator knows nothing.
bool is_counted(const Place& place) {
    return place.type->base == BaseType::int64 || (place.type->base == BaseType::float64 && !place.large);
}
bool has_extremes(const Place& place) { return has_order(place) && is_single(place) && !is_boolean(place); }

}  // namespace

bool Expressions::has_nested_update(const Place& place) {
    return is_array(place) || is_map(place) || is_counted(place) || has_extremes(place);
}

Term Expressions::nested_update(const Place& place) {
    if (is_array(place)) return array_update(place);
    if (is_map(place)) {
        const auto key = [&] { return param(sample_key(dice_), BaseType::text, 0); };
        return make(Op::map_rename, {name(place), key(), key()});
    }
    if (is_counted(place) && dice_.coin()) {
        risky_ = risky_ || place.large;
        Term old = make(Op::or_zero, {name(place)});
        Term by = is_real(place.type->base) ? given(static_cast<double>(dice_.between(-6, 6)) / 4.0)
                                            : given(dice_.between(-3, 3));
        return make(dice_.coin() ? Op::add : Op::mul, {std::move(old), std::move(by)});
    }
    return make(dice_.coin() ? Op::least : Op::greatest,
                {name(place), given(full_sample(*place.type, dice_, place.large))});
}

Term Expressions::array_update(const Place& place) {
    const schema::Type& type = place.type->elements.front();
    const auto element_value = [&] { return given(full_sample(type, dice_, place.large)); };
    switch (dice_.below(6)) {
    case 0: return make(Op::array_pop, {name(place)}, 0, dice_.coin() ? 1 : 0);
    case 1: return make(Op::array_add, {name(place), element_value()});
    case 2: return make(Op::array_keep, {name(place), element_condition(place)});
    case 3: {
        const Place& inside = dice_.pick(place.inside);
        Value value = full_sample(*inside.type, dice_, inside.large);
        return make(Op::array_change, {name(place), element_condition(place), name(inside), given(std::move(value))},
                    1);
    }
    default: return pushed(place);
    }
}

// Position, then sort, then slice.
Term Expressions::pushed(const Place& place) {
    Array values;
    for (std::size_t i = dice_.below(3); i > 0; --i)
        values.push_back(full_sample(place.type->elements.front(), dice_, place.large));
    Term made = make(Op::array_push, {name(place), given(std::move(values))});
    if (dice_.one_in(3)) {
        made.node.a = 1;
        made.args.push_back(given(dice_.between(-3, 4)));
    }
    std::vector<const Place*> keys;
    for (const Place& inside : place.inside)
        if (is_single(inside) && (has_order(inside) || inside.type->base == BaseType::enumeration))
            keys.push_back(&inside);
    if (!keys.empty() && dice_.coin()) {
        const std::uint8_t flags = dice_.coin() ? ir::descending : 0;
        made = make(Op::array_sort, {std::move(made), make(Op::order_key, {name(*dice_.pick(keys))}, 0, flags)}, 1);
    }
    return dice_.one_in(3) ? make(Op::array_slice, {std::move(made), given(dice_.between(-3, 4))}) : made;
}

Term Expressions::element_condition(const Place& array) {
    if (dice_.one_in(8)) return constant(true);
    scopes_.push_back({&array.inside, nullptr});
    Term made = simple_condition();
    scopes_.pop_back();
    return made;
}

}  // namespace tenon::oracle
