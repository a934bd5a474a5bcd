#pragma once
// Writes that give the rows that they wrote: find(…).returning().update(…), find(…).update_one(…).

#include <cstdint>
#include <utility>
#include <vector>

#include <tenon/typed/expression.hpp>

namespace tenon {

/// Among the assignments of update_one: give the row as it was.
struct Before {
    using Root = void;
    using Shape = typed::EmptyShape;
    static constexpr bool tenon_assignment = true;
    static constexpr bool tenon_image = true;
    [[no_unique_address]] typed::None values{};
};
inline constexpr Before before{};
/// … or as it is then, which is what is given when nothing is said.
struct After : Before {};
inline constexpr After after{};

namespace typed {

template <class A>
concept ImageType = requires { requires std::remove_cvref_t<A>::tenon_image; };
template <class A>
concept AssignmentType = requires { requires std::remove_cvref_t<A>::tenon_assignment; };
template <class... As>
consteval bool require_no_image() {
    constexpr bool none = !(ImageType<As> || ...);
    static_assert(none, "Tenon: tenon::before and tenon::after are for update_one(); update() gives how many rows "
                        "matched, returning().update() the rows as they are then");
    return none;
}
template <class T, class... As>
consteval bool require_assignments() {
    constexpr bool are = (AssignmentType<As> && ...);
    static_assert(sizeof...(As) > (ImageType<As> + ... + 0), "Tenon: update() needs at least one assignment");
    static_assert(are, "Tenon: update() takes assignments: write f<&User::age> = 5 with one =; == compares");
    if constexpr (are) (require_model<typename std::remove_cvref_t<As>::Root, T>(), ...);
    return are;
}
template <class... As>
inline constexpr bool wants_before = (std::is_same_v<std::remove_cvref_t<As>, Before> || ...);

}  // namespace typed

/// A query whose update or remove gives the rows: what query.returning() makes.
template <class Query>
class Returning {
public:
    explicit Returning(Query query) : query_(std::move(query)) {}

    /// Changes the rows that the query finds, by one statement; gives them as they are then, in any order.
    template <class... As>
    auto update(As&&... assignments) const {
        return query_.update_rows(std::forward<As>(assignments)...);
    }
    /// Deletes the rows that the query finds, by one statement; gives them as they were, in any order.
    auto remove() const { return query_.remove_rows(); }

private:
    Query query_;
};

}  // namespace tenon
