#pragma once
// What can be called on an expression: .in(), .contains(), .any(), .desc() … Included by expression.hpp.

#include <tenon/pattern.hpp>
#include <tenon/typed/expression.hpp>

namespace tenon::typed {

/// The scope inside `.any()`: for relations the related model, for vectors of structs the struct, for other vectors the
/// element itself (tenon::element).
template <class Element>
struct ElementScope {};
template <class Root>
inline constexpr bool is_element_scope = false;
template <class Element>
inline constexpr bool is_element_scope<ElementScope<Element>> = true;
template <class E>
using ScopeOf = std::conditional_t<category_of<E>() == Category::nested && !is_variant<E> && !is_vector<E> &&
                                       !TextMap<E> && !std::is_same_v<E, Json>,
                                   E, ElementScope<E>>;

template <class C, class Scope>
consteval void require_scope() {
    constexpr bool fits = std::is_same_v<RootOf<C>, Scope> || std::is_void_v<RootOf<C>>;
    static_assert(fits || !is_element_scope<RootOf<C>>,
                  "Tenon: tenon::element<T> must have the type of the vector's elements");
    static_assert(
        fits || is_element_scope<RootOf<C>>,
        "Tenon: the condition inside any(), all(), none() or count() must be on the related or nested struct");
    require_condition<C>();
}
/// The condition of a query on T.
template <class C, class T>
consteval bool require_condition_on() {
    static_assert(ExpressionType<C>,
                  "Tenon: a condition is needed here, as in f<&User::age> >= 18; get(key) gives the object "
                  "with a key");
    if constexpr (ExpressionType<C>) {
        static_assert(std::is_same_v<RootOf<C>, T> || std::is_void_v<RootOf<C>>,
                      "Tenon: this condition is on another model");
        require_condition<C>();
    }
    return ExpressionType<C>;
}

template <class Target, class C>
constexpr auto elements_where(const Target& target, C&& condition);
template <class Self, class V, class... Paths>
constexpr auto map_entry(const Self& self, V&& key, const Paths&... path);
template <class Alternative, class Self, class... Paths>
constexpr auto variant_value(const Self& self, const Paths&... path);
template <ir::JsonPart Part, class Result, class Self, class... Steps>
constexpr auto json_part(const Self& self, const Steps&... steps);

struct ElementShape {
    static constexpr std::array<ir::Node, 1> nodes{ir::Node{ir::Op::element, 0, 0, 0, 0}};
};

template <class Self>
struct Operations {
    // --- empties ---
    [[nodiscard]] constexpr auto is_empty() const {
        static_cast<void>(require_value<Self>());
        return unary<ir::Op::is_empty, bool>(self());
    }
    [[nodiscard]] constexpr auto has_value() const { return !is_empty(); }

    // --- lists and ranges ---
    /// Is it one of these? Empties in the list match an empty.
    template <class V>
    [[nodiscard]] constexpr auto in(const std::vector<V>& values) const {
        return in_list(std::span<const V>(values));
    }
    template <class V>
    [[nodiscard]] constexpr auto in(std::initializer_list<V> values) const {
        return in_list(std::span<const V>(values.begin(), values.size()));
    }
    template <class V, std::size_t N>
    [[nodiscard]] constexpr auto in(std::span<V, N> values) const {
        return in_list(std::span<const V>(values));
    }
    /// Is it one of the values that this query gives? Empties are ignored on both sides.
    template <QueryType Q>
    [[nodiscard]] constexpr auto in(const Q& query) const {
        return in_subquery(self(), query);
    }
    template <class... Vs>
        requires(!(QueryType<Vs> || ...))
    [[nodiscard]] constexpr auto in(const Vs&...) const {
        static_assert(never<Vs...>, "Tenon: in() takes a list: .in({1, 2, 3}), a std::vector or a std::span");
        return Refused<Self>();
    }
    /// Both ends belong to it.
    template <class Low, class High>
    [[nodiscard]] constexpr auto between(Low&& low, High&& high) const {
        return self() >= std::forward<Low>(low) && self() <= std::forward<High>(high);
    }

