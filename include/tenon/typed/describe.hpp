#pragma once
// Schema<T>: what a struct cannot say by itself. A function `void describe(tenon::Schema<User>&)` beside the struct, or a
// static member of that name, is called once for each Database in which the model is registered.

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/schema.hpp>
#include <tenon/sql_text.hpp>
#include <tenon/typed/describe_parts.hpp>
#include <tenon/typed/describe_rules.hpp>
#include <tenon/typed/path.hpp>

namespace tenon {

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
void add_index(SchemaTarget& target, std::vector<std::uint16_t> fields, bool unique);
schema::Relation& relation_at(SchemaTarget& target, std::uint16_t member);
/// Throws SchemaError when the target is no model, but a structure inside one.
schema::Model& model_of(SchemaTarget& target, const char* what);
/// Throws SchemaError when the field can't be empty: a default is for what was not given.
void require_empty(const SchemaTarget& target, const schema::Field& field, const char* what);

template <class T, class F>
Value run_default(const void* function) {
    return make_slot<T>(T((*static_cast<const F*>(function))())).saved();
}

}  // namespace typed

/// One field under description: of the model, or inside a nested struct. Every call gives the field again, so that they
/// can be chained.
template <class T, bool IsInside = false>
class FieldSchema : public RuleSchema<FieldSchema<T, IsInside>, T> {
    static constexpr typed::Category category = typed::category_of<T>();
    static constexpr bool is_scalar = category != typed::Category::nested && category != typed::Category::unknown;

public:
    FieldSchema(typed::SchemaTarget& target, schema::Field& field, std::uint16_t member)
        : RuleSchema<FieldSchema, T>(field.rules, field.type),
          target_(target),
          field_(field),
          member_(member) {}

