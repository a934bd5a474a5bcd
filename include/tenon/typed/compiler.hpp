#pragma once

/// How each compiler spells a template argument, and how to read a name out of that spelling. The only file of the
/// typed room that knows compilers apart: it turns a function's signature, as the compiler writes it, into plain names.
///
///     g++      consteval auto signature() [with auto ...Values = {(& subject<User>.Storage<User>::value.User::id), …}]
///     clang++  auto signature() [Values = <&subject.value.id, …>]
///     MSVC     auto __cdecl Values<&subject<struct User>->value->id,…>::signature(void)     (never tried)

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

/// On functions whose code is better left where it is: each in a function of its own compiles in less time than all of
/// them in the user's, where what a compiler does grows faster than the code.
#if defined(_MSC_VER) && !defined(__clang__)
#define TENON_NOINLINE [[msvc::noinline]]
#else
#define TENON_NOINLINE [[gnu::noinline]]
#endif

namespace tenon::typed::compiler {

template <class Type>
consteval bool is_same_address(const Type* left, const Type* right) {
    return left == right;
}

consteval bool is_same_address(const void*, const void*) { return false; }

/// Values as template arguments: pointers to members, addresses of them, enumerators.
template <auto... Arguments>
struct Values {
    static constexpr std::size_t count = sizeof...(Arguments);

    /// The place of an address of the same type among them; `count` if it isn't there.
    template <class Type>
    static consteval std::size_t index_of(const Type* address) {
        std::size_t index = 0;
        static_cast<void>(((is_same_address(Arguments, address) || (++index, false)) || ...));
        return index;
    }