    // --- bits of whole numbers, negative ones in two's complement; false of an empty ---
    /// Are all bits set that the mask has?
    template <class M>
    [[nodiscard]] constexpr auto bits_all_set(M&& mask) const {
        return bits<ir::BitTest::all_set>(std::forward<M>(mask));
    }
    template <class M>
    [[nodiscard]] constexpr auto bits_any_set(M&& mask) const {
        return bits<ir::BitTest::any_set>(std::forward<M>(mask));
    }
    template <class M>
    [[nodiscard]] constexpr auto bits_all_clear(M&& mask) const {
        return bits<ir::BitTest::all_clear>(std::forward<M>(mask));
    }
    template <class M>
    [[nodiscard]] constexpr auto bits_any_clear(M&& mask) const {
        return bits<ir::BitTest::any_clear>(std::forward<M>(mask));
    }

    // --- text; literal unless it is `like` or `matches` ---
    template <class V>
    [[nodiscard]] constexpr auto starts_with(V&& prefix) const {
        return text_test<ir::Op::starts_with>(std::forward<V>(prefix));
    }
    template <class V>
    [[nodiscard]] constexpr auto ends_with(V&& suffix) const {
        return text_test<ir::Op::ends_with>(std::forward<V>(suffix));
    }
    /// % is any text, _ one character, \ takes the next one as it is.
    template <class V>
    [[nodiscard]] constexpr auto like(V&& pattern) const {
        return text_test<ir::Op::like>(std::forward<V>(pattern));
    }
    /// The same without regard to the case of ASCII letters.
    template <class V>
    [[nodiscard]] constexpr auto ilike(V&& pattern) const {
        return text_test<ir::Op::ilike>(std::forward<V>(pattern));
    }
    template <class V>
    [[nodiscard]] constexpr auto iequals(V&& text) const {
        return text_test<ir::Op::iequals>(std::forward<V>(text));
    }
    template <class V>
    [[nodiscard]] constexpr auto icontains(V&& text) const {
        return text_test<ir::Op::icontains>(std::forward<V>(text));
    }
    /// A regular expression of the common subset: as text, a tenon::Pattern, or one of tenon::formats.
    template <class V>
    [[nodiscard]] constexpr auto matches(V&& pattern) const {
        static_assert(!ExpressionType<V>, "Tenon: the pattern of matches() is a text given here, not a member");
        if constexpr (ExpressionType<V>)
            return Refused<Self>();
        else if constexpr (std::is_same_v<std::remove_cvref_t<V>, Format>)
            return text_test<ir::Op::regex>(pattern.pattern);
        else if constexpr (std::is_same_v<std::remove_cvref_t<V>, Pattern>)
            return text_test<ir::Op::regex>(pattern.source());
        else
            return text_test<ir::Op::regex>(std::forward<V>(pattern));
    }
    /// Without ASCII white space at both ends.
    [[nodiscard]] constexpr auto trim() const { return text_value<ir::Op::trim>(); }
    /// So many characters (code points) from this place on, which counts from 0; fewer where the text ends before.
    [[nodiscard]] constexpr auto substring(std::int64_t from, std::int64_t count) const {
        require_text();
        using Places = SlotShape<IntegerSlot>;
        using Shape = OpShape<ir::Op::substring, 0, 0, typename Self::Shape, Places, Places>;
        auto values = both(self().values(), both(KeptValues{checked_place(from)}, KeptValues{checked_place(count)}));
        return Expression<typename Self::Root, TypeOf<Self>, Shape, decltype(values)>(std::move(values));
    }
    /// Each place where this text stands, with another there instead.
    template <class What, class By>
    [[nodiscard]] constexpr auto replace(What&& what, By&& by) const {
        require_text();
        auto sought = text_operand(std::forward<What>(what));
        auto given = text_operand(std::forward<By>(by));
        require_same_root<RootOf<Self>, RootOf<decltype(sought)>>();
        require_same_root<RootOf<Self>, RootOf<decltype(given)>>();
        constexpr bool nullable = is_optional<TypeOf<Self>> || is_optional<TypeOf<decltype(sought)>> ||
                                  is_optional<TypeOf<decltype(given)>>;
        using Result = std::conditional_t<nullable, std::optional<std::string>, std::string>;
        using Shape =
            OpShape<ir::Op::replace, 0, 0, typename Self::Shape, ShapeOf<decltype(sought)>, ShapeOf<decltype(given)>>;
        auto values = both(self().values(), both(std::move(sought).values(), std::move(given).values()));
        return Expression<typename Self::Root, Result, Shape, decltype(values)>(std::move(values));
    }
    /// The place where this text stands first, in characters from 0; empty when it isn't there.
    template <class V>
    [[nodiscard]] constexpr auto position(V&& part) const {
        require_text();
        return binary<ir::Op::position, std::optional<std::int64_t>>(self(), text_operand(std::forward<V>(part)));
    }
    [[nodiscard]] constexpr auto lower() const { return text_value<ir::Op::lower>(); }
    [[nodiscard]] constexpr auto upper() const { return text_value<ir::Op::upper>(); }
    /// In characters (code points).
    [[nodiscard]] constexpr auto length() const {
        static_assert(category_of<Stripped<TypeOf<Self>>>() == Category::text,
                      "Tenon: length() is of text; a vector has size()");
        using Result = std::conditional_t<is_optional<TypeOf<Self>>, std::optional<std::int64_t>, std::int64_t>;
        return unary<ir::Op::length, Result>(self());
    }
    template <class V>
    [[nodiscard]] constexpr auto concat(V&& text) const {
        require_text();
        using Other = typename OperandType<std::remove_cvref_t<V>>::type;
        static_assert(category_of<Stripped<Other>>() == Category::text, "Tenon: concat() joins text with text");
        using Result = std::conditional_t<is_optional<TypeOf<Self>> || is_optional<Other>, std::optional<std::string>,
                                          std::string>;
        return binary<ir::Op::concat, Result>(self(), std::forward<V>(text));
    }

