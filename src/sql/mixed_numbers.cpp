#include "sql/mixed_numbers.hpp"

#include <cstdint>

#include "query/capabilities.hpp"

namespace tenon::sql {
namespace {

using ir::Op;
using query::Capability;

constexpr std::int64_t exact_limit = std::int64_t{1} << 53;

/// True when some of its values are no doubles.
bool is_wide(const ir::Expr& e) {
    if (const std::int64_t* literal = e.literal.if_integer()) return *literal > exact_limit || *literal < -exact_limit;
    const BaseType type = e.declared != nullptr && is_place(e) ? e.declared->base : e.type;
    return type == BaseType::int64 || type == BaseType::uint64;
}

class Comparison {
public:
    Comparison(Compiler& c, const ir::Expr& integer, const ir::Expr& real, ToInteger to_integer)
        : c_(c),
          integer_(integer),
          real_(real),
          to_integer_(to_integer) {}

    void write(Op op) {
        if (op == Op::same || op == Op::not_same) return same(op == Op::same);
        const bool below = op == Op::lt || op == Op::le || op == Op::ne;
        const bool above = op == Op::gt || op == Op::ge || op == Op::ne;
        c_.sql << "case when ";
        c_.value(real_);
        c_.sql << " >= 9223372036854775808 then ";
        known(below);
        c_.sql << " when ";
        c_.value(real_);
        c_.sql << " < -9223372036854775808 then ";
        known(above);
        c_.sql << " else ";
        within(op);
        c_.sql << " end";
    }

private:
    void known(bool answer) {
        if (!answer) {
            c_.sql << "false";
            return;
        }
        c_.value(integer_);
        c_.sql << " is not null";
    }

    void whole(Fixed function) {
        c_.sql << to_integer_.before << function;
        c_.value(real_);
        c_.sql << ")" << to_integer_.after;
    }

    void within(Op op) {
        c_.value(integer_);
        c_.sql << c_.symbol(op);
        whole(op == Op::lt || op == Op::ge ? Fixed("ceiling(") : Fixed("floor("));
        if (!is_equality(op)) return;
        c_.sql << (op == Op::eq ? Fixed(" and ") : Fixed(" or "));
        c_.value(real_);
        c_.sql << c_.symbol(op) << "floor(";
        c_.value(real_);
        c_.sql << ")";
    }

    void same(bool expected) {
        c_.sql << (expected ? Fixed("coalesce(") : Fixed("not coalesce("));
        write(Op::eq);
        c_.sql << ", ";
        c_.value(integer_);
        c_.sql << " is null and ";
        c_.value(real_);
        c_.sql << " is null)";
    }

    Compiler& c_;
    const ir::Expr& integer_;
    const ir::Expr& real_;
    ToInteger to_integer_;
};

/// An integer parameter beside a double is sent as a double, rounded so that the answer is right.
void compare_with_parameter(Compiler& c, Op op, const ir::Expr& a, const ir::Expr& b) {
    const auto side = [&](const ir::Expr& e, Op seen) {
        if (!is_parameter(e) || !is_integer(e.type)) return c.value(e);
        Binding binding = c.dialect.binding(plain_type(BaseType::float64));
        binding.storage = Storage::real;
        c.parameter(e, rounding(seen), binding);
    };
    side(a, mirrored(op));
    c.sql << c.symbol(op);
    side(b, op);
}

}  // namespace

bool compare_mixed_numbers(Compiler& c, Op op, const ir::Expr& a, const ir::Expr& b, ToInteger to_integer) {
    const bool decimal = a.type == BaseType::decimal || b.type == BaseType::decimal;
    if (decimal && (is_real(a.type) || is_real(b.type))) {
        query::require(c.dialect.backend(), Capability::decimal_with_real);
    }
    const bool integer_first = is_integer(a.type) && is_real(b.type);
    const bool integer_second = is_integer(b.type) && is_real(a.type);
    if (!integer_first && !integer_second) return false;
    const ir::Expr& integer = integer_first ? a : b;
    const ir::Expr& real = integer_first ? b : a;
    if (real.op == Op::param && (real.flags & ir::meets_integer) != 0) return false;
    if (is_parameter(integer)) {
        if (op == Op::same || op == Op::not_same) return false;
        compare_with_parameter(c, op, a, b);
        return true;
    }
    if (!is_wide(integer)) return false;
    if (is_place(integer) && integer.type == BaseType::uint64) {
        query::require(c.dialect.backend(), Capability::integer_with_real);
    }
    Comparison(c, integer, real, to_integer).write(integer_first ? op : mirrored(op));
    return true;
}

}  // namespace tenon::sql
