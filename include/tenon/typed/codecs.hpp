#pragma once
// TypeInfo for each C++ type that a field can have.

#include <array>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include <tenon/codec.hpp>
#include <tenon/json.hpp>
#include <tenon/relation.hpp>
#include <tenon/typed/reflect.hpp>
#include <tenon/typed/type_info.hpp>

namespace tenon::typed {

// Scalars' codecs are compiled once, in src/typed/scalars.cpp.
template <class T>
struct ScalarCodec {
    static constexpr BaseType base = BaseType::none;
};
#define TENON_SCALAR(Type, Base)                                                 \
    template <>                                                                  \
    struct ScalarCodec<Type> {                                                   \
        static constexpr BaseType base = BaseType::Base;                         \
        static void encode(const void* value, Cell& out);                        \
        static void decode(const Cell& cell, void* value, const schema::Field&); \
        static bool equal(const void* a, const void* b);                         \
        static void encode_optional(const void* value, Cell& out);               \
        static void decode_optional(const Cell&, void*, const schema::Field&);   \
    }
TENON_SCALAR(bool, boolean);
TENON_SCALAR(std::int8_t, int8);
TENON_SCALAR(std::int16_t, int16);
TENON_SCALAR(std::int32_t, int32);
TENON_SCALAR(std::int64_t, int64);
TENON_SCALAR(std::uint8_t, uint8);
TENON_SCALAR(std::uint16_t, uint16);
TENON_SCALAR(std::uint32_t, uint32);
TENON_SCALAR(std::uint64_t, uint64);
TENON_SCALAR(float, float32);
TENON_SCALAR(double, float64);
TENON_SCALAR(Decimal, decimal);
TENON_SCALAR(std::string, text);
TENON_SCALAR(Bytes, bytes);
TENON_SCALAR(Timestamp, timestamp);
TENON_SCALAR(Date, date);
TENON_SCALAR(Time, time);
TENON_SCALAR(Uuid, uuid);
TENON_SCALAR(ObjectId, object_id);
#undef TENON_SCALAR

// `long long` is not std::int64_t everywhere; both are the same field.
template <class T>
struct CanonicalInteger {
    using type = T;
};
template <class T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char> &&
             !std::is_same_v<T, wchar_t> && !std::is_same_v<T, char8_t> && !std::is_same_v<T, char16_t> &&
             !std::is_same_v<T, char32_t>)
struct CanonicalInteger<T> {
    using Signed =
        std::conditional_t<sizeof(T) == 1, std::int8_t,
                           std::conditional_t<sizeof(T) == 2, std::int16_t,
                                              std::conditional_t<sizeof(T) == 4, std::int32_t, std::int64_t>>>;
    using type = std::conditional_t<std::is_signed_v<T>, Signed, std::make_unsigned_t<Signed>>;
};
template <class T>
using Canonical = typename CanonicalInteger<T>::type;

template <class T>
inline constexpr bool is_scalar = ScalarCodec<Canonical<T>>::base != BaseType::none;

/// What a type is stored as: what its user's codec says, or itself.
template <class T>
struct StoredType {
    using type = T;
};
template <HasCodec T>
struct StoredType<T> {
    using type = typename Codec<T>::Stored;
};
template <class T>
using StoredAs = typename StoredType<T>::type;

[[noreturn]] void throw_undecodable(const schema::Field& field);

/// A user's codec as those of scalars are.
template <class T>
struct UserCodec {
    using Stored = StoredAs<T>;
    static_assert(is_scalar<Stored>, "Tenon: Codec<T>::Stored is a scalar: a number, bool, std::string, tenon::Bytes, "
                                     "a time or an id");
    using Given = decltype(Codec<T>::encode(std::declval<const T&>()));
    // A cell points at these: they live in the object, or for ever.
    static constexpr bool is_pointed_at = std::is_same_v<Stored, std::string> || std::is_same_v<Stored, Bytes> ||
                                          std::is_same_v<Stored, Decimal> || std::is_same_v<Stored, Uuid> ||
                                          std::is_same_v<Stored, ObjectId>;
    static_assert(
        !is_pointed_at || std::is_reference_v<Given> || std::is_same_v<Given, std::string_view>,
        "Tenon: a Codec that stores text, bytes, a Decimal or an id gives a reference to one inside the object, "
        "or a std::string_view of text");

