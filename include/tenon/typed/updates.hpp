#pragma once
// What an update does to a member where it is stored, beside giving it a value: f<&User::visits>.inc(1),
// f<&User::tags>.push("new"), f<&Order::lines>.where(f<&Line::sku> == "x").set(f<&Line::qty> = 3). Each is an assignment
// for update(…), several in one update are one statement, and what others write beside it is kept.

#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/typed/expression.hpp>

namespace tenon::typed {

template <class Target>
using ElementOf = typename Stripped<TypeOf<Target>>::value_type;

/// A shape without its last node: an assignment's place and value.
template <class Shape>
struct OperandsShape {
    static constexpr auto nodes = [] {
        std::array<ir::Node, Shape::nodes.size() - 1> all{};
        append(Shape::nodes.data(), all.size(), all.data());
        return all;
    }();
};
/// An order, as a sort key of an array's elements.
template <class Shape>
struct SortKeyShape {
    static constexpr auto nodes = [] {
        auto all = Shape::nodes;
        all.back().op = ir::Op::order_key;
        return all;
    }();
};

/// The place gets what this shape makes.
template <class Target, class Shape, class V>
constexpr auto made_assignment(V&& values) {
    using Assigned = OpShape<ir::Op::assign, 0, 0, ShapeOf<Target>, Shape>;
    return Assignment<RootOf<Target>, Assigned, std::remove_cvref_t<V>>{std::forward<V>(values)};
}
using RefusedAssignment = Assignment<void, OpShape<ir::Op::assign, 0, 0>, None>;

template <class Target>
consteval bool is_updated_list() {
    return is_vector<Stripped<TypeOf<Target>>> && !std::is_same_v<Stripped<TypeOf<Target>>, Bytes>;
}
template <class Target>
consteval bool require_list() {
    constexpr bool is = is_updated_list<Target>();
    static_assert(is, "Tenon: push, pull, pop, add_to_set and set of elements work on vectors only");
    return is;
}
/// A value that can be an element.
template <class Target, class V>
consteval bool require_element() {
    if constexpr (!require_list<Target>()) {
        return false;
    } else if constexpr (ExpressionType<V>) {
        static_assert(never<Target, V>,
                      "Tenon: elements that are added or taken out are values given here, not members");
        return false;
    } else {
        using Element = ElementOf<Target>;
        constexpr bool fits = [] {
            if constexpr (is_nullopt<V>)
                return is_optional<Element>;
            else
                return find_mismatch<Stripped<Element>, OperandOf<V>>() == Mismatch::none;
        }();
        static_assert(fits, "Tenon: an element must have the type of the vector's elements");
        return fits;
    }
}

/// What `push` has said so far: of its parts, done in this order, those up to `Stage` are there.
enum class PushStage : std::uint8_t { pushed, placed, sorted, sliced };

/// An assignment that can say more: .at(position), then .sorted() or .sorted_by(…), then .sliced(n).
template <class Target, PushStage Stage, class Array, class V>
struct Push {
    using Root = RootOf<Target>;
    using Shape = OpShape<ir::Op::assign, 0, 0, ShapeOf<Target>, Array>;
    using Values = V;
    static constexpr bool tenon_assignment = true;
    V values;

