#pragma once

/// The members of a struct, without macros: how many there are, their names, and a reference to each.
///
///     struct User { std::int64_t id = 0; std::string name{}; };
///
///     member_count<User>                  // 2
///     member_names<User>()[1]             // "name"
///     member_index<&User::name>           // 1
///     visit_members(user, [](auto&... member) { (read(member), ...); });
///
/// It works for aggregates of up to 64 members, local structs included, and for classes that list their members (see
/// `tenon::members`). It can't take bases, C arrays, references, bit-fields and anonymous unions: `require_reflectable`
/// says so in a sentence for the first three; the compiler itself rejects the last two.

#include <tenon/typed/bindings.hpp>
#include <tenon/typed/compiler.hpp>
#include <tenon/typed/member_count.hpp>
#include <tenon/typed/member_list.hpp>
#include <tenon/typed/name_table.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::typed {

/// What keeps a type from being a model.
enum class Obstacle {
    none,
    not_a_class,
    a_union,
    a_tuple,
    members_unknown,
    inherited_list,
    not_a_list,
    base_class,
    c_array,
    members_uncountable,
    too_many_members,
};

template <class T>
consteval Obstacle find_obstacle_in_list() {
    if constexpr (!is_member_list<ListOf<T>>)
        return Obstacle::not_a_list;
    else if constexpr (inherits_list<T>)
        return Obstacle::inherited_list;
    else
        return ListBindings<ListOf<T>>::count > member_limit ? Obstacle::too_many_members : Obstacle::none;
}

/// Room for a T that is never constructed: it only has an address, and so have its members.
template <class T>
union Storage {
    char none;
    T value;
    constexpr Storage() : none{} {}
    constexpr ~Storage() {}
};

template <class T>
inline constexpr Storage<T> subject{};

template <class T>
consteval bool has_array() {
    return decltype(Bindings<counted_members<T>>::visit(subject<T>.value, [](auto&... member) {
        return std::bool_constant<(... || std::is_array_v<std::remove_reference_t<decltype(member)>>)>{};
    }))::value;
}

template <class T>
consteval Obstacle find_obstacle() {
    static_assert(
        !std::is_class_v<T> || requires { sizeof(T); },
        "Tenon: this model is only declared here: its members must be known where it is used");
    if constexpr (std::is_union_v<T>) {
        return Obstacle::a_union;
    } else if constexpr (!std::is_class_v<T>) {
        return Obstacle::not_a_class;
    } else if constexpr (lists_members<T>) {
        return find_obstacle_in_list<T>();
    } else if constexpr (requires { std::tuple_size<T>::value; }) {
        return Obstacle::a_tuple;
    } else if constexpr (!std::is_aggregate_v<T>) {
        return Obstacle::members_unknown;
    } else if constexpr (has_bases<T>) {
        return Obstacle::base_class;
    } else if constexpr (has_uncounted_array<T>()) {
        return Obstacle::c_array;
    } else if constexpr (counted_members<T> == uncountable) {
        return Obstacle::members_uncountable;
    } else if constexpr (counted_members<T> > member_limit) {
        return Obstacle::too_many_members;
    } else {
        return has_array<T>() ? Obstacle::c_array : Obstacle::none;
    }
}

template <class T>
inline constexpr Obstacle obstacle = find_obstacle<T>();

/// A type whose members can be visited by everything below.
template <class T>
concept Reflectable = obstacle<std::remove_cv_t<T>> == Obstacle::none;

/// Stops the compilation with a sentence when T is not `Reflectable`. Call it before anything else touches T, so that
/// the sentence is the first error.
template <class T>
consteval void require_reflectable() {
    constexpr Obstacle found = obstacle<std::remove_cv_t<T>>;
    static_assert(found != Obstacle::not_a_class, "Tenon: a model must be a struct or a class");
    static_assert(found != Obstacle::a_union, "Tenon: a model can't be a union: use std::variant as a member");
    static_assert(found != Obstacle::a_tuple, "Tenon: a model can't be an array, a pair or a tuple: write a struct");
    static_assert(found != Obstacle::members_unknown,
                  "Tenon: a class with constructors, private or virtual members must list its members in a "
                  "public tenon_members()");
    static_assert(found != Obstacle::not_a_list,
                  "Tenon: tenon_members() must return tenon::members<&Class::first, &Class::second>()");
    static_assert(found != Obstacle::inherited_list,
                  "Tenon: this class inherits tenon_members() from its base: it must list its own members too");
    static_assert(found != Obstacle::base_class,
                  "Tenon: a model can't have base classes: make the base a member, or list the members with "
                  "tenon_members()");
    static_assert(found != Obstacle::c_array, "Tenon: a model can't have a C array member: use std::vector");
    static_assert(found != Obstacle::members_uncountable,
                  "Tenon: the members of this model can't be counted: a reference, or a member that can't be "
                  "initialised, is not allowed");
    static_assert(found != Obstacle::too_many_members,
                  "Tenon: a model can't have more than 64 members: group some of them into a nested struct");
}

