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

#include <tenon/found_or_new.hpp>
#include <tenon/on_conflict.hpp>
#include <tenon/query.hpp>
#include <tenon/tracked.hpp>

namespace tenon {

namespace typed {
/// A key that the user gives: its cells, in the order of its fields, and their types.
template <class... Ks>
class KeyCells {
public:
    explicit KeyCells(const Ks&... keys) : slots_(make_slot<std::remove_cvref_t<Ks>>(keys)...) {
        std::apply([this](const auto&... slot) { cells_ = {slot.cell()...}; }, slots_);
    }
    KeyCells(const KeyCells&) = delete;
    KeyCells& operator=(const KeyCells&) = delete;
    [[nodiscard]] model::GivenKey given(std::string_view call) const { return {cells_, types_, call}; }

private:
    template <class K>
    using SlotOf = decltype(make_slot<std::remove_cvref_t<K>>(std::declval<const K&>()));
    static constexpr std::array<BaseType, sizeof...(Ks)> types_{SlotOf<Ks>::base...};
    std::tuple<SlotOf<Ks>...> slots_;
    std::array<Cell, sizeof...(Ks)> cells_;
};

template <class K>
inline constexpr bool is_tuple = false;
template <class... Ks>
inline constexpr bool is_tuple<std::tuple<Ks...>> = true;

template <Category Wanted, class... Members>
consteval bool has_member_of(MemberTypes<Members...>) {
    return ((category_of<Members>() == Wanted) || ...);
}
/// Can a key of T be of this category? A member `id` is the key, unless a describe names others: then it is looked at when
/// the call runs.
template <class T, Category Given>
consteval bool may_be_key() {
    using Id = std::remove_cvref_t<decltype(std::declval<const T&>().id)>;
    if constexpr (category_of<Id>() == Given)
        return true;
    else if constexpr (DescribedByMember<T> || DescribedByFunction<T>)
        return has_member_of<Given>(MemberTypesOf<T>());
    else
        return false;
}
template <class T, class... Ks>
consteval bool require_key() {
    constexpr bool is_given = sizeof...(Ks) > 0 && !(ExpressionType<Ks> || ...);
    constexpr bool is_single =
        ((category_of<Ks>() != Category::nested && category_of<Ks>() != Category::unknown) && ...);
    static_assert(is_given, "Tenon: a key is needed here; find(condition) finds by a condition");
    static_assert(!is_given || is_single,
                  "Tenon: a key is given value by value: get(user.id), get(first, second) for a key of two fields");
    if constexpr (is_given && is_single && requires(const T& object) { object.id; }) {
        constexpr bool is_described = DescribedByMember<T> || DescribedByFunction<T>;
        static_assert(sizeof...(Ks) == 1 || is_described, "Tenon: the model's key is one value, its id");
        if constexpr (sizeof...(Ks) == 1)
            static_assert((may_be_key<T, category_of<Ks>()>() && ...),
                          "Tenon: the key given has another type than the model's id");
    }
    return is_given && is_single;
}
}  // namespace typed

template <class T>
class Bulk;
struct BulkResult;
struct Unordered;

/// A handle to the objects of type T, cheap to copy. From a Database, each call runs by itself; from a Transaction, inside it.
/// As thread-safe as what it came from.
template <class T>
class Model {
public:
    Model(engine::Session session, const model::Instance& instance)
        : session_(std::move(session)),
          instance_(&instance) {}

    /// The same objects, written without the library's times: those declared by timestamps(…) are written as an object has
    /// them, and updates don't move them. What it gives to be changed (edit, find) does the same.
    [[nodiscard]] Model without_timestamps() const { return Model(session_.without_timestamps(), *instance_); }