    /// In front of the element with this number, from 0; negative: counted from the end. Behind all when there are fewer.
    [[nodiscard]] constexpr auto at(std::int64_t position) const {
        static_assert(Stage < PushStage::placed,
                      "Tenon: push() is said as it is done: .at(…), then .sorted() or .sorted_by(…), then .sliced(…)");
        using Placed = OpShape<ir::Op::array_push, 0, 1, OperandsShape<Array>, SlotShape<IntegerSlot>>;
        return next<PushStage::placed, Placed>(KeptValues{position});
    }
    /// By the elements themselves, ascending.
    [[nodiscard]] constexpr auto sorted() const {
        using Element = ElementOf<Target>;
        static_assert(category_of<Element>() != Category::nested,
                      "Tenon: structs have no order of their own: use .sorted_by(f<&Line::sku>)");
        return sorted_by(Expression<ElementScope<Element>, Element, ElementShape, None>());
    }
    /// By members of the elements, or by tenon::element<T>: .sorted_by(f<&Line::sku>, f<&Line::qty>.desc()).
    template <class... Orders>
    [[nodiscard]] constexpr auto sorted_by(Orders&&... orders) const {
        static_assert(Stage < PushStage::sorted,
                      "Tenon: push() is said as it is done: .at(…), then .sorted() or .sorted_by(…), then .sliced(…)");
        static_assert(sizeof...(Orders) > 0, "Tenon: sorted_by() takes members of the elements");
        return sorted_as(key(std::forward<Orders>(orders))...);
    }
    /// Only the first n are kept; negative: only the last.
    [[nodiscard]] constexpr auto sliced(std::int64_t most) const {
        static_assert(Stage < PushStage::sliced, "Tenon: push() is sliced once");
        using Sliced = OpShape<ir::Op::array_slice, 0, 0, Array, SlotShape<IntegerSlot>>;
        return next<PushStage::sliced, Sliced>(KeptValues{most});
    }

private:
    template <PushStage Next, class Shaped, class Added>
    constexpr auto next(Added&& added) const {
        auto joined = both(values, std::forward<Added>(added));
        return Push<Target, Next, Shaped, decltype(joined)>{std::move(joined)};
    }
    template <class O>
    static constexpr auto key(O&& order) {
        if constexpr (ExpressionType<O>) {
            return key(order.asc());
        } else {
            using Scope = ScopeOf<ElementOf<Target>>;
            static_assert(std::is_same_v<typename std::remove_cvref_t<O>::Root, Scope> ||
                              std::is_void_v<typename std::remove_cvref_t<O>::Root>,
                          "Tenon: sorted_by() takes members of the vector's elements");
            return std::forward<O>(order);
        }
    }
    template <class... Keys>
    constexpr auto sorted_as(Keys... keys) const {
        using Sorted = OpShape<ir::Op::array_sort, 0, static_cast<std::uint16_t>(sizeof...(Keys)), Array,
                               SortKeyShape<typename Keys::Shape>...>;
        return next<PushStage::sorted, Sorted>(joined_values(std::move(keys.values)...));
    }
};

constexpr None joined_values() { return {}; }
template <class V, class... Vs>
constexpr auto joined_values(V&& first, Vs&&... rest) {
    return both(std::forward<V>(first), joined_values(std::forward<Vs>(rest)...));
}

template <class Target>
auto pushed(Array&& elements) {
    using Slot = NestedSlot<std::vector<ElementOf<Target>>>;
    using Pushed = OpShape<ir::Op::array_push, 0, 0, ShapeOf<Target>, SlotShape<Slot>>;
    return Push<Target, PushStage::pushed, Pushed, KeptValues>{KeptValues(Value(std::move(elements)))};
}
template <class Target, class V>
void add_element(Array& elements, V&& value) {
    using Element = ElementOf<Target>;
    elements.push_back(make_slot<Element>(Element(std::forward<V>(value))).saved());
}
template <class Target, class V>
auto pushed_all(std::span<const V> values) {
    Array elements;
    elements.reserve(values.size());
    for (const V& value : values) add_element<Target>(elements, value);
    return pushed<Target>(std::move(elements));
}

/// The elements of a vector that fulfil a condition, to be changed where they are.
template <class Target, class Condition, class V>
class ElementsWhere {
public:
    constexpr explicit ElementsWhere(V values) : values_(std::move(values)) {}

