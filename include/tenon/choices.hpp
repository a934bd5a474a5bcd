#pragma once
// Values that depend on the row: case_when, coalesce, cast.

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/record.hpp>
#include <tenon/typed/operands.hpp>

namespace tenon {
namespace typed {

/// The first of several types that is not that of std::nullopt.
template <class First, class... Rest>
struct FirstType {
    using type = First;
};
template <class Second, class... Rest>
struct FirstType<std::nullopt_t, Second, Rest...> : FirstType<Second, Rest...> {};

/// What values of these types have in common: whole numbers are int64, or double beside one; text is std::string.
template <class... Types>
struct ChosenType {
    using First = Stripped<typename FirstType<Types...>::type>;
    static constexpr Category category = category_of<First>();
    template <class Type>
    static constexpr bool is(std::type_identity<Type>) {
        return ((std::is_same_v<Stripped<Types>, Type> || is_nullopt<Types>) && ...);
    }
    template <class Type>
    static consteval bool fits() {
        if constexpr (is_nullopt<Type>)
            return true;
        else
            return find_mismatch<First, Stripped<Type>>() == Mismatch::none;
    }
    static constexpr bool fit = (fits<Types>() && ...) && category != Category::nested && category != Category::unknown;
    static constexpr bool nullable = ((is_optional<Types> || is_nullopt<Types>) || ...);
    static constexpr bool always_nullable = ((is_optional<Types> || is_nullopt<Types>) && ...);

    static constexpr auto common() {
        if constexpr (category == Category::number) {
            if constexpr ((std::is_floating_point_v<Stripped<Types>> || ...))
                return std::type_identity<double>();
            else if constexpr ((std::is_same_v<Stripped<Types>, Decimal> || ...))
                return std::type_identity<Decimal>();
            else if constexpr (is(std::type_identity<std::uint64_t>()))
                return std::type_identity<std::uint64_t>();
            else
                return std::type_identity<std::int64_t>();
        } else if constexpr (category == Category::text) {
            return std::type_identity<std::string>();
        } else if constexpr (category == Category::timestamp) {
            return std::type_identity<Timestamp>();
        } else if constexpr (is_ref<First>) {
            return std::type_identity<typename First::KeyType>();
        } else {
            return std::type_identity<First>();
        }
    }
    using Common = typename decltype(common())::type;
    template <bool Empty>
    using Type = std::conditional_t<Empty, std::optional<Common>, Common>;
};
template <class... Vs>
using ChosenOf = ChosenType<typename OperandType<std::remove_cvref_t<Vs>>::type...>;

template <class Chosen>
consteval bool require_one_type() {
    static_assert(Chosen::fit,
                  "Tenon: the values of case_when() and coalesce() are of one type: all numbers, all text, all of one "
                  "enumeration, and so on; nested values can't be chosen from");
    return Chosen::fit;
}

/// A value given to case_when, until all are known: text is kept.
template <class V>
struct KeptValue {
    static constexpr bool is_text = !ExpressionType<V> && std::is_convertible_v<V, std::string_view>;
    using type = std::conditional_t<is_text, std::string, std::remove_cvref_t<V>>;
};
template <class V>
using Kept = typename KeptValue<V>::type;

/// What case_when(…) gives: conditions with their values, to which otherwise(…) adds the last.
template <class... Parts>
class Case {
public:
    constexpr explicit Case(std::tuple<Parts...> parts) : parts_(std::move(parts)) {}

