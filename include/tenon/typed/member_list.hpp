#pragma once

/// Classes that are not aggregates name their members once. Inside the class, where private members can be named:
///
///     class Account {
///     public:
///         static constexpr auto tenon_members() { return tenon::members<&Account::id_, &Account::name_>(); }
///     private:
///         std::int64_t id_ = 0;
///         std::string  name_;
///     };
///
/// or beside a class that can't be changed, in its namespace:
///
///     constexpr auto tenon_members(std::type_identity<Point>) { return tenon::members<&Point::x, &Point::y>(); }

#include <tenon/typed/compiler.hpp>

#include <cstddef>
#include <type_traits>

namespace tenon {

/// A list of members, by member pointer. Members of a base class may be among them.
template <auto... Pointers>
struct Members {
    static_assert((std::is_member_object_pointer_v<decltype(Pointers)> && ...),
                  "Tenon: tenon::members takes pointers to data members, as in &User::name");
};

/// What `tenon_members()` returns.
template <auto... Pointers>
consteval Members<Pointers...> members() {
    return {};
}

}  // namespace tenon

namespace tenon::typed {

template <class T>
concept ListsInside = requires { T::tenon_members(); };

template <class T>
concept ListedBeside = requires { tenon_members(std::type_identity<T>{}); };

/// Whether T lists its members itself: its other members are then no part of the model.
template <class T>
inline constexpr bool lists_members = ListsInside<T> || ListedBeside<T>;

template <class T>
consteval auto list_of() {
    if constexpr (ListsInside<T>)
        return T::tenon_members();
    else
        return tenon_members(std::type_identity<T>{});
}

template <class T>
using ListOf = decltype(list_of<T>());

template <class List>
inline constexpr bool is_member_list = false;
template <auto... Pointers>
inline constexpr bool is_member_list<Members<Pointers...>> = true;

/// A template argument as a type, so that member pointers of different types can be compared.
template <auto Value>
struct Constant {};

template <class List>
struct ListBindings;

template <auto... Pointers>
struct ListBindings<Members<Pointers...>> {
    static constexpr std::size_t count = sizeof...(Pointers);

    template <class T, class Visitor>
    static constexpr decltype(auto) visit(T& object, Visitor&& visitor) {
        return visitor((object.*Pointers)...);
    }

    static consteval auto names() {
        return compiler::without_outer_underscores(
            compiler::names_of_values<compiler::Values<Pointers...>, compiler::Qualified::differently>());
    }

    /// The place of a member in the list; `count` if it isn't there.
    template <auto Member>
    static constexpr std::size_t index_of = [] {
        std::size_t index = 0;
        static_cast<void>(((std::is_same_v<Constant<Member>, Constant<Pointers>> || (++index, false)) || ...));
        return index;
    }();

    /// Whether T found `tenon_members()` in this class, the owner of a listed member, its base.
    template <class T, class Owner, class Type>
    static consteval bool comes_from(Type Owner::*) {
        if constexpr (std::is_same_v<T, Owner> || !ListsInside<Owner> || !ListsInside<T>)
            return false;
        else if constexpr (std::is_same_v<decltype(&T::tenon_members), decltype(&Owner::tenon_members)>)
            return &T::tenon_members == &Owner::tenon_members;
        else
            return false;
    }

    template <class T>
    static constexpr bool inherited_by = (... || comes_from<T>(Pointers));
};

template <class T>
inline constexpr bool inherits_list = ListBindings<ListOf<T>>::template inherited_by<T>;

}  // namespace tenon::typed