    static void encode(const void* value, Cell& out) {
        const T& object = *static_cast<const T*>(value);
        if constexpr (std::is_same_v<Stored, std::string>) {
            out = Cell::of(std::string_view(Codec<T>::encode(object)));
        } else if constexpr (is_pointed_at) {
            ScalarCodec<Stored>::encode(&Codec<T>::encode(object), out);
        } else {
            const Canonical<Stored> stored = Codec<T>::encode(object);
            ScalarCodec<Canonical<Stored>>::encode(&stored, out);
        }
    }
    static void decode(const Cell& cell, void* value, const schema::Field& field) {
        Canonical<Stored> stored{};
        ScalarCodec<Canonical<Stored>>::decode(cell, &stored, field);
        try {
            *static_cast<T*>(value) = Codec<T>::decode(stored);
        } catch (...) {
            throw_undecodable(field);
        }
    }
    static bool equal(const void* a, const void* b) {
        const T& left = *static_cast<const T*>(a);
        const T& right = *static_cast<const T*>(b);
        if constexpr (std::equality_comparable<T>)
            return left == right;
        else
            return Codec<T>::encode(left) == Codec<T>::encode(right);
    }
};

// Shapes of the standard library, found by their members so that <map> need not be included.
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T, class A>
inline constexpr bool is_vector<std::vector<T, A>> = true;
template <class T>
inline constexpr bool is_std_array = false;
template <class T, std::size_t N>
inline constexpr bool is_std_array<std::array<T, N>> = true;
template <class T>
inline constexpr bool is_variant = false;
template <class... Ts>
inline constexpr bool is_variant<std::variant<Ts...>> = true;
template <class T>
concept TextMap = requires(T map, std::string key) {
    typename T::mapped_type;
    requires std::is_same_v<typename T::key_type, std::string>;
    map.try_emplace(key);
    map.clear();
};

// void enumerations, structs, everything: filled in below
template <class T>
constexpr TypeInfo make_type_info();
template <class T>
inline constexpr TypeInfo type_info = make_type_info<T>();

template <class E>
struct EnumCodec {
    static void encode(const void* value, Cell& out);
    static void decode(const Cell& cell, void* value, const schema::Field& field);
    static bool equal(const void* a, const void* b) { return *static_cast<const E*>(a) == *static_cast<const E*>(b); }
    static std::span<const EnumLabel> labels() { return enum_labels<E>(); }
};
void encode_label(std::span<const EnumLabel> labels, std::int64_t value, std::string_view enum_name, Cell& out);
std::int64_t decode_label(std::span<const EnumLabel> labels, const Cell& cell, const schema::Field& field);

template <class E>
void EnumCodec<E>::encode(const void* value, Cell& out) {
    encode_label(labels(), static_cast<std::int64_t>(*static_cast<const E*>(value)), compiler::name_of_type<E>(), out);
}
template <class E>
void EnumCodec<E>::decode(const Cell& cell, void* value, const schema::Field& field) {
    *static_cast<E*>(value) = static_cast<E>(decode_label(labels(), cell, field));
}

void require_enumerator(std::span<const EnumLabel> labels, std::int64_t value);
template <class E>
E enumerator_of(std::int64_t stored) {
    require_enumerator(enum_labels<E>(), stored);
    return static_cast<E>(stored);
}

// Json holds a Value; its cell is `value`.
struct JsonCodec {
    static void encode(const void* value, Cell& out);
    static void decode(const Cell& cell, void* value, const schema::Field& field);
    static bool equal(const void* a, const void* b);
};