    /// Assignments to the elements' members, or to tenon::element<T>; a value alone replaces the elements.
    template <class... As>
    [[nodiscard]] constexpr auto set(As&&... changes) const {
        static_assert(sizeof...(As) > 0, "Tenon: set() needs at least one assignment");
        return changed(as_change(std::forward<As>(changes))...);
    }

private:
    using Element = ElementOf<Target>;
    template <class A>
    static constexpr auto as_change(A&& change) {
        if constexpr (requires { requires std::remove_cvref_t<A>::tenon_assignment; }) {
            using Root = typename std::remove_cvref_t<A>::Root;
            static_assert(std::is_same_v<Root, ScopeOf<Element>> || std::is_void_v<Root>,
                          "Tenon: set() takes assignments to members of the vector's elements");
            return std::forward<A>(change);
        } else {
            constexpr bool is_comparison = ExpressionType<A>;
            static_assert(!is_comparison, "Tenon: set() takes assignments: write f<&Line::qty> = 5 with one =");
            if constexpr (!is_comparison)
                return assign(Expression<ScopeOf<Element>, Element, ElementShape, None>(), std::forward<A>(change));
            else
                return RefusedAssignment{};
        }
    }
    template <class... As>
    constexpr auto changed(As... changes) const {
        using Changed = OpShape<ir::Op::array_change, 0, static_cast<std::uint16_t>(sizeof...(As)), ShapeOf<Target>,
                                Condition, OperandsShape<typename As::Shape>...>;
        return made_assignment<Target, Changed>(both(values_, joined_values(std::move(changes.values)...)));
    }
    [[no_unique_address]] V values_;
};

template <class Target, class C>
constexpr auto elements_where(const Target&, C&& condition) {
    using Given = std::remove_cvref_t<C>;
    require_scope<Given, ScopeOf<ElementOf<Target>>>();
    return ElementsWhere<Target, ShapeOf<Given>, typename Given::Values>(std::forward<C>(condition).values());
}

/// What members, and elements of vectors, have beside the operations of all expressions.
template <class Self>
struct Updates {
    /// Empties an optional member.
    [[nodiscard]] constexpr auto unset() const {
        static_assert(is_optional<TypeOf<Self>>, "Tenon: unset() empties an optional member, and this is none");
        return assign(self(), std::nullopt);
    }
    // --- numbers; an empty counts as 0 ---
    template <class V>
    [[nodiscard]] constexpr auto inc(V&& by) const {
        return assign(self(), arithmetic<ir::Op::add>(number(), std::forward<V>(by)));
    }
    [[nodiscard]] constexpr auto inc() const { return inc(1); }
    template <class V>
    [[nodiscard]] constexpr auto dec(V&& by) const {
        return assign(self(), arithmetic<ir::Op::sub>(number(), std::forward<V>(by)));
    }
    [[nodiscard]] constexpr auto dec() const { return dec(1); }
    template <class V>
    [[nodiscard]] constexpr auto mul(V&& by) const {
        return assign(self(), arithmetic<ir::Op::mul>(number(), std::forward<V>(by)));
    }
    // --- the smaller, the greater of what is there and what is given; an empty is replaced ---
    template <class V>
    [[nodiscard]] constexpr auto min(V&& value) const {
        return extreme<ir::Op::least>(std::forward<V>(value));
    }
    template <class V>
    [[nodiscard]] constexpr auto max(V&& value) const {
        return extreme<ir::Op::greatest>(std::forward<V>(value));
    }

    // --- maps ---
    /// The value of this key gets the other key, in place of what that had; nothing where there is no such key.
    template <class From, class To>
    [[nodiscard]] constexpr auto rename(From&& from, To&& to) const {
        constexpr bool is_map = TextMap<Stripped<TypeOf<Self>>>;
        constexpr bool are_texts = !ExpressionType<From> && !ExpressionType<To> &&
                                   std::is_convertible_v<From, std::string_view> &&
                                   std::is_convertible_v<To, std::string_view>;
        static_assert(is_map, "Tenon: rename() renames a key of a std::map with std::string keys");
        static_assert(are_texts, "Tenon: the keys of a map are texts given here");
        if constexpr (is_map && are_texts) {
            using Renamed = OpShape<ir::Op::map_rename, 0, 0, ShapeOf<Self>, SlotShape<TextSlot>, SlotShape<TextSlot>>;
            return made_assignment<Self, Renamed>(
                KeptValues(KeptValues(std::string_view(from)), KeptValues(std::string_view(to))));
        } else {
            return RefusedAssignment{};
        }
    }

