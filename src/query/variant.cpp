#include <cmath>
#include <compare>

#include "query/query.hpp"
#include "query/variant_bits.hpp"
#include "value/numbers.hpp"
#include <tenon/error.hpp>

namespace tenon::query {

using ir::Node;
using ir::Op;

namespace {

constexpr std::uint8_t whole = 0, not_whole = 1, above = 2, below = 3;

std::uint8_t real_state(const Value& value) {
    if (!is_number(value.kind())) return whole;
    constexpr double limit = 9223372036854775808.0;
    if (compare_numbers(value, Value(limit)) >= 0) return above;
    if (compare_numbers(value, Value(-limit)) < 0) return below;
    if (const double* real = value.if_real()) return std::trunc(*real) == *real ? whole : not_whole;
    if (const Decimal* decimal = value.if_decimal()) return decimal->rounded(0) == *decimal ? whole : not_whole;
    return whole;
}

void refuse_nan(const Value& value) {
    const double* real = value.if_real();
    if (real != nullptr && std::isnan(*real)) throw QueryError("NaN compares with nothing and is refused (rule 4)");
}

class Word {
public:
    void add(unsigned count, std::uint64_t bits) {
        if (used_ + count > variant_size) throw QueryError("a query needs more than 64 variant bits; split it");
        if (count > 0) word_ |= bits << used_;
        used_ += count;
    }
    [[nodiscard]] std::uint64_t value() const noexcept { return word_; }

private:
    std::uint64_t word_ = 0;
    unsigned used_ = 0;
};

// Empty values need a node that expects them: a plain `= NULL` would select nothing.
void add_emptiness(Word& word, const Node& node, bool empty, std::size_t slot) {
    const bool expected = (node.flag & ir::may_be_empty) != 0;
    if (empty && !expected)
        throw QueryError("value " + std::to_string(slot + 1) + " is empty, which its place doesn't expect");
    if (expected) word.add(1, empty ? 1 : 0);
}

std::uint64_t size_class(std::size_t count) {
    constexpr std::size_t sizes[] = {0, 1, 2, 4, 8};
    std::uint64_t number = 0;
    for (const std::size_t size : sizes) {
        if (count <= size) return number;
        ++number;
    }
    return number;
}

void add_param(Word& word, const Node& node, const Value& value, std::size_t slot) {
    refuse_nan(value);
    add_emptiness(word, node, value.is_empty(), slot);
    if ((node.flag & ir::meets_integer) != 0) word.add(real_bits, value.is_empty() ? 0 : real_state(value));
}

void add_list(Word& word, const Node& node, const Value& value, std::size_t slot) {
    const Array* values = value.if_array();
    if (values == nullptr) throw QueryError("value " + std::to_string(slot + 1) + " is a list, and none was given");
    // Of values whose type is open, nobody knows yet whether they meet an integer: all are counted.
    const bool is_selected = (node.flag & ir::meets_integer) != 0 && node.a != 0;
    bool empty = false;
    std::size_t count = 0;
    for (const Value& one : *values) {
        refuse_nan(one);
        if (one.is_empty()) {
            empty = true;
        } else if (!is_selected || real_state(one) == whole) {
            ++count;
        }
    }
    add_emptiness(word, node, empty, slot);
    word.add(list_bits, size_class(count));
}

}  // namespace

std::uint64_t variant_of(std::span<const Node> nodes, std::span<const Value> values) {
    Word word;
    std::size_t slot = 0;
    for (const Node& node : nodes) {
        if (node.op == Op::when) word.add(1, node.flag == when_absent ? 0 : 1);
        if (node.op != Op::param && node.op != Op::list) continue;
        if (slot >= values.size()) throw QueryError("a query has more places for values than values");
        if (node.op == Op::param) {
            add_param(word, node, values[slot], slot);
        } else {
            add_list(word, node, values[slot], slot);
        }
        ++slot;
    }
    if (slot != values.size()) throw QueryError("a query has more values than places for them");
    return word.value();
}

}  // namespace tenon::query
