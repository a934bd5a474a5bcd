#pragma once

/// How each compiler spells a template argument, and how to read a name out of that spelling. The only file of the typed
/// room that knows compilers apart: it turns the text that a compiler writes for a function's signature into plain names.
///
///     g++      consteval auto signature() [with auto ...Values = {(& subject<User>.Storage<User>::value.User::id), …}]
///     clang++  auto signature() [Values = <&subject.value.id, …>]
///     MSVC     auto __cdecl signature<&subject<struct User>->value->id,…>(void)

#include <array>
#include <cstddef>
#include <string_view>

namespace tenon::typed::compiler {

/// The signature of a function whose template arguments are these values, as the compiler writes it.
template <auto... Values>
consteval auto signature_of_values() {
#if defined(_MSC_VER) && !defined(__clang__)
    return std::string_view{__FUNCSIG__};
#else
    return std::string_view{__PRETTY_FUNCTION__};
#endif
}

/// The signature of a function whose template argument is this type.
template <class Type>
consteval auto signature_of_type() {
#if defined(_MSC_VER) && !defined(__clang__)
    return std::string_view{__FUNCSIG__};
#else
    return std::string_view{__PRETTY_FUNCTION__};
#endif
}

/// What follows the last template argument in a signature.
#if defined(_MSC_VER) && !defined(__clang__)
inline constexpr std::string_view end_of_values = ">(void)";
inline constexpr std::string_view end_of_type = ">(void)";
#elif defined(__clang__)
inline constexpr std::string_view end_of_values = ">]";
inline constexpr std::string_view end_of_type = "]";
#else
inline constexpr std::string_view end_of_values = "}]";
inline constexpr std::string_view end_of_type = "]";
#endif

/// Names may hold any letter of Unicode: bytes above 127 are parts of one.
constexpr bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) >= 128;
}

/// Reads a signature from its end towards its start, because what matters, the last name of each argument, stands at the
/// argument's end, behind qualifications of any shape.
class BackwardReader {
public:
    constexpr explicit BackwardReader(std::string_view text) : text_(text) {}

    /// The name that ends here, past closing parentheses; empty where a value has no name, as in `(Color)7`.
    constexpr std::string_view name() {
        while (ends_with(')')) text_.remove_suffix(1);
        std::size_t begin = text_.size();
        while (begin > 0 && is_name_character(text_[begin - 1])) --begin;
        const std::string_view found = text_.substr(begin);
        text_ = text_.substr(0, begin);
        const bool number = found.empty() || (found[0] >= '0' && found[0] <= '9');
        return number ? std::string_view{} : found;
    }

    /// Skips the rest of the argument and the comma in front of it.
    constexpr void leave_argument() {
        int depth = 0;
        while (!text_.empty()) {
            const char last = take();
            if (last == ',' && depth == 0) return;
            depth += is_closing(last) ? 1 : is_opening(last) ? -1 : 0;
        }
    }

    /// Skips template arguments that end here, with their brackets.
    constexpr void leave_template_arguments() {
        if (!ends_with('>')) return;
        int depth = 0;
        do {
            const char last = take();
            depth += is_closing(last) ? 1 : is_opening(last) ? -1 : 0;
        } while (depth > 0 && !text_.empty());
    }

private:
    constexpr bool ends_with(char c) const { return !text_.empty() && text_.back() == c; }

    constexpr char take() {
        const char last = text_.back();
        text_.remove_suffix(1);
        if (last == '\'' || last == '"') leave_literal(last);
        if (last == '>' && ends_with('-')) text_.remove_suffix(1);
        return last;
    }

    constexpr void leave_literal(char quote) {
        text_.remove_suffix(text_.empty() ? 0 : 1);
        while (!text_.empty() && text_.back() != quote) text_.remove_suffix(1);
        text_.remove_suffix(text_.empty() ? 0 : 1);
    }

    static constexpr bool is_closing(char c) { return c == ')' || c == '>' || c == ']' || c == '}'; }
    static constexpr bool is_opening(char c) { return c == '(' || c == '<' || c == '[' || c == '{'; }

    std::string_view text_;
};

/// The names of `Count` values, in their order, out of what `signature_of_values` gave.
template <std::size_t Count>
consteval std::array<std::string_view, Count> names_of_values(std::string_view signature) {
    std::array<std::string_view, Count> names{};
    signature.remove_suffix(end_of_values.size());
    BackwardReader reader{signature};
    for (std::size_t i = Count; i > 0; --i) {
        names[i - 1] = reader.name();
        reader.leave_argument();
    }
    return names;
}

/// The name of a type without namespaces, enclosing classes and template arguments, out of what `signature_of_type` gave.
consteval std::string_view name_of_type(std::string_view signature) {
    signature.remove_suffix(end_of_type.size());
    BackwardReader reader{signature};
    reader.leave_template_arguments();
    return reader.name();
}

}  // namespace tenon::typed::compiler
