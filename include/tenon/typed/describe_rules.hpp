#pragma once
// The rules of a value under description: of a field, or of what stands inside of it.

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include <tenon/schema.hpp>
#include <tenon/typed/alternatives.hpp>
#include <tenon/typed/path.hpp>

namespace tenon {

namespace typed {

/// The message of the rule that was described last, which may be a check.
void set_message(schema::Rules& rules, const char* rule, std::string text);
/// The rules of a type's elements, or of one alternative.
schema::Rules& element_rules(schema::Type& type, std::size_t which);

template <class T>
struct HeldType {
    using type = typename T::value_type;
};
template <TextMap T>
struct HeldType<T> {
    using type = typename T::mapped_type;
};

/// A check on values that stand inside nested ones, or in an update: they become a V first.
template <class F, class V>
Verdict run_value_check(const void* function, const Value& given, const schema::Field& field,
                        const Transaction& transaction) {
    V value{};
    from_value(type_info<V>, given, &value, field);
    return run_check<F, V>(function, &value, transaction);
}
template <class V, class F>
schema::Check make_value_check(std::string kind, F function) {
    schema::Check check = make_check<V>(std::move(kind), std::move(function));
    if constexpr (checks_alone<F, V> || checks_with_database<F, V>)
        if constexpr (is_verdict<F, V>()) check.run_value = run_value_check<F, V>;
    return check;
}

}  // namespace typed

template <class T>
class ElementSchema;

/// Rules that a value must pass before it is written. Each call gives what is described again, so that they can be chained.
template <class Self, class T>
class RuleSchema {
    static constexpr typed::Category category = typed::category_of<T>();
    static constexpr bool is_text = category == typed::Category::text;
    static constexpr bool is_vector = typed::is_vector<T> && category != typed::Category::bytes;

public:
    RuleSchema(schema::Rules& rules, schema::Type& type) : rules_(rules), type_(type) {}

    /// It must not be empty; text not "" either.
    Self& required() {
        rules_.required = true;
        return told("required");
    }
    template <class V>
    Self& min(V least) {
        require_bounded<V>();
        rules_.min = Value(least);
        return told("min");
    }
    template <class V>
    Self& max(V most) {
        require_bounded<V>();
        rules_.max = Value(most);
        return told("max");
    }
    /// Characters (code points) of text, elements of a vector.
    Self& min_length(std::uint32_t length) {
        static_assert(is_text || is_vector, "Tenon: min_length() is for text and vectors; numbers have min()");
        rules_.min_length = length;
        return told("min_length");
    }
    Self& max_length(std::uint32_t length) {
        static_assert(is_text || is_vector, "Tenon: max_length() is for text and vectors; numbers have max()");
        rules_.max_length = length;
        if constexpr (is_text) type_.max_length = length;
        return told("max_length");
    }
    /// A pattern that is found in the text (tenon::formats::email, or a regular expression of the common subset).
    template <class P>
    Self& matches(const P& pattern) {
        static_assert(is_text, "Tenon: matches() is for text");
        rules_.matches = Pattern(pattern);
        return told("matches");
    }
    Self& one_of(std::initializer_list<T> values) {
        static_assert(category != typed::Category::nested, "Tenon: one_of() is for scalars");
        if constexpr (category != typed::Category::nested)
            for (const T& value : values) rules_.one_of.push_back(typed::make_slot<T>(value).saved());
        return told("one_of");
    }
    /// A rule of one's own (custom_check.hpp), for values that passed the others; not called for an empty one. `kind` is
    /// what its failures are known by.
    template <class F>
    Self& check(std::string kind, F function) {
        rules_.customs.add(typed::make_value_check<T>(std::move(kind), std::move(function)));
        return told("check");
    }
    template <class F>
    Self& check(F function) {
        return check("check", std::move(function));
    }
    /// What is said when the rule before it is broken, instead of the usual sentence: required().message("Who are you?").
    /// "{path}" in it stands for the path, "{limit}" for the rule's limit.
    Self& message(std::string text) {
        typed::set_message(rules_, rule_, std::move(text));
        return self();
    }
    // Applied to the value before the rules, in the order trim, lower- or uppercase.
    Self& trim() { return change(&schema::Rules::trim); }
    Self& lowercase() { return change(&schema::Rules::lowercase); }
    Self& uppercase() { return change(&schema::Rules::uppercase); }

    /// The rules of each element of a vector, or value of a map: field(f<&User::tags>).each().max_length(20). A failure's path
    /// ends with the element's place: "tags.2".
    auto each() {
        constexpr bool holds = is_vector || typed::is_std_array<T> || typed::TextMap<T>;
        static_assert(holds, "Tenon: each() is for the elements of vectors and the values of maps");
        if constexpr (holds)
            return ElementSchema<typed::Bare<typename typed::HeldType<T>::type>>(typed::element_rules(type_, 0),
                                                                                 type_.elements.front());
    }
    /// The rules of one alternative of a variant: field(f<&Job::target>).alternative<std::string>().min_length(2). A struct's are
    /// in its own describe. A failure's path is that of the JSON: "target.value".
    template <class A>
    auto alternative() {
        constexpr std::size_t index = typed::alternative_index<A, T>();
        static_assert(index != typed::no_alternative, "Tenon: alternative<A>() names an alternative of a std::variant");
        if constexpr (index != typed::no_alternative)
            return ElementSchema<A>(typed::element_rules(type_, index), type_.elements[index]);
    }

private:
    template <class V>
    static consteval void require_bounded() {
        static_assert(category == typed::Category::number || category == typed::Category::timestamp ||
                          category == typed::Category::date || category == typed::Category::time,
                      "Tenon: min() and max() are for numbers and times; text has min_length() and max_length()");
        static_assert(typed::category_of<V>() == category, "Tenon: min() and max() take a value of the field's type");
    }
    Self& told(const char* rule) {
        rule_ = rule;
        return self();
    }
    Self& change(bool schema::Rules::* rule) {
        static_assert(is_text, "Tenon: trim(), lowercase() and uppercase() are for text");
        rules_.*rule = true;
        return self();
    }
    Self& self() { return static_cast<Self&>(*this); }

    schema::Rules& rules_;
    schema::Type& type_;
    const char* rule_ = nullptr;  ///< the one that was described last
};

/// What stands inside a field, under description: the elements of a vector, the values of a map, an alternative of a variant.
template <class T>
class ElementSchema : public RuleSchema<ElementSchema<T>, T> {
public:
    using RuleSchema<ElementSchema<T>, T>::RuleSchema;
};

}  // namespace tenon
