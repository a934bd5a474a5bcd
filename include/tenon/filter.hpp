#pragma once
// Filter<T>: a condition without its type, for signatures and for conditions put together step by step.

#include <utility>

#include <tenon/execution.hpp>
#include <tenon/typed/functions.hpp>

namespace tenon {

/// A condition on T. A value: copied, stored, extended. A default one is fulfilled by everything.
///
///     tenon::Filter<User> filter = f<&User::age> >= 18;
///     if (!city.empty()) filter &= f<&User::city> == city;
///     users.find(filter)
template <class T>
class Filter {
public:
    static constexpr bool tenon_filter = true;

    Filter() = default;
    template <typed::ExpressionType E>
    Filter(const E& condition) {  // NOLINT: a typed condition is a filter
        static_cast<void>(typed::require_condition_on<E, T>());
        code_ = model::to_code(E::Shape::nodes, typed::all_kept(condition.values()));
    }

    /// `&=` of an empty one is the other; `|=` of an empty one is a QueryError.
    /// Is it fulfilled by everything because nothing was asked?
    [[nodiscard]] bool is_empty() const noexcept { return code_.nodes.empty(); }
    [[nodiscard]] const ir::Code& code() const noexcept { return code_; }

    Filter& operator&=(const Filter& other) { return join(other, ir::Op::and_); }
    Filter& operator|=(const Filter& other) {
        if (is_empty() || other.is_empty()) refuse_empty_or();
        return join(other, ir::Op::or_);
    }
    friend Filter operator&&(Filter a, const Filter& b) { return a &= b; }
    friend Filter operator||(Filter a, const Filter& b) { return a |= b; }
    friend Filter operator!(Filter a) {
        if (a.is_empty())
            a.code_.add({ir::Op::constant, static_cast<std::uint8_t>(ir::ConstantKind::boolean), 0, 0, 1});
        a.code_.add({ir::Op::not_, 0, 0, 0, 0});
        return a;
    }

private:
    [[noreturn]] static void refuse_empty_or() {
        throw QueryError(
            "An empty Filter is fulfilled by everything, so joining it by `or` would select everything: start "
            "with the first condition.");
    }
    Filter& join(const Filter& other, ir::Op op) {
        if (other.is_empty()) return *this;
        if (is_empty()) return *this = other;
        code_.append(other.code_);
        code_.add({op, 0, 2, 0, 0});
        return *this;
    }
    ir::Code code_;
};

}  // namespace tenon