    /// Text: does it contain this text? A vector: is this one of its elements?
    template <class V>
    [[nodiscard]] constexpr auto contains(V&& value) const {
        if constexpr (is_list()) {
            using Element = typename Stripped<TypeOf<Self>>::value_type;
            constexpr bool fits = can_be_element<Element, std::remove_cvref_t<V>>();
            static_assert(fits,
                          "Tenon: contains() looks for an element: its type must be that of the vector's elements");
            if constexpr (fits)
                return element_test<ir::Op::array_contains, Element>(std::forward<V>(value));
            else
                return Refused<Self>();
        } else {
            return text_test<ir::Op::contains>(std::forward<V>(value));
        }
    }

    // --- vectors ---
    template <class V>
    [[nodiscard]] constexpr auto contains_all(const std::vector<V>& values) const {
        require_vector();
        return list_test<ir::Op::array_contains_all>(std::span<const V>(values));
    }
    template <class V>
    [[nodiscard]] constexpr auto contains_all(std::initializer_list<V> values) const {
        require_vector();
        return list_test<ir::Op::array_contains_all>(std::span<const V>(values.begin(), values.size()));
    }
    /// Is one of its elements in the list?
    template <class V>
    [[nodiscard]] constexpr auto overlaps(const std::vector<V>& values) const {
        return elements_in<ir::Op::array_any>(std::span<const V>(values));
    }
    template <class V>
    [[nodiscard]] constexpr auto overlaps(std::initializer_list<V> values) const {
        return elements_in<ir::Op::array_any>(std::span<const V>(values.begin(), values.size()));
    }
    /// Are all of its elements in the list? True when it has none.
    template <class V>
    [[nodiscard]] constexpr auto contained_in(const std::vector<V>& values) const {
        return elements_in<ir::Op::array_all>(std::span<const V>(values));
    }
    template <class V>
    [[nodiscard]] constexpr auto contained_in(std::initializer_list<V> values) const {
        return elements_in<ir::Op::array_all>(std::span<const V>(values.begin(), values.size()));
    }
    [[nodiscard]] constexpr auto size() const {
        static_assert(is_list() || TextMap<Stripped<TypeOf<Self>>>,
                      "Tenon: size() is of a vector; text has length(), a relation count()");
        return unary<ir::Op::array_size, std::int64_t>(self());
    }

    // --- maps and variants: <tenon/inside.hpp> ---
    /// What a map holds at this key, which is text as it is, or a member of that: homes.at("summer", f<&Home::city>).
    /// Empty when it has none.
    template <class V, class... Paths>
    [[nodiscard]] constexpr auto at(V&& key, const Paths&... path) const {
        return map_entry(self(), std::forward<V>(key), path...);
    }
    template <class V>
    [[nodiscard]] constexpr auto contains_key(V&& key) const {
        return at(std::forward<V>(key)).has_value();
    }
    /// What a variant holds while it holds an Alternative, or a member of that: shape.as<Circle>(f<&Circle::radius>).
    /// Empty while it holds another.
    template <class Alternative, class... Paths>
    [[nodiscard]] constexpr auto as(const Paths&... path) const {
        return variant_value<Alternative>(self(), path...);
    }
    template <class Alternative>
    [[nodiscard]] constexpr auto holds() const {
        return as<Alternative>().has_value();
    }

