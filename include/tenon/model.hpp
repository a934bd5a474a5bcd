#pragma once
// Model<T>: the objects of one type in one database.

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/query.hpp>
#include <tenon/tracked.hpp>

namespace tenon {

namespace typed {
/// The cells of a key that the user gives, in the order of its fields.
template <class... Ks>
class KeyCells {
public:
    explicit KeyCells(const Ks&... keys) : slots_(make_slot<std::remove_cvref_t<Ks>>(keys)...) {
        std::apply([this](const auto&... slot) { cells_ = {slot.cell()...}; }, slots_);
    }
    KeyCells(const KeyCells&) = delete;
    KeyCells& operator=(const KeyCells&) = delete;
    [[nodiscard]] std::span<const Cell> cells() const { return cells_; }

private:
    std::tuple<decltype(make_slot<std::remove_cvref_t<Ks>>(std::declval<const Ks&>()))...> slots_;
    std::array<Cell, sizeof...(Ks)> cells_;
};
template <class T, class... Ks>
consteval void require_key() {
    static_assert(sizeof...(Ks) > 0 && !(ExpressionType<Ks> || ...),
                  "Tenon: a key is needed here; find(condition) finds by a condition");
    if constexpr (sizeof...(Ks) == 1 && requires(const T& object) { object.id; }) {
        using Id = std::remove_cvref_t<decltype(std::declval<const T&>().id)>;
        static_assert(((category_of<Ks>() == category_of<Id>()) && ...),
                      "Tenon: the key given has another type than the model's id");
    }
}
}  // namespace typed

/// A handle to the objects of type T, cheap to copy. From a Database, each call runs by itself; from a Transaction, inside it.
/// As thread-safe as what it came from.
template <class T>
class Model {
public:
    Model(engine::Session session, const model::Instance& instance)
        : session_(std::move(session)),
          instance_(&instance) {}

    // --- writing ---
    /// Stores an object and gives it as it was stored: with its key, its times, and what the model's rules changed. Throws
    /// ValidationError with all failures before anything is sent, UniqueViolation and the like after.
    T create(T object) const {
        model::insert(session_, *instance_, &object);
        return object;
    }
    /// Stores all of them, in this order, or none; gives them as they were stored.
    std::vector<T> insert_many(std::vector<T> objects) const {
        model::insert_many(session_, *instance_, objects.data(), objects.size(), sizeof(T));
        return objects;
    }
    /// Writes all fields of an object that has a row. Throws NotFound when it has none.
    T save(T object) const {
        if (!model::save(session_, *instance_, &object, nullptr))
            model::throw_not_found(*instance_, "save() of an object");
        return object;
    }
    /// Stores an object, or updates the row that has the same key (when the object has one), else the same value in the
    /// model's only unique index. Gives what is stored.
    T upsert(T object) const {
        model::upsert(session_, *instance_, &object, {});
        return object;
    }
    /// The same with the fields named whose unique index tells which row is meant.
    template <auto... Ms>
    T upsert(T object, const typed::Path<Ms>&...) const {
        (typed::require_model<typename typed::Path<Ms>::Root, T>(), ...);
        static constexpr std::uint16_t members[] = {static_cast<std::uint16_t>(typed::member_index<Ms>)...};
        model::upsert(session_, *instance_, &object, members);
        return object;
    }
    /// Changes the rows that fulfil the filter: update(f<&User::age> < 18, f<&User::minor> = true). Gives how many matched.
    template <class C, class... As>
    std::int64_t update(C&& condition, As&&... assignments) const {
        if constexpr (typed::AssignmentType<C>)
            return find().update(std::forward<C>(condition), std::forward<As>(assignments)...);
        else
            return find(std::forward<C>(condition)).update(std::forward<As>(assignments)...);
    }
    /// Every row.
    template <class... As>
    std::int64_t update(Everything, As&&... assignments) const {
        return find(typed::Expression<T, bool, typed::ConstantShape<ir::ConstantKind::boolean, 1>, typed::None>())
            .update(std::forward<As>(assignments)...);
    }
    /// Deletes the rows that fulfil the filter. Gives how many there were.
    template <class... C>
    std::int64_t remove(C&&... condition) const {
        return find(std::forward<C>(condition)...).remove();
    }
    std::int64_t remove(Everything) const {
        return find(typed::Expression<T, bool, typed::ConstantShape<ir::ConstantKind::boolean, 1>, typed::None>())
            .remove();
    }

    // --- reading ---
    [[nodiscard]] auto find() const {
        return typed::Find<T, typed::EmptyShape, typed::None>(session_, instance_, {}, {});
    }
    /// A typed condition, or a Filter<T>: that gives a Query<T>.
    template <class C>
    [[nodiscard]] auto find(C&& condition) const {
        return find().where(std::forward<C>(condition));
    }
    /// The object with this key. Throws NotFound.
    template <class... Ks>
    [[nodiscard]] T get(const Ks&... key) const {
        typed::require_key<T, Ks...>();
        const typed::KeyCells<Ks...> cells(key...);
        T object{};
        if (!model::read_by_key(session_, *instance_, cells.cells(), &object))
            model::throw_not_found(*instance_, "get()");
        return object;
    }
    /// The same, empty when there is none.
    template <class... Ks>
    [[nodiscard]] std::optional<T> find_by_key(const Ks&... key) const {
        typed::require_key<T, Ks...>();
        const typed::KeyCells<Ks...> cells(key...);
        std::optional<T> object(std::in_place);
        if (!model::read_by_key(session_, *instance_, cells.cells(), &*object)) object.reset();
        return object;
    }
    /// The object with this key, under change. Throws NotFound.
    template <class... Ks>
    [[nodiscard]] Tracked<T> edit(const Ks&... key) const {
        return Tracked<T>(session_, instance_, get(key...));
    }
    /// Exactly one: NotFound when none fulfils the condition, QueryError when more do.
    template <class C>
    [[nodiscard]] T one(C&& condition) const {
        return find(std::forward<C>(condition)).one();
    }
    [[nodiscard]] std::int64_t count() const { return find().count(); }
    template <class C>
    [[nodiscard]] std::int64_t count(C&& condition) const {
        return find(std::forward<C>(condition)).count();
    }
    [[nodiscard]] bool exists() const { return find().exists(); }
    template <class C>
    [[nodiscard]] bool exists(C&& condition) const {
        return find(std::forward<C>(condition)).exists();
    }
    /// The different values of an expression, empties as one, in any order.
    template <class E>
    [[nodiscard]] auto distinct(E&& expression) const {
        return find().select(std::forward<E>(expression)).distinct().all();
    }
    /// One value over all rows, or a tuple of several: aggregate(tenon::count(), tenon::avg(f<&User::age>)).
    template <class... Es>
    [[nodiscard]] auto aggregate(Es&&... expressions) const {
        return find().aggregate(std::forward<Es>(expressions)...);
    }

    // --- without the database ---
    /// Throws ValidationError with all that the model's rules have against the object.
    void validate(const T& object) const { model::validate(*instance_, &object); }
    /// Hidden fields left out, loaded relations left out.
    [[nodiscard]] std::string to_json(const T& object) const { return model::to_json(*instance_, &object); }
    [[nodiscard]] const schema::Model& schema() const { return model::schema_of(*instance_); }

private:
    engine::Session session_;
    const model::Instance* instance_;
};

}  // namespace tenon
