#include <tenon/record_updates.hpp>

#include <utility>

#include "model/record_access.hpp"
#include <tenon/error.hpp>

namespace tenon {
namespace {

using ir::Code;
using ir::Op;

Code value_code(Value value) {
    Code code;
    model::add_value(code, std::move(value));
    return code;
}

Code number_code(std::int64_t number) {
    Code code;
    code.nodes.push_back({Op::param, 0, static_cast<std::uint16_t>(BaseType::int64), 0, 0});
    code.values.emplace_back(number);
    return code;
}

Code text_code(std::string text) {
    Code code;
    code.nodes.push_back({Op::param, 0, static_cast<std::uint16_t>(BaseType::text), 0, 0});
    code.values.emplace_back(std::move(text));
    return code;
}

Code empty_code() {
    Code code;
    code.nodes.push_back({Op::constant, static_cast<std::uint8_t>(ir::ConstantKind::empty), 0, 0, 0});
    return code;
}

Code operation(Op op, const std::vector<Code>& operands, std::uint16_t a = 0, std::uint8_t flag = 0) {
    Code code;
    for (const Code& operand : operands) code.append(operand);
    code.nodes.push_back({op, flag, a, 0, 0});
    return code;
}

}  // namespace

RecordExpression this_element() {
    Code code;
    code.nodes.push_back({Op::element, 0, 0, 0, 0});
    return RecordExpression(std::move(code));
}

// --- one field ---

RecordUpdate RecordExpression::set(Value value) const { return {code_, value_code(std::move(value))}; }
RecordUpdate RecordExpression::set(const RecordExpression& value) const { return {code_, value.code()}; }
RecordUpdate RecordExpression::unset() const { return {code_, empty_code()}; }
RecordUpdate RecordExpression::inc(Value by) const {
    return {code_, operation(Op::add, {operation(Op::or_zero, {code_}), value_code(std::move(by))})};
}
RecordUpdate RecordExpression::mul(Value by) const {
    return {code_, operation(Op::mul, {operation(Op::or_zero, {code_}), value_code(std::move(by))})};
}
RecordUpdate RecordExpression::min(Value value) const {
    return {code_, operation(Op::least, {code_, value_code(std::move(value))})};
}
RecordUpdate RecordExpression::max(Value value) const {
    return {code_, operation(Op::greatest, {code_, value_code(std::move(value))})};
}

// --- maps ---

RecordUpdate RecordExpression::rename(std::string from, std::string to) const {
    return {code_, operation(Op::map_rename, {code_, text_code(std::move(from)), text_code(std::move(to))})};
}

// --- arrays ---

RecordUpdate RecordExpression::push(Value value) const { return push_all({std::move(value)}); }
RecordUpdate RecordExpression::push_all(std::vector<Value> values) const {
    return {code_, operation(Op::array_push, {code_, value_code(Value(Array(std::move(values))))})};
}
RecordUpdate RecordExpression::pop_front() const { return {code_, operation(Op::array_pop, {code_}, 0, 1)}; }
RecordUpdate RecordExpression::pop_back() const { return {code_, operation(Op::array_pop, {code_})}; }
RecordUpdate RecordExpression::pull(Value value) const {
    return {code_, operation(Op::array_keep, {code_, this_element().binary(Op::ne, std::move(value)).code()})};
}
RecordUpdate RecordExpression::pull_if(const RecordExpression& condition) const {
    return {code_, operation(Op::array_keep, {code_, (!condition).code()})};
}
RecordUpdate RecordExpression::add_to_set(Value value) const {
    return {code_, operation(Op::array_add, {code_, value_code(std::move(value))})};
}
RecordElements RecordExpression::where(const RecordExpression& condition) const { return {code_, condition.code()}; }
RecordElements RecordExpression::each() const {
    Code all;
    all.nodes.push_back({Op::constant, static_cast<std::uint8_t>(ir::ConstantKind::boolean), 0, 0, 1});
    return {code_, std::move(all)};
}

// --- updates ---

RecordUpdate::RecordUpdate(const Code& place, Code value) : place_(place), value_(std::move(value)) {}

Code RecordUpdate::code() const { return operation(Op::assign, {place_, value_}); }

void RecordUpdate::require_push(const char* word, bool may_be_sorted) const {
    const Op last = value_.nodes.back().op;
    if (last == Op::array_push || (may_be_sorted && last == Op::array_sort)) return;
    throw QueryError(std::string(word) +
                     " is said behind push: .push(…), then .at(…), then .sorted() or .sorted_by(…), "
                     "then .sliced(…)");
}

RecordUpdate RecordUpdate::at(std::int64_t position) const {
    require_push(".at(…)", false);
    if (value_.nodes.back().a != 0) throw QueryError("the position of a push is said once");
    Code code = value_;
    code.nodes.pop_back();
    return {place_, operation(Op::array_push, {code, number_code(position)}, 1)};
}

RecordUpdate RecordUpdate::sorted() const { return sorted_by({IndexKey(this_element())}); }

RecordUpdate RecordUpdate::sorted_by(const std::vector<IndexKey>& keys) const {
    require_push(".sorted_by(…)", false);
    std::vector<Code> operands{value_};
    for (const IndexKey& key : keys) {
        const std::uint8_t flags = key.descending ? ir::descending : 0;
        operands.push_back(operation(Op::order_key, {key.code}, 0, flags));
    }
    return {place_, operation(Op::array_sort, operands, static_cast<std::uint16_t>(keys.size()))};
}

RecordUpdate RecordUpdate::sliced(std::int64_t most) const {
    require_push(".sliced(…)", true);
    return {place_, operation(Op::array_slice, {value_, number_code(most)})};
}

RecordUpdate RecordElements::set(Value value) const {
    return changed({{this_element().code(), value_code(std::move(value))}});
}

RecordUpdate RecordElements::changed(const std::vector<std::pair<Code, Code>>& changes) const {
    if (changes.empty()) throw QueryError("a change to elements that sets nothing");
    std::vector<Code> operands{array_, condition_};
    for (const auto& [place, value] : changes) {
        operands.push_back(place);
        operands.push_back(value);
    }
    return {array_, operation(Op::array_change, operands, static_cast<std::uint16_t>(changes.size()))};
}

}  // namespace tenon
