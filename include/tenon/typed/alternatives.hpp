#pragma once
// Which of a std::variant's types is meant, by the type.

#include <cstddef>
#include <type_traits>
#include <variant>

namespace tenon::typed {

inline constexpr std::size_t no_alternative = static_cast<std::size_t>(-1);
template <class A, class T>
struct AlternativeIndex {
    static constexpr std::size_t value = no_alternative;
};
template <class A, class... As>
struct AlternativeIndex<A, std::variant<As...>> {
    static constexpr std::size_t value = [] {
        std::size_t index = 0;
        const bool found = ((std::is_same_v<A, As> || (++index, false)) || ...);
        return found ? index : no_alternative;
    }();
};
/// The place of A among the types of the variant T; `no_alternative` when it isn't there, or T is no variant.
template <class A, class T>
consteval std::size_t alternative_index() {
    return AlternativeIndex<A, T>::value;
}

}  // namespace tenon::typed
