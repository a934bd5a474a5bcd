#pragma once
// Codec: a type of the user's own as the member of a model.

#include <cstdint>
#include <type_traits>

namespace tenon {

/// Specialise it beside the type, before a model that has one:
///
///     template <>
///     struct tenon::Codec<Cents> {
///         using Stored = std::int64_t;  // what the column holds: any scalar that a member may be
///         static std::int64_t encode(const Cents& cents) { return cents.count; }
///         static Cents decode(std::int64_t stored) { return Cents{stored}; }
///     };
///
/// Conditions compare what is stored. Text, bytes, Decimals and ids are not copied: `encode` gives a reference to one inside
/// the object, or a std::string_view of text that lives as long. What `decode` throws becomes a CastError that names the
/// field.
template <class T>
struct Codec;

template <class T>
concept HasCodec = requires { typename Codec<T>::Stored; };

namespace typed {
template <class E>
E enumerator_of(std::int64_t stored);  // throws for a number that no enumerator has (typed/codecs.hpp)
}

/// An enumeration stored as its numbers, which can be compared by < then:
///
///     template <>
///     struct tenon::Codec<Level> : tenon::StoredAsInteger<Level> {};
template <class E>
struct StoredAsInteger {
    using Stored = std::conditional_t<(sizeof(E) > 4), std::int64_t, std::int32_t>;
    static Stored encode(E value) { return static_cast<Stored>(value); }
    static E decode(Stored stored) { return typed::enumerator_of<E>(stored); }
};

}  // namespace tenon