    // --- inside a Json: <tenon/json_parts.hpp>. Texts are keys of objects, whole numbers lead to elements of arrays,
    // counted from 0, and no step leads to the whole. A negative number is a QueryError. ---
    /// What is there, when it is that; empty otherwise: f<&Event::data>.text_at("user", "name") == "Ada",
    /// f<&Event::data>.text_at("tags", 0) == "new".
    template <class... Steps>
    [[nodiscard]] constexpr auto text_at(const Steps&... steps) const {
        return json_part<ir::JsonPart::text, std::string>(self(), steps...);
    }
    /// A number that is whole and an int64, however it was written.
    template <class... Steps>
    [[nodiscard]] constexpr auto int64_at(const Steps&... steps) const {
        return json_part<ir::JsonPart::int64, std::int64_t>(self(), steps...);
    }
    template <class... Steps>
    [[nodiscard]] constexpr auto double_at(const Steps&... steps) const {
        return json_part<ir::JsonPart::real, double>(self(), steps...);
    }
    template <class... Steps>
    [[nodiscard]] constexpr auto bool_at(const Steps&... steps) const {
        return json_part<ir::JsonPart::boolean, bool>(self(), steps...);
    }
    /// "null", "boolean", "number", "text", "array" or "object"; empty when nothing is there.
    template <class... Steps>
    [[nodiscard]] constexpr auto json_type(const Steps&... steps) const {
        return json_part<ir::JsonPart::type, std::string>(self(), steps...);
    }
    /// Is anything there, be it JSON's null?
    template <class Step, class... Steps>
    [[nodiscard]] constexpr auto has(const Step& step, const Steps&... steps) const {
        return json_type(step, steps...).has_value();
    }

    // --- vectors and relations: conditions on their elements ---
    /// Is there one that fulfils the condition? Without a condition: is there one at all?
    template <class C = None>
    [[nodiscard]] constexpr auto any(C condition = {}) const {
        return inside<ir::Op::array_any, ir::Op::related_any, bool>(std::move(condition));
    }
    /// Do all fulfil it? True when there is none.
    template <class C>
    [[nodiscard]] constexpr auto all(C condition) const {
        return inside<ir::Op::array_all, ir::Op::related_all, bool>(std::move(condition));
    }
    template <class C = None>
    [[nodiscard]] constexpr auto none(C condition = {}) const {
        return inside<ir::Op::array_none, ir::Op::related_none, bool>(std::move(condition));
    }
    /// How many related objects fulfil it?
    template <class C = None>
    [[nodiscard]] constexpr auto count(C condition = {}) const {
        static_assert(is_relation<TypeOf<Self>>, "Tenon: .count() counts related objects; a vector has .size()");
        return inside<ir::Op::array_any, ir::Op::related_count, std::int64_t>(std::move(condition));
    }

    // --- vectors: in an update, the elements that are changed; relations: what include() is to load ---
    template <class C>
    [[nodiscard]] constexpr auto where(C&& condition) const {
        if constexpr (is_list())
            return elements_where(self(), std::forward<C>(condition));
        else
            return as_include(self()).where(std::forward<C>(condition));
    }
    template <class... Orders>
    [[nodiscard]] constexpr auto order_by(Orders&&... orders) const {
        return as_include(self()).order_by(std::forward<Orders>(orders)...);
    }
    [[nodiscard]] constexpr auto limit(std::int64_t most) const { return as_include(self()).limit(most); }
    [[nodiscard]] constexpr auto with_deleted() const { return as_include(self()).with_deleted(); }
    template <class I>
    [[nodiscard]] constexpr auto include(I&& inner) const {
        return as_include(self()).include(std::forward<I>(inner));
    }

    // --- of an aggregate ---
    /// Computed over the rows beside each row, not over a group: sum(f<&Sale::price>).over(partition_by(f<&Sale::shop>)).
    /// <tenon/window_functions.hpp> has what it takes.
    template <class... Parts>
    [[nodiscard]] constexpr auto over(const Parts&... parts) const {
        return aggregate_over(self(), parts...);
    }

