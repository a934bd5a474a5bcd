#pragma once
// on_conflict: what an upsert does with the row that it meets.

#include <cstdint>
#include <utility>
#include <vector>

#include <tenon/clauses.hpp>
#include <tenon/filter.hpp>

namespace tenon {

/// Of insert_many: leave those out that a stored row has the key, or a unique value, of.
struct IgnoreDuplicates {};
inline constexpr IgnoreDuplicates ignore_duplicates{};

/// What an upsert of a T does when its key or unique value is there already. Made by on_conflict(f<…>), a value:
///
///     users.upsert(user, tenon::on_conflict(f<&User::email>).update_only(f<&User::name>).where(f<&User::age> < 18))
///
/// With `MayKeep`, the stored row may stay as it is, and upsert gives nothing then.
template <class T, bool MayKeep = false>
class OnConflict {
public:
    OnConflict() = default;
    explicit OnConflict(model::ConflictRule rule) : rule_(std::move(rule)) {}

    /// Only these members get the new values, beside the time of the update; else all but the key, the fields named by
    /// on_conflict, and the time of creation.
    template <class... Roots, auto... Ms>
    [[nodiscard]] OnConflict update_only(const typed::RootedPath<Roots, Ms>&...) const {
        static_assert(sizeof...(Ms) > 0, "Tenon: update_only() names members: update_only(f<&User::name>)");
        (typed::require_model<typename typed::Path<Ms>::Root, T>(), ...);
        OnConflict next = *this;
        (next.rule_.add_update(static_cast<std::uint16_t>(typed::member_index<Ms>)), ...);
        return next;
    }
    /// The stored row is updated only if it fulfils this, which replaces what was said before.
    [[nodiscard]] OnConflict<T, true> where(const Filter<T>& condition) const {
        model::ConflictRule rule = rule_;
        rule.condition = condition.code();
        return OnConflict<T, true>(std::move(rule));
    }
    /// The stored row stays as it is.
    [[nodiscard]] OnConflict<T, true> do_nothing() const {
        model::ConflictRule rule = rule_;
        rule.keeps = true;
        return OnConflict<T, true>(std::move(rule));
    }
    [[nodiscard]] const model::ConflictRule& rule() const noexcept { return rule_; }

private:
    model::ConflictRule rule_;
};

/// The fields whose unique index, or key, tells which row is meant.
template <auto First, class... Roots, auto... Ms>
[[nodiscard]] auto on_conflict(const typed::Path<First>&, const typed::RootedPath<Roots, Ms>&...) {
    using T = typename typed::Path<First>::Root;
    (typed::require_model<typename typed::Path<Ms>::Root, T>(), ...);
    model::ConflictRule rule;
    rule.add_target(static_cast<std::uint16_t>(typed::member_index<First>));
    (rule.add_target(static_cast<std::uint16_t>(typed::member_index<Ms>)), ...);
    return OnConflict<T>(std::move(rule));
}

}  // namespace tenon