    /// Else if this holds, that.
    template <class C, class V>
    [[nodiscard]] constexpr auto when(C&& condition, V&& value) const {
        require_condition<std::remove_cvref_t<C>>();
        auto held = operand<bool>(std::forward<C>(condition));
        auto more = std::tuple<decltype(held), Kept<V>>(std::move(held), std::forward<V>(value));
        return Case<Parts..., decltype(held), Kept<V>>(std::tuple_cat(parts_, std::move(more)));
    }
    /// The value when no condition holds; std::nullopt for an empty.
    template <class V>
    [[nodiscard]] constexpr auto otherwise(V&& value) const {
        return finish(std::forward<V>(value), std::make_index_sequence<sizeof...(Parts) / 2>());
    }

private:
    template <class V, std::size_t... Pairs>
    [[nodiscard]] constexpr auto finish(V&& last, std::index_sequence<Pairs...>) const {
        using All = std::tuple<Parts...>;
        using Chosen = ChosenOf<std::tuple_element_t<Pairs * 2 + 1, All>..., V>;
        if constexpr (require_one_type<Chosen>()) {
            using Common = typename Chosen::Common;
            const auto part = [this]<std::size_t I>(std::integral_constant<std::size_t, I>) {
                return operand<Common>(std::get<I>(parts_));
            };
            return [&]<std::size_t... Is>(std::index_sequence<Is...>) {
                return operation<ir::Op::case_, typename Chosen::template Type<Chosen::nullable>>(
                    part(std::integral_constant<std::size_t, Is>())..., operand<Common>(std::forward<V>(last)));
            }(std::index_sequence_for<Parts...>());
        } else {
            return Refused<V>();
        }
    }
    std::tuple<Parts...> parts_;
};

/// `none`: there is no such cast.
template <class Type, class From>
consteval BaseType cast_type() {
    constexpr bool integer = is_integer_type<From> && !(std::is_unsigned_v<From> && sizeof(From) == 8);
    if constexpr (std::is_same_v<Type, std::int64_t>)
        return integer || std::is_same_v<From, bool> ? BaseType::int64 : BaseType::none;
    else if constexpr (std::is_same_v<Type, double>)
        return integer || is_real_type<From> || std::is_same_v<From, Decimal> ? BaseType::float64 : BaseType::none;
    else if constexpr (std::is_same_v<Type, Decimal>)
        return integer || std::is_same_v<From, Decimal> ? BaseType::decimal : BaseType::none;
    else if constexpr (std::is_same_v<Type, std::string>)
        return integer || std::is_same_v<From, std::string> ? BaseType::text : BaseType::none;
    else
        return BaseType::none;
}

template <class... Vs>
concept TypedOperands = (ExpressionType<Vs> || ...) &&
                        !(std::is_same_v<std::remove_cvref_t<Vs>, RecordExpression> || ...);

}  // namespace typed

/// One value if a condition holds, else another:
///
///     case_when(f<&User::age> < 18, "young").when(f<&User::age> < 65, "grown").otherwise("old")
///
/// Values are members, expressions or given here, all of one type. An empty age fulfils neither condition: it is "old".
/// Times and decimals must be stored alike, and given ones must fit the member beside them (CastError).
template <typed::ExpressionType C, class V>
[[nodiscard]] constexpr auto case_when(C&& condition, V&& value) {
    return typed::Case<>(std::tuple<>()).when(std::forward<C>(condition), std::forward<V>(value));
}

/// The first of these that is not empty: coalesce(f<&User::nickname>, f<&User::name>, "nobody").
template <class... Vs>
    requires typed::TypedOperands<Vs...>
[[nodiscard]] constexpr auto coalesce(Vs&&... values) {
    static_assert(sizeof...(Vs) >= 2, "Tenon: coalesce() takes two values or more");
    using Chosen = typed::ChosenOf<Vs...>;
    if constexpr (sizeof...(Vs) >= 2 && typed::require_one_type<Chosen>())
        return typed::operation<ir::Op::coalesce, typename Chosen::template Type<Chosen::always_nullable>>(
            typed::operand<typename Chosen::Common>(std::forward<Vs>(values))...);
    else
        return typed::Refused<Vs...>();
}

/// The value as one of another type. There are only casts that mean the same on every database: whole numbers to
/// std::int64_t, double, Decimal and std::string, bool to std::int64_t, decimals of up to 15 digits to double. Of no others
/// is that true: read the value and convert it in C++.
template <class Type, typed::ExpressionType E>
[[nodiscard]] constexpr auto cast(E&& expression) {
    using Given = typed::TypeOf<E>;
    constexpr BaseType type = typed::cast_type<Type, typed::Stripped<Given>>();
    static_assert(type != BaseType::none,
                  "Tenon: this cast doesn't mean the same on every database; there are those of whole numbers to "
                  "std::int64_t, double, Decimal and std::string, of bool to std::int64_t, of Decimal to double");
    using Result = std::conditional_t<typed::is_optional<Given>, std::optional<Type>, Type>;
    using Shape = typed::OpShape<ir::Op::cast, static_cast<std::uint8_t>(type), 0, typed::ShapeOf<E>>;
    return typed::Expression<typed::RootOf<E>, Result, Shape, typename std::remove_cvref_t<E>::Values>(
        std::forward<E>(expression).values());
}

// --- for run-time models: what doesn't fit is a QueryError when the query runs ---

namespace model {
/// A value to choose.
RecordExpression chosen_operand(Value value);
inline const RecordExpression& chosen_operand(const RecordExpression& expression) { return expression; }
RecordExpression make_operation(ir::Op op, const std::vector<RecordExpression>& operands, std::size_t a = 0);
}  // namespace model

/// What case_when gives for run-time models.
class RecordCase {
public:
    RecordCase();
    RecordCase(const RecordCase&);
    RecordCase(RecordCase&&) noexcept;
    RecordCase& operator=(const RecordCase&);
    RecordCase& operator=(RecordCase&&) noexcept;
    ~RecordCase();
    template <class V>
    [[nodiscard]] RecordCase when(const RecordExpression& condition, const V& value) const {
        return with(condition, model::chosen_operand(value));
    }
    template <class V>
    [[nodiscard]] RecordExpression otherwise(const V& value) const {
        return ending(model::chosen_operand(value));
    }

private:
    [[nodiscard]] RecordCase with(const RecordExpression& condition, const RecordExpression& value) const;
    [[nodiscard]] RecordExpression ending(const RecordExpression& otherwise) const;
    std::vector<RecordExpression> operands_;
};

/// case_when(field("age") < 18, "young").otherwise("grown")
template <class V>
[[nodiscard]] RecordCase case_when(const RecordExpression& condition, const V& value) {
    return RecordCase().when(condition, value);
}
/// coalesce(field("nickname"), field("name"), "nobody")
template <class... Vs>
[[nodiscard]] RecordExpression coalesce(const RecordExpression& first, const Vs&... rest) {
    return model::make_operation(ir::Op::coalesce, {first, model::chosen_operand(rest)...}, 1 + sizeof...(rest));
}
/// cast(types::real, field("age"))
[[nodiscard]] RecordExpression cast(types::Simple type, const RecordExpression& expression);

}  // namespace tenon
