#pragma once
// Slots: the values that a user gives, as one of few types, and what they are in a query's shape.

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/ir.hpp>
#include <tenon/typed/checked.hpp>
#include <tenon/typed/codecs.hpp>
#include <tenon/typed/kept_values.hpp>

namespace tenon::typed {

/// A text of a user's. What copies and ends it is not inline: it would be in each call of a program that gives one.
class OwnedText {
public:
    OwnedText(std::string text) noexcept;  // NOLINT: a text is one
    OwnedText(const OwnedText&);
    OwnedText(OwnedText&&) noexcept;
    OwnedText& operator=(const OwnedText&);
    OwnedText& operator=(OwnedText&&) noexcept;
    ~OwnedText();
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

private:
    std::string text_;
};

/// One value. T is std::int64_t, std::uint64_t, double, bool, std::string, Decimal, Timestamp, Date, Time, Uuid, ObjectId,
/// Bytes or std::string_view (an enumeration's label).
template <class T, BaseType Base>
struct Single {
    static constexpr bool is_text = std::is_same_v<T, std::string>;
    std::conditional_t<is_text, OwnedText, T> value;
    static constexpr BaseType base = Base;
    static constexpr std::uint8_t flag = 0;
    static constexpr ir::Op op = ir::Op::param;
    [[nodiscard]] Cell cell() const {
        if constexpr (std::is_same_v<T, Bytes>)
            return Cell::of_bytes(value.data(), value.size());
        else if constexpr (is_text)
            return Cell::of(std::string_view(value.text()));
        else
            return Cell::of(value);
    }
    [[nodiscard]] Value saved() const {
        if constexpr (is_text)
            return Value(value.text());
        else
            return Value(value);
    }
};

/// A real that is compared with an integer: two variant bits say whether and where it lies between whole numbers.
std::uint64_t real_state(double value) noexcept;
struct RealMeetsInteger {
    double value;
    static constexpr BaseType base = BaseType::float64;
    static constexpr std::uint8_t flag = ir::meets_integer;
    static constexpr ir::Op op = ir::Op::param;
    [[nodiscard]] Cell cell() const { return Cell::of(value); }
    [[nodiscard]] Value saved() const { return Value(value); }
};

template <class S>
struct Maybe {
    std::optional<S> slot;
    static constexpr BaseType base = S::base;
    static constexpr std::uint8_t flag = S::flag | ir::may_be_empty;
    static constexpr ir::Op op = ir::Op::param;
    [[nodiscard]] bool is_empty() const { return !slot; }
    [[nodiscard]] Cell cell() const { return slot ? slot->cell() : Cell(); }
    [[nodiscard]] Value saved() const { return slot ? slot->saved() : Value(); }
};

/// The values of an `in` list, which are kept as an array.
template <class S>
struct List {
    static constexpr BaseType base = S::base;
    static constexpr std::uint8_t flag = S::flag;
    static constexpr ir::Op op = ir::Op::list;
};

/// A whole nested value: a struct, vector, map, variant or Json.
const schema::Field& anonymous_field(const TypeInfo& type);
template <class T>
struct NestedSlot final : NestedSource {
    T value;
    static constexpr BaseType base = type_info<T>.base;
    static constexpr std::uint8_t flag = 0;
    static constexpr ir::Op op = ir::Op::param;
    explicit NestedSlot(T given) : value(std::move(given)) {}
    void write(NestedWriter& out) const override {
        NestedMember member;
        encode(type_info<T>, &value, anonymous_field(type_info<T>), member);
        member.write(out);
    }
    [[nodiscard]] Cell cell() const { return Cell::of(static_cast<const NestedSource&>(*this)); }
    [[nodiscard]] Value saved() const { return to_value(type_info<T>, &value, anonymous_field(type_info<T>)); }
};

using IntegerSlot = Single<std::int64_t, BaseType::int64>;
using UnsignedSlot = Single<std::uint64_t, BaseType::uint64>;
using RealSlot = Single<double, BaseType::float64>;
using BooleanSlot = Single<bool, BaseType::boolean>;
using TextSlot = Single<std::string, BaseType::text>;
using LabelSlot = Single<std::string_view, BaseType::enumeration>;

/// What kinds of values can meet each other.
enum class Category : std::uint8_t {
    boolean,
    number,
    text,
    bytes,
    timestamp,
    date,
    time,
    uuid,
    object_id,
    enumeration,
    nested,
    unknown
};

template <class T>
consteval Category category_of() {
    if constexpr (is_optional<T>)
        return category_of<typename T::value_type>();
    else if constexpr (HasCodec<T>)
        return category_of<StoredAs<T>>();
    else if constexpr (is_ref<T>)
        return category_of<typename T::KeyType>();
    else if constexpr (std::is_enum_v<T>)
        return Category::enumeration;
    else if constexpr (is_scalar<T>)
        switch (ScalarCodec<Canonical<T>>::base) {
        case BaseType::boolean: return Category::boolean;
        case BaseType::text: return Category::text;
        case BaseType::bytes: return Category::bytes;
        case BaseType::timestamp: return Category::timestamp;
        case BaseType::date: return Category::date;
        case BaseType::time: return Category::time;
        case BaseType::uuid: return Category::uuid;
        case BaseType::object_id: return Category::object_id;
        default: return Category::number;
        }
    else if constexpr (std::is_convertible_v<T, std::string_view>)
        return Category::text;
    else if constexpr (std::is_convertible_v<T, Timestamp>)
        return Category::timestamp;
    else if constexpr (std::is_class_v<T>)
        return Category::nested;
    else
        return Category::unknown;
}

template <class T>
inline constexpr bool is_real_type = std::is_floating_point_v<T>;
template <class T>
inline constexpr bool is_integer_type = std::is_integral_v<T> && !std::is_same_v<T, bool>;

/// The slot for a value given beside an expression of type `Other` (without its optional).
template <class Other, class V>
constexpr auto make_slot(V&& value) {
    using Given = std::remove_cvref_t<V>;
    if constexpr (is_optional<Given>) {
        using Slot = decltype(make_slot<Other>(*std::forward<V>(value)));
        return Maybe<Slot>{value ? std::optional<Slot>(make_slot<Other>(*std::forward<V>(value))) : std::nullopt};
    } else if constexpr (is_ref<Given>) {
        return make_slot<Other>(value.key());
    } else if constexpr (HasCodec<Given>) {
        return make_slot<StoredAs<Given>>(Codec<Given>::encode(value));
    } else if constexpr (HasCodec<Other>) {
        return make_slot<StoredAs<Other>>(std::forward<V>(value));
    } else if constexpr (std::is_enum_v<Given>) {
        return LabelSlot{label_of(enum_labels<Given>(), static_cast<std::int64_t>(value))};
    } else if constexpr (std::is_same_v<Given, bool>) {
        return BooleanSlot{value};
    } else if constexpr (is_integer_type<Given>) {
        if constexpr (std::is_unsigned_v<Given> && sizeof(Given) == 8)
            return UnsignedSlot{value};
        else
            return IntegerSlot{static_cast<std::int64_t>(value)};
    } else if constexpr (is_real_type<Given>) {
        if constexpr (is_integer_type<Other>)
            return RealMeetsInteger{static_cast<double>(value)};
        else
            return RealSlot{static_cast<double>(value)};
    } else if constexpr (category_of<Given>() == Category::text) {
        return TextSlot{std::string(std::string_view(std::forward<V>(value)))};
    } else if constexpr (is_scalar<Given>) {
        return Single<Given, ScalarCodec<Given>::base>{std::forward<V>(value)};
    } else if constexpr (std::is_convertible_v<V, Timestamp>) {
        return Single<Timestamp, BaseType::timestamp>{Timestamp(value)};
    } else {
        return NestedSlot<Other>(Other(std::forward<V>(value)));
    }
}

template <class Other, class V>
using SlotFor = decltype(make_slot<Other>(std::declval<V>()));

/// A Json that may be missing, which isn't the same as its null.
template <class S>
KeptValues kept_json(const Maybe<S>& given) {
    KeptValues kept(given.saved());
    kept.add_present(!given.is_empty());
    return kept;
}
/// A value given beside an expression of type `Other`, as the query keeps it.
template <class Other, class V>
KeptValues kept(V&& value) {
    using Given = std::remove_cvref_t<V>;
    if constexpr (std::is_same_v<SlotFor<Other, V>, TextSlot> && std::is_convertible_v<V, std::string_view> &&
                  !HasCodec<Given>)
        return KeptValues(std::string_view(value));
    else if constexpr (std::is_same_v<SlotFor<Other, V>, IntegerSlot> && is_integer_type<Given>)
        return KeptValues(static_cast<std::int64_t>(value));
    else if constexpr (is_real_type<Given>)
        return KeptValues(static_cast<double>(value));
    else if constexpr (is_optional<Given> && SlotFor<Other, V>::base == BaseType::json)
        return kept_json(make_slot<Other>(std::forward<V>(value)));
    else
        return KeptValues(make_slot<Other>(std::forward<V>(value)).saved());
}

/// The same behind the values of the expression that it stands beside.
template <class Other, class L, class V>
KeptValues kept_behind(L&& left, V&& value) {
    if constexpr (std::is_same_v<std::remove_cvref_t<L>, None>)
        return kept<Other>(std::forward<V>(value));
    else
        return KeptValues(std::forward<L>(left), kept<Other>(std::forward<V>(value)));
}
template <class Other>
struct GivenBeside {};

}  // namespace tenon::typed