template <class Optional>
struct OptionalAccess {
    using Inner = typename Optional::value_type;
    static const void* value(const void* object) {
        const auto& optional = *static_cast<const Optional*>(object);
        return optional ? &*optional : nullptr;
    }
    static void* emplace(void* object) { return &static_cast<Optional*>(object)->emplace(); }
    static void reset(void* object) { static_cast<Optional*>(object)->reset(); }
    static constexpr Access access{.value = value, .emplace = emplace, .reset = reset};
    // scalars and refs inside
    static void encode(const void* object, Cell& out) {
        if (const void* inner = value(object))
            type_info<Inner>.encode(inner, out);
        else
            out = Cell();
    }
    static void decode(const Cell& cell, void* object, const schema::Field& field) {
        if (cell.is_empty())
            reset(object);
        else
            type_info<Inner>.decode(cell, emplace(object), field);
    }
};

template <class Vector>
struct VectorAccess {
    static std::size_t size(const void* object) { return static_cast<const Vector*>(object)->size(); }
    static const void* at(const void* object, std::size_t index) {
        return &(*static_cast<const Vector*>(object))[index];
    }
    static void* append(void* object, std::size_t) {
        auto& vector = *static_cast<Vector*>(object);
        vector.emplace_back();
        return &vector.back();
    }
    static void reset(void* object) { static_cast<Vector*>(object)->clear(); }
    static constexpr Access access{.reset = reset, .size = size, .at = at, .append = append};
};

template <class Array>
struct ArrayAccess {
    static std::size_t size(const void*) { return std::tuple_size_v<Array>; }
    static const void* at(const void* object, std::size_t index) {
        return &(*static_cast<const Array*>(object))[index];
    }
    static void* append(void* object, std::size_t index) {
        return index < std::tuple_size_v<Array> ? &(*static_cast<Array*>(object))[index] : nullptr;
    }
    static void reset(void* object) { *static_cast<Array*>(object) = Array{}; }
    static constexpr Access access{.reset = reset,
                                   .size = size,
                                   .at = at,
                                   .append = append,
                                   .fixed_size = static_cast<std::uint32_t>(std::tuple_size_v<Array>)};
};

template <class Map>
struct MapAccess {
    static void each(const void* object, void* context, void (*see)(void*, std::string_view, const void*)) {
        for (const auto& entry : *static_cast<const Map*>(object)) see(context, entry.first, &entry.second);
    }
    static std::size_t size(const void* object) { return static_cast<const Map*>(object)->size(); }
    static void* insert(void* object, std::string_view key) {
        return &static_cast<Map*>(object)->try_emplace(std::string(key)).first->second;
    }
    static void reset(void* object) { static_cast<Map*>(object)->clear(); }
    static constexpr Access access{.reset = reset, .size = size, .each = each, .insert = insert};
};

template <class Variant>
struct VariantAccess;
template <class... Ts>
struct VariantAccess<std::variant<Ts...>> {
    using Variant = std::variant<Ts...>;
    static std::size_t index(const void* object) { return static_cast<const Variant*>(object)->index(); }
    static const void* alternative(const void* object) {
        return std::visit([](const auto& value) -> const void* { return &value; },
                          *static_cast<const Variant*>(object));
    }
    template <std::size_t... Is>
    static void* emplace_at(Variant& variant, std::size_t index, std::index_sequence<Is...>) {
        void* made = nullptr;
        (void)((Is == index && (made = &variant.template emplace<Is>(), true)) || ...);
        return made;
    }
    static void* emplace(void* object, std::size_t index) {
        return emplace_at(*static_cast<Variant*>(object), index, std::index_sequence_for<Ts...>{});
    }
    static constexpr Access access{.index = index, .alternative = alternative, .emplace_alternative = emplace};
    static constexpr std::array<const TypeInfo*, sizeof...(Ts)> alternatives{&type_info<Ts>...};
    static constexpr std::array<std::string_view, sizeof...(Ts)> names{compiler::name_of_type<Ts>()...};
};

/// With these members: where they are in an object, their types up to a nullptr, and their names.
StructInfo make_struct(StructInfo made, const void* object, const void* const* places, const TypeInfo* const* types,
                       const std::string_view* names);
