// Conditions on an array's elements or on related records, told apart when the query runs: it knows the model.

#include <utility>

#include <tenon/error.hpp>
#include <tenon/record_expression.hpp>

namespace tenon {
namespace {

RecordExpression always() {
    ir::Code code;
    code.nodes.push_back({ir::Op::constant, static_cast<std::uint8_t>(ir::ConstantKind::boolean), 0, 0, 1});
    return RecordExpression(std::move(code));
}

}  // namespace

RecordExpression RecordExpression::any() const { return any(always()); }
RecordExpression RecordExpression::any(const RecordExpression& condition) const {
    return binary(ir::Op::array_any, condition);
}
RecordExpression RecordExpression::all(const RecordExpression& condition) const {
    return binary(ir::Op::array_all, condition);
}
RecordExpression RecordExpression::none() const { return none(always()); }
RecordExpression RecordExpression::none(const RecordExpression& condition) const {
    return binary(ir::Op::array_none, condition);
}

RecordExpression RecordExpression::count() const { return count(always()); }
RecordExpression RecordExpression::count(const RecordExpression& condition) const {
    if (code_.nodes.size() != 1 || code_.nodes.front().op != ir::Op::named)
        throw QueryError("count() is said of a relation by its name: field(\"posts\").count().");
    ir::Code code = condition.code();
    code.names.push_back(code_.names.front());
    code.nodes.push_back({ir::Op::related_count, 0, 0, static_cast<std::uint32_t>(code.names.size()), 0});
    return RecordExpression(std::move(code));
}

}  // namespace tenon
