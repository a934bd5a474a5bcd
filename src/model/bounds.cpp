#include "model/bounds.hpp"

#include <tenon/schema.hpp>

namespace tenon::model {
namespace {

bool is_text(direct::Kind kind) { return kind == direct::Kind::text || kind == direct::Kind::optional_text; }

/// Takes a bound that is a whole number; false when there is another.
bool take(const std::optional<Value>& bound, std::int64_t& out) {
    if (!bound) return true;
    const std::int64_t* number = bound->if_integer();
    if (number != nullptr) out = *number;
    return number != nullptr;
}

}  // namespace

Bounds::Bounds(const typed::Column& of, std::uint16_t column)
    : place_(of),
      column_(column),
      required_(of.field->rules.required) {
    const schema::Rules& rules = of.field->rules;
    bool are_told = !rules.matches && rules.one_of.empty() && take(rules.min, least_) && take(rules.max, most_);
    if (is_text(of.direct)) {
        are_told = are_told && !rules.min && !rules.max;
        least_ = 1;  // an empty one may be refused
        if (rules.min_length && *rules.min_length > 0) least_ = std::int64_t{4} * *rules.min_length - 3;
        if (rules.max_length) most_ = *rules.max_length;
    }
    if (!are_told) place_.direct = direct::Kind::no;
}

}  // namespace tenon::model
