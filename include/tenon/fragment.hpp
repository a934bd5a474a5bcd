#pragma once
// Fragments: an expression of a query that is the user's own SQL.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/raw.hpp>
#include <tenon/record.hpp>
#include <tenon/sql_tokens.hpp>
#include <tenon/typed/expression.hpp>
#include <tenon/typed/operands.hpp>

namespace tenon {
namespace typed {

/// SQL as part of a type: a literal, by its nature.
template <std::size_t N>
struct FragmentText {
    char characters[N]{};
    consteval FragmentText(const char (&literal)[N]) {  // NOLINT: a literal is SQL
        for (std::size_t i = 0; i < N; ++i) characters[i] = literal[i];
    }
    [[nodiscard]] constexpr std::string_view view() const { return {characters, N - 1}; }
};

struct FragmentScan {
    std::size_t placeholders = 0;
    bool has_text = false, has_names = false, is_one = true, is_closed = true;
};
constexpr FragmentScan scan_fragment(std::string_view text) {
    using Kind = SqlToken::Kind;
    FragmentScan scan;
    SqlTokens tokens(text);
    int depth = 0;
    for (SqlToken token = tokens.next(); token.kind != Kind::end; token = tokens.next()) {
        scan.has_text = true;
        if (token.kind == Kind::placeholder) ++scan.placeholders;
        if (token.kind == Kind::name || (token.kind == Kind::placeholder && token.text.size() > 1))
            scan.has_names = true;
        if (token.kind == Kind::comment || token.kind == Kind::semicolon) scan.is_one = false;
        if (token.kind == Kind::open) ++depth;
        if (token.kind == Kind::unclosed || (token.kind == Kind::close && --depth < 0)) scan.is_closed = false;
    }
    scan.is_closed = scan.is_closed && depth == 0;
    return scan;
}

template <FragmentText Text>
consteval auto fragment_nodes() {
    constexpr std::size_t size = Text.view().size();
    std::array<ir::Node, (size + 7) / 8> nodes{};
    for (std::size_t i = 0; i < size; ++i) {
        ir::Node& node = nodes[i / 8];
        const std::uint64_t character = static_cast<unsigned char>(Text.characters[i]);
        node.op = ir::Op::fragment_text;
        node.flag = static_cast<std::uint8_t>(i % 8 + 1);
        node.value = static_cast<std::int64_t>(static_cast<std::uint64_t>(node.value) | character << (i % 8 * 8));
    }
    return nodes;
}
template <FragmentText Text, BaseType Base, class... Operands>
struct FragmentShape {
    static constexpr auto nodes =
        join(Operands::nodes..., fragment_nodes<Text>(),
             std::array<ir::Node, 1>{ir::Node{ir::Op::fragment, static_cast<std::uint8_t>(Base),
                                              static_cast<std::uint16_t>(sizeof...(Operands)), 0, 0}});
};

/// `none`: no fragment gives such a value.
template <class Type>
consteval BaseType fragment_type() {
    using Bare_ = Stripped<Type>;
    if constexpr (std::is_same_v<Bare_, bool>)
        return BaseType::boolean;
    else if constexpr (std::is_same_v<Bare_, std::string>)
        return BaseType::text;
    else if constexpr (std::is_floating_point_v<Bare_>)
        return BaseType::float64;
    else if constexpr (std::is_integral_v<Bare_> && !std::is_same_v<Bare_, char>)
        return BaseType::int64;
    else
        return BaseType::none;
}

template <class V>
consteval bool is_fragment_operand() {
    if constexpr (ExpressionType<V>) {
        return require_value<V>();
    } else {
        using Given = Stripped<V>;
        constexpr Category category = category_of<Given>();
        return !is_nullopt<V> && !std::is_null_pointer_v<Given> && !std::is_same_v<Given, Decimal> && !is_many<Given> &&
               !is_one<Given> && category != Category::unknown && category != Category::nested;
    }
}

template <class Type, FragmentText Text, class... Operands>
constexpr auto make_fragment(Operands... operands) {
    using Root = typename JoinedRoot<void, RootOf<Operands>...>::type;
    auto values = all_values(std::move(operands).values()...);
    return Expression<Root, Type, FragmentShape<Text, fragment_type<Type>(), ShapeOf<Operands>...>, decltype(values)>(
        std::move(values));
}

}  // namespace typed

/// The user's own SQL as an expression of a query, with the type of its value. Each `?` of the text stands for a value, which
/// is bound, or for an expression, which is written there:
///
///     users.find(fragment<bool, "soundex(?) = soundex(?)">(f<&User::name>, "Robert"))
///     users.find().order_by(fragment<std::int64_t, "abs(? - ?)">(f<&User::age>, 40))
///
/// The text must mean the same on each database that the program runs on. Nothing is known of it: it may be empty (NULL),
/// whatever its type says; a condition that is empty is not fulfilled, and its negation, `(…) is not true`, is. Unsupported
/// on `memory:` and MongoDB.
template <class Type, typed::FragmentText Text, class... Vs>
constexpr auto fragment(Vs&&... values) {
    constexpr typed::FragmentScan scan = typed::scan_fragment(Text.view());
    constexpr bool is_typed = typed::fragment_type<Type>() != BaseType::none;
    constexpr bool fits = (typed::is_fragment_operand<std::remove_cvref_t<Vs>>() && ...);
    static_assert(is_typed,
                  "Tenon: a fragment gives a bool, an integer, a double, a std::string, or an optional of one");
    static_assert(scan.has_text, "Tenon: a fragment needs a text");
    static_assert(scan.is_one, "Tenon: a fragment is one expression, without comments and semicolons");
    static_assert(scan.is_closed, "Tenon: a quote or bracket of the fragment's text has no partner");
    static_assert(!scan.has_names,
                  "Tenon: a fragment's values stand for its ?, in their order, without names or numbers");
    static_assert(scan.placeholders == sizeof...(Vs),
                  "Tenon: a fragment takes one value or expression for each ? of its text");
    static_assert(fits,
                  "Tenon: a fragment takes numbers, text, times and the like, and expressions; no decimals, nested "
                  "values, or empties without a type");
    if constexpr (is_typed && scan.has_text && scan.is_one && scan.is_closed && fits)
        return typed::make_fragment<Type, Text>(
            typed::operand<typed::Stripped<std::decay_t<Vs>>>(std::forward<Vs>(values))...);
    else
        return typed::Refused<Vs...>();
}

namespace model {
/// A value that stands for a `?` of a fragment. Throws QueryError for what can't.
RecordExpression fragment_operand(Value value);
inline const RecordExpression& fragment_operand(const RecordExpression& expression) { return expression; }
/// Throws QueryError for a text that is no fragment's, or that has another number of `?`.
RecordExpression make_fragment(types::Simple type, const Sql& text, const std::vector<RecordExpression>& operands);
}  // namespace model

/// The same for run-time models: users.find(fragment(types::boolean, "lower(?) = ?", field("name"), "ada")). What is wrong
/// with it is a QueryError.
template <class... Vs>
[[nodiscard]] RecordExpression fragment(types::Simple type, Sql text, const Vs&... values) {
    return model::make_fragment(type, text, {model::fragment_operand(values)...});
}

}  // namespace tenon
