#pragma once
// Place: where a member stands in its object, for the types that most models are made of. Rows are read straight into
// such members, and written straight from them; all others go by their types' functions. Sink: where the objects are.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

#include <tenon/time.hpp>

namespace tenon::direct {

enum class Kind : std::uint8_t {
    no,  ///< by its type's functions
    boolean,
    int32,
    int64,
    float64,
    text,
    timestamp,
    optional_boolean,
    optional_int32,
    optional_int64,
    optional_float64,
    optional_text,
    optional_timestamp
};

struct Place {
    std::uint32_t offset = 0;  ///< in bytes, from the object's beginning
    Kind direct = Kind::no;
};

/// A relation among the members: where the pointer to its name stands, from the object's beginning, and what it gets.
struct Name {
    std::uint32_t offset;
    const char* name;
};
inline void set_name(Name name, void* object) {
    *reinterpret_cast<const char**>(static_cast<char*>(object) + name.offset) = name.name;
}

/// Room for objects, one behind the other.
struct Room {
    void* first;
    std::size_t objects;
};

/// Where objects go that rows are read into.
struct Sink {
    void* target;
    /// Room for up to `more` objects behind the first `filled`, or for one; of what was behind them before, nothing stays.
    /// `expected`: how many there may be in the end, or less.
    Room (*room)(void* target, std::size_t filled, std::size_t more, std::size_t expected);
    std::size_t stride;  ///< from one object of a room to the next, in bytes

    /// For one row.
    static Sink of(void* object) {
        return {object, [](void* target, std::size_t, std::size_t, std::size_t) { return Room{target, 1}; }, 0};
    }
};

namespace detail {

template <class T, class Byte>
auto& member_at(Byte* member) {
    return *reinterpret_cast<std::conditional_t<std::is_const_v<Byte>, const T, T>*>(member);
}

}  // namespace detail

/// Calls `use` with the member as what it is: an `std::int64_t&`, an `std::optional<std::string>&`… Gives `otherwise` of a
/// member that is not direct. `object` is a void* or a const void*: the reference is const as well then.
template <class Result, class Object, class Use>
inline Result with_member(Place place, Object* object, Result otherwise, Use&& use) {
    using detail::member_at;
    auto* const member = static_cast<std::conditional_t<std::is_const_v<Object>, const char, char>*>(object) +
                         place.offset;
    switch (place.direct) {
    case Kind::no: break;
    case Kind::boolean: return use(member_at<bool>(member));
    case Kind::int32: return use(member_at<std::int32_t>(member));
    case Kind::int64: return use(member_at<std::int64_t>(member));
    case Kind::float64: return use(member_at<double>(member));
    case Kind::text: return use(member_at<std::string>(member));
    case Kind::timestamp: return use(member_at<Timestamp>(member));
    case Kind::optional_boolean: return use(member_at<std::optional<bool>>(member));
    case Kind::optional_int32: return use(member_at<std::optional<std::int32_t>>(member));
    case Kind::optional_int64: return use(member_at<std::optional<std::int64_t>>(member));
    case Kind::optional_float64: return use(member_at<std::optional<double>>(member));
    case Kind::optional_text: return use(member_at<std::optional<std::string>>(member));
    case Kind::optional_timestamp: return use(member_at<std::optional<Timestamp>>(member));
    }
    return otherwise;
}

}  // namespace tenon::direct
