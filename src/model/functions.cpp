// Functions of run-time models.

#include <tenon/choices.hpp>
#include <tenon/time_functions.hpp>

namespace tenon {

RecordExpression add(const RecordExpression& time, const RecordExpression& count, TimeUnit unit) {
    return time.binary(ir::Op::time_add, count, static_cast<std::uint16_t>(unit));
}
RecordExpression add(const RecordExpression& time, std::int64_t count, TimeUnit unit) {
    return add(time, model::chosen_operand(count), unit);
}
RecordExpression difference(const RecordExpression& a, const RecordExpression& b, TimeUnit unit) {
    return a.binary(ir::Op::time_difference, b, static_cast<std::uint16_t>(unit));
}
RecordExpression difference(const RecordExpression& a, const Value& b, TimeUnit unit) {
    return difference(a, model::chosen_operand(b), unit);
}

RecordExpression RecordExpression::substring(std::int64_t from, std::int64_t count) const {
    return model::make_operation(ir::Op::substring, {*this, model::chosen_operand(typed::checked_place(from)),
                                                     model::chosen_operand(typed::checked_place(count))});
}
RecordExpression RecordExpression::replace(std::string what, std::string by) const {
    return model::make_operation(ir::Op::replace,
                                 {*this, model::chosen_operand(std::move(what)), model::chosen_operand(std::move(by))});
}

}  // namespace tenon
