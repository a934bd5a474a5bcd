#pragma once
// Conditions over Person made by dice, and rows that they have a chance to select.

#include <random>

#include "unit/query/people.hpp"

namespace tenon::test {

class RandomConditions {
public:
    explicit RandomConditions(std::uint32_t seed) : dice_(seed) {}

    Code condition(int depth) {
        if (depth <= 0) return leaf();
        switch (below(6)) {
        case 0: return junction(Op::and_, depth);
        case 1: return junction(Op::or_, depth);
        case 2:
        case 3: return not_(condition(depth - 1));
        case 4: return inside(depth);
        default: return leaf();
        }
    }

    std::vector<Value> row(std::int64_t id) {
        return person({{"id", id},
                       {"age", small(true)},
                       {"visits", small(false)},
                       {"height", half(false)},
                       {"rating", half(true)},
                       {"name", word(false)},
                       {"nick", word(true)},
                       {"active", coin()},
                       {"admin", one_in(3) ? Value() : Value(coin())},
                       {"tags", words()},
                       {"marks", marks()},
                       {"notes", one_in(3) ? Value() : words()},
                       {"lines", lines()},
                       {"address", address()},
                       {"home", one_in(3) ? Value() : address()},
                       {"color", label({"red", "green", "blue"}, false)},
                       {"mood", label({"sad", "calm", "glad"}, true)}});
    }

    std::vector<std::vector<Value>> pets() {
        std::vector<std::vector<Value>> made;
        for (int i = 0; i < 4; ++i)
            made.push_back(pet(i, one_in(4) ? Value() : Value(below(3)), word(false).as_text(), small(true)));
        return made;
    }

private:
    enum class Place : std::uint8_t { person, line, mark, tag, pet };

    unsigned below(unsigned count) { return static_cast<unsigned>(dice_() % count); }
    bool one_in(unsigned count) { return below(count) == 0; }
    bool coin() { return one_in(2); }

    Value small(bool may_be_empty) {
        return may_be_empty && one_in(3) ? Value() : Value(static_cast<int>(below(4)) - 1);
    }
    Value half(bool may_be_empty) {
        return may_be_empty && one_in(3) ? Value() : Value((static_cast<int>(below(7)) - 2) / 2.0);
    }
    Value word(bool may_be_empty) {
        static constexpr const char* known[] = {"", "a", "A", "ab", "b%"};
        return may_be_empty && one_in(3) ? Value() : Value(known[below(5)]);
    }
    Value label(std::vector<const char*> labels, bool may_be_empty) {
        return may_be_empty && one_in(3) ? Value() : Value(labels[below(static_cast<unsigned>(labels.size()))]);
    }
    Value words() {
        Array made;
        for (unsigned i = below(3); i > 0; --i) made.push_back(word(false));
        return made;
    }
    Value marks() {
        Array made;
        for (unsigned i = below(3); i > 0; --i) made.push_back(small(true));
        return made;
    }
    Value lines() {
        Array made;
        for (unsigned i = below(3); i > 0; --i) made.emplace_back(Document{{"qty", small(false)}, {"sku", word(true)}});
        return made;
    }
    Value address() { return place(word(false).as_text(), small(true)); }

    Code pick(std::initializer_list<const char*> names, std::uint8_t scope) {
        return named(names.begin()[below(static_cast<unsigned>(names.size()))], scope);
    }
    [[nodiscard]] std::uint8_t outwards() const { return static_cast<std::uint8_t>(places_.size() - 1); }
    bool look_outside() { return places_.size() > 1 && one_in(3); }
    // The scope to look into: the innermost or, now and then, the person outside.
    std::pair<Place, std::uint8_t> scope() {
        if (look_outside()) return {Place::person, outwards()};
        return {places_.back(), std::uint8_t{0}};
    }

    Code integer(int depth = 1) {
        const auto [where, out] = scope();
        if (where == Place::mark) return element(out);
        if (where == Place::line) return named("qty", out);
        if (where == Place::pet) return named("age", out);
        if (where == Place::tag) return op(Op::length, {element(out)});
        switch (depth > 0 ? below(9) : 0) {
        case 1: return op(Op::add, {integer(0), integer(0)});
        case 2: return op(Op::sub, {integer(0), value(small(true))});
        case 3: return op(Op::div, {integer(0), integer(0)});
        case 4: return op(Op::length, {text()});
        case 5: return op(Op::array_size, {pick({"tags", "marks", "notes", "lines"}, out)});
        case 6: return constant(1);
        case 7: return places_.size() > 1 ? integer(0) : related(Op::related_count, 1);
        default: return pick({"age", "visits", "address.zip", "home.zip"}, out);
        }
    }

    Code text() {
        const auto [where, out] = scope();
        if (where == Place::tag) return element(out);
        if (where == Place::line) return named("sku", out);
        if (where == Place::pet) return named("name", out);
        const Code plain =
            pick({"name", "nick", "address.city", "home.city"}, where == Place::person ? out : outwards());
        return one_in(5) ? op(Op::lower, {plain}) : plain;
    }

