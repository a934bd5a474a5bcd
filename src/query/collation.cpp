#include "query/collation.hpp"

#include <algorithm>

#include "value/collation.hpp"
#include <tenon/schema.hpp>

namespace tenon::query {

using ir::Op;

std::string_view collation_of(const schema::Type* declared) noexcept {
    return declared != nullptr && declared->base == BaseType::text ? std::string_view(declared->collation)
                                                                   : std::string_view();
}

std::string_view collation_of(const ir::Expr& expr) noexcept {
    return expr.type == BaseType::text ? collation_of(expr.declared) : std::string_view();
}

std::string_view collation_of(const ir::Expr& a, const ir::Expr& b) noexcept {
    const std::string_view first = collation_of(a);
    return first.empty() ? collation_of(b) : first;
}

bool is_order_comparison(Op op) noexcept { return (op >= Op::lt && op <= Op::ge) || op == Op::between; }

bool compares_in_language(const ir::Expr& expr) noexcept {
    const bool here = is_order_comparison(expr.op) && !collation_of(expr.args[0], expr.args[1]).empty();
    return here || std::any_of(expr.args.begin(), expr.args.end(), compares_in_language);
}

int compare_collated(const std::string& a, const std::string& b, std::string_view collation) {
    struct Last {
        std::string tag;
        const Collation* collation = nullptr;
    };
    static thread_local Last last;  // sorting asks for one again and again
    if (last.collation == nullptr || last.tag != collation) {
        last.collation = &Collation::of(collation);
        last.tag = collation;
    }
    return last.collation->compare(a, b);
}

}  // namespace tenon::query
