// What an update makes of an old value (rules 9, 10 and 13).

#include <algorithm>
#include <utility>

#include "query/collation.hpp"
#include "query/equality.hpp"
#include "query/evaluation.hpp"
#include "query/evaluation_error.hpp"
#include "query/expression.hpp"
#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {

using Difference = std::ptrdiff_t;

/// An element's sort keys, and where it was.
struct Sorted {
    std::vector<Value> keys;
    Value element;
    std::size_t place = 0;
};

/// Before: negative.
int compare_by(const Value& a, const Value& b, const Expr& key) {
    const bool descending = (key.flags & ir::descending) != 0;
    const bool last = (key.flags & ir::empties_last) != 0 || (descending && (key.flags & ir::empties_first) == 0);
    if (a.is_empty() != b.is_empty()) return a.is_empty() == last ? 1 : -1;
    if (a.is_empty()) return 0;
    const int compared = compare_for_order(a, b, key.args.at(0).declared);
    return descending ? -compared : compared;
}

Value* member(Value* place, const Expr& target) {
    const schema::Field* field = target.field;
    for (std::size_t leg = 0; leg < target.path.size(); ++leg) {
        Document* document = place->if_document();
        if (document == nullptr) return nullptr;  // an empty stays empty
        if (leg > 0) field = &field->type.members[target.path[leg]];
        place = &(*document)[field->column];
    }
    return place;
}

}  // namespace

Value Evaluation::updated(const Expr& expr) {
    switch (expr.op) {
    case Op::or_zero: {
        Value number = value(expr.args.at(0));
        return number.is_empty() ? Value(0) : std::move(number);
    }
    case Op::least:
    case Op::greatest: return extreme_of(expr);
    case Op::map_rename: return renamed(expr);
    default: return updated_array(expr);
    }
}

Value Evaluation::extreme_of(const Expr& expr) {
    Value first = value(expr.args.at(0));
    Value second = value(expr.args.at(1));
    if (second.is_empty()) return first;
    if (first.is_empty()) return second;
    const Expr& ordered = expr.args[collation_of(expr.args[0]).empty() ? 1 : 0];
    const int found = compare_for_order(second, first, ordered.declared);
    return (expr.op == Op::least ? found < 0 : found > 0) ? second : first;
}

Value Evaluation::renamed(const Expr& expr) {
    Value map = value(expr.args.at(0));
    Document* document = map.if_document();
    const std::string key = value(expr.args.at(1)).as_text();
    const Value* found = document != nullptr ? document->find(key) : nullptr;
    if (found == nullptr) return map;
    Value moved = *found;
    document->erase(key);
    document->set(value(expr.args.at(2)).as_text(), std::move(moved));
    return map;
}

Value Evaluation::updated_array(const Expr& expr) {
    Value old = value(expr.args.at(0));
    const bool makes = expr.op == Op::array_push || expr.op == Op::array_add;
    if (old.is_empty() && !makes) return old;
    Array array;
    if (!old.is_empty()) array = std::move(*old.if_array());
    switch (expr.op) {
    case Op::array_push: push(expr, array); break;
    case Op::array_sort: sort(expr, array); break;
    case Op::array_slice: slice(expr, array); break;
    case Op::array_pop:
        if (!array.empty()) array.erase(expr.flags == 1 ? array.begin() : array.end() - 1);
        break;
    case Op::array_keep: keep(expr, array); break;
    case Op::array_add: add(expr, array); break;
    default: change(expr, array);
    }
    return Value(std::move(array));
}

std::int64_t Evaluation::whole(const Expr& expr) {
    const Value number = value(expr);
    const std::int64_t* integer = number.if_integer();
    if (integer == nullptr) throw QueryError("an update of an array takes a whole number, and another value was given");
    return *integer;
}

void Evaluation::push(const Expr& expr, Array& array) {
    const Value given = value(expr.args.at(1));
    const auto size = static_cast<std::int64_t>(array.size());
    std::int64_t position = size;
    if (expr.args.size() > 2) {
        const std::int64_t asked = whole(expr.args[2]);
        position = asked < 0 ? std::max<std::int64_t>(size + asked, 0) : std::min(asked, size);
    }
    const Array& added = given.as_array();
    array.insert(array.begin() + static_cast<Difference>(position), added.begin(), added.end());
}

void Evaluation::sort(const Expr& expr, Array& array) {
    std::vector<Sorted> rows;
    frames_.push_back({});
    for (Value& element : array) {
        frames_.back().element = &element;
        Sorted row;
        for (std::size_t i = 1; i < expr.args.size(); ++i) row.keys.push_back(value(expr.args[i].args.at(0)));
        row.element = element;
        row.place = rows.size();
        rows.push_back(std::move(row));
    }
    frames_.pop_back();
    std::sort(rows.begin(), rows.end(), [&](const Sorted& a, const Sorted& b) {
        for (std::size_t i = 0; i < a.keys.size(); ++i)
            if (const int compared = compare_by(a.keys[i], b.keys[i], expr.args[i + 1]); compared != 0)
                return compared < 0;
        return a.place < b.place;
    });
    for (std::size_t i = 0; i < rows.size(); ++i) array[i] = std::move(rows[i].element);
}

void Evaluation::slice(const Expr& expr, Array& array) {
    const std::int64_t asked = whole(expr.args.at(1));
    const auto size = static_cast<std::int64_t>(array.size());
    if (asked >= size || asked <= -size) return;
    if (asked >= 0) {
        array.erase(array.begin() + static_cast<Difference>(asked), array.end());
    } else {
        array.erase(array.begin(), array.end() + static_cast<Difference>(asked));
    }
}

void Evaluation::keep(const Expr& expr, Array& array) {
    Array kept;
    frames_.push_back({});
    for (Value& element : array) {
        frames_.back().element = &element;
        if (condition(expr.args.at(1))) kept.push_back(element);
    }
    frames_.pop_back();
    array = std::move(kept);
}

void Evaluation::add(const Expr& expr, Array& array) {
    Value given = value(expr.args.at(1));
    if (std::find(array.begin(), array.end(), given) == array.end()) array.push_back(std::move(given));
}

void Evaluation::change(const Expr& expr, Array& array) {
    const Array old = array;
    frames_.push_back({});
    for (std::size_t i = 0; i < array.size(); ++i) {
        frames_.back().element = &old[i];
        if (condition(expr.args.at(1))) change_one(expr, old[i], array[i]);
    }
    frames_.pop_back();
}

// Right sides see the old element.
void Evaluation::change_one(const Expr& expr, const Value& old, Value& element) {
    for (std::size_t i = 2; i + 1 < expr.args.size(); i += 2) {
        frames_.back().element = &old;
        Value fresh = value(expr.args[i + 1]);
        if (Value* place = member(&element, expr.args[i])) *place = std::move(fresh);
    }
}

}  // namespace tenon::query
