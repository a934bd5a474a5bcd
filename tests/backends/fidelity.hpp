#pragma once
// A value is kept: written, read back equal, and found by a condition. (reliability D)

#include <map>
#include <type_traits>

#include "support/backends.hpp"

namespace backends {

template <class V>
concept SingleValue = !std::is_same_v<V, std::map<std::string, std::string>> &&
                      !std::is_same_v<V, std::optional<std::vector<std::int32_t>>>;

/// Stores an object with this value in one member, and looks for it in each way.
template <auto Member, class T, class V>
T check_kept(const tenon::Model<T>& model, const V& value) {
    T object{};
    object.*Member = value;
    const T made = model.create(object);
    CHECK(made.*Member == value);
    const T read = model.get(made.id);
    CHECK(read.*Member == value);
    const auto itself = f<&T::id> == made.id;
    CHECK(model.count(itself && f<Member> == value) == 1);
    CHECK(model.count(itself && f<Member> != value) == 0);
    if constexpr (SingleValue<V>) CHECK(model.count(itself && f<Member>.in(std::vector<V>{value})) == 1);
    CHECK(model.update(itself && f<Member> == value, f<Member> = value) == 1);
    CHECK(model.get(made.id).*Member == value);
    return read;
}

/// An object with this value in one member is refused by an error of this type, and not stored.
template <class Error, auto Member, class T, class V>
void check_refused(const tenon::Model<T>& model, const V& value) {
    T object{};
    object.*Member = value;
    const std::int64_t before = model.count();
    CHECK_THROWS_AS((void)model.create(object), Error);
    CHECK(model.count() == before);
}

}  // namespace backends