    // --- vectors; one that is missing is empty ---
    /// Adds an element at the end, or as .at(…), .sorted_by(…), .sliced(…) behind it say.
    template <class V>
    [[nodiscard]] constexpr auto push(V&& value) const {
        if constexpr (require_element<Self, std::remove_cvref_t<V>>()) {
            Array elements;
            add_element<Self>(elements, std::forward<V>(value));
            return pushed<Self>(std::move(elements));
        } else {
            return RefusedAssignment{};
        }
    }
    template <class V>
    [[nodiscard]] constexpr auto push_all(const std::vector<V>& values) const {
        if constexpr (require_element<Self, V>())
            return pushed_all<Self>(std::span<const V>(values));
        else
            return RefusedAssignment{};
    }
    template <class V>
    [[nodiscard]] constexpr auto push_all(std::initializer_list<V> values) const {
        if constexpr (require_element<Self, V>())
            return pushed_all<Self>(std::span<const V>(values.begin(), values.size()));
        else
            return RefusedAssignment{};
    }
    [[nodiscard]] constexpr auto pop_front() const { return pop<1>(); }
    [[nodiscard]] constexpr auto pop_back() const { return pop<0>(); }
    /// Takes out the elements that equal this.
    template <class V>
    [[nodiscard]] constexpr auto pull(V&& value) const {
        if constexpr (require_element<Self, std::remove_cvref_t<V>>()) {
            auto sought = operand<ElementOf<Self>>(std::forward<V>(value));
            using Kept = OpShape<ir::Op::ne, 0, 0, ElementShape, ShapeOf<decltype(sought)>>;
            return kept<Kept>(std::move(sought).values());
        } else {
            return RefusedAssignment{};
        }
    }
    /// Takes out the elements that fulfil this.
    template <class C>
    [[nodiscard]] constexpr auto pull_if(C&& condition) const {
        if constexpr (require_list<Self>()) {
            using Given = std::remove_cvref_t<C>;
            require_scope<Given, ScopeOf<ElementOf<Self>>>();
            return kept<OpShape<ir::Op::not_, 0, 0, ShapeOf<Given>>>(std::forward<C>(condition).values());
        } else {
            return RefusedAssignment{};
        }
    }
    /// Adds an element at the end unless an equal one is there.
    template <class V>
    [[nodiscard]] constexpr auto add_to_set(V&& value) const {
        if constexpr (require_element<Self, std::remove_cvref_t<V>>()) {
            auto added = operand<ElementOf<Self>>(std::forward<V>(value));
            using Shape = OpShape<ir::Op::array_add, 0, 0, ShapeOf<Self>, ShapeOf<decltype(added)>>;
            return made_assignment<Self, Shape>(std::move(added).values());
        } else {
            return RefusedAssignment{};
        }
    }
    /// All elements, to be changed: .each().set(f<&Line::qty> = 0).
    [[nodiscard]] constexpr auto each() const {
        return elements_where(self(), Expression<void, bool, ConstantShape<ir::ConstantKind::boolean, 1>, None>());
    }

private:
    [[nodiscard]] constexpr const Self& self() const { return static_cast<const Self&>(*this); }
    [[nodiscard]] constexpr auto number() const {
        static_assert(category_of<Stripped<TypeOf<Self>>>() == Category::number,
                      "Tenon: inc(), dec() and mul() work on numbers");
        if constexpr (is_optional<TypeOf<Self>>)
            return unary<ir::Op::or_zero, Stripped<TypeOf<Self>>>(self());
        else
            return self();
    }
    template <ir::Op Op, class V>
    constexpr auto extreme(V&& value) const {
        if constexpr (require_ordered<Self, std::remove_cvref_t<V>>())
            return assign(self(), binary<Op, TypeOf<Self>>(self(), std::forward<V>(value)));
        else
            return RefusedAssignment{};
    }
    template <std::uint8_t First>
    constexpr auto pop() const {
        static_cast<void>(require_list<Self>());
        return made_assignment<Self, OpShape<ir::Op::array_pop, First, 0, ShapeOf<Self>>>(None{});
    }
    template <class Condition, class V>
    constexpr auto kept(V&& values) const {
        return made_assignment<Self, OpShape<ir::Op::array_keep, 0, 0, ShapeOf<Self>, Condition>>(
            std::forward<V>(values));
    }
};

/// tenon::element<T>: the element that a condition, or a change, speaks of.
template <class T>
struct Element : Operations<Element<T>>, Updates<Element<T>> {
    using Root = ElementScope<T>;
    using Type = T;
    using Shape = ElementShape;
    using Values = None;
    static constexpr bool tenon_expression = true;

    constexpr Element() = default;
    constexpr Element(const Element&) = default;
    Element& operator=(const Element&) = delete;
    [[nodiscard]] constexpr None values() const { return {}; }
    template <class V>
    constexpr auto operator=(V&& value) const {  // NOLINT: an assignment in the database, not of this object
        return assign(*this, std::forward<V>(value));
    }
};

}  // namespace tenon::typed