    /// No two rows have the same value. Rows where it is empty don't count.
    FieldSchema& unique() { return indexed(true); }
    FieldSchema& index() { return indexed(false); }
    /// Kept folded beside itself, in a column `<its own>_folded` that our code fills on each write: upper and lower case are
    /// one there, for all of Unicode. iequals(), icontains() and ilike() of the field compare that column, and indexes over
    /// the field, unique ones too, are over it: field(f<&User::email>).folded().unique() refuses a second "ADA@x.org".
    FieldSchema& folded() {
        static_assert(category == typed::Category::text && !IsInside,
                      "Tenon: folded() is for text, a member of the model itself");
        (void)typed::model_of(target_, "folded()");
        field_.folded = true;
        return *this;
    }
    /// Sorts it as a language does: collation("sv"), or another tag that ICU knows. That is the order of order_by, `<` and its
    /// kin, between, min, max and windows; texts that the language doesn't tell apart stand byte by byte. Equality, unique,
    /// groups, distinct and starts_with stay those of bytes.
    FieldSchema& collation(std::string language) {
        static_assert(category == typed::Category::text && !IsInside,
                      "Tenon: collation() is for text, a member of the model itself");
        field_.type.collation = std::move(language);
        return *this;
    }
    /// A second name, by which run-time filters and JSON input may call the field. Output has its own.
    FieldSchema& alias(std::string name) {
        static_assert(!IsInside, "Tenon: alias() is for members of the model itself, not for those of a nested struct");
        (void)typed::model_of(target_, "alias()");
        field_.alias = std::move(name);
        return *this;
    }
    /// Its name in the database.
    FieldSchema& column(std::string name) {
        field_.column = std::move(name);
        return *this;
    }
    /// Read only by queries that ask for it: find(…).with_hidden(), or select(f<…>) of the field itself. An object read
    /// otherwise has it as the struct's initialiser makes it. Objects saved or upserted leave the stored value alone; a
    /// Tracked writes one that was set. It is left out of to_json and of failures.
    FieldSchema& hidden() {
        require_own("hidden()");
        field_.hidden = true;
        return *this;
    }
    /// Set when the object is created, and never changed: by a Tracked or an update that is a QueryError. Objects saved or
    /// upserted as a whole leave the stored value alone.
    FieldSchema& immutable() {
        require_own("immutable()");
        field_.immutable = true;
        return *this;
    }
    /// Never written by us: the database fills it, by a trigger or a default, and it is read back after a write.
    FieldSchema& read_only() {
        require_own("read_only()");
        field_.read_only = true;
        return *this;
    }
    /// What a created object gets in place of an empty value.
    template <class V>
    FieldSchema& default_value(const V& value) {
        static_assert(is_scalar && std::is_convertible_v<const V&, T>,
                      "Tenon: default_value() takes a value of the field's type");
        require_empty("default_value()");
        if constexpr (is_scalar && std::is_convertible_v<const V&, T>)
            field_.default_value = typed::make_slot<T>(T(value)).saved();
        return *this;
    }
    /// The same, by a function that is called for each.
    template <class F>
    FieldSchema& default_from(F function) {
        static_assert(is_scalar && std::is_invocable_r_v<T, const F&>,
                      "Tenon: default_from() takes a function without arguments that gives the field's type");
        require_empty("default_from()");
        if constexpr (is_scalar && std::is_invocable_r_v<T, const F&>)
            field_.default_function = {std::make_shared<const F>(std::move(function)), typed::run_default<T, F>};
        return *this;
    }
    /// The same, by an expression of the database's own: default_sql("current_date"). What it gave is read back.
    FieldSchema& default_sql(Sql expression) {
        require_empty("default_sql()");
        field_.default_sql = expression.text();
        return *this;
    }
    /// A stored column that the database computes from others: full.generated(f<&User::first> + f<&User::last>). Read-only.
    template <class E>
    FieldSchema& generated(const E& expression) {
        constexpr bool fits = is_computed<E>();
        static_assert(fits, "Tenon: generated() takes an expression of the field's type");
        require_own("generated()");
        if constexpr (fits) field_.generated = typed::definition_code(expression);
        field_.read_only = true;
        return *this;
    }
    /// For people who look at the table.
    FieldSchema& comment(std::string text) {
        require_own("comment()");
        field_.comment = std::move(text);
        return *this;
    }
    /// Decimal: at most that many digits, so many of them after the point.
    FieldSchema& precision(std::uint16_t digits, std::uint16_t scale) {
        static_assert(std::is_same_v<typed::StoredAs<T>, Decimal>, "Tenon: precision(digits, scale) is for Decimal");
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
        static_assert(std::is_same_v<typed::StoredAs<T>, Decimal> || category == typed::Category::timestamp,
                      "Tenon: stored_as_text() is for Decimal and Timestamp");
        field_.type.stored_as_text = true;
        return *this;
    }

private:
    template <class E>
    static consteval bool is_computed() {
        if constexpr (typed::ExpressionType<E>)
            return typed::category_of<typed::Bare<typed::TypeOf<E>>>() == category;
        else
            return false;
    }
    void require_own(const char* what) {
        static_assert(!IsInside,
                      "Tenon: hidden(), immutable(), read_only(), generated(), comment() and defaults are for "
                      "members of the model itself, not for those of a nested struct");
        (void)typed::model_of(target_, what);
    }
    void require_empty(const char* what) {
        require_own(what);
        typed::require_empty(target_, field_, what);
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
    /// The same in a schema: table("app", "users"). On MariaDB it is a database; SQLite has none but main, MongoDB none.
    Schema& table(std::string schema, std::string name) {
        table(std::move(name));
        require_model("table").table_schema = std::move(schema);
        return *this;
    }
    /// The fields that tell objects apart, when it isn't the member `id`.
    template <class... Roots, auto... Ms>
    Schema& key(const typed::RootedPath<Roots, Ms>&...) {
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
    /// No two rows have the same values in all of these; rows where one is empty don't count. Members, `.desc()` of them,
    /// and expressions: unique(f<&User::email>.lower()). What comes back takes a `.where(condition)` and a `.name("…")`.
    template <class... Parts>
    IndexSchema<T> unique(const Parts&... parts) {
        return indexed(true, parts...);
    }
    template <class... Parts>
    IndexSchema<T> index(const Parts&... parts) {
        return indexed(false, parts...);
    }
    /// A condition that every row fulfils. The database holds it, whoever writes: breaking it is a CheckViolation.
    template <class C>
    Schema& constraint(std::string name, const C& condition) {
        note<nullptr>();
        if constexpr (typed::require_condition_on<C, T>())
            require_model("constraint").constraints.push_back({std::move(name), typed::definition_code(condition)});
        return *this;
    }
    /// For people who look at the table.
    Schema& comment(std::string text) {
        note<nullptr>();
        require_model("comment").comment = std::move(text);
        return *this;
    }
    /// The table is somebody else's: sync never makes, drops or compares it. `db.check<T>()` says what differs.
    Schema& external() {
        note<nullptr>();
        require_model("external").external = true;
        return *this;
    }
    /// Objects are read, and never written.
    Schema& read_only() {
        note<nullptr>();
        require_model("read_only").read_only = true;
        return *this;
    }
    /// Rows of this view: somebody else's, and only read.
    Schema& view(std::string name) { return table(std::move(name)).external().read_only(); }
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
    /// A removal sets this time, of a std::optional<Timestamp>, instead of deleting the row. Queries, counts, includes and
    /// conditions on related rows then leave the row out, unless a query says with_deleted() or only_deleted(); its unique
    /// values are free again. restore() makes a living row of it, purge() really deletes it.
    template <auto Member>
    Schema& soft_delete(const typed::Path<Member>&) {
        note<Member>();
        static_assert(
            std::is_same_v<typename typed::Path<Member>::Member, std::optional<Timestamp>>,
            "Tenon: soft_delete() needs a member of type std::optional<tenon::Timestamp>, empty of living rows");
        require_model("soft_delete").deleted_at =
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
    template <class... Parts>
    IndexSchema<T> indexed(bool unique, const Parts&... parts) {
        note<nullptr>();
        constexpr bool are_parts = (typed::is_index_part<Parts, T>() && ...);
        static_assert(are_parts, "Tenon: key(), unique() and index() take members of the model itself: "
                                 "f<&User::name>, …; an index takes expressions of them as well");
        if constexpr (are_parts) {
            (require_part<Parts>(static_cast<const Parts*>(nullptr)), ...);
            typed::add_index(target_, std::vector<ir::Code>{typed::part_code(parts)...}, unique);
        }
        return IndexSchema<T>(require_model("an index"));
    }
    template <class, auto Member>
    static constexpr void require_part(const typed::Path<Member>*) {
        require_column<Member>();
    }
    template <class>
    static constexpr void require_part(const void*) {}
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