template <class T>
const StructInfo& struct_info() {
    require_reflectable<T>();
    static const StructInfo info = visit_members(subject<T>.value, [](const auto&... member) {
        const void* const places[] = {&member..., nullptr};
        const TypeInfo* const types[] = {&type_info<std::remove_cvref_t<decltype(member)>>..., nullptr};
        return make_struct({type_name<T>(), sizeof(T), {}}, &subject<T>, places, types, member_names<T>().data());
    });
    return info;
}

/// A struct with its `describe`, if it has one (typed/describe.hpp).
template <class T>
const ModelInfo& model_info();

/// Errors call the relation, whose name stands `offset` bytes from its beginning, as the field.
void name_relation(void* relation, std::size_t offset, const schema::Field& field);

template <class R>
struct RefCodec {
    static void encode(const void* value, Cell& out) {
        type_info<typename R::KeyType>.encode(&static_cast<const R*>(value)->key(), out);
    }
    static void decode(const Cell& cell, void* value, const schema::Field& field) {
        type_info<typename R::KeyType>.decode(cell, &RelationAccess::key(*static_cast<R*>(value)), field);
        name_relation(value, RelationAccess::name_offset<R>, field);
    }
    static bool equal(const void* a, const void* b) { return *static_cast<const R*>(a) == *static_cast<const R*>(b); }
};

struct DynamicCodec {  // tenon::Value
    static void encode(const void* value, Cell& out);
    static void decode(const Cell& cell, void* value, const schema::Field& field);
    static bool equal(const void* a, const void* b);
};

template <class T>
inline constexpr bool is_model_member = HasCodec<T> || is_scalar<T> || std::is_enum_v<T> || is_optional<T> ||
                                        is_vector<T> || is_std_array<T> || TextMap<T> || is_variant<T> || is_ref<T> ||
                                        is_many<T> || is_one<T> || std::is_same_v<T, Json> || std::is_same_v<T, Value>;

/// What a member that is not a struct is mistaken for, said in a sentence.
template <class T>
consteval void require_member_type() {
    constexpr bool has_keys = requires { typename T::key_type; };
    constexpr bool is_map = has_keys && requires { typename T::mapped_type; };
    constexpr bool is_pointer = std::is_pointer_v<T> || requires {
        typename T::element_type;
        typename T::pointer;
    } || requires {
        typename T::element_type;
        typename T::weak_type;
    };
    constexpr bool is_chrono = requires {
        typename T::rep;
        typename T::period;
    };
    constexpr bool is_tuple = !is_std_array<T> && requires { std::tuple_size<T>::value; };
    static_assert(!is_pointer, "Tenon: a pointer can't be a member of a model: use Ref, Many or a value");
    static_assert(!std::is_same_v<T, char>, "Tenon: char can't be a member of a model: use std::int8_t or std::string");
    static_assert(!std::is_same_v<T, std::string_view>,
                  "Tenon: a model owns its text: use std::string instead of std::string_view");
    static_assert(!is_map, "Tenon: a map in a model has std::string keys");
    static_assert(is_map || !has_keys, "Tenon: a set can't be a member of a model: use a std::vector");
    static_assert(!is_tuple,
                  "Tenon: a pair or tuple can't be a member of a model, since its parts have no names: write a "
                  "struct");
    static_assert(!is_chrono,
                  "Tenon: a std::chrono type can't be a member of a model: use tenon::Timestamp, or a number");
    static_assert(is_pointer || std::is_same_v<T, char> || (std::is_class_v<T> && !is_std_array<T>),
                  "Tenon: this type can't be a member of a model; the guide's page on types lists those that can");
}

