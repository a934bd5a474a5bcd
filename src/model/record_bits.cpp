// Bits of run-time fields.

#include <utility>

#include <tenon/record_expression.hpp>

namespace tenon {
namespace {

constexpr std::uint16_t number(ir::BitTest test) { return static_cast<std::uint16_t>(test); }

}  // namespace

RecordExpression RecordExpression::bits_all_set(Value mask) const {
    return binary(ir::Op::bits, std::move(mask), number(ir::BitTest::all_set));
}
RecordExpression RecordExpression::bits_all_set(const RecordExpression& mask) const {
    return binary(ir::Op::bits, mask, number(ir::BitTest::all_set));
}
RecordExpression RecordExpression::bits_any_set(Value mask) const {
    return binary(ir::Op::bits, std::move(mask), number(ir::BitTest::any_set));
}
RecordExpression RecordExpression::bits_any_set(const RecordExpression& mask) const {
    return binary(ir::Op::bits, mask, number(ir::BitTest::any_set));
}
RecordExpression RecordExpression::bits_all_clear(Value mask) const {
    return binary(ir::Op::bits, std::move(mask), number(ir::BitTest::all_clear));
}
RecordExpression RecordExpression::bits_all_clear(const RecordExpression& mask) const {
    return binary(ir::Op::bits, mask, number(ir::BitTest::all_clear));
}
RecordExpression RecordExpression::bits_any_clear(Value mask) const {
    return binary(ir::Op::bits, std::move(mask), number(ir::BitTest::any_clear));
}
RecordExpression RecordExpression::bits_any_clear(const RecordExpression& mask) const {
    return binary(ir::Op::bits, mask, number(ir::BitTest::any_clear));
}

}  // namespace tenon
