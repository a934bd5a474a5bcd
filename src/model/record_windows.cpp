#include <tenon/record_windows.hpp>

#include <tenon/error.hpp>

namespace tenon {

RecordExpression model::row_function(ir::Op function) {
    ir::Code code;
    code.nodes.push_back({function, 0, 0, 0, 0});
    return RecordExpression(std::move(code));
}

RecordExpression model::shifted(ir::Op function, const RecordExpression& value, std::uint16_t rows) {
    ir::Code code = value.code();
    code.nodes.push_back({function, 0, 0, 0, rows});
    return RecordExpression(std::move(code));
}

RecordWindowPart model::window_part(bool is_order, const std::vector<IndexKey>& keys) {
    RecordWindowPart part{{}, static_cast<std::uint16_t>(keys.size()), is_order};
    for (const IndexKey& key : keys) {
        if (!is_order && key.descending) throw QueryError("partition_by() takes values, which have no direction.");
        part.code.append(key.code);
        const std::uint8_t flags = key.descending ? ir::descending : 0;
        if (is_order) part.code.nodes.push_back({ir::Op::order_key, flags, 0, 0, 0});
    }
    return part;
}

namespace {

bool is_function(ir::Op op) {
    return (op >= ir::Op::count_rows && op <= ir::Op::max) || (op >= ir::Op::row_number && op <= ir::Op::lead);
}

// The function's operand, what partitions the rows, their order; then the node, which names the function.
RecordExpression over_rows(const RecordExpression& called, const RecordWindowPart& partition,
                           const RecordWindowPart& order) {
    ir::Code code = called.code();
    if (code.nodes.empty() || !is_function(code.nodes.back().op))
        throw QueryError("over() follows count(), sum(…), avg(…), min(…), max(…) or a window function.");
    const ir::Node function = code.nodes.back();
    code.nodes.pop_back();
    const bool has_operand = !code.nodes.empty();
    code.append(partition.code);
    code.append(order.code);
    const auto operands = static_cast<std::uint16_t>((has_operand ? 1 : 0) + partition.size + order.size);
    code.nodes.push_back({ir::Op::over, static_cast<std::uint8_t>(function.op), operands, 0, function.value});
    return RecordExpression(std::move(code));
}

}  // namespace

RecordExpression RecordExpression::over() const { return over_rows(*this, {}, {}); }
RecordExpression RecordExpression::over(const RecordWindowPart& part) const {
    return part.is_order ? over_rows(*this, {}, part) : over_rows(*this, part, {});
}
RecordExpression RecordExpression::over(const RecordWindowPart& partition, const RecordWindowPart& order) const {
    if (partition.is_order || !order.is_order)
        throw QueryError("over() takes partition_by(field(…)) once, then order_by(field(…)) once.");
    return over_rows(*this, partition, order);
}

}  // namespace tenon
