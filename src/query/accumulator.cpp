#include "query/accumulator.hpp"

#include <utility>

#include "query/arithmetic.hpp"
#include "query/evaluation_error.hpp"
#include "query/evaluator.hpp"
#include "query/value_key.hpp"

namespace tenon::query {

using ir::Op;

namespace {

Value zero(BaseType type) {
    if (is_real(type)) return 0.0;
    return type == BaseType::decimal ? Value(Decimal()) : Value(0);
}

}  // namespace

Accumulator::Accumulator(Op op, BaseType type, const schema::Type* declared) : op_(op), declared_(declared) {
    if (op == Op::sum) sum_ = zero(type);
}

void Accumulator::add(const Value& value) {
    if (op_ == Op::count_rows) {
        ++count_;
        return;
    }
    if (value.is_empty()) return;
    ++count_;
    switch (op_) {
    case Op::count_distinct: seen_.insert(key_of({&value, 1})); return;
    case Op::sum: add_to_sum(value); return;
    case Op::avg:
        if (sum_.is_empty()) sum_ = value.if_real() != nullptr ? Value(0.0) : Value(Decimal());
        sum_ = compute(Op::add, sum_, value);
        return;
    case Op::min:
        if (best_.is_empty() || compare_for_order(value, best_, declared_) < 0) best_ = value;
        return;
    case Op::max:
        if (best_.is_empty() || compare_for_order(value, best_, declared_) > 0) best_ = value;
        return;
    default: return;
    }
}

void Accumulator::add_to_sum(const Value& value) {
    try {
        sum_ = compute(Op::add, sum_, value);
    } catch (const EvaluationError&) {
        throw EvaluationError(overflow_sentence(name_of(Op::sum)));
    }
}

Value Accumulator::result() const {
    switch (op_) {
    case Op::count_rows:
    case Op::count: return Value(count_);
    case Op::count_distinct: return Value(seen_.size());
    case Op::sum: return sum_;
    case Op::avg: {
        if (count_ == 0) return {};
        const Decimal* decimal = sum_.if_decimal();
        return Value((decimal != nullptr ? decimal->to_double() : sum_.as_double()) / static_cast<double>(count_));
    }
    default: return best_;
    }
}

}  // namespace tenon::query