/// The owner of a member and its type, out of a pointer to it. For an inherited member the owner is the base class,
/// even if the pointer was written `&Derived::member`: that is how to tell one.
template <auto Member>
struct member_pointer_traits;

template <class Owner, class Type, Type Owner::* Member>
struct member_pointer_traits<Member> {
    using owner = Owner;
    using type = Type;
};

template <class T, auto Member>
inline constexpr bool is_own_member = std::is_same_v<typename member_pointer_traits<Member>::owner, T>;

template <class T>
consteval auto bindings_of() {
    require_reflectable<T>();
    if constexpr (!Reflectable<T>)
        return Bindings<0>{};
    else if constexpr (lists_members<T>)
        return ListBindings<ListOf<T>>{};
    else
        return Bindings<counted_members<T>>{};
}

/// What takes the members of T apart: `Bindings<N>` for an aggregate, `ListBindings` for a class that lists them.
template <class T>
using BindingsOf = decltype(bindings_of<std::remove_cv_t<T>>());

/// How many members T has.
template <class T>
inline constexpr std::size_t member_count = BindingsOf<T>::count;

/// The value that `visitor(member0, member1, …)` returns, called with a reference to each member of the object, const
/// if the object is.
template <class T, class Visitor>
constexpr decltype(auto) visit_members(T& object, Visitor&& visitor) {
    return BindingsOf<T>::visit(object, visitor);
}

/// The types of T's members, in their order.
template <class... Members>
struct MemberTypes {};
template <class T>
using MemberTypesOf = decltype(BindingsOf<T>::visit(
    std::declval<T&>(), [](auto&... member) { return MemberTypes<std::remove_cvref_t<decltype(member)>...>(); }));

/// Addresses as a std::tuple has them, which costs the compiler several times as much.
template <std::size_t Index, class Member>
struct AddressAt {
    Member* address;
};
template <class Indexes, class... Members>
struct AddressList;
template <std::size_t... Indexes, class... Members>
struct AddressList<std::index_sequence<Indexes...>, Members...> : AddressAt<Indexes, Members>... {};
template <std::size_t Index, class Member>
constexpr Member* address_at(const AddressAt<Index, Member>& member) {
    return member.address;
}

struct TakeAddresses {
    template <class... Members>
    constexpr AddressList<std::index_sequence_for<Members...>, Members...> operator()(Members&... members) const {
        return {{&members}...};
    }
};

/// The members' addresses in `subject<T>`, as template arguments.
template <class T, std::size_t... I>
consteval auto addresses_of(std::index_sequence<I...>) {
    [[maybe_unused]] constexpr auto addresses = BindingsOf<T>::visit(subject<T>.value, TakeAddresses{});
    return compiler::Values<address_at<I>(addresses)...>{};
}

template <class T>
using Addresses = decltype(addresses_of<T>(std::make_index_sequence<member_count<T>>{}));

template <class T>
consteval auto read_names() {
    if constexpr (lists_members<T>)
        return BindingsOf<T>::names();
    else
        return compiler::names_of_values<Addresses<T>>();
}

template <class T>
inline constexpr auto spelled_names = read_names<T>();

template <class T>
inline constexpr NameTable<member_count<T>, length_of(spelled_names<T>)> name_table{spelled_names<T>};

/// The names of T's members, in order of declaration, or as listed. Of a class that lists its members, underscores at
/// either end of a name are left out: `name_` is "name". The views are valid for the program's whole life.
template <class T>
constexpr const std::array<std::string_view, member_count<T>>& member_names() {
    return name_table<std::remove_cv_t<T>>.names();
}

template <class T, auto Member>
consteval std::size_t find_member() {
    if constexpr (lists_members<T>) {
        constexpr std::size_t index = BindingsOf<T>::template index_of<Member>;
        static_assert(index < member_count<T>, "Tenon: this member is not listed in tenon_members()");
        return index;
    } else {
        static_assert(is_own_member<T, Member>, "Tenon: this member belongs to another struct");
        return Addresses<T>::index_of(&(subject<T>.value.*Member));
    }
}

/// The place of a member within T, which differs from the member's owner where T lists a member of its base.
template <class T, auto Member>
inline constexpr std::size_t member_index_in = find_member<T, Member>();

/// The place of a member within the class that declares it: `member_index<&User::name>`.
template <auto Member>
inline constexpr std::size_t member_index = find_member<typename member_pointer_traits<Member>::owner, Member>();

/// The name of a member: `member_name<&User::age>()` is "age"; equal to that in `member_names`.
template <auto Member>
consteval std::string_view member_name() {
    using Owner = typename member_pointer_traits<Member>::owner;
    return member_names<Owner>()[member_index<Member>];
}

template <class T>
inline constexpr NameTable<1, compiler::name_of_type<T>().size()> type_name_table{
    compiler::found(compiler::name_of_type<T>())};

/// The name of a type without namespaces, enclosing classes or functions, and template arguments: "User". Types in
/// anonymous namespaces and local types have their names too. T may be incomplete.
template <class T>
constexpr std::string_view type_name() {
    return type_name_table<std::remove_cv_t<T>>.names()[0];
}

}  // namespace tenon::typed
