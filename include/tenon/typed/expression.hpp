#pragma once
// Expressions over a model's members: what f<…> and operators make. An expression is a type (its shape, constexpr data)
// and the values in it; nothing is computed until a database or `matches` does it.

#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/typed/shape.hpp>
#include <tenon/typed/slots.hpp>

namespace tenon {

/// Every row, for updates and deletes that mean it: `users.remove(tenon::everything)`.
struct Everything {};
inline constexpr Everything everything{};

/// A value that is part of the query's shape and is written as a literal: `f<&Job::state> == tenon::constant<3>`.
template <auto Number>
struct Constant {};
template <auto Number>
inline constexpr Constant<Number> constant{};

namespace typed {

template <class E>
concept ExpressionType = requires { requires std::remove_cvref_t<E>::tenon_expression; };

template <class E>
struct Operations;

/// A query of a model, of whole objects or of what it selects.
template <class Q>
concept QueryType = requires { requires std::remove_cvref_t<Q>::tenon_query; };
template <class Self, class Q>
constexpr auto in_subquery(const Self& self, const Q& query);
template <class Self, class... Parts>
constexpr auto aggregate_over(const Self& self, const Parts&... parts);

/// An expression on a model `Root_` that gives a `Type_`.
template <class Root_, class Type_, class Shape_, class Values_>
class Expression : public Operations<Expression<Root_, Type_, Shape_, Values_>> {
public:
    using Root = Root_;
    using Type = Type_;
    using Shape = Shape_;
    using Values = Values_;
    static constexpr bool tenon_expression = true;

    constexpr Expression() = default;
    constexpr explicit Expression(const Values& values) : values_(values) {}
    constexpr explicit Expression(Values&& values) : values_(std::move(values)) {}
    // Values are made where they stay: what is moved costs the compiler most of a query.
    template <class L, class R>
    constexpr Expression(L&& left, R&& right) : values_(both(std::forward<L>(left), std::forward<R>(right))) {}
    template <class Other, class L, class V>
    Expression(GivenBeside<Other>, L&& left, V&& value)
        : values_(kept_behind<Other>(std::forward<L>(left), std::forward<V>(value))) {}
    [[nodiscard]] constexpr const Values& values() const& { return values_; }
    [[nodiscard]] constexpr Values&& values() && { return std::move(values_); }

private:
    [[no_unique_address]] Values values_;
};

/// A value or a constant beside an expression. It has no operations of its own, which would cost the compiler as much as
/// those of an expression.
template <class Type_, class Shape_, class Values_>
struct Operand {
    using Root = void;
    using Type = Type_;
    using Shape = Shape_;
    using Values = Values_;
    static constexpr bool tenon_expression = true;

    [[nodiscard]] constexpr Values&& values() && { return std::move(given); }

