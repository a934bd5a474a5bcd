// Conditions on an array's elements, and on related rows.

#include "differential/expressions.hpp"
#include "differential/places.hpp"
#include "differential/samples.hpp"

namespace tenon::oracle {

Term Expressions::arrays() {
    const Named array = pick_anywhere(is_array);
    const Place each{"",
                     &array.place->type->elements.front(),
                     array.place->type->elements.front().nullable,
                     array.place->large,
                     array.place->inside.front().path.empty() ? array.place->inside.front().samples
                                                              : std::vector<Value>(),
                     {}};
    if (dice_.one_in(5))
        return make(dice_.pick({Op::lt, Op::eq, Op::ge}),
                    {make(Op::array_size, {name(array)}), constant(dice_.between(0, 3))});
    if (dice_.coin()) {
        const auto kin = [&](const Place& place) {
            return place.type->base == each.type->base && is_single(place) &&
                   (place.type->base != BaseType::enumeration ||
                    place.type->labels[0].text == each.type->labels[0].text);
        };
        if (dice_.one_in(3) && has(kin)) return make(Op::array_contains, {name(array), name(pick_anywhere(kin))});
        return make(Op::array_contains, {name(array), value_for(each)});
    }
    Array values;
    bool empties = false;
    for (std::size_t i = dice_.below(4); i > 0; --i) {
        values.push_back(dice_.one_in(8) ? Value() : plain_value(each));
        empties = empties || values.back().is_empty();
    }
    if (is_single(each) && dice_.one_in(3)) {  // overlaps, contained_in
        Term listed = make(Op::in, {element(0), list(std::move(values), BaseType::none, maybe(empties))});
        return make(dice_.pick({Op::array_any, Op::array_all}), {name(array), std::move(listed)});
    }
    return make(Op::array_contains_all, {name(array), list(std::move(values), BaseType::none, maybe(empties))});
}

Term Expressions::quantified(int depth) {
    const Named array = pick_anywhere(is_array);
    scopes_.push_back({&array.place->inside, nullptr});
    Term inner = dice_.one_in(10) ? constant(true) : condition(depth - 1);
    scopes_.pop_back();
    return make(dice_.pick({Op::array_any, Op::array_all, Op::array_none}), {name(array), std::move(inner)});
}

std::vector<const schema::Relation*> Expressions::relations() const {
    std::vector<const schema::Relation*> found;
    if (scopes_.back().model != nullptr)
        for (const schema::Relation& relation : scopes_.back().model->relations) found.push_back(&relation);
    return found;
}

std::vector<const schema::Relation*> Expressions::references() const {
    std::vector<const schema::Relation*> found = relations();
    std::erase_if(found, [](const auto* one) { return one->kind != schema::RelationKind::belongs_to; });
    return found;
}

Term Expressions::related_value(const std::function<Term()>& inside) {
    const std::vector<const schema::Relation*> known = references();
    const schema::Relation& relation = *dice_.pick(known);
    scopes_.push_back({&catalog_.places(relation.target_name), &catalog_.model(relation.target_name)});
    Term inner = inside();
    scopes_.pop_back();
    return make(Op::related_value, {std::move(inner)}, relation.member);
}

Term Expressions::related(Op op, int depth) {
    const std::vector<const schema::Relation*> known = relations();
    const schema::Relation& relation = *dice_.pick(known);
    scopes_.push_back({&catalog_.places(relation.target_name), &catalog_.model(relation.target_name)});
    Term inner = dice_.one_in(8) ? constant(true) : condition(depth - 1);
    scopes_.pop_back();
    return make(op, {std::move(inner)}, relation.member);
}

}  // namespace tenon::oracle
