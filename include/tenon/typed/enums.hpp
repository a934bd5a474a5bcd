#pragma once

/// The labels of an enum, without macros: `enum class Color { red, green }` has "red" for 0 and "green" for 1.
///
/// The compiler is asked for the name of each value in a range, [-16, 127] unless `tenon::enum_range` says otherwise.
/// An enumerator outside of it has no label, and nothing can tell that it is missing. The order of declaration can't be
/// found out either: labels are in order of value. Of enumerators with the same value the first one declared is taken.

#include <tenon/typed/compiler.hpp>
#include <tenon/typed/name_table.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon {

/// The values that an enum's labels are looked for in; the narrower, the faster to compile. At most 4096 values.
///
///     template <> struct tenon::enum_range<HttpStatus> { static constexpr int min = 100, max = 599; };
template <class Enum>
struct enum_range {
    static constexpr int min = -16;
    static constexpr int max = 127;
};

}  // namespace tenon

namespace tenon::typed {

struct EnumLabel {
    std::int64_t value = 0;
    std::string_view label{};

    friend bool operator==(const EnumLabel&, const EnumLabel&) = default;
};

/// The label of a value, empty if it has none. `labels` is in order of value.
constexpr std::string_view label_of(std::span<const EnumLabel> labels, std::int64_t value) {
    std::size_t begin = 0;
    std::size_t end = labels.size();
    while (begin < end) {
        const std::size_t middle = begin + (end - begin) / 2;
        if (labels[middle].value == value) return labels[middle].label;
        if (labels[middle].value < value)
            begin = middle + 1;
        else
            end = middle;
    }
    return {};
}

/// The value that has this label, letter by letter.
constexpr std::optional<std::int64_t> value_of(std::span<const EnumLabel> labels, std::string_view label) {
    for (const EnumLabel& each : labels)
        if (each.label == label) return each.value;
    return std::nullopt;
}

/// Whether the enum says which integer it is stored in, as all scoped enums do. If it doesn't, its values are only those
/// that fit into as many bits as its enumerators need.
template <class Enum>
concept HasFixedType = requires { Enum{0}; };

struct EnumBounds {
    int min = 0;
    int max = 0;
};

/// The widest bounds, up to the ones given, that an enum without a fixed type has.
template <class Enum, EnumBounds Wanted, int Bit = 1>
consteval EnumBounds bounds_of_bits() {
    constexpr int min = compiler::HasValue<Enum, -1> ? -Bit : 0;
    if constexpr (compiler::HasValue<Enum, Bit> && Bit <= Wanted.max)
        return bounds_of_bits<Enum, Wanted, Bit * 2>();
    else
        return {min < Wanted.min ? Wanted.min : min, Bit - 1 > Wanted.max ? Wanted.max : Bit - 1};
}

template <class Enum>
consteval EnumBounds bounds_of() {
    constexpr EnumBounds wanted{enum_range<Enum>::min, enum_range<Enum>::max};
    static_assert(wanted.min <= wanted.max && wanted.max - wanted.min < 4096,
                  "Tenon: enum_range must have min <= max and at most 4096 values");
    if constexpr (!HasFixedType<Enum>) {
        return bounds_of_bits<Enum, wanted>();
    } else {
        using Integer = std::underlying_type_t<Enum>;
        constexpr int least = std::is_signed_v<Integer> ? sizeof(Integer) == 1 ? -128 : wanted.min : 0;
        constexpr int most = std::is_same_v<Integer, bool> ? 1 : sizeof(Integer) > 1 ? wanted.max : least + 255;
        return {wanted.min < least ? least : wanted.min, wanted.max > most ? most : wanted.max};
    }
}

template <class Enum, int... Offsets>
consteval auto values_in_range(std::integer_sequence<int, Offsets...>) {
    return compiler::EnumValues<Enum, (bounds_of<Enum>().min + Offsets)...>{};
}

template <class Enum>
consteval auto names_in_range() {
    static_cast<void>(requires { Enum::a_name_that_makes_the_compiler_look_into_the_enum; });
    constexpr EnumBounds bounds = bounds_of<Enum>();
    using Offsets = std::make_integer_sequence<int, bounds.max - bounds.min + 1>;
    return compiler::names_of_values<decltype(values_in_range<Enum>(Offsets{}))>();
}

template <class Enum>
inline constexpr auto enum_names = names_in_range<Enum>();

template <class Enum>
inline constexpr NameTable<enum_names<Enum>.count, length_of(enum_names<Enum>)> enum_name_table{enum_names<Enum>};

template <class Enum>
consteval auto labels_in_range() {
    constexpr std::size_t count = enum_names<Enum>.count;
    static_assert(count > 0, "Tenon: no enumerator of this enum is in its enum_range: specialise tenon::enum_range");
    constexpr std::int64_t min = bounds_of<Enum>().min;
    std::array<EnumLabel, count> labels{};
    for (std::size_t i = 0; i < count; ++i) {
        const auto place = static_cast<std::int64_t>(enum_names<Enum>.places[count - 1 - i]);
        labels[i] = EnumLabel{min + place, enum_name_table<Enum>.names()[i]};
    }
    return labels;
}

template <class Enum>
inline constexpr auto enum_label_array = labels_in_range<Enum>();

/// The labels of an enum, in order of value. They live for the whole program.
template <class Enum>
constexpr std::span<const EnumLabel> enum_labels() {
    static_assert(std::is_enum_v<Enum>, "Tenon: enum_labels takes an enum");
    return enum_label_array<Enum>;
}

}  // namespace tenon::typed
