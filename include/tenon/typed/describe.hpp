#pragma once
// Schema<T>: what a struct cannot say by itself. A function `void describe(tenon::Schema<User>&)` beside the struct, or a
// static member of that name, is called once for each Database in which the model is registered.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/schema.hpp>
#include <tenon/typed/path.hpp>

namespace tenon {

using schema::OnDelete;
inline constexpr OnDelete cascade = OnDelete::cascade;      ///< delete what refers to the deleted object
inline constexpr OnDelete set_null = OnDelete::set_null;    ///< empty the reference (an optional<Ref>)
inline constexpr OnDelete restricted = OnDelete::restrict;  ///< refuse the delete (the default)

namespace typed {

/// What a `describe` writes into: a model, or a nested structure (`model` is nullptr).
struct SchemaTarget {
    std::vector<schema::Field>* fields = nullptr;
    schema::Model* model = nullptr;
    std::string_view type_name;
    schema::Customs* customs = nullptr;
};

/// A struct with its description.
struct ModelInfo {
    const StructInfo& (*structure)() = nullptr;
    void (*describe)(SchemaTarget&) = nullptr;  ///< nullptr when there is none
    const void* tag = nullptr;                  ///< one address per type
};

// A describe that exists, but in another file than the one that registers the model, would silently do nothing. Each
// Schema<T> that a describe uses notes its type before main(), so that registration can tell.
template <class T>
inline char type_tag = 0;
bool note_described(const void* tag);
bool is_described(const void* tag);
template <class T>
inline const bool described = note_described(&type_tag<T>);

/// The field at the end of a path, for writing. Throws SchemaError when the member is a relation without a column.
schema::Field& field_at(SchemaTarget& target, const std::uint16_t* members, std::size_t count);
std::vector<std::uint16_t> field_indexes(SchemaTarget& target, std::initializer_list<std::uint16_t> members);
void add_index(SchemaTarget& target, std::vector<std::uint16_t> fields, bool unique, std::string_view name = {});
schema::Relation& relation_at(SchemaTarget& target, std::uint16_t member);
/// The message of the rule that was described last, which may be a check.
void set_message(schema::Rules& rules, const char* rule, std::string text);
void append_path(std::string& path, std::string_view member);

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

/// One field under description: of the model, or inside a nested struct. Every call gives the field again, so that they
/// can be chained.
template <class T, bool IsInside = false>
class FieldSchema {
    static constexpr typed::Category category = typed::category_of<T>();
    static constexpr bool is_text = category == typed::Category::text;
    static constexpr bool is_vector = typed::is_vector<T> && category != typed::Category::bytes;

public:
    FieldSchema(typed::SchemaTarget& target, schema::Field& field, std::uint16_t member)
        : target_(target),
          field_(field),
          member_(member) {}

    /// It must not be empty; text not "" either.
    FieldSchema& required() {
        field_.rules.required = true;
        return told("required");
    }
    /// No two rows have the same value. Rows where it is empty don't count.
    FieldSchema& unique() { return indexed(true); }
    FieldSchema& index() { return indexed(false); }
    template <class V>
    FieldSchema& min(V least) {
        require_bounded<V>();
        field_.rules.min = Value(least);
        return told("min");
    }
    template <class V>
    FieldSchema& max(V most) {
        require_bounded<V>();
        field_.rules.max = Value(most);
        return told("max");
    }
    /// Characters (code points) of text, elements of a vector.
    FieldSchema& min_length(std::uint32_t length) {
        static_assert(is_text || is_vector, "Tenon: min_length() is for text and vectors; numbers have min()");
        field_.rules.min_length = length;
        return told("min_length");
    }
    FieldSchema& max_length(std::uint32_t length) {
        static_assert(is_text || is_vector, "Tenon: max_length() is for text and vectors; numbers have max()");
        field_.rules.max_length = length;
        if constexpr (is_text) field_.type.max_length = length;
        return told("max_length");
    }
    /// A pattern that is found in the text (tenon::formats::email, or a regular expression of the common subset).
    template <class P>
    FieldSchema& matches(const P& pattern) {
        static_assert(is_text, "Tenon: matches() is for text");
        field_.rules.matches = Pattern(pattern);
        return told("matches");
    }
    FieldSchema& one_of(std::initializer_list<T> values) {
        static_assert(category != typed::Category::nested, "Tenon: one_of() is for scalars");
        if constexpr (category != typed::Category::nested)
            for (const T& value : values) field_.rules.one_of.push_back(typed::make_slot<T>(value).saved());
        return told("one_of");
    }
    /// A rule of one's own (custom_check.hpp), for values that passed the others; not called for an empty one. `kind` is
    /// what its failures are known by.
    template <class F>
    FieldSchema& check(std::string kind, F function) {
        field_.rules.customs.add(typed::make_value_check<T>(std::move(kind), std::move(function)));
        return told("check");
    }
    template <class F>
    FieldSchema& check(F function) {
        return check("check", std::move(function));
    }
    /// What is said when the rule before it is broken, instead of the usual sentence: required().message("Who are you?").
    /// "{path}" in it stands for the path, "{limit}" for the rule's limit.
    FieldSchema& message(std::string text) {
        typed::set_message(field_.rules, rule_, std::move(text));
        return *this;
    }
    // Applied to the value before the rules, in the order trim, lower- or uppercase.
    FieldSchema& trim() { return change(&schema::Rules::trim); }
    FieldSchema& lowercase() { return change(&schema::Rules::lowercase); }
    FieldSchema& uppercase() { return change(&schema::Rules::uppercase); }