    // --- writing ---
    /// Stores an object and gives it as it was stored: with its key, its times, and what the model's rules changed. Throws
    /// ValidationError with all failures before anything is sent, UniqueViolation and the like after.
    /// An object that is moved in may have been changed when it throws.
    T create(T&& object) const {
        model::insert(session_, *instance_, &object);
        return std::move(object);
    }
    T create(const T& object) const { return create(T(object)); }
    /// Stores all of them, in this order, or none; gives them as they were stored.
    std::vector<T> insert_many(std::vector<T> objects) const {
        model::insert_many(session_, *instance_, objects.data(), objects.size(), sizeof(T));
        return objects;
    }
    /// Stores those that meet no row with the same key or unique value, in one transaction; gives them as they were stored,
    /// in this order.
    std::vector<T> insert_many(std::vector<T> objects, IgnoreDuplicates) const {
        std::vector<T> stored;
        for (const std::size_t i : model::insert_new(session_, *instance_, objects.data(), objects.size(), sizeof(T)))
            stored.push_back(std::move(objects[i]));
        return stored;
    }
    /// Writes all fields of an object that has a row, but the time of its creation and those that are immutable, read-only or
    /// hidden. Throws NotFound when it has none.
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
    template <auto First, class... Roots, auto... Ms>
    T upsert(T object, const typed::Path<First>& first, const typed::RootedPath<Roots, Ms>&... more) const {
        typed::require_model<typename typed::Path<First>::Root, T>();
        model::upsert(session_, *instance_, &object, on_conflict(first, more...).rule());
        return object;
    }
    /// The same with more to say of the row that is met: upsert(user, tenon::on_conflict(f<&User::email>).do_nothing()).
    /// Gives a T; or, when the stored row may stay as it is, an optional one, which is empty when it did.
    template <class U, bool MayKeep>
    auto upsert(T object, const OnConflict<U, MayKeep>& conflict) const {
        typed::require_model<U, T>();
        const bool is_stored = model::upsert(session_, *instance_, &object, conflict.rule());
        if constexpr (MayKeep)
            return is_stored ? std::optional<T>(std::move(object)) : std::nullopt;
        else
            return object;
    }
    /// The object that fulfils the condition, or `otherwise`, stored, with the values that the condition names:
    /// find_or_create(f<&User::email> == "ada@example.com", {.name = "Ada"}). The condition must say by == what the key, or
    /// all fields of a unique index, are (else QueryError): of several programs that do this at once, one creates the
    /// row, and the others find it. Inside a transaction, too.
    template <class C>
    FoundOrNew<T> find_or_create(C&& condition, T otherwise = T{}) const {
        const bool is_new =
            model::find_or_create(session_, *instance_, find(std::forward<C>(condition)).code(), &otherwise);
        return {std::move(otherwise), is_new};
    }
    /// The same, but a new object isn't stored.
    template <class C>
    [[nodiscard]] FoundOrNew<T> find_or_build(C&& condition, T otherwise = T{}) const {
        const bool is_new =
            model::find_or_build(session_, *instance_, find(std::forward<C>(condition)).code(), &otherwise);
        return {std::move(otherwise), is_new};
    }
    /// Changes the rows that fulfil the filter: update(f<&User::age> < 18, f<&User::minor> = true). Gives how many matched.
    template <class C, class... As>
    std::int64_t update(C&& condition, As&&... assignments) const {
        if constexpr (typed::AssignmentType<C>)
            return find().update(std::forward<C>(condition), std::forward<As>(assignments)...);
        else if constexpr (typed::ExpressionType<C>)
            return update_where(condition, assignments...);
        else
            return find(std::forward<C>(condition)).update(std::forward<As>(assignments)...);
    }
    /// Every row.
    template <class... As>
    std::int64_t update(Everything, As&&... assignments) const {
        return update_where(
            typed::Expression<T, bool, typed::ConstantShape<ir::ConstantKind::boolean, 1>, typed::None>(),
            assignments...);
    }
    /// Adds to a member of the row with this key, by one statement: increment(user.id, f<&User::visits>, 2). An empty one
    /// counts as 0. A key of several fields is given as a std::tuple. NotFound when there is no such row; CheckViolation when
    /// the sum breaks a rule that the table has.
    template <class K, auto... Ms, class V = int>
    void increment(const K& key, const typed::Path<Ms...>& member, const V& by = 1) const {
        typed::require_model<typename typed::Path<Ms...>::Root, T>();
        change("increment()", key, member.inc(by));
    }
    template <class K, auto... Ms, class V = int>
    void decrement(const K& key, const typed::Path<Ms...>& member, const V& by = 1) const {
        typed::require_model<typename typed::Path<Ms...>::Root, T>();
        change("decrement()", key, member.dec(by));
    }
    /// Sets the time of the last change, and nothing else, of the row with this key. NotFound when there is none;
    /// QueryError when the model has no such time.
    template <class... Ks>
    void touch(const Ks&... key) const {
        change_row("touch()", {}, key...);
    }
    /// Deletes the rows that fulfil the filter; of a model with soft_delete, sets the time of their removal. Gives how many there
    /// were.
    template <class... C>
    std::int64_t remove(C&&... condition) const {
        return find(std::forward<C>(condition)...).remove();
    }
    std::int64_t remove(Everything) const {
        return find(typed::Expression<T, bool, typed::ConstantShape<ir::ConstantKind::boolean, 1>, typed::None>())
            .remove();
    }

