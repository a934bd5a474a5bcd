#pragma once
// f<&User::name>: how a member is spelled, everywhere. f<&User::address, &Address::city> is a path into nested structs.

#include <array>
#include <cstdint>
#include <optional>
#include <type_traits>

#include <tenon/ir.hpp>
#include <tenon/typed/codecs.hpp>
#include <tenon/typed/expression.hpp>
#include <tenon/typed/updates.hpp>

namespace tenon {
namespace typed {

template <class T>
struct Unwrapped {
    using type = T;
};
template <class T>
struct Unwrapped<std::optional<T>> {
    using type = T;
};
template <class T>
using Bare = typename Unwrapped<T>::type;  ///< without its optional

template <auto Member>
concept DataMember = std::is_member_object_pointer_v<decltype(Member)>;

template <auto... Ms>
struct PathTraits {
    static_assert(sizeof...(Ms) > 0 && (DataMember<Ms> && ...),
                  "Tenon: f<…> takes pointers to data members: f<&User::name>");
    using Root = void;
    using Member = bool;
    static constexpr bool nullable = false;
};
template <auto Only>
    requires DataMember<Only>
struct PathTraits<Only> {
    using Root = typename member_pointer_traits<Only>::owner;
    using Member = typename member_pointer_traits<Only>::type;
    static constexpr bool nullable = false;  // of what leads to the last member
};
template <auto First, auto Second, auto... Rest>
    requires(DataMember<First> && DataMember<Second> && (DataMember<Rest> && ...))
struct PathTraits<First, Second, Rest...> {
    using Root = typename member_pointer_traits<First>::owner;
    using Step = typename member_pointer_traits<First>::type;
    using Next = PathTraits<Second, Rest...>;
    using Member = typename Next::Member;
    static constexpr bool nullable = is_optional<Step> || Next::nullable;
    static_assert(!is_vector<Bare<Step>>,
                  "Tenon: a path can't go through a vector: use f<…>.any(condition), .all or .none on it");
    static_assert(!is_many<Step> && !is_ref<Bare<Step>> && !is_one<Step>,
                  "Tenon: a path can't go through a relation: use f<…>.any(condition) on it, or include it");
    static_assert(is_vector<Bare<Step>> || is_many<Step> || is_ref<Bare<Step>> || is_one<Step> ||
                      std::is_same_v<Bare<Step>, typename Next::Root>,
                  "Tenon: the members of a path must follow each other: f<&User::address, &Address::city>");
};

// The root stands before the members, from which it follows: g++ 12 gives what has pointers to members alone as template
// arguments to the whole program, even when they are of a struct in an unnamed namespace. Two files with such structs of
// one name would share their statements.
template <class Root, auto... Ms>
struct PathShape : EmptyShape {};
template <class Root, auto First, auto... Rest>
    requires(DataMember<First> && (DataMember<Rest> && ...))
struct PathShape<Root, First, Rest...> {
    static constexpr std::array<ir::Node, 1 + sizeof...(Rest)> nodes{
        ir::Node{ir::Op::field, 0, static_cast<std::uint16_t>(member_index<First>), 0, 0},
        ir::Node{ir::Op::member, 0, static_cast<std::uint16_t>(member_index<Rest>), 0, 0}...};
};

template <class Root_, auto... Ms>
class RootedPath : public Operations<RootedPath<Root_, Ms...>>, public Updates<RootedPath<Root_, Ms...>> {
public:
    using Traits = PathTraits<Ms...>;
    using Root = Root_;
    using Member = typename Traits::Member;
    /// What it gives in an expression: empty when the member is an optional, or leads through one.
    using Type = std::conditional_t<Traits::nullable, std::optional<Bare<Member>>, Member>;
    using Shape = PathShape<Root, Ms...>;
    using Values = None;
    static constexpr bool tenon_expression = true;

    constexpr RootedPath() = default;
    constexpr RootedPath(const RootedPath&) = default;
    RootedPath& operator=(const RootedPath&) {
        static_assert(sizeof...(Ms) == 0, "Tenon: f<…> is a name that holds nothing: there is nothing to copy");
        return *this;
    }
    [[nodiscard]] constexpr None values() const { return {}; }

    /// In `update`: this member gets that value, or what that expression gives for the old row.
    template <class V>
    constexpr auto operator=(V&& value) const {  // NOLINT: an assignment in the database, not of this object
        return assign(*this, std::forward<V>(value));
    }
};
template <auto... Ms>
using Path = RootedPath<typename PathTraits<Ms...>::Root, Ms...>;

}  // namespace typed

/// A member of a model: f<&User::name>, or a path into its nested structs: f<&User::address, &Address::city>.
template <auto... Ms>
inline constexpr typed::Path<Ms...> f{};

}  // namespace tenon