    static consteval auto signature() {
#if defined(_MSC_VER) && !defined(__clang__)
        return std::string_view{__FUNCSIG__, sizeof(__FUNCSIG__) - 1};
#else
        return std::string_view{__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1};
#endif
    }
};

/// The values of an enum are taken for a whole range of integers, also where it has no fixed underlying type and not so
/// many values: g++ and clang up to 19 warn of it, later ones of clang find that it has no such value.
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunknown-warning-option"
#pragma clang diagnostic ignored "-Wenum-constexpr-conversion"
#elif defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#endif

template <class Enum, int... Integers>
using EnumValues = Values<static_cast<Enum>(Integers)...>;

template <class Enum, int Integer>
concept HasValue = requires { typename std::integral_constant<Enum, static_cast<Enum>(Integer)>; };

#if defined(__clang__)
#pragma clang diagnostic pop
#elif defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

/// The signature of a function whose template argument is this type.
template <class Type>
consteval auto signature_of_type() {
#if defined(_MSC_VER) && !defined(__clang__)
    return std::string_view{__FUNCSIG__, sizeof(__FUNCSIG__) - 1};
#else
    return std::string_view{__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1};
#endif
}

/// What follows the last template argument in a signature.
#if defined(_MSC_VER) && !defined(__clang__)
inline constexpr std::string_view end_of_values = ">::signature(void)";
inline constexpr std::string_view end_of_type = ">(void)";
#elif defined(__clang__)
inline constexpr std::string_view end_of_values = ">]";
inline constexpr std::string_view end_of_type = "]";
#else
inline constexpr std::string_view end_of_values = "}]";
inline constexpr std::string_view end_of_type = "]";
#endif

/// Where the name that ends at `end` begins. Names may hold any letter of Unicode: bytes above 127 are parts of one.
consteval std::size_t begin_of_name(const char* text, std::size_t end) {
    while (end > 0) {
        const char c = text[end - 1];
        const bool part = (c >= 'a' && c <= 'z') || c == '_' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          c == '$' || static_cast<unsigned char>(c) >= 128;
        if (!part) break;
        --end;
    }
    return end;
}

/// Where the character or string literal that ends at `end` begins.
consteval std::size_t begin_of_literal(const char* text, std::size_t end) {
    const char quote = text[end - 1];
    std::size_t begin = end - (quote == '"' ? 2 : 3);
    while (begin > 0 && (text[begin] != quote || text[begin - 1] == '\\')) --begin;
    return begin;
}

/// How the character in front of `end` changes the depth of brackets, for a reader that goes backwards.
consteval int depth_change(const char* text, std::size_t end) {
    const char c = text[end - 1];
    if (c == ')' || c == ']' || c == '}' || (c == '>' && text[end - 2] != '-')) return 1;
    return c == '(' || c == '[' || c == '{' || c == '<' ? -1 : 0;
}

/// Where the template argument that `end` stands in begins, past the comma in front of it.
consteval std::size_t begin_of_argument(const char* text, std::size_t end) {
    int depth = 0;
    while (end > 0) {
        const char c = text[end - 1];
        if (c == ',' && depth <= 0) break;
        depth += depth_change(text, end);
        end = c == '\'' || c == '"' ? begin_of_literal(text, end) : end - 1;
    }
    return end;
}

/// Where the template arguments that end at `end` begin, on their opening bracket.
consteval std::size_t begin_of_template_arguments(const char* text, std::size_t end) {
    int depth = 0;
    do {
        const char c = text[end - 1];
        depth += depth_change(text, end);
        end = c == '\'' || c == '"' ? begin_of_literal(text, end) : end - 1;
    } while (depth > 0);
    return end;
}

/// Names found in a signature, the last one first. They are plain numbers, and only for values that have a name,
/// because compilers take several times as long to fill an array of views.
template <std::size_t Limit>
struct FoundNames {
    const char* text = nullptr;
    std::size_t count = 0;
    std::array<std::size_t, Limit> places{};  ///< of the value among all values
    std::array<std::size_t, Limit> begins{};
    std::array<std::size_t, Limit> lengths{};
};

consteval FoundNames<1> found(std::string_view name) { return {name.data(), 1, {0}, {0}, {name.size()}}; }

/// Whether all values that have a name are qualified in the same way: true of the members of one object and of the
/// enumerators of one type, not of pointers to members of several classes.
enum class Qualified { alike, differently };

/// The names of values; some may have none, as in `(Color)7`.
///
/// The signature is read from its end towards its start: a name stands at the end of its argument, behind
/// qualifications of any shape. Where those are alike, only the first is read, and the others, which are as long, are
/// jumped over.
template <class Values, Qualified How = Qualified::alike>
consteval FoundNames<Values::count> names_of_values() {
    const std::string_view signature = Values::signature();
    const char* const text = signature.data();
    FoundNames<Values::count> names{text};
    std::size_t end = signature.size() - end_of_values.size();
    std::size_t in_front_of_name = 0;
    std::size_t in_front_of_number = 0;
    for (std::size_t i = Values::count; i > 0; --i) {
        while (text[end - 1] == ')') --end;
        std::size_t begin = end;
        while (text[begin - 1] <= '9' && text[begin - 1] >= '0') --begin;
        if (text[begin - 1] == '-') --begin;
        const bool named = text[begin - 1] != ')';
        if (named) {
            begin = begin_of_name(text, begin);
            names.places[names.count] = i - 1;
            names.begins[names.count] = begin;
            names.lengths[names.count] = end - begin;
            ++names.count;
        }
        if (i == 1) break;
        std::size_t& in_front = named ? in_front_of_name : in_front_of_number;
        if (in_front == 0 || How == Qualified::differently) in_front = begin - begin_of_argument(text, begin) + 1;
        end = begin - in_front;
    }
    return names;
}

/// Names without the underscores at their ends: `name_` is "name". One of underscores alone stays as it is.
template <std::size_t Limit>
consteval FoundNames<Limit> without_outer_underscores(FoundNames<Limit> names) {
    for (std::size_t i = 0; i < names.count; ++i) {
        const std::string_view name{names.text + names.begins[i], names.lengths[i]};
        const std::size_t begin = name.find_first_not_of('_');
        if (begin == std::string_view::npos) continue;
        names.begins[i] += begin;
        names.lengths[i] = name.find_last_not_of('_') - begin + 1;
    }
    return names;
}

/// The name of a type without namespaces, enclosing classes and template arguments.
template <class Type>
consteval std::string_view name_of_type() {
    const std::string_view signature = signature_of_type<Type>();
    const char* const text = signature.data();
    std::size_t end = signature.size() - end_of_type.size();
    if (text[end - 1] == '>') end = begin_of_template_arguments(text, end);
    const std::size_t begin = begin_of_name(text, end);
    return {text + begin, end - begin};
}

}  // namespace tenon::typed::compiler
