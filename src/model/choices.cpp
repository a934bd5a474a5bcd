// case_when, coalesce and cast of run-time models.

#include <tenon/choices.hpp>

#include "value/cells.hpp"
#include <tenon/error.hpp>

namespace tenon {

RecordExpression model::chosen_operand(Value value) {
    ir::Code code;
    if (value.is_empty()) {
        code.nodes.push_back({ir::Op::constant, static_cast<std::uint8_t>(ir::ConstantKind::empty), 0, 0, 0});
    } else {
        code.nodes.push_back({ir::Op::param, 0, static_cast<std::uint16_t>(base_type_of(value.kind())), 0, 0});
        code.values.push_back(std::move(value));
    }
    return RecordExpression(std::move(code));
}

RecordExpression model::make_operation(ir::Op op, const std::vector<RecordExpression>& operands, std::size_t a) {
    ir::Code code;
    for (const RecordExpression& operand : operands) code.append(operand.code());
    code.nodes.push_back({op, 0, static_cast<std::uint16_t>(a), 0, 0});
    return RecordExpression(std::move(code));
}

RecordCase::RecordCase() = default;
RecordCase::RecordCase(const RecordCase&) = default;
RecordCase::RecordCase(RecordCase&&) noexcept = default;
RecordCase& RecordCase::operator=(const RecordCase&) = default;
RecordCase& RecordCase::operator=(RecordCase&&) noexcept = default;
RecordCase::~RecordCase() = default;

RecordCase RecordCase::with(const RecordExpression& condition, const RecordExpression& value) const {
    RecordCase next = *this;
    next.operands_.push_back(condition);
    next.operands_.push_back(value);
    return next;
}
RecordExpression RecordCase::ending(const RecordExpression& otherwise) const {
    std::vector<RecordExpression> all = operands_;
    all.push_back(otherwise);
    return model::make_operation(ir::Op::case_, all, all.size());
}

RecordExpression cast(types::Simple type, const RecordExpression& expression) {
    ir::Code code = expression.code();
    code.nodes.push_back({ir::Op::cast, static_cast<std::uint8_t>(type.base), 0, 0, 0});
    return RecordExpression(std::move(code));
}

}  // namespace tenon
