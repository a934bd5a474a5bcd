#pragma once
// Calls of the database's own functions by their names.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tenon/fragment.hpp>

namespace tenon {
namespace typed {

/// A name, or names joined by points: of letters, digits and `_`, not beginning with a digit. Such a name can be nothing else
/// in SQL but a name or a word of its grammar.
constexpr bool is_function_name(std::string_view name) {
    constexpr std::size_t longest = 63;  // of PostgreSQL, which cuts longer ones
    std::size_t length = 0;
    for (const char c : name) {
        if (c == '.' && length > 0) {
            length = 0;
            continue;
        }
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        const bool digit = c >= '0' && c <= '9' && length > 0;
        if ((!letter && !digit) || ++length > longest) return false;
    }
    return length > 0;
}

/// The call as a fragment: "instr(?, ?)".
template <FragmentText Name, std::size_t Count>
consteval auto call_text() {
    constexpr std::string_view between = ", ";
    constexpr std::size_t values = Count == 0 ? 0 : Count + (Count - 1) * between.size();
    char text[Name.view().size() + 2 + values + 1]{};
    std::size_t end = 0;
    const auto add = [&](std::string_view piece) {
        for (const char c : piece) text[end++] = c;
    };
    add(Name.view());
    add("(");
    for (std::size_t i = 0; i < Count; ++i) {
        if (i > 0) add(between);
        add("?");
    }
    add(")");
    return FragmentText(text);
}

}  // namespace typed

/// A function of the database's own, with the type of what it gives, which is the program's word:
///
///     users.find(fn<std::int64_t, "instr">(f<&User::name>, "a") > 0)
///
/// Operands are bound values and expressions. What it means, and whether it is there, is the database's affair: beside its
/// name nothing is checked. As a fragment it may be empty (NULL) whatever its type says. Unsupported on `memory:`, which has
/// no functions, and MongoDB.
template <class Type, typed::FragmentText Name, class... Vs>
constexpr auto fn(Vs&&... values) {
    constexpr bool is_name = typed::is_function_name(Name.view());
    static_assert(is_name, "Tenon: fn() takes the name of a function, of letters, digits and _: fn<int, \"instr\">(…)");
    if constexpr (is_name)
        return fragment<Type, typed::call_text<Name, sizeof...(Vs)>()>(std::forward<Vs>(values)...);
    else
        return typed::Refused<Vs...>();
}

namespace model {
/// Throws QueryError for a text that is no function's name.
RecordExpression make_call(types::Simple type, std::string_view name, const std::vector<RecordExpression>& operands);
}  // namespace model

/// The same for run-time models: fn(types::int64, "instr", field("name"), "a"). The name may be made at run time, and is then
/// a QueryError unless it is one; but who names a function can call any that the database has, so it is no input of a user's.
template <class... Vs>
[[nodiscard]] RecordExpression fn(types::Simple type, std::string_view name, const Vs&... values) {
    return model::make_call(type, name, {model::fragment_operand(values)...});
}

}  // namespace tenon