    // --- order ---
    [[nodiscard]] constexpr auto asc() const { return ordering<0>(); }
    [[nodiscard]] constexpr auto desc() const { return ordering<ir::descending>(); }
    [[nodiscard]] constexpr auto asc_empties_last() const { return ordering<ir::empties_last>(); }
    [[nodiscard]] constexpr auto desc_empties_first() const { return ordering<ir::descending | ir::empties_first>(); }

    template <std::uint8_t Flags>
    [[nodiscard]] constexpr auto ordering() const {
        constexpr Category category = category_of<Stripped<TypeOf<Self>>>();
        static_assert(category != Category::bytes && !is_vector<Stripped<TypeOf<Self>>> &&
                          (!is_relation<TypeOf<Self>> || is_ref<Stripped<TypeOf<Self>>>),
                      "Tenon: bytes, vectors and relations can't be sorted by");
        using E = Self;
        using Shape = OpShape<ir::Op::order_by, Flags, 0, typename E::Shape>;
        return Ordering<typename E::Root, Shape, typename E::Values>{self().values()};
    }

private:
    template <class Type>
    static constexpr bool is_relation = is_many<Type> || is_one<Type> || is_ref<Stripped<Type>>;
    [[nodiscard]] constexpr const Self& self() const { return static_cast<const Self&>(*this); }

