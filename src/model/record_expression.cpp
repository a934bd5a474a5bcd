#include <tenon/record_expression.hpp>

#include <algorithm>
#include <utility>

#include "model/record_access.hpp"
#include <tenon/record.hpp>

namespace tenon {
namespace {

bool is_negative(const Value& value) {
    const std::int64_t* number = value.if_integer();
    return number != nullptr && *number < 0;
}

// Reals and decimals stay what they are beside an integer field, and negative numbers beside an unsigned one.
ir::Node param_node(const Value& value) {
    const auto flags =
        static_cast<std::uint8_t>(ir::may_be_empty | (value.kind() == Kind::real ? ir::meets_integer : 0));
    const BaseType type = value.kind() == Kind::decimal ? BaseType::decimal
                          : is_negative(value)          ? BaseType::int64
                                                        : BaseType::none;
    return {ir::Op::param, flags, static_cast<std::uint16_t>(type), 0, 0};
}

}  // namespace

void model::add_value(ir::Code& code, Value value) {
    code.nodes.push_back(param_node(value));
    code.values.push_back(std::move(value));
}

// --- expressions ---

RecordExpression field(std::string path) {
    ir::Code code;
    code.nodes.push_back({ir::Op::named, 0, 0, 0, 0});
    code.names.push_back(std::move(path));
    return RecordExpression(std::move(code));
}

IndexKey RecordExpression::desc() const { return {*this, true}; }
IndexKey::IndexKey(std::string name) : code(field(std::move(name)).code()) {}
IndexKey::IndexKey(const RecordExpression& expression, bool is_descending)
    : code(expression.code()),
      descending(is_descending) {}

RecordExpression RecordExpression::unary(ir::Op op, std::uint16_t a) const {
    ir::Code code = code_;
    code.nodes.push_back({op, 0, a, 0, 0});
    return RecordExpression(std::move(code));
}

RecordExpression RecordExpression::binary(ir::Op op, const RecordExpression& right, std::uint16_t a) const {
    ir::Code code = code_;
    code.append(right.code_);
    code.nodes.push_back({op, 0, a, 0, 0});
    return RecordExpression(std::move(code));
}

RecordExpression RecordExpression::binary(ir::Op op, Value right, std::uint16_t a) const {
    ir::Code code = code_;
    model::add_value(code, std::move(right));
    code.nodes.push_back({op, 0, a, 0, 0});
    return RecordExpression(std::move(code));
}

RecordExpression RecordExpression::has_value() const { return !is_empty(); }

RecordExpression RecordExpression::between(Value low, Value high) const {
    ir::Code code = code_;
    model::add_value(code, std::move(low));
    model::add_value(code, std::move(high));
    code.nodes.push_back({ir::Op::between, 0, 0, 0, 0});
    return RecordExpression(std::move(code));
}

RecordExpression RecordExpression::matches(const Pattern& pattern) const {
    return binary(ir::Op::regex, Value(std::string(pattern.source())));
}

namespace {

bool has_kind(const std::vector<Value>& values, Kind kind) {
    return std::any_of(values.begin(), values.end(), [=](const Value& value) { return value.kind() == kind; });
}

RecordExpression with_list(ir::Code code, std::vector<Value> values, ir::Op op, std::uint8_t flags, BaseType type) {
    code.nodes.push_back({ir::Op::list, flags, static_cast<std::uint16_t>(type), 0, 0});
    code.values.emplace_back(std::move(values));
    code.nodes.push_back({op, 0, 0, 0, 0});
    return RecordExpression(std::move(code));
}

}  // namespace

RecordExpression RecordExpression::in(std::vector<Value> values) const {
    const bool has_reals = has_kind(values, Kind::real) || has_kind(values, Kind::decimal);
    const auto flags = static_cast<std::uint8_t>(ir::may_be_empty | (has_reals ? ir::meets_integer : 0));
    return with_list(code_, std::move(values), ir::Op::in, flags, BaseType::none);
}

// A real that is no integer is what no array of integers has, so that reals stay what they are.
RecordExpression RecordExpression::contains_all(std::vector<Value> values) const {
    const BaseType type = has_kind(values, Kind::real) ? BaseType::float64 : BaseType::none;
    return with_list(code_, std::move(values), ir::Op::array_contains_all, ir::may_be_empty, type);
}

RecordExpression RecordExpression::overlaps(std::vector<Value> values) const {
    return any(this_element().in(std::move(values)));
}
RecordExpression RecordExpression::contained_in(std::vector<Value> values) const {
    return all(this_element().in(std::move(values)));
}

}  // namespace tenon
