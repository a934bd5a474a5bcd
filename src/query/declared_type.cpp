#include "query/declared_type.hpp"

#include <array>

namespace tenon::query {

const schema::Type* declared_type(const ir::Expr& expr) {
    if (expr.declared != nullptr) return expr.declared;
    const bool computed = expr.op == ir::Op::add || expr.op == ir::Op::sub || expr.op == ir::Op::mul;
    if (computed && expr.type == BaseType::decimal) {
        for (const ir::Expr& operand : expr.args)
            if (operand.type == BaseType::decimal)
                if (const schema::Type* declared = declared_type(operand)) return declared;
    }
    const bool keeps_type = expr.op == ir::Op::sum || expr.op == ir::Op::min || expr.op == ir::Op::max ||
                            expr.op == ir::Op::first || expr.op == ir::Op::last || expr.op == ir::Op::lag ||
                            expr.op == ir::Op::lead || expr.op == ir::Op::over || expr.op == ir::Op::negate ||
                            expr.op == ir::Op::joined;
    return keeps_type && !expr.args.empty() ? declared_type(expr.args.front()) : nullptr;
}

const schema::Type& plain_type(BaseType base) {
    static const auto types = [] {
        std::array<schema::Type, static_cast<std::size_t>(BaseType::variant) + 1> all;
        for (std::size_t i = 0; i < all.size(); ++i) all[i].base = static_cast<BaseType>(i);
        return all;
    }();
    return types[static_cast<std::size_t>(base)];
}

}  // namespace tenon::query
