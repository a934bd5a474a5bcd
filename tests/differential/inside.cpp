#include "differential/inside.hpp"

#include "differential/expressions.hpp"
#include "differential/places.hpp"
#include "differential/samples.hpp"

namespace tenon::oracle {

namespace {

// Text as it is: none of them is a path.
constexpr const char* keys[] = {"a", "b", "a.b", "$c", "", "é", "it's \"odd\" \\"};

Value found_at(const Value& whole, const Step& step, const schema::Type& type) {
    const Document* const document = whole.if_document();
    if (document == nullptr) return {};
    const Value* found = nullptr;
    if (step.key) {
        found = document->find(*step.key);
    } else if (*document->find("type") == Value(type.alternatives[step.alternative])) {
        found = document->find("value");
    }
    return found != nullptr ? *found : Value();
}

std::vector<Value> found_in(const Place& whole, const Step& step) {
    std::vector<Value> found;
    for (const Value& sample : whole.samples)
        if (Value one = found_at(sample, step, *whole.type); !one.is_empty()) found.push_back(std::move(one));
    return found;
}

std::vector<Value> members_of(const std::vector<Value>& documents, const std::string& column) {
    std::vector<Value> found;
    for (const Value& one : documents)
        if (const Value* member = one.as_document().find(column)) found.push_back(*member);
    return found;
}

void add_step(std::vector<Place>& places, const Place& whole, const schema::Type& type, Step step) {
    Place held{whole.path, &type, true, whole.large, found_in(whole, step), {}, step};
    if (type.base == BaseType::structure)
        for (std::uint16_t i = 0; i < type.members.size(); ++i) {
            const schema::Field& member = type.members[i];
            step.member = i;
            step.member_name = member.name;
            places.push_back({whole.path,
                              &member.type,
                              true,
                              whole.large || is_large(member),
                              members_of(held.samples, member.column),
                              {},
                              step});
        }
    places.push_back(std::move(held));
}

}  // namespace

std::string sample_key(Dice& dice) { return dice.pick(keys); }

void add_inside(std::vector<Place>& places, const Place& whole) {
    const std::vector<schema::Type>& held = whole.type->elements;
    if (whole.type->base == BaseType::map)
        for (const char* key : keys) add_step(places, whole, held.front(), {whole.type, key, 0, {}, {}});
    if (whole.type->base == BaseType::variant)
        for (std::uint16_t i = 0; i < held.size(); ++i) add_step(places, whole, held[i], {whole.type, {}, i, {}, {}});
}

Term alternative_of(Term variant, const schema::Type& type, std::uint16_t which, bool by_name) {
    Term term = make(Op::alternative, {std::move(variant)}, by_name ? std::uint16_t{0} : which);
    if (by_name) term.name = type.alternatives[which];
    return term;
}

Term term_of(const Place& place, std::size_t scope, bool by_names) {
    Term term = place.path.empty() ? element(scope) : named(place.path, scope);
    if (!place.step) return term;
    const Step& step = *place.step;
    if (step.key)
        term = make(Op::map_at, {std::move(term), param(*step.key, BaseType::text, 0)});
    else
        term = alternative_of(std::move(term), *step.whole, step.alternative, by_names);
    if (!step.member) return term;
    term = make(Op::member, {std::move(term)}, by_names ? std::uint16_t{0} : *step.member);
    if (by_names) term.name = step.member_name;
    return term;
}

// How many entries, which keys, which alternative.
Term Expressions::json_parts() {
    std::vector<Term> args{name(pick_anywhere(is_json))};
    static const Array ways[] = {{},      {"a"}, {"a"},  {"b"},     {"b", "c"}, {"b", "c"},  {"b", "c", "d"},
                                 {"a.b"}, {0},   {1, 1}, {1, 0, 0}, {"b", 0},   {"b", 0, 0}, {"b", "0"}};
    for (const Value& step : dice_.pick(ways))
        args.push_back(param(step, step.if_text() != nullptr ? BaseType::text : BaseType::int64, 0));
    const auto part = static_cast<ir::JsonPart>(dice_.below(5));
    Term found = make(Op::json_at, args, static_cast<std::uint16_t>(args.size() - 1), static_cast<std::uint8_t>(part));
    if (dice_.one_in(4)) return make(Op::is_empty, {std::move(found)});
    const Op op = dice_.pick({Op::eq, Op::ne, Op::lt, Op::ge});
    switch (part) {
    case ir::JsonPart::boolean: return found;
    case ir::JsonPart::int64: return make(op, {std::move(found), param(dice_.between(-2, 2), BaseType::int64, 0)});
    case ir::JsonPart::real:
        return make(op,
                    {std::move(found), param(static_cast<double>(dice_.between(-4, 4)) / 4.0, BaseType::float64, 0)});
    case ir::JsonPart::text: return make(op, {std::move(found), param(dice_.pick({"x", "1", "c"}), BaseType::text, 0)});
    default:
        return make(op, {std::move(found), param(dice_.pick({"null", "number", "text", "object"}), BaseType::text, 0)});
    }
}

Term Expressions::contents() {
    const auto is_variant = [](const Place& place) { return place.type->base == BaseType::variant; };
    if (dice_.one_in(3)) {
        const Named variant = pick_anywhere(is_variant);
        const auto which = static_cast<std::uint16_t>(dice_.below(variant.place->type->elements.size()));
        return make(Op::is_empty, {alternative_of(name(variant), *variant.place->type, which, dice_.coin())});
    }
    Term map = name(pick_anywhere(is_map));
    if (dice_.coin())
        return make(dice_.pick({Op::lt, Op::eq, Op::ge}),
                    {make(Op::array_size, {std::move(map)}), constant(dice_.between(0, 4))});
    return make(Op::is_empty, {make(Op::map_at, {std::move(map), param(sample_key(dice_), BaseType::text, 0)})});
}

}  // namespace tenon::oracle
