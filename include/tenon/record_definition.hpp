#pragma once
// What describes a run-time model: what db.define takes.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tenon/callback.hpp>
#include <tenon/record_expression.hpp>
#include <tenon/schema.hpp>
#include <tenon/sql_text.hpp>

namespace tenon {

/// The options of a run-time field. One that is not `required` may be empty.
struct FieldOptions {
    schema::Type type;
    bool key = false;  ///< the model's key, instead of an integer `id`
    bool required = false;
    bool unique = false;
    bool index = false;
    std::optional<Value> default_value{};  ///< for creation
    Callback<Value()> default_from{};      ///< the same, called for each record
    Sql default_sql = "";                  ///< the same, an expression of the database's own
    std::optional<Value> min{}, max{};
    std::optional<std::uint32_t> min_length{}, max_length{};
    std::optional<Pattern> matches{};
    std::vector<Value> one_of{};
    bool trim = false;
    bool lowercase = false;
    bool uppercase = false;
    bool hidden = false;     ///< read by queries that ask for it `with_hidden()`; left out of to_json and of failures
    bool immutable = false;  ///< set at creation, and never changed
    bool read_only = false;  ///< never written by us: the database fills it
    std::optional<RecordExpression> generated{};  ///< a stored column, computed from other fields; read-only
    std::string comment{};                        ///< for people who look at the table
    std::string column{};                         ///< its name in the database, when another
    std::string alias{};       ///< a second name, by which filters and input may call it; output has its own
    bool folded = false;       ///< text: kept folded beside itself, as of typed models
    std::string collation{};   ///< text: the language whose order it is sorted in, as of typed models
    std::string references{};  ///< the name of the model whose key it holds
    schema::OnDelete on_delete = schema::OnDelete::restrict;
    std::uint16_t precision = 0;  ///< timestamp: digits of a second, 3 or 6
    bool stored_as_text = false;  ///< decimal, timestamp: as text on SQLite, as of typed models
    ValueChecks checks{};         ///< of one's own: value_check("name", function)
    RuleMessages messages{};      ///< instead of the usual ones: {{"required", "Who are you?"}}
};

struct FieldDefinition {
    std::string name;
    FieldOptions options;
};

namespace typed {
template <class T>
Value through_codec(const Value& stored, const schema::Field& field) {
    T object{};
    from_value(type_info<T>, stored, &object, field);
    return to_value(type_info<T>, &object, field);
}
schema::Type coded_type(BaseType base, Value (*through_codec)(const Value& stored, const schema::Field& field));
}  // namespace typed

namespace types {
/// A type of the user's own, which has a Codec: stored as a struct's member of it, and what the Codec refuses is refused. Values
/// are the stored ones; a Money is taken wherever a Value is, and record.get<Money>("price") gives one.
template <class T>
schema::Type of() {
    static_assert(HasCodec<T>, "Tenon: types::of<T>() takes a type of your own that has a tenon::Codec; others are "
                               "types::text, types::int32, …");
    if constexpr (HasCodec<T>) return typed::coded_type(typed::type_info<T>.base, typed::through_codec<T>);
}
/// The same of one that is stored as a Decimal.
template <class T>
schema::Type of(std::uint16_t digits, std::uint16_t scale) {
    schema::Type type = of<T>();
    type.precision = digits;
    type.scale = scale;
    return type;
}
/// An object with these members, each with its own rules: types::structure({{"city", {.type = types::text}}}).
schema::Type structure(std::initializer_list<FieldDefinition> members);
/// An object with any names, and values of one type.
schema::Type map(schema::Type element);
/// An element or value that may be empty: types::array(types::optional(types::int32)). Of fields `required` says it.
schema::Type optional(schema::Type type);
/// The same, each element or value with rules of its own: types::array({.type = types::text, .max_length = 9}).
schema::Type array(const FieldOptions& element, std::uint32_t size = 0);
schema::Type map(const FieldOptions& element);
/// One of these, each with its own rules: types::variant({{"Circle", {types::structure({…})}}, {"text", {types::text}}}). Its
/// values are {"type": "text", "value": …}. A std::variant's alternatives are called as their structs are, or "text", "int64", ….
schema::Type variant(std::initializer_list<FieldDefinition> alternatives);
}  // namespace types

/// A part of an index: a field by its name, an expression, or one of these under `.desc()`.
struct IndexKey {
    IndexKey(const char* field) : IndexKey(std::string(field)) {}              // NOLINT: it is one
    IndexKey(std::string field);                                               // NOLINT
    IndexKey(const RecordExpression& expression, bool is_descending = false);  // NOLINT
    ir::Code code;
    bool descending = false;
};

/// {.keys = {"city", field("age").desc()}, .unique = true, .where = field("gone").is_empty()}
struct IndexDefinition {
    std::vector<IndexKey> keys;
    bool unique = false;
    std::optional<RecordExpression> where{};  ///< only these rows are in it
    std::string name{};                       ///< when another than the one made of the columns' names
};

/// A condition that every row fulfils, held by the database: breaking it is a CheckViolation.
struct ConstraintDefinition {
    std::string name;
    RecordExpression condition;
};

/// The records of another run-time model that refer to this one by a field: {"posts", "Post", "author"}.
struct RelationDefinition {
    std::string name;
    std::string model;  ///< may be defined later; until then the relation can't be used
    std::string field;  ///< its field, which `references` this model
    schema::OnDelete on_delete = schema::OnDelete::restrict;  ///< of the references, if it isn't said of these
};

// Fields that the library sets: true for those of the usual names, which are made unless they are declared; or the names of
// declared ones: {.timestamps = {"made_at", "changed_at"}, .version = "revision", .soft_delete = "gone_at"}
struct TimestampsOption {
    TimestampsOption(bool is_wanted);  // NOLINT: it is one
    TimestampsOption(std::string created, std::string updated);
    bool wanted, named = false;
    std::string created, updated;
};
struct VersionOption {
    VersionOption(bool is_wanted);                                         // NOLINT: it is one
    VersionOption(std::string name);                                       // NOLINT
    VersionOption(const char* name) : VersionOption(std::string(name)) {}  // NOLINT
    bool wanted, named = false;
    std::string field;
};
struct SoftDeleteOption {
    SoftDeleteOption(bool is_wanted);                                            // NOLINT: it is one
    SoftDeleteOption(std::string name);                                          // NOLINT
    SoftDeleteOption(const char* name) : SoftDeleteOption(std::string(name)) {}  // NOLINT
    bool wanted, named = false;
    std::string field;
};

struct DefineOptions {
    std::string table{};         ///< when another than the name's plural
    std::string table_schema{};  ///< the schema that the table is in, when another than that of Options::naming
    // The fields of these are made; or taken as they are declared, with a column of another name or other options.
    TimestampsOption timestamps = false;  ///< created_at and updated_at, set by the library
    VersionOption version = false;        ///< version, counts the row's changes: a save of a stale record is refused
    SoftDeleteOption soft_delete =
        false;              ///< deleted_at, set by a removal instead of deleting the row: as of typed models
    RecordChecks checks{};  ///< of whole objects: record_check("name", function)
    std::vector<IndexDefinition> indexes{};
    std::vector<ConstraintDefinition> constraints{};
    std::vector<RelationDefinition> has_many{};
    std::vector<RelationDefinition> has_one{};  ///< of at most one record
    std::string comment{};                      ///< for people who look at the table
    bool external = false;                      ///< somebody else's table: sync never makes, drops or compares it
    bool read_only = false;                     ///< its records are never written
};

/// {"User", {{"name", {.type = types::text}}}, {.timestamps = true}}
struct ModelDefinition {
    std::string name;
    std::vector<FieldDefinition> fields;
    DefineOptions options{};
};

}  // namespace tenon