    /// Its name in the database.
    FieldSchema& column(std::string name) {
        field_.column = std::move(name);
        return *this;
    }
    /// Left out of to_json.
    FieldSchema& hidden() {
        field_.hidden = true;
        return *this;
    }
    /// Decimal: at most that many digits, so many of them after the point.
    FieldSchema& precision(std::uint16_t digits, std::uint16_t scale) {
        static_assert(std::is_same_v<T, Decimal>, "Tenon: precision(digits, scale) is for Decimal");
        field_.type.precision = digits;
        field_.type.scale = scale;
        return *this;
    }
    /// Timestamp: digits of a second, 3 or 6.
    FieldSchema& precision(std::uint16_t digits) {
        static_assert(category == typed::Category::timestamp, "Tenon: precision(digits) is for Timestamp");
        field_.type.precision = digits;
        return *this;
    }
    /// On SQLite: Decimal as text (only == works on it), Timestamp as ISO 8601 text.
    FieldSchema& stored_as_text() {
        static_assert(std::is_same_v<T, Decimal> || category == typed::Category::timestamp,
                      "Tenon: stored_as_text() is for Decimal and Timestamp");
        field_.type.stored_as_text = true;
        return *this;
    }

private:
    template <class V>
    static consteval void require_bounded() {
        static_assert(category == typed::Category::number || category == typed::Category::timestamp ||
                          category == typed::Category::date || category == typed::Category::time,
                      "Tenon: min() and max() are for numbers and times; text has min_length() and max_length()");
        static_assert(typed::category_of<V>() == category, "Tenon: min() and max() take a value of the field's type");
    }
    FieldSchema& told(const char* rule) {
        rule_ = rule;
        return *this;
    }
    FieldSchema& change(bool schema::Rules::* rule) {
        static_assert(is_text, "Tenon: trim(), lowercase() and uppercase() are for text");
        field_.rules.*rule = true;
        return *this;
    }
    FieldSchema& indexed(bool unique) {
        static_assert(!IsInside, "Tenon: unique() and index() are for members of the model itself, not for those of a "
                                 "nested struct");
        typed::add_index(target_, typed::field_indexes(target_, {member_}), unique);
        return *this;
    }

    typed::SchemaTarget& target_;
    schema::Field& field_;
    std::uint16_t member_;
    const char* rule_ = nullptr;  ///< the one that was described last
};

/// A check of whole objects under description.
template <class T>
class CheckSchema {
public:
    explicit CheckSchema(schema::Customs& customs) : customs_(customs), index_(customs.checks().size() - 1) {}
    /// What is said when it gives false.
    CheckSchema& message(std::string text) {
        customs_.check(index_).message = std::move(text);
        return *this;
    }
    /// The member that its failures name: at(f<&Stay::end>). Without it their path is the object's own, which is empty.
    template <auto First, auto... Rest>
    CheckSchema& at(const typed::Path<First, Rest...>&) {
        static_assert(std::is_same_v<typename typed::Path<First, Rest...>::Root, T>,
                      "Tenon: at() names a member of the object that is checked");
        std::string& path = customs_.check(index_).at;
        path.clear();
        typed::append_path(path, typed::member_name<First>());
        (typed::append_path(path, typed::member_name<Rest>()), ...);
        return *this;
    }

private:
    schema::Customs& customs_;
    std::size_t index_;
};

/// A relation under description.
class RelationSchema {
public:
    explicit RelationSchema(schema::Relation& relation) : relation_(relation) {}
    /// What happens to the referring rows when the object that they refer to is deleted.
    RelationSchema& on_delete(OnDelete action) {
        relation_.on_delete = action;
        return *this;
    }

private:
    schema::Relation& relation_;
};

/// What `describe` gets.
template <class T>
class Schema {
public:
    explicit Schema(typed::SchemaTarget& target) : target_(target) {}

