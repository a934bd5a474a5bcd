// Expressions on run-time fields, whose operations are each a node over their operands.

#include <string>
#include <utility>
#include <vector>

#include <tenon/record.hpp>
#include <tenon/record_windows.hpp>

namespace tenon {

#define TENON_RECORD_OPERATOR(Operator, Name)                                                  \
    RecordExpression operator Operator(const RecordExpression& a, Value b) {                   \
        return a.binary(ir::Op::Name, std::move(b));                                           \
    }                                                                                          \
    RecordExpression operator Operator(const RecordExpression& a, const RecordExpression& b) { \
        return a.binary(ir::Op::Name, b);                                                      \
    }
TENON_RECORD_OPERATOR(==, eq)
TENON_RECORD_OPERATOR(!=, ne)
TENON_RECORD_OPERATOR(<, lt)
TENON_RECORD_OPERATOR(<=, le)
TENON_RECORD_OPERATOR(>, gt)
TENON_RECORD_OPERATOR(>=, ge)
TENON_RECORD_OPERATOR(+, add)
TENON_RECORD_OPERATOR(-, sub)
TENON_RECORD_OPERATOR(*, mul)
TENON_RECORD_OPERATOR(/, div)
TENON_RECORD_OPERATOR(%, mod)
#undef TENON_RECORD_OPERATOR
RecordExpression operator&&(const RecordExpression& a, const RecordExpression& b) {
    return a.binary(ir::Op::and_, b, 2);
}
RecordExpression operator||(const RecordExpression& a, const RecordExpression& b) {
    return a.binary(ir::Op::or_, b, 2);
}
RecordExpression operator!(const RecordExpression& a) { return a.unary(ir::Op::not_); }
RecordExpression operator-(const RecordExpression& a) { return a.unary(ir::Op::negate); }

RecordExpression::RecordExpression(ir::Code code) : code_(std::move(code)) {}

RecordExpression RecordExpression::is_empty() const { return unary(ir::Op::is_empty); }
RecordExpression RecordExpression::starts_with(std::string text) const {
    return binary(ir::Op::starts_with, Value(text));
}
RecordExpression RecordExpression::ends_with(std::string text) const { return binary(ir::Op::ends_with, Value(text)); }
RecordExpression RecordExpression::contains(std::string text) const { return binary(ir::Op::contains, Value(text)); }
RecordExpression RecordExpression::like(std::string pattern) const { return binary(ir::Op::like, Value(pattern)); }
RecordExpression RecordExpression::matches(std::string pattern) const { return binary(ir::Op::regex, Value(pattern)); }
RecordExpression RecordExpression::iequals(std::string text) const { return binary(ir::Op::iequals, Value(text)); }
RecordExpression RecordExpression::icontains(std::string text) const { return binary(ir::Op::icontains, Value(text)); }
RecordExpression RecordExpression::ilike(std::string pattern) const { return binary(ir::Op::ilike, Value(pattern)); }
RecordExpression RecordExpression::at(std::string key) const { return binary(ir::Op::map_at, Value(key)); }
RecordExpression RecordExpression::size() const { return unary(ir::Op::array_size); }
RecordExpression RecordExpression::contains_element(Value value) const {
    return binary(ir::Op::array_contains, std::move(value));
}
RecordExpression RecordExpression::lower() const { return unary(ir::Op::lower); }
RecordExpression RecordExpression::upper() const { return unary(ir::Op::upper); }
RecordExpression RecordExpression::trim() const { return unary(ir::Op::trim); }
RecordExpression RecordExpression::length() const { return unary(ir::Op::length); }
RecordExpression RecordExpression::concat(std::string text) const { return binary(ir::Op::concat, Value(text)); }
RecordExpression RecordExpression::concat(const RecordExpression& text) const { return binary(ir::Op::concat, text); }
RecordExpression RecordExpression::position(std::string part) const { return binary(ir::Op::position, Value(part)); }

RecordExpression count(const RecordExpression& value) { return value.unary(ir::Op::count); }
RecordExpression count_distinct(const RecordExpression& value) { return value.unary(ir::Op::count_distinct); }
RecordExpression sum(const RecordExpression& value) { return value.unary(ir::Op::sum); }
RecordExpression avg(const RecordExpression& value) { return value.unary(ir::Op::avg); }
RecordExpression min(const RecordExpression& value) { return value.unary(ir::Op::min); }
RecordExpression max(const RecordExpression& value) { return value.unary(ir::Op::max); }
RecordExpression lag(const RecordExpression& value, std::uint16_t rows) {
    return model::shifted(ir::Op::lag, value, rows);
}
RecordExpression lead(const RecordExpression& value, std::uint16_t rows) {
    return model::shifted(ir::Op::lead, value, rows);
}

}  // namespace tenon
