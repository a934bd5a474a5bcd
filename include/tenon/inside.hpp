#pragma once
// Values inside maps and variants: f<&Shop::prices>.at("tea") < 3, f<&Part::shape>.as<Circle>(f<&Circle::radius>) > 1.
// They are empty when there is nothing: no such key, another alternative.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include <tenon/typed/alternatives.hpp>
#include <tenon/typed/path.hpp>

namespace tenon::typed {

/// The way on from a value that stands inside: a path, whose first member is one of that value now.
template <std::size_t N>
consteval std::array<ir::Node, N> as_members(std::array<ir::Node, N> path) {
    for (ir::Node& node : path) node.op = ir::Op::member;
    return path;
}
template <class Whole, class Key, ir::Op Op, std::uint16_t A, class... Paths>
struct InsideShape {
    static constexpr auto nodes =
        join(Whole::nodes, Key::nodes, std::array<ir::Node, 1>{ir::Node{Op, 0, A, 0, 0}}, as_members(Paths::nodes)...);
};

template <class From, class... Paths>
struct InsideType {
    using type = std::optional<Stripped<From>>;
};
template <class From, class Path>
struct InsideType<From, Path> {
    using type = std::optional<Stripped<TypeOf<Path>>>;
};

template <class T>
inline constexpr bool is_path = false;
template <auto... Ms>
inline constexpr bool is_path<Path<Ms...>> = true;

template <class From, class... Paths>
consteval bool require_way() {
    constexpr bool are_paths = sizeof...(Paths) <= 1 && (is_path<Paths> && ...);
    static_assert(are_paths, "Tenon: inside a map or variant goes one path of members: f<&Circle::radius>");
    if constexpr (are_paths) {
        constexpr bool fits = (std::is_same_v<RootOf<Paths>, Stripped<From>> && ...);
        static_assert(fits, "Tenon: the path goes on from another struct than the one that is inside");
        return fits;
    }
    return are_paths;
}

template <class Self, class V, class... Paths>
constexpr auto map_entry(const Self& self, V&& key, const Paths&...) {
    using Map = Stripped<TypeOf<Self>>;
    constexpr bool is_map = TextMap<Map>;
    constexpr bool is_text = !ExpressionType<V> && std::is_convertible_v<V, std::string_view>;
    static_assert(is_map, "Tenon: at() and contains_key() look into a std::map with std::string keys");
    static_assert(is_text, "Tenon: the key of a map is a text given here");
    if constexpr (is_map && is_text) {
        using Value = typename Map::mapped_type;
        if constexpr (require_way<Value, Paths...>()) {
            auto text = operand<std::string>(std::forward<V>(key));
            using Shape = InsideShape<ShapeOf<Self>, ShapeOf<decltype(text)>, ir::Op::map_at, 0, ShapeOf<Paths>...>;
            auto values = both(self.values(), std::move(text).values());
            return Expression<RootOf<Self>, typename InsideType<Value, Paths...>::type, Shape, decltype(values)>(
                std::move(values));
        } else {
            return Refused<Self>();
        }
    } else {
        return Refused<Self>();
    }
}

template <class Alternative, class Variant>
inline constexpr bool is_alternative = alternative_index<Alternative, Variant>() != no_alternative;

template <class Alternative, class Self, class... Paths>
constexpr auto variant_value(const Self& self, const Paths&...) {
    using Variant = Stripped<TypeOf<Self>>;
    static_assert(is_variant<Variant>, "Tenon: as<…>() and holds<…>() look into a std::variant");
    static_assert(!is_variant<Variant> || is_alternative<Alternative, Variant>,
                  "Tenon: the variant has no such alternative");
    if constexpr (is_alternative<Alternative, Variant>) {
        if constexpr (require_way<Alternative, Paths...>()) {
            constexpr auto index = static_cast<std::uint16_t>(alternative_index<Alternative, Variant>());
            using Shape = InsideShape<ShapeOf<Self>, EmptyShape, ir::Op::alternative, index, ShapeOf<Paths>...>;
            using Type = typename InsideType<Alternative, Paths...>::type;
            return Expression<RootOf<Self>, Type, Shape, typename Self::Values>(self.values());
        } else {
            return Refused<Self>();
        }
    } else {
        return Refused<Self>();
    }
}

}  // namespace tenon::typed