    Code integer_or_value() { return coin() ? integer() : value(small(true)); }
    Code text_or_value() { return coin() ? text() : value(word(true)); }
    Op comparison() {
        return std::initializer_list<Op>{Op::eq, Op::ne, Op::lt, Op::le, Op::gt, Op::ge}.begin()[below(6)];
    }
    Op equality() { return coin() ? Op::eq : Op::ne; }

    Code real_bound() {
        static constexpr double bounds[] = {-1e300, -1.5, 0.0, 0.5, 1.0, 2.0, 9223372036854775808.0};
        return value(one_in(6) ? Value() : Value(bounds[below(7)]), BaseType::float64,
                     ir::may_be_empty | ir::meets_integer);
    }

    Code numbers() {
        const Code real = pick({"height", "rating"}, outwards());
        switch (below(5)) {
        case 0: return op(comparison(), {integer(), real_bound()});
        case 1: return op(comparison(), {real_bound(), integer()});
        case 2: return op(comparison(), {real, coin() ? integer() : value(half(true))});
        case 3: return op(Op::between, {integer(), real_bound(), integer_or_value()});
        default: return op(comparison(), {integer(), integer_or_value()});
        }
    }

    Code texts() {
        static constexpr Op matches[] = {Op::contains, Op::starts_with, Op::iequals, Op::like};
        if (coin()) return op(comparison(), {text(), text_or_value()});
        const Op match = matches[below(4)];
        return op(match, {text(), text_or_value()});
    }

    Code membership() {
        Array values;
        const bool integers = coin();
        for (unsigned i = below(4); i > 0; --i) values.push_back(integers ? small(true) : word(true));
        return op(Op::in, {integers ? integer() : text(), list(std::move(values))});
    }

    Code arrays() {
        const std::uint8_t out = outwards();
        switch (below(5)) {
        case 0: return op(Op::array_contains, {pick({"tags", "notes"}, out), text_or_value()});
        case 1: return op(Op::array_contains, {named("marks", out), integer_or_value()});
        case 2: {
            Array values;
            for (unsigned i = below(3); i > 0; --i) values.push_back(word(true));
            return op(Op::array_contains_all, {pick({"tags", "notes"}, out), list(std::move(values))});
        }
        case 3: {
            Array values;
            for (unsigned i = below(3); i > 0; --i) values.push_back(small(true));
            return op(Op::array_contains_all, {named("marks", out), list(std::move(values))});
        }
        default: return op(equality(), {pick({"tags", "notes"}, out), coin() ? named("notes", out) : value(words())});
        }
    }

    Code nested() {
        const std::uint8_t out = outwards();
        switch (below(4)) {
        case 0: return op(equality(), {named("address", out), named("home", out)});
        case 1: return op(equality(), {named("home", out), one_in(3) ? value(nullptr) : value(address())});
        case 2: return op(equality(), {named("color", out), value(label({"red", "green", "blue"}, true))});
        default: return op(Op::in, {named("mood", out), list({label({"sad", "calm"}, true), label({"glad"}, true)})});
        }
    }

    Code leaf() {
        switch (below(9)) {
        case 0:
        case 1: return numbers();
        case 2: return texts();
        case 3: return membership();
        case 4: return arrays();
        case 5: return nested();
        case 6: return op(Op::is_empty, {coin() ? integer() : text()});
        case 7: return pick({"active", "admin"}, outwards());
        default: return one_in(3) ? constant(coin()) : value(one_in(3) ? Value() : Value(coin()), BaseType::boolean);
        }
    }

    Code junction(Op what, int depth) {
        Code made;
        const unsigned count = below(4);
        for (unsigned i = 0; i < count; ++i) made.append(condition(depth - 1));
        made.nodes.push_back({what, 0, static_cast<std::uint16_t>(count), 0, 0});
        return made;
    }

    Code inside(int depth) {
        if (places_.size() > 1) return leaf();
        if (one_in(3))
            return related(
                std::initializer_list<Op>{Op::related_any, Op::related_all, Op::related_none}.begin()[below(3)], depth);
        static constexpr Op quantifiers[] = {Op::array_any, Op::array_all, Op::array_none};
        static constexpr std::pair<const char*, Place> arrays[] = {
            {"tags", Place::tag}, {"notes", Place::tag}, {"marks", Place::mark}, {"lines", Place::line}};
        const auto [array, where] = arrays[below(4)];
        const Op quantifier = quantifiers[below(3)];
        places_.push_back(where);
        const Code inner = condition(depth - 1);
        places_.pop_back();
        return op(quantifier, {named(array), inner});
    }

    Code related(Op what, int depth) {
        places_.push_back(Place::pet);
        const Code inner = condition(depth - 1);
        places_.pop_back();
        return op(what, {inner}, people().pets);
    }

    std::mt19937 dice_;
    std::vector<Place> places_{Place::person};
};

}  // namespace tenon::test