    /// Of a model with soft_delete: makes a living row of the one with this key, which was removed. NotFound when there is none.
    template <class... Ks>
    void restore(const Ks&... key) const {
        if constexpr (typed::require_key<T, Ks...>())
            model::restore_by_key(session_, *instance_, typed::KeyCells<Ks...>(key...).given("restore()"));
    }
    /// Of a model with soft_delete: takes the row with this key out of the table, whether it was removed or not. NotFound when
    /// there is none. Of several rows: find(…).only_deleted().purge().
    template <class... Ks>
    void purge(const Ks&... key) const {
        if constexpr (typed::require_key<T, Ks...>())
            model::purge_by_key(session_, *instance_, typed::KeyCells<Ks...>(key...).given("purge()"));
    }

    /// The first row that fulfils the condition: changed, and given as it is then, or with tenon::before as it was. Short for
    /// find(condition).update_one(…), which takes an order too.
    template <class C, class... As>
    std::optional<T> find_one_and_update(C&& condition, As&&... assignments) const {
        return find(std::forward<C>(condition)).update_one(std::forward<As>(assignments)...);
    }
    /// Deletes the first row that fulfils the condition, and gives it.
    template <class C>
    std::optional<T> find_one_and_remove(C&& condition) const {
        return find(std::forward<C>(condition)).remove_one();
    }

    /// Gives the first row that fulfils the condition all values of this object, but its key and what else stays: short for
    /// find(condition).replace_one(…), which says more.
    template <class C>
    std::optional<T> find_one_and_replace(C&& condition, T object) const {
        return find(std::forward<C>(condition)).replace_one(std::move(object));
    }
    template <class C, class Image>
    std::optional<T> find_one_and_replace(C&& condition, T object, Image image) const {
        return find(std::forward<C>(condition)).replace_one(std::move(object), image);
    }

    /// Runs operations of several kinds in one transaction, each wholly or not at all. After a failure it stops, what was
    /// done before stays, and the result tells which one failed; with `tenon::unordered` it goes on. Inside a transaction
    /// of the caller's it is part of that one.
    BulkResult bulk_write(const Bulk<T>& bulk) const;
    BulkResult bulk_write(const Bulk<T>& bulk, Unordered) const;

