#pragma once

/// How many members an aggregate has.
///
/// The way for nearly every struct: the largest number of empty braces, `T{{}, {}, {}}`, that initialise it. Each pair
/// of braces initialises one member whatever its type, so that nested aggregates and arrays can't be entered by mistake,
/// and no constructor can take more than it should. A few searching steps find that number.
///
/// Where a member has no default constructor, or an explicit one, the second way tries values that convert to anything,
/// one more at a time. This one can't tell a C array from several members, which must be found out separately.

#include <tenon/typed/bindings.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace tenon::typed {

/// Converts to any member, but not to T (`T{x}` would be a copy).
template <class T>
struct Anything {
    template <class U>
        requires(!std::is_same_v<U, T>)
    operator U() const noexcept;
};

/// Converts to the bases of T and can't be stored by a member that takes anything.
template <class T>
struct BaseOf {
    BaseOf() = default;
    BaseOf(const BaseOf&) = delete;

    template <class U>
        requires(std::is_base_of_v<U, T> && !std::is_same_v<U, T>)
    operator U() const noexcept;
};

/// Converts to nothing.
struct Nothing {
    Nothing() = default;
    Nothing(const Nothing&) = delete;
};

/// Whether an aggregate has base classes: they would be initialised in front of its members.
template <class T>
inline constexpr bool has_bases = requires { T{BaseOf<T>{}}; } && !requires { T{Nothing{}}; };

/// The largest N in [low, high) for which T takes N empty braces; it takes `low`.
template <class T, std::size_t Low, std::size_t High, std::size_t Step>
consteval std::size_t count_braces() {
    if constexpr (High - Low == 1) {
        return Low;
    } else {
        constexpr std::size_t half = (High - Low) / 2;
        constexpr std::size_t middle = Low + (Step < half ? Step : half);
        if constexpr (Bindings<middle>::template accepts<T>)
            return count_braces<T, middle, High, Step * 2>();
        else
            return count_braces<T, Low, middle, Step>();
    }
}

template <class T, std::size_t... I>
consteval bool accepts_anything(std::index_sequence<I...>) {
    return requires { T{(static_cast<void>(I), Anything<T>{})...}; };
}

template <class T, std::size_t... Before, std::size_t... After>
consteval bool accepts_pair(std::index_sequence<Before...>, std::index_sequence<After...>) {
    return requires {
        T{(static_cast<void>(Before), Anything<T>{})...,
          {Anything<T>{}, Anything<T>{}},
          (static_cast<void>(After), Anything<T>{})...};
    };
}

inline constexpr std::size_t uncountable = static_cast<std::size_t>(-1);

/// The largest N for which T takes N values of anything, at most one more than `member_limit`.
template <class T, std::size_t N = 0, std::size_t Found = uncountable>
consteval std::size_t count_anything() {
    if constexpr (N > member_limit + 1)
        return Found;
    else if constexpr (accepts_anything<T>(std::make_index_sequence<N>{}))
        return count_anything<T, N + 1, N>();
    else if constexpr (Found != uncountable)
        return Found;
    else
        return count_anything<T, N + 1>();
}

template <class T>
inline constexpr std::size_t counted_by_braces = [] {
    if constexpr (!Bindings<0>::accepts<T>)
        return uncountable;
    else
        return count_braces<T, 0, member_limit + 2, 8>();
}();

template <class T>
consteval bool is_counted_by_braces() {
    constexpr std::size_t count = counted_by_braces<T>;
    if constexpr (count == uncountable)
        return false;
    else if constexpr (count > member_limit)
        return true;
    else
        return !Bindings<count>::template accepts<T, Anything<T>>;
}

/// The number of members of an aggregate without bases and without C arrays of several elements; more than
/// `member_limit` if there are too many, `uncountable` if no number of values initialises it.
template <class T>
inline constexpr std::size_t counted_members = [] {
    if constexpr (is_counted_by_braces<T>())
        return counted_by_braces<T>;
    else
        return count_anything<T>();
}();

/// Whether `counted_members<T>` is too many because the second way took an array's elements for members. Two values in
/// braces initialise the first elements of an array, and leave fewer for what follows than those of a class do.
template <class T>
consteval bool has_uncounted_array() {
    if constexpr (is_counted_by_braces<T>() || counted_members<T> == uncountable) {
        return false;
    } else {
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return ((accepts_pair<T>(std::make_index_sequence<I>{}, std::index_sequence<>{}) &&
                     !accepts_pair<T>(std::make_index_sequence<I>{},
                                      std::make_index_sequence<counted_members<T> - I - 1>{})) ||
                    ...);
        }(std::make_index_sequence<counted_members<T>>{});
    }
}

}  // namespace tenon::typed
