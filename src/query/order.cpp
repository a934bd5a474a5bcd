// Rules 6 and 11: how values sort.

#include <algorithm>
#include <string_view>

#include "query/collation.hpp"
#include "query/equality.hpp"
#include "query/evaluator.hpp"
#include "value/numbers.hpp"
#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::query {

namespace {

int sign(std::partial_ordering order) { return order < 0 ? -1 : (order > 0 ? 1 : 0); }

// Labels that aren't declared come behind those that are, by their text.
int compare_labels(const Value& a, const Value& b, const schema::Type& type) {
    const auto place = [&](const Value& value) {
        const std::string* text = value.if_text();
        const auto is_this = [&](const schema::Label& label) { return text != nullptr && label.text == *text; };
        return std::find_if(type.labels.begin(), type.labels.end(), is_this) - type.labels.begin();
    };
    const auto first = place(a);
    const auto second = place(b);
    if (first != second) return first < second ? -1 : 1;
    return sign(order(a, b));
}

// Where kinds of a Json field stand: numbers, text, objects, arrays, booleans.
int kind_rank(const Value& value) { return is_number(value.kind()) ? 0 : static_cast<int>(value.kind()); }

int compare_json(const Value& a, const Value& b) {
    const int first = kind_rank(a);
    const int second = kind_rank(b);
    if (first != second) return first < second ? -1 : 1;
    if (a.kind() == Kind::document || a.kind() == Kind::array) return 0;
    return sign(order(a, b));
}

}  // namespace

int compare_for_order(const Value& a, const Value& b, const schema::Type* declared) {
    if (declared != nullptr && declared->base == BaseType::enumeration) return compare_labels(a, b, *declared);
    if (declared != nullptr && declared->base == BaseType::json) return compare_json(a, b);
    if (const std::string_view collation = collation_of(declared); !collation.empty())
        return compare_collated(a.as_text(), b.as_text(), collation);
    return sign(order(a, b));
}

int compare_in_order(const Value& a, const Value& b, Direction direction, const schema::Type* declared) {
    if (a.is_empty() || b.is_empty()) {
        if (a.is_empty() == b.is_empty()) return 0;
        const bool as_declared = direction.empties == ir::Empties::as_declared;
        const bool empties_first = as_declared ? !direction.descending : direction.empties == ir::Empties::first;
        return a.is_empty() == empties_first ? -1 : 1;
    }
    const int compared = compare_for_order(a, b, declared);
    return direction.descending ? -compared : compared;
}

}  // namespace tenon::query