    [[no_unique_address]] Values given{};
};

/// An order by an expression: `f<&User::age>.desc()`.
template <class Root_, class Shape_, class Values_>
struct Ordering {
    using Root = Root_;
    using Shape = Shape_;
    using Values = Values_;
    static constexpr bool tenon_ordering = true;
    Values values;
};

/// What an update does to one member.
template <class Root_, class Shape_, class Values_>
struct Assignment {
    using Root = Root_;
    using Shape = Shape_;
    using Values = Values_;
    static constexpr bool tenon_assignment = true;
    Values values;
};

template <class E>
using RootOf = typename std::remove_cvref_t<E>::Root;
template <class E>
using TypeOf = typename std::remove_cvref_t<E>::Type;
template <class E>
using ShapeOf = typename std::remove_cvref_t<E>::Shape;

template <class T>
struct StripOptional {
    using type = T;
};
template <class T>
struct StripOptional<std::optional<T>> {
    using type = T;
};
template <class T>
using Stripped = typename StripOptional<T>::type;

template <class...>
inline constexpr bool never = false;

/// Stands for what was refused, so that no further error hides the sentence about it.
template <class... Given>
using Refused = Expression<std::conditional_t<never<Given...>, bool, void>, bool,
                           ConstantShape<ir::ConstantKind::boolean, 1>, None>;

/// A clause of a query on T has an expression on `Root`.
template <class Root, class T>
consteval void require_model() {
    static_assert(std::is_same_v<Root, T> || std::is_void_v<Root>, "Tenon: this clause speaks of another model");
}
template <class L, class R>
consteval void require_same_root() {
    static_assert(std::is_same_v<L, R> || std::is_void_v<L> || std::is_void_v<R>,
                  "Tenon: the members of one expression must belong to one model; use f<…>.any(…) for related ones");
}
template <class L, class R>
using CommonRoot = std::conditional_t<std::is_void_v<L>, R, L>;

/// An operand: an expression as it is, a value in a slot, a literal as a constant. `Meets` is the other side's type.
template <class Meets, class V>
constexpr auto operand(V&& value) {
    using Given = std::remove_cvref_t<V>;
    if constexpr (ExpressionType<Given>) {
        return Given(std::forward<V>(value));
    } else if constexpr (std::is_same_v<Given, std::nullopt_t>) {
        return Operand<std::optional<Stripped<Meets>>, ConstantShape<ir::ConstantKind::empty>, None>();
    } else {
        using Other = Stripped<Meets>;
        return Operand<Given, SlotShape<SlotFor<Other, V>>, KeptValues>{kept<Other>(std::forward<V>(value))};
    }
}
template <class Meets, auto Number>
constexpr auto operand(tenon::Constant<Number>) {
    if constexpr (std::is_same_v<decltype(Number), bool>)
        return Operand<bool, ConstantShape<ir::ConstantKind::boolean, Number ? 1 : 0>, None>();
    else
        return Operand<std::int64_t, ConstantShape<ir::ConstantKind::integer, static_cast<std::int64_t>(Number)>,
                       None>();
}

template <class V>
inline constexpr bool is_constant = false;
template <auto Number>
inline constexpr bool is_constant<tenon::Constant<Number>> = true;
template <class V>
inline constexpr bool is_nullopt = std::is_same_v<std::remove_cvref_t<V>, std::nullopt_t>;

/// The type that an operand has for the checks of an operator.
template <class V>
struct OperandType {
    using type = std::remove_cvref_t<V>;
};
template <ExpressionType V>
struct OperandType<V> {
    using type = TypeOf<V>;
};
template <class V>
    requires is_constant<std::remove_cvref_t<V>>
struct OperandType<V> {
    using type = std::int64_t;
};
template <auto Number>
    requires std::is_same_v<decltype(Number), bool>
struct OperandType<tenon::Constant<Number>> {
    using type = bool;
};

/// Why two types can't be compared, or one assigned to the other.
enum class Mismatch : std::uint8_t {
    none,
    null_pointer,
    character,
    unknown,
    text_and_number,
    boolean_and_number,
    object,
    enumeration,
    category,
    enumerations,
    nested
};
template <class L, class R>
consteval Mismatch find_mismatch() {
    constexpr Category left = category_of<L>();
    constexpr Category right = category_of<R>();
    constexpr auto are = [](Category a, Category b) { return (left == a && right == b) || (left == b && right == a); };
    if (std::is_null_pointer_v<L> || std::is_null_pointer_v<R>) return Mismatch::null_pointer;
    if (std::is_same_v<L, char> || std::is_same_v<R, char>) return Mismatch::character;
    if (left == Category::unknown || right == Category::unknown) return Mismatch::unknown;
    if (are(Category::number, Category::text)) return Mismatch::text_and_number;
    if (are(Category::boolean, Category::number)) return Mismatch::boolean_and_number;
    if constexpr (is_ref<L>)
        if (std::is_same_v<R, typename L::Target>) return Mismatch::object;
    if (left != right)
        return left == Category::enumeration || right == Category::enumeration ? Mismatch::enumeration
                                                                               : Mismatch::category;
    if (left == Category::enumeration && !std::is_same_v<L, R>) return Mismatch::enumerations;
    if (left == Category::nested && !std::is_same_v<L, R> && !std::is_convertible_v<R, L>) return Mismatch::nested;
    return Mismatch::none;
}
template <class V>
using OperandOf = Stripped<typename OperandType<V>::type>;

template <class V>
consteval bool require_value() {
    constexpr bool is_value = !is_many<OperandOf<V>> && !is_one<OperandOf<V>>;
    static_assert(
        is_value,
        "Tenon: a relation has no value of its own: ask with .any(), .none() or .count(), load it by include()");
    return is_value;
}

// Each require_… stops the compilation with a sentence when it must; some tell whether they did, so that what could only
// fail again is left out.
template <class L, class R>
consteval bool require_comparable() {
    if constexpr (!require_value<L>() || !require_value<R>()) {
        return false;
    } else if constexpr (is_nullopt<L> || is_nullopt<R>) {
        return true;
    } else {
        constexpr Mismatch found = find_mismatch<OperandOf<L>, OperandOf<R>>();
        static_assert(found != Mismatch::null_pointer, "Tenon: nullptr is no value: an empty optional is std::nullopt");
        static_assert(found != Mismatch::character, "Tenon: a char is no text: write it in double quotes");
        static_assert(found != Mismatch::unknown, "Tenon: this is compared with something that no database can hold");
        static_assert(found != Mismatch::text_and_number, "Tenon: a number is compared with text");
        static_assert(found != Mismatch::boolean_and_number,
                      "Tenon: a bool is compared with a number: use true or false");
        static_assert(found != Mismatch::object, "Tenon: a Ref is compared with keys: write == user.id");
        static_assert(found != Mismatch::enumeration,
                      "Tenon: an enumeration is compared with its enumerators only, not with text or numbers");
        static_assert(found != Mismatch::category, "Tenon: a member is compared with a value of another type");
        static_assert(found != Mismatch::enumerations, "Tenon: two different enumerations are compared");
        static_assert(found != Mismatch::nested || ExpressionType<R>,
                      "Tenon: a nested value is compared with another type");
        return found == Mismatch::none || (found == Mismatch::nested && ExpressionType<R>);
    }
}

template <class V>
inline constexpr bool is_plain_value = !ExpressionType<V> && !is_nullopt<V> && !is_constant<std::remove_cvref_t<V>>;

template <ir::Op Op, class Result, std::uint16_t A = 0, class L, class R>
    requires(ExpressionType<L> && is_plain_value<R>)
auto binary(L&& left, R&& right) {
    using Other = Stripped<TypeOf<L>>;
    using Shape = OpShape<Op, 0, A, ShapeOf<L>, SlotShape<SlotFor<Other, R>>>;
    return Expression<RootOf<L>, Result, Shape, KeptValues>(GivenBeside<Other>(), std::forward<L>(left).values(),
                                                            std::forward<R>(right));
}
template <ir::Op Op, class Result, std::uint16_t A = 0, class L, class R>
constexpr auto binary(L&& left, R&& right) {
    auto l = operand<typename OperandType<R>::type>(std::forward<L>(left));
    auto r = operand<typename OperandType<L>::type>(std::forward<R>(right));
    require_same_root<RootOf<decltype(l)>, RootOf<decltype(r)>>();
    using Root = CommonRoot<RootOf<decltype(l)>, RootOf<decltype(r)>>;
    using Shape = OpShape<Op, 0, A, ShapeOf<decltype(l)>, ShapeOf<decltype(r)>>;
    using Values = BothOf<typename decltype(l)::Values, typename decltype(r)::Values>;
    return Expression<Root, Result, Shape, Values>(std::move(l).values(), std::move(r).values());
}

template <ir::Op Op, class Result, class E>
constexpr auto unary(E&& expression) {
    using Given = std::remove_cvref_t<E>;
    return Expression<RootOf<Given>, Result, OpShape<Op, 0, 0, ShapeOf<Given>>, typename Given::Values>(
        std::forward<E>(expression).values());
}

/// Conditions without a type (Filter<T>) have operators of their own, which take typed conditions as well.
template <class F>
concept FilterType = requires { requires std::remove_cvref_t<F>::tenon_filter; };
template <class L, class R>
concept Operands = (ExpressionType<L> || ExpressionType<R>) && !FilterType<L> && !FilterType<R>;

template <class L, class R>
consteval bool require_ordered() {
    constexpr bool comparable = require_comparable<L, R>();
    static_assert(!is_nullopt<L> && !is_nullopt<R>, "Tenon: nothing is less or greater than empty; use .is_empty()");
    if constexpr (comparable && !is_nullopt<L> && !is_nullopt<R>) {
        constexpr Category category = category_of<OperandOf<L>>();
        static_assert(category != Category::enumeration,
                      "Tenon: an enumeration has no order in the database: use == or .in()");
        static_assert(category != Category::boolean && category != Category::bytes && category != Category::nested,
                      "Tenon: values of this type have no order: use == or !=");
    }
    return comparable;
}

template <ir::Op Op, class L, class R>
consteval bool require_operands() {
    if constexpr (Op == ir::Op::eq || Op == ir::Op::ne)
        return require_comparable<L, R>();
    else
        return require_ordered<L, R>();
}

template <ir::Op Op, class L, class R>
constexpr auto compare(L&& left, R&& right) {
    if constexpr (require_operands<Op, std::remove_cvref_t<L>, std::remove_cvref_t<R>>())
        return binary<Op, bool>(std::forward<L>(left), std::forward<R>(right));
    else
        return Refused<L, R>();
}

// --- comparison ---
template <class L, class R>
    requires Operands<L, R>
constexpr auto operator==(L&& left, R&& right) {
    return compare<ir::Op::eq>(std::forward<L>(left), std::forward<R>(right));
}
template <class L, class R>
    requires Operands<L, R>
constexpr auto operator!=(L&& left, R&& right) {
    return compare<ir::Op::ne>(std::forward<L>(left), std::forward<R>(right));
}
template <class L, class R>
    requires Operands<L, R>
constexpr auto operator<(L&& left, R&& right) {
    return compare<ir::Op::lt>(std::forward<L>(left), std::forward<R>(right));
}
template <class L, class R>
    requires Operands<L, R>
constexpr auto operator<=(L&& left, R&& right) {
    return compare<ir::Op::le>(std::forward<L>(left), std::forward<R>(right));
}
template <class L, class R>
    requires Operands<L, R>
constexpr auto operator>(L&& left, R&& right) {
    return compare<ir::Op::gt>(std::forward<L>(left), std::forward<R>(right));
}
template <class L, class R>
    requires Operands<L, R>
constexpr auto operator>=(L&& left, R&& right) {
    return compare<ir::Op::ge>(std::forward<L>(left), std::forward<R>(right));
}

// --- logic ---
template <class E>
consteval void require_condition() {
    static_assert(std::is_same_v<Stripped<typename OperandType<E>::type>, bool>,
                  "Tenon: this is not a condition: compare it with something first, as in f<&User::age> >= 18");
}
template <ir::Op Op, class L, class R>
constexpr auto junction(L&& left, R&& right) {
    require_condition<std::remove_cvref_t<L>>();
    require_condition<std::remove_cvref_t<R>>();
    auto l = operand<bool>(std::forward<L>(left));
    auto r = operand<bool>(std::forward<R>(right));
    require_same_root<RootOf<decltype(l)>, RootOf<decltype(r)>>();
    using Shape = OpShape<Op, 0, 2, ShapeOf<decltype(l)>, ShapeOf<decltype(r)>>;
    using Values = BothOf<typename decltype(l)::Values, typename decltype(r)::Values>;
    return Expression<CommonRoot<RootOf<decltype(l)>, RootOf<decltype(r)>>, bool, Shape, Values>(std::move(l).values(),
                                                                                                 std::move(r).values());
}
template <class L, class R>
    requires Operands<L, R>
constexpr auto operator&&(L&& left, R&& right) {
    return junction<ir::Op::and_>(std::forward<L>(left), std::forward<R>(right));
}
template <class L, class R>
    requires Operands<L, R>
constexpr auto operator||(L&& left, R&& right) {
    return junction<ir::Op::or_>(std::forward<L>(left), std::forward<R>(right));
}
template <ExpressionType E>
constexpr auto operator!(E&& condition) {
    require_condition<std::remove_cvref_t<E>>();
    return unary<ir::Op::not_, bool>(std::forward<E>(condition));
}

// --- arithmetic: int64, double or Decimal; empty when a side is ---
template <ir::Op Op, class L, class R>
struct ArithmeticResult {
    using Left = typename OperandType<L>::type;
    using Right = typename OperandType<R>::type;
    using A = Stripped<Left>;
    using B = Stripped<Right>;
    using Number = std::conditional_t<
        std::is_floating_point_v<A> || std::is_floating_point_v<B>, double,
        std::conditional_t<std::is_same_v<A, Decimal> || std::is_same_v<B, Decimal>, Decimal, std::int64_t>>;
    static constexpr bool nullable = is_optional<Left> || is_optional<Right> || Op == ir::Op::div || Op == ir::Op::mod;
    using type = std::conditional_t<nullable, std::optional<Number>, Number>;
};
template <ir::Op Op, class L, class R>
constexpr auto arithmetic(L&& left, R&& right) {
    using Result = ArithmeticResult<Op, std::remove_cvref_t<L>, std::remove_cvref_t<R>>;
    static_assert(category_of<typename Result::A>() == Category::number &&
                      category_of<typename Result::B>() == Category::number,
                  "Tenon: + - * / % work on numbers; join text with .concat()");
    auto l = operand<double>(std::forward<L>(left));
    auto r = operand<double>(std::forward<R>(right));
    return binary<Op, typename Result::type>(std::move(l), std::move(r));
}
#define TENON_ARITHMETIC(Operator, Name)                                                \
    template <class L, class R>                                                         \
        requires Operands<L, R>                                                         \
    constexpr auto operator Operator(L&& left, R&& right) {                             \
        return arithmetic<ir::Op::Name>(std::forward<L>(left), std::forward<R>(right)); \
    }
TENON_ARITHMETIC(+, add)
TENON_ARITHMETIC(-, sub)
TENON_ARITHMETIC(*, mul)
TENON_ARITHMETIC(/, div)
TENON_ARITHMETIC(%, mod)
#undef TENON_ARITHMETIC
template <ExpressionType E>
constexpr auto operator-(E&& number) {
    static_assert(category_of<Stripped<TypeOf<E>>>() == Category::number, "Tenon: - works on numbers");
    using Result = ArithmeticResult<ir::Op::negate, std::remove_cvref_t<E>, std::remove_cvref_t<E>>;
    return unary<ir::Op::negate, typename Result::type>(std::forward<E>(number));
}

// --- updates ---
template <class Type, class V>
consteval bool require_assignable() {
    constexpr bool is_relation = is_many<Type> || is_one<Type>;
    static_assert(!is_relation, "Tenon: a relation can't be assigned: it is what the related objects' Ref says");
    static_assert(!is_nullopt<V> || is_optional<Type>, "Tenon: a member that is not an optional can't be made empty");
    if constexpr (is_relation || is_nullopt<V>) {
        return !is_relation;
    } else {
        constexpr Mismatch found = find_mismatch<Stripped<Type>, OperandOf<V>>();
        constexpr bool fits = found == Mismatch::none || (found == Mismatch::nested && ExpressionType<V>);
        static_assert(fits, "Tenon: a member is assigned a value of another type");
        return fits;
    }
}
template <class Target, class V>
constexpr auto assign(const Target&, V&& value) {
    using Type = TypeOf<Target>;
    constexpr bool fits = require_assignable<Type, std::remove_cvref_t<V>>();
    if constexpr (fits && is_plain_value<V>) {
        using Other = Stripped<Type>;
        using Shape = OpShape<ir::Op::assign, 0, 0, ShapeOf<Target>, SlotShape<SlotFor<Other, V>>>;
        return Assignment<RootOf<Target>, Shape, KeptValues>{kept<Other>(std::forward<V>(value))};
    } else if constexpr (fits) {
        auto v = operand<Type>(std::forward<V>(value));
        require_same_root<RootOf<Target>, RootOf<decltype(v)>>();
        using Shape = OpShape<ir::Op::assign, 0, 0, ShapeOf<Target>, ShapeOf<decltype(v)>>;
        auto values = std::move(v).values();
        return Assignment<RootOf<Target>, Shape, decltype(values)>{std::move(values)};
    } else {
        return Assignment<RootOf<Target>, EmptyShape, None>();
    }
}

}  // namespace typed
}  // namespace tenon

#include <tenon/typed/operations.hpp>