template <class T>
constexpr TypeInfo make_type_info() {
    TypeInfo info;
    info.size = sizeof(T);
    if constexpr (HasCodec<T>) {
        info.has_codec = true;
        info.base = ScalarCodec<Canonical<StoredAs<T>>>::base;
        info.encode = UserCodec<T>::encode;
        info.decode = UserCodec<T>::decode;
        info.equal = UserCodec<T>::equal;
    } else if constexpr (is_scalar<T>) {
        using Scalar = ScalarCodec<Canonical<T>>;
        info.base = Scalar::base;
        info.encode = Scalar::encode;
        info.decode = Scalar::decode;
        info.equal = Scalar::equal;
    } else if constexpr (std::is_enum_v<T>) {
        info.base = BaseType::enumeration;
        info.encode = EnumCodec<T>::encode;
        info.decode = EnumCodec<T>::decode;
        info.equal = EnumCodec<T>::equal;
        info.labels = EnumCodec<T>::labels;
    } else if constexpr (std::is_same_v<T, Json>) {
        info.base = BaseType::json;
        info.encode = JsonCodec::encode;
        info.decode = JsonCodec::decode;
        info.equal = JsonCodec::equal;
    } else if constexpr (std::is_same_v<T, Value>) {
        info.role = Role::dynamic;
        info.encode = DynamicCodec::encode;
        info.decode = DynamicCodec::decode;
        info.equal = DynamicCodec::equal;
    } else if constexpr (is_optional<T>) {
        using Inner = typename T::value_type;
        static_assert(!is_optional<Inner>, "Tenon: an optional of an optional has no meaning in a database");
        static_assert(!is_many<Inner> && !is_one<Inner>, "Tenon: a Many or One needs no optional: it may be empty");
        info.role = Role::optional;
        info.element = &type_info<Inner>;
        info.base = type_info<Inner>.base;
        info.access = &OptionalAccess<T>::access;
        if constexpr (HasCodec<Inner>) {
            info.encode = OptionalAccess<T>::encode;
            info.decode = OptionalAccess<T>::decode;
        } else if constexpr (is_scalar<Inner>) {
            info.encode = ScalarCodec<Canonical<Inner>>::encode_optional;
            info.decode = ScalarCodec<Canonical<Inner>>::decode_optional;
        } else if constexpr (std::is_enum_v<Inner> || std::is_same_v<Inner, Json> || is_ref<Inner>) {
            info.encode = OptionalAccess<T>::encode;
            info.decode = OptionalAccess<T>::decode;
        }
    } else if constexpr (is_vector<T>) {
        static_assert(!std::is_same_v<T, std::vector<bool>>,
                      "Tenon: std::vector<bool> has no elements to point at: use std::vector<std::uint8_t>");
        info.role = Role::array;
        info.base = BaseType::array;
        info.element = &type_info<typename T::value_type>;
        info.access = &VectorAccess<T>::access;
    } else if constexpr (is_std_array<T>) {
        info.role = Role::array;
        info.base = BaseType::array;
        info.element = &type_info<typename T::value_type>;
        info.access = &ArrayAccess<T>::access;
    } else if constexpr (TextMap<T>) {
        info.role = Role::map;
        info.base = BaseType::map;
        info.element = &type_info<typename T::mapped_type>;
        info.access = &MapAccess<T>::access;
    } else if constexpr (is_variant<T>) {
        info.role = Role::variant;
        info.base = BaseType::variant;
        info.access = &VariantAccess<T>::access;
        info.alternatives = VariantAccess<T>::alternatives;
        info.alternative_names = VariantAccess<T>::names;
    } else if constexpr (is_ref<T>) {
        info.role = Role::ref;
        info.base = type_info<typename T::KeyType>.base;
        info.element = &type_info<typename T::KeyType>;
        info.encode = RefCodec<T>::encode;
        info.decode = RefCodec<T>::decode;
        info.equal = RefCodec<T>::equal;
        info.name_offset = RelationAccess::name_offset<T>;
        info.model = model_info<typename T::Target>;
    } else if constexpr (is_many<T> || is_one<T>) {
        info.role = is_many<T> ? Role::many : Role::one;
        info.name_offset = RelationAccess::name_offset<T>;
        info.model = model_info<typename T::Target>;
    } else {
        require_member_type<T>();
        info.role = Role::structure;
        info.base = BaseType::structure;
        if constexpr (std::is_class_v<T>) {
            info.structure = struct_info<T>;
            info.model = model_info<T>;
        }
    }
    return info;
}

}  // namespace tenon::typed
