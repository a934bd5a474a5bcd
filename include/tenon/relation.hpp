#pragma once
// Ref, Many, One: members that stand for related objects. They are loaded only when a query asks for it (`include`).

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/error.hpp>
#include <tenon/typed/compiler.hpp>

namespace tenon {

namespace typed {
[[noreturn]] void throw_not_loaded(std::string_view type, std::string_view target, const char* member);
struct RelationAccess;

/// A related object, or a vector of them. One type for the relations of all models costs the compiler less.
using Loaded = std::shared_ptr<const void>;
}  // namespace typed

/// A reference to another object by its key: a column in the table of the struct that has it. `std::optional<Ref<T>>` may
/// be empty; a Ref may not. Compares by key, whatever is loaded. What is loaded is shared by copies and never changes.
template <class T, class Key = std::int64_t>
class Ref {
public:
    using Target = T;
    using KeyType = Key;

    Ref() = default;
    /// By its key, or what converts to one: a text literal for a std::string.
    template <class K>
        requires(std::is_convertible_v<K &&, Key> && !std::is_same_v<std::remove_cvref_t<K>, Ref> &&
                 !std::is_same_v<std::remove_cvref_t<K>, T>)
    Ref(K&& key) : key_(std::forward<K>(key)) {}  // NOLINT: a key is a reference
    /// To an object that has its key already. Nothing is copied but the key.
    template <class Object>
        requires std::is_same_v<Object, T> && requires(const Object& object) { Key(object.id); }
    Ref(const Object& object) : key_(object.id) {}  // NOLINT

    [[nodiscard]] const Key& key() const noexcept { return key_; }
    [[nodiscard]] bool is_loaded() const noexcept { return loaded_ != nullptr; }
    /// The object, if the query asked for it by `include`. Throws NotLoaded, which names the relation.
    [[nodiscard]] const T& get() const {
        if (!loaded_) typed::throw_not_loaded("Ref", typed::compiler::name_of_type<T>(), member_);
        return *static_cast<const T*>(loaded_.get());
    }
    const T& operator*() const { return get(); }
    const T* operator->() const { return &get(); }

    friend bool operator==(const Ref& a, const Ref& b) { return a.key_ == b.key_; }

private:
    friend struct typed::RelationAccess;
    Key key_{};  // first: it is read and written where the Ref stands
    const char* member_ = nullptr;
    typed::Loaded loaded_;
};

/// The objects that refer to this one. Not a column, no part of the object's value: ignored by writes, change tracking
/// and equality.
template <class T>
class Many {
public:
    using Target = T;

    [[nodiscard]] bool is_loaded() const noexcept { return loaded_ != nullptr; }
    /// What was loaded. Throws NotLoaded, which names the relation.
    [[nodiscard]] const std::vector<T>& get() const {
        if (!loaded_) typed::throw_not_loaded("Many", typed::compiler::name_of_type<T>(), member_);
        return *static_cast<const std::vector<T>*>(loaded_.get());
    }
    [[nodiscard]] std::size_t size() const { return get().size(); }
    [[nodiscard]] bool empty() const { return get().empty(); }
    [[nodiscard]] const T& operator[](std::size_t index) const { return get()[index]; }
    [[nodiscard]] const T* begin() const { return get().data(); }
    [[nodiscard]] const T* end() const { return get().data() + get().size(); }

    friend bool operator==(const Many&, const Many&) { return true; }

private:
    friend struct typed::RelationAccess;
    const char* member_ = nullptr;
    typed::Loaded loaded_;
};

/// The one object that refers to this one, or none. As Many, it is no part of the object's value.
template <class T>
class One {
public:
    using Target = T;

    [[nodiscard]] bool is_loaded() const noexcept { return is_loaded_; }
    /// nullptr when there is none. Throws NotLoaded, which names the relation.
    [[nodiscard]] const T* get() const {
        if (!is_loaded_) typed::throw_not_loaded("One", typed::compiler::name_of_type<T>(), member_);
        return static_cast<const T*>(loaded_.get());
    }
    explicit operator bool() const { return get() != nullptr; }
    const T* operator->() const { return get(); }
    const T& operator*() const { return *get(); }

    friend bool operator==(const One&, const One&) { return true; }

private:
    friend struct typed::RelationAccess;
    const char* member_ = nullptr;
    bool is_loaded_ = false;
    typed::Loaded loaded_;
};

namespace typed {

/// How the library puts loaded objects into relations.
struct RelationAccess {
    template <class Relation>
    static void set(Relation& relation, Loaded object) {
        relation.loaded_ = std::move(object);
    }
    template <class T>
    static void set(One<T>& one, Loaded object) {
        one.is_loaded_ = true;
        one.loaded_ = std::move(object);
    }
    template <class T, class Key>
    static Key& key(Ref<T, Key>& ref) {
        return ref.key_;
    }
    /// Where the name stands that errors call the relation by, which must outlive the object.
    template <class Relation>
    static constexpr std::size_t name_offset = offsetof(Relation, member_);
};

template <class T>
inline constexpr bool is_ref = false;
template <class T, class Key>
inline constexpr bool is_ref<Ref<T, Key>> = true;
template <class T>
inline constexpr bool is_many = false;
template <class T>
inline constexpr bool is_many<Many<T>> = true;
template <class T>
inline constexpr bool is_one = false;
template <class T>
inline constexpr bool is_one<One<T>> = true;

}  // namespace typed
}  // namespace tenon