    template <auto First, auto... Rest>
    auto field(const typed::Path<First, Rest...>&) {
        using Field = FieldSchema<typed::Bare<typename typed::Path<First, Rest...>::Member>, (sizeof...(Rest) > 0)>;
        note<First>();
        require_column<First>();
        constexpr std::uint16_t members[] = {static_cast<std::uint16_t>(typed::member_index<First>),
                                             static_cast<std::uint16_t>(typed::member_index<Rest>)...};
        return Field(target_, typed::field_at(target_, members, 1 + sizeof...(Rest)), members[0]);
    }
    /// The table's or collection's name.
    Schema& table(std::string name) {
        note<nullptr>();
        require_model("table").table = std::move(name);
        return *this;
    }
    /// The fields that tell objects apart, when it isn't the member `id`.
    template <auto... Ms>
    Schema& key(const typed::Path<Ms>&...) {
        (note<Ms>(), ...);
        (require_column<Ms>(), ...);
        require_model("key").key =
            typed::field_indexes(target_, {static_cast<std::uint16_t>(typed::member_index<Ms>)...});
        return *this;
    }
    template <class... Given>
    Schema& key(const Given&...) {
        return refuse_members<Given...>();
    }
    /// No two rows have the same values in all of these.
    template <auto... Ms>
    Schema& unique(const typed::Path<Ms>&...) {
        return indexed<Ms...>(true);
    }
    template <auto... Ms>
    Schema& index(const typed::Path<Ms>&...) {
        return indexed<Ms...>(false);
    }
    template <class... Given>
    Schema& unique(const Given&...) {
        return refuse_members<Given...>();
    }
    template <class... Given>
    Schema& index(const Given&...) {
        return refuse_members<Given...>();
    }
    /// Set by the library: both when an object is created, the second at every change.
    template <auto Created, auto Updated>
    Schema& timestamps(const typed::Path<Created>&, const typed::Path<Updated>&) {
        note<Created>();
        note<Updated>();
        require_timestamp<Created>();
        require_timestamp<Updated>();
        schema::Model& model = require_model("timestamps");
        model.created_at = typed::field_indexes(target_, {static_cast<std::uint16_t>(typed::member_index<Created>)})[0];
        model.updated_at = typed::field_indexes(target_, {static_cast<std::uint16_t>(typed::member_index<Updated>)})[0];
        return *this;
    }
    /// An integer that the library counts a row's changes by: 1 when it is created, 1 more with each write. A save of what
    /// somebody else has changed since it was read is a StaleObject, and writes nothing.
    template <auto Member>
    Schema& version(const typed::Path<Member>&) {
        note<Member>();
        using Type = typename typed::Path<Member>::Member;
        constexpr bool is_integer = std::is_integral_v<Type> && !std::is_same_v<Type, bool> && sizeof(Type) >= 4 &&
                                    !std::is_same_v<Type, std::uint64_t>;
        static_assert(is_integer, "Tenon: version() needs an integer member of 32 or 64 bits, and no std::uint64_t");
        require_model("version").version =
            typed::field_indexes(target_, {static_cast<std::uint16_t>(typed::member_index<Member>)})[0];
        return *this;
    }
    /// A rule of one's own over the whole object (custom_check.hpp), for what several members say together. Of a model, it
    /// is looked at by create, save and upsert, not by update queries, which don't know the rest of the object.
    template <class F>
    CheckSchema<T> check(std::string kind, F function) {
        note<nullptr>();
        target_.customs->add(typed::make_value_check<T>(std::move(kind), std::move(function)));
        return CheckSchema<T>(*target_.customs);
    }
    template <class F>
    CheckSchema<T> check(F function) {
        return check("check", std::move(function));
    }
    /// The objects whose reference points here: has_many(f<&User::posts>, f<&Post::author>).
    template <auto Here, auto There>
    RelationSchema has_many(const typed::Path<Here>&, const typed::Path<There>&) {
        static_assert(typed::is_many<typename typed::Path<Here>::Member>, "Tenon: has_many() needs a Many member");
        return related<Here, There>();
    }
    /// The one object whose reference points here.
    template <auto Here, auto There>
    RelationSchema has_one(const typed::Path<Here>&, const typed::Path<There>&) {
        static_assert(typed::is_one<typename typed::Path<Here>::Member>, "Tenon: has_one() needs a One member");
        return related<Here, There>();
    }
    /// A Ref is this already; name it to set what deleting the other side does.
    template <auto Here>
    RelationSchema belongs_to(const typed::Path<Here>&) {
        note<Here>();
        static_assert(typed::is_ref<typed::Bare<typename typed::Path<Here>::Member>>,
                      "Tenon: belongs_to() needs a Ref");
        return RelationSchema(typed::relation_at(target_, static_cast<std::uint16_t>(typed::member_index<Here>)));
    }

private:
    template <auto Member>
    void note() {
        (void)&typed::described<T>;
        if constexpr (!std::is_same_v<decltype(Member), std::nullptr_t>)
            static_assert(std::is_same_v<typename typed::member_pointer_traits<Member>::owner, T>,
                          "Tenon: describe(Schema<T>&) speaks of T's own members");
    }
    template <class... Given>
    Schema& refuse_members() {
        static_assert(typed::never<Given...>,
                      "Tenon: key(), unique() and index() take members of the model itself: f<&User::name>, …");
        return *this;
    }
    template <auto Member>
    static consteval void require_column() {
        using Type = typename typed::Path<Member>::Member;
        static_assert(!typed::is_many<Type> && !typed::is_one<Type>,
                      "Tenon: a Many or One has no column: describe it by has_many() or has_one()");
    }
    template <auto Member>
    static consteval void require_timestamp() {
        static_assert(std::is_same_v<typename typed::Path<Member>::Member, Timestamp>,
                      "Tenon: timestamps() needs two members of type tenon::Timestamp");
    }
    template <auto... Ms>
    Schema& indexed(bool unique) {
        (note<Ms>(), ...);
        (require_column<Ms>(), ...);
        typed::add_index(
            target_, typed::field_indexes(target_, {static_cast<std::uint16_t>(typed::member_index<Ms>)...}), unique);
        return *this;
    }
    template <auto Here, auto There>
    RelationSchema related() {
        note<Here>();
        using Target = typename typed::Path<Here>::Member::Target;
        using Reference = typed::Bare<typename typed::Path<There>::Member>;
        static_assert(std::is_same_v<typename typed::Path<There>::Root, Target>,
                      "Tenon: the second member must be one of the related model's");
        static_assert(typed::is_ref<Reference>, "Tenon: the second member must be a Ref to this model");
        if constexpr (typed::is_ref<Reference>)
            static_assert(std::is_same_v<typename Reference::Target, T>,
                          "Tenon: the second member must refer to this model");
        schema::Relation& relation = typed::relation_at(target_, static_cast<std::uint16_t>(typed::member_index<Here>));
        relation.foreign_names = {std::string(typed::member_names<Target>()[typed::member_index<There>])};
        return RelationSchema(relation);
    }
    schema::Model& require_model(const char* what) {
        if (target_.model == nullptr) throw_not_a_model(what, target_.type_name);
        return *target_.model;
    }
    [[noreturn]] static void throw_not_a_model(const char* what, std::string_view type);

    typed::SchemaTarget& target_;
};

namespace typed {
[[noreturn]] void throw_nested_schema(const char* what, std::string_view type);

template <class T>
concept DescribedByMember = requires(Schema<T>& schema) { T::describe(schema); };
template <class T>
concept DescribedByFunction = requires(Schema<T>& schema) { describe(schema); };

template <class T>
void run_describe(SchemaTarget& target) {
    Schema<T> schema(target);
    if constexpr (DescribedByMember<T>)
        T::describe(schema);
    else if constexpr (DescribedByFunction<T>)
        describe(schema);
}

template <class T>
const ModelInfo& model_info() {
    static const ModelInfo info{
        struct_info<T>, DescribedByMember<T> || DescribedByFunction<T> ? run_describe<T> : nullptr, &type_tag<T>};
    return info;
}
}  // namespace typed

template <class T>
void Schema<T>::throw_not_a_model(const char* what, std::string_view type) {
    typed::throw_nested_schema(what, type);
}

}  // namespace tenon