    // --- reading ---
    [[nodiscard]] auto find() const { return typed::Find<T, typed::EmptyShape>(session_, instance_, typed::None()); }
    /// A typed condition, or a Filter<T>: that gives a Query<T>.
    template <class C>
    [[nodiscard]] auto find(C&& condition) const {
        using Condition = std::remove_cvref_t<C>;
        if constexpr (typed::ExpressionType<C>) {
            if constexpr (typed::require_condition_on<Condition, T>()) {
                using Shape = typed::OpShape<ir::Op::where, 0, 0, typed::ShapeOf<C>>;
                return typed::Find<T, Shape>(session_, instance_, std::forward<C>(condition).values());
            } else {
                return find();
            }
        } else {
            return find().where(std::forward<C>(condition));
        }
    }
    /// The object with this key, which is the member `id` or what describe names by `key(f<…>, …)`: get("FR", 2020). Throws
    /// NotFound; QueryError when the key has another number of fields, CastError when a value has another type.
    template <class... Ks>
    [[nodiscard]] T get(const Ks&... key) const {
        return get_for("get()", key...);
    }
    /// The same, empty when there is none.
    template <class... Ks>
    [[nodiscard]] std::optional<T> find_by_key(const Ks&... key) const {
        std::optional<T> object(std::in_place);
        if (!read_by_key("find_by_key()", *object, key...)) object.reset();
        return object;
    }
    /// The object as it is stored now, found by its key; relations are not loaded. NotFound when it is gone.
    [[nodiscard]] T reload(const T& object) const {
        T fresh{};
        model::reload(session_, *instance_, &object, &fresh);
        return fresh;
    }
    /// The object with this key, under change. Throws as get().
    template <class... Ks>
    [[nodiscard]] Tracked<T> edit(const Ks&... key) const {
        return Tracked<T>(session_, instance_, [&] { return get_for("edit()", key...); });
    }
    /// Exactly one: NotFound when none fulfils the condition, QueryError when more do.
    template <class C>
    [[nodiscard]] T one(C&& condition) const {
        return find(std::forward<C>(condition)).one();
    }
    [[nodiscard]] std::int64_t count() const { return find().count(); }
    /// How many objects there are, as the database keeps the number for its planner: never dearer than count(), but of some
    /// time ago, and roughly. Exact on `memory:` and SQLite, which keep none.
    [[nodiscard]] std::int64_t estimated_count() const { return model::estimated_count(session_, *instance_); }
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

    // --- without a write ---
    /// Throws ValidationError with all that the model's rules and checks have against the object, as `create` would.
    void validate(T object) const { model::validate(session_, *instance_, &object); }
    /// Hidden fields left out, loaded relations left out.
    [[nodiscard]] std::string to_json(const T& object) const { return model::to_json(*instance_, &object); }
    /// An object from the text of a JSON object, not stored: its names are the fields', what it leaves out stays as the
    /// struct's initialisers have it. Values are cast as those of run-time models are. Throws CastError with the whole path
    /// of what doesn't fit or is no field: "lines.2.qty".
    [[nodiscard]] T from_json(std::string_view text) const {
        T object{};
        model::from_json(*instance_, text, &object);
        return object;
    }
    [[nodiscard]] const schema::Model& schema() const { return model::schema_of(*instance_); }

private:
    template <class... Ks>
    bool read_by_key(std::string_view call, T& object, const Ks&... key) const {
        if constexpr (typed::require_key<T, Ks...>()) {
            const typed::KeyCells<Ks...> cells(key...);
            return model::read_by_key(session_, *instance_, cells.given(call), &object);
        } else {
            return false;
        }
    }
    template <class... Ks>
    void change_row(std::string_view call, const ir::Code& assignments, const Ks&... key) const {
        if constexpr (typed::require_key<T, Ks...>())
            model::update_by_key(session_, *instance_, typed::KeyCells<Ks...>(key...).given(call), assignments);
    }
    template <class K, class A>
    void change(std::string_view call, const K& key, const A& assignment) const {
        typed::CodeClauses assigned;
        assigned.add<typename A::Shape>(assignment.values);
        if constexpr (typed::is_tuple<K>)
            std::apply([&](const auto&... parts) { change_row(call, assigned.code, parts...); }, key);
        else
            change_row(call, assigned.code, key);
    }
    template <class... Ks>
    T get_for(std::string_view call, const Ks&... key) const {
        T object{};
        if (!read_by_key(call, object, key...)) model::throw_not_found(*instance_, call);
        return object;
    }

    template <class C, class... As>
    std::int64_t update_where(const C& condition, const As&... assignments) const {
        if constexpr (typed::require_condition_on<C, T>()) {
            using Where = typed::OpShape<ir::Op::where, 0, 0, typed::ShapeOf<C>>;
            return typed::update_rows_of<T, Where>(session_, *instance_, typed::all_kept(condition.values()),
                                                   assignments...);
        }
        return 0;
    }

    engine::Session session_;
    const model::Instance* instance_;
};

}  // namespace tenon
