#pragma once
// Tracked<T>: an object that knows what changed since it was read.

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/query.hpp>

namespace tenon {

namespace typed {

template <auto... Ms>
inline constexpr bool leads_through_optional = PathTraits<Ms...>::nullable;

/// The member at the end of a path: itself, or, behind an optional, a copy in an optional.
template <class Object, auto First, auto... Rest>
decltype(auto) member_at(Object& object, const Path<First, Rest...>&) {
    if constexpr (sizeof...(Rest) == 0) {
        return (object.*First);
    } else if constexpr (is_optional<typename PathTraits<First, Rest...>::Step>) {
        using Result = std::optional<Bare<typename Path<First, Rest...>::Member>>;
        return (object.*First) ? Result(member_at(*(object.*First), Path<Rest...>())) : Result();
    } else {
        return member_at(object.*First, Path<Rest...>());
    }
}

template <class T, auto... Ms>
consteval void require_tracked() {
    require_model<typename Path<Ms...>::Root, T>();
    using Member = typename Path<Ms...>::Member;
    static_assert(!is_many<Member> && !is_one<Member>, "Tenon: a relation isn't tracked: it is what the related "
                                                       "objects' Ref says");
}

}  // namespace typed

/// An object under change, bound to the Database or Transaction that it was read through. `save` writes what differs from
/// what was read: members assigned, and vectors and nested structs changed in place. A Tracked that outlives its
/// transaction can only be read.
template <class T>
class Tracked {
public:
    /// `make` gives the object.
    template <class Make>
    Tracked(const engine::Session& session, const model::Instance* instance, const Make& make)
        : session_(session),
          instance_(instance),
          object_(make()),
          before_(object_) {}

    T* operator->() noexcept { return &object_; }
    const T* operator->() const noexcept { return &object_; }
    T& operator*() noexcept { return object_; }
    const T& operator*() const noexcept { return object_; }

    /// Names of the fields that changed, in the order of their declaration.
    [[nodiscard]] std::vector<std::string> changed() const {
        return model::changed_fields(*instance_, &object_, &before_);
    }
    /// Did this member change: changed(f<&User::age>), changed(f<&User::address, &Address::city>)?
    template <auto... Ms>
    [[nodiscard]] bool changed(const typed::Path<Ms...>& member) const {
        typed::require_tracked<T, Ms...>();
        const auto& now = typed::member_at(object_, member);
        const auto& then = typed::member_at(before_, member);
        return !typed::equal(typed::type_info<std::remove_cvref_t<decltype(now)>>, &now, &then);
    }
    /// The object as it was read, or last saved.
    [[nodiscard]] const T& previous() const noexcept { return before_; }
    /// One member of it; a path that leads through an optional gives an optional.
    template <auto... Ms>
    [[nodiscard]] decltype(auto) previous(const typed::Path<Ms...>& member) const {
        typed::require_tracked<T, Ms...>();
        return typed::member_at(before_, member);
    }
    /// Takes all changes back, or those of one member.
    void revert() { object_ = before_; }
    template <auto... Ms>
    void revert(const typed::Path<Ms...>& member) {
        typed::require_tracked<T, Ms...>();
        static_assert(
            !typed::leads_through_optional<Ms...>,
            "Tenon: revert() takes a member that is always there: name the optional that the path leads through");
        if constexpr (!typed::leads_through_optional<Ms...>)
            typed::member_at(object_, member) = typed::member_at(before_, member);
    }

    /// Writes the changed fields by one UPDATE; nothing when nothing changed. Gives whether it wrote. Throws
    /// ValidationError before, NotFound when the row is gone, StaleObject when its version was moved, and what the database refuses; the object then still knows
    /// its changes.
    bool save() {
        if (!model::save(session_, *instance_, &object_, &before_)) return false;
        before_ = object_;
        return true;
    }
    /// Reads the row again: changes that were not saved are dropped, relations are not loaded. NotFound when it is gone.
    void reload() {
        T fresh{};
        model::reload(session_, *instance_, &before_, &fresh);
        before_ = fresh;
        object_ = std::move(fresh);
    }
    /// Deletes the row; of a model with soft_delete, sets the time of its removal there. NotFound when it is gone, StaleObject
    /// when somebody has changed it since.
    void remove() { model::remove(session_, *instance_, &before_, "remove() of an object"); }
    /// Makes a living row of this one, which was removed, whatever its version, and reads it: changes that were not saved are
    /// dropped. NotFound when it wasn't.
    void restore() {
        T living(before_);
        model::restore(session_, *instance_, &living, "restore() of an object");
        before_ = std::move(living);
        object_ = before_;
    }
    /// Takes the row of a model with soft_delete out of the table. Else as remove.
    void purge() { model::purge(session_, *instance_, &before_, "purge() of an object"); }

private:
    engine::Session session_;
    const model::Instance* instance_;
    T object_;
    T before_;
};

namespace typed {
template <class T>
std::vector<Tracked<T>> track(const engine::Session& session, const model::Instance* instance, std::vector<T> objects) {
    std::vector<Tracked<T>> tracked;
    tracked.reserve(objects.size());
    for (T& object : objects) tracked.emplace_back(session, instance, [&object] { return std::move(object); });
    return tracked;
}
template <class T, class Shape, class Includes>
std::vector<Tracked<T>> Find<T, Shape, Includes>::edit() const {
    return track(parts_.session.without_options(), parts_.instance, all());
}
}  // namespace typed

template <class T>
std::vector<Tracked<T>> Query<T>::edit() const {
    return typed::track(session_.without_options(), instance_, all());
}

}  // namespace tenon