    static consteval void require_text() {
        static_assert(category_of<Stripped<TypeOf<Self>>>() == Category::text, "Tenon: this works on text only");
    }
    static consteval bool is_list() {
        return is_vector<Stripped<TypeOf<Self>>> && !std::is_same_v<Stripped<TypeOf<Self>>, Bytes>;
    }
    static consteval void require_vector() { static_assert(is_list(), "Tenon: this works on vectors only"); }
    template <class T>
    static constexpr bool has_bits = category_of<T>() == Category::number && !is_real_type<T> &&
                                     !std::is_same_v<T, Decimal>;
    template <ir::BitTest Test, class M>
    constexpr auto bits(M&& mask) const {
        constexpr bool fits = has_bits<Stripped<TypeOf<Self>>> && has_bits<OperandOf<std::remove_cvref_t<M>>>;
        static_assert(fits, "Tenon: bits are those of whole numbers, and so is their mask");
        if constexpr (fits)
            return binary<ir::Op::bits, bool, static_cast<std::uint16_t>(Test)>(self(), std::forward<M>(mask));
        else
            return Refused<Self>();
    }
    template <class Element, class V>
    static consteval bool can_be_element() {
        if constexpr (is_nullopt<V>)
            return is_optional<Element>;
        else
            return find_mismatch<Stripped<Element>, OperandOf<V>>() == Mismatch::none;
    }
    template <class V>
    static constexpr auto text_operand(V&& text) {
        static_assert(category_of<Stripped<typename OperandType<std::remove_cvref_t<V>>::type>>() == Category::text,
                      "Tenon: text is looked for in text, and replaced by text");
        return operand<std::string>(std::forward<V>(text));
    }
    template <ir::Op Op, class V>
    constexpr auto text_test(V&& text) const {
        require_text();
        static_assert(category_of<Stripped<typename OperandType<std::remove_cvref_t<V>>::type>>() == Category::text,
                      "Tenon: text is compared with something that is not text");
        return binary<Op, bool>(self(), std::forward<V>(text));
    }
    template <ir::Op Op>
    constexpr auto text_value() const {
        require_text();
        return unary<Op, TypeOf<Self>>(self());
    }
    template <ir::Op Op, class Element, class V>
    constexpr auto element_test(V&& value) const {
        auto r = operand<Element>(std::forward<V>(value));
        using Shape = OpShape<Op, 0, 0, typename Self::Shape, ShapeOf<decltype(r)>>;
        auto values = both(self().values(), std::move(r).values());
        return Expression<typename Self::Root, bool, Shape, decltype(values)>(std::move(values));
    }
    template <class V>
    constexpr auto in_list(std::span<const V> given) const {
        if constexpr (require_comparable<Self, V>())
            return list_test_of<ir::Op::in, Stripped<TypeOf<Self>>>(given);
        else
            return Refused<Self>();
    }
    template <ir::Op Op, class V>
    constexpr auto list_test(std::span<const V> given) const {
        using Element = typename Stripped<TypeOf<Self>>::value_type;
        constexpr bool fits = can_be_element<Element, V>();
        static_assert(fits, "Tenon: the list's values must be of the elements' type");
        if constexpr (fits)
            return list_test_of<Op, Element>(given);
        else
            return Refused<Self>();
    }
    template <ir::Op ArrayOp, class V>
    constexpr auto elements_in(std::span<const V> given) const {
        constexpr bool fits = can_be_listed<V>();
        static_assert(fits,
                      "Tenon: overlaps() and contained_in() are of vectors of single values, and the list's values "
                      "of the elements' type");
        if constexpr (fits) {
            using Element = Stripped<typename Stripped<TypeOf<Self>>::value_type>;
            using IsListed = OpShape<ir::Op::in, 0, 0, ElementShape, ListShape<ir::Op::in, Element, V>>;
            using Shape = OpShape<ArrayOp, 0, 0, typename Self::Shape, IsListed>;
            return Expression<typename Self::Root, bool, Shape, KeptValues>(self().values(),
                                                                            list_of<ir::Op::in, Element>(given));
        } else {
            return Refused<Self>();
        }
    }
    template <class V>
    static consteval bool can_be_listed() {
        if constexpr (is_list()) {
            using Element = typename Stripped<TypeOf<Self>>::value_type;
            return category_of<Element>() != Category::nested && can_be_element<Element, V>();
        } else {
            return false;
        }
    }
    // A real that no integer equals has no part in `in`; in contains_all it is what no vector has.
    template <ir::Op Op, class Meets, class V>
    using ListMeets =
        std::conditional_t<Op == ir::Op::array_contains_all && is_real_type<Stripped<V>>, Stripped<V>, Meets>;
    template <ir::Op Op, class Meets, class V>
    using ListShape = SlotShape<List<SlotFor<ListMeets<Op, Meets, V>, const V&>>>;
    template <ir::Op Op, class Meets, class V>
    static KeptValues list_of(std::span<const V> given) {
        Array values;
        values.reserve(given.size());
        for (const V& value : given) values.push_back(make_slot<ListMeets<Op, Meets, V>>(value).saved());
        return KeptValues(Value(std::move(values)));
    }
    template <ir::Op Op, class Meets, class V>
    constexpr auto list_test_of(std::span<const V> given) const {
        using Shape = OpShape<Op, 0, 0, typename Self::Shape, ListShape<Op, Meets, V>>;
        return Expression<typename Self::Root, bool, Shape, KeptValues>(self().values(), list_of<Op, Meets>(given));
    }
    template <class C>
    static constexpr auto condition_or_true(C&& condition) {
        if constexpr (std::is_same_v<std::remove_cvref_t<C>, None>)
            return Operand<bool, ConstantShape<ir::ConstantKind::boolean, 1>, None>();
        else
            return operand<bool>(std::forward<C>(condition));
    }
    template <ir::Op ArrayOp, ir::Op RelatedOp, class Result, class C>
    constexpr auto inside(C condition) const {
        using Type = TypeOf<Self>;
        static_assert(is_relation<Type> || is_list(),
                      "Tenon: any(), all(), none() and count() work on relations and vectors");
        auto c = condition_or_true(std::move(condition));
        if constexpr (!is_relation<Type> && !is_list()) {
            return Refused<Self>();
        } else if constexpr (is_relation<Type>) {
            require_scope<decltype(c), typename Stripped<Type>::Target>();
            static_assert(Self::Shape::nodes.size() == 1, "Tenon: a relation must be a member of the model itself");
            using Shape = OpShape<RelatedOp, 0, Self::Shape::nodes[0].a, ShapeOf<decltype(c)>>;
            return Expression<typename Self::Root, Result, Shape, typename decltype(c)::Values>(std::move(c).values());
        } else {
            using Element = typename Stripped<Type>::value_type;
            require_scope<decltype(c), ScopeOf<Element>>();
            using Shape = OpShape<ArrayOp, 0, 0, typename Self::Shape, ShapeOf<decltype(c)>>;
            auto values = both(self().values(), std::move(c).values());
            return Expression<typename Self::Root, Result, Shape, decltype(values)>(std::move(values));
        }
    }
};

}  // namespace tenon::typed
