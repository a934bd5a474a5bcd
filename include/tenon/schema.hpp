#pragma once
// The description of models as data: what `describe` and `db.define` make, and all that compilers know of a model.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/base_type.hpp>
#include <tenon/callback.hpp>
#include <tenon/custom_check.hpp>
#include <tenon/ir.hpp>
#include <tenon/pattern.hpp>
#include <tenon/value.hpp>

namespace tenon::schema {

struct Field;
struct Model;

struct Label {
    std::string text;
    std::int64_t value = 0;
};

/// Rules that a value must pass before it is written. An empty value passes all but `required`.
struct Rules {
    bool required = false;  ///< not empty; for text, not "" either
    std::optional<Value> min, max;
    std::optional<std::uint32_t> min_length, max_length;  ///< code points of text, elements of arrays
    std::optional<Pattern> matches;
    std::vector<Value> one_of;
    // Applied before the rules, in this order:
    bool trim = false;
    bool lowercase = false;  ///< ASCII letters
    bool uppercase = false;
    // Looked at only when there is something to do with them, so last:
    Customs customs;  ///< checks, for what passed the rules above, and messages of these
};

/// A type with what belongs to it. Copying is deep; a Model never changes once it is registered.
struct Type {
    BaseType base = BaseType::none;
    bool nullable = false;
    std::uint16_t precision = 0;            ///< decimal: digits; timestamp: 3 or 6 digits of a second
    std::uint16_t scale = 0;                ///< decimal: digits after the point
    std::uint32_t max_length = 0;           ///< text: code points, 0 for no limit
    std::uint32_t size = 0;                 ///< array: how many elements it always has, 0 for any number
    std::string collation{};                ///< text: the language whose order it is sorted in; "": byte by byte
    bool stored_as_text = false;            ///< decimal: as text (SQLite); timestamp: as ISO 8601 text (SQLite)
    std::vector<Type> elements;             ///< array, map: one; variant: its alternatives
    std::vector<std::string> alternatives;  ///< variant: their names
    std::vector<Rules> element_rules;       ///< one for each of `elements`; none: no rules but their own types'
    std::vector<Field> members;             ///< structure
    std::vector<Label> labels;  ///< enumeration, in the order of declaration (by value where it can't be known)
    Customs customs;            ///< structure: checks of its whole objects
    /// Of a run-time field of a type of the user's own: what its Codec stores of what it makes of a stored value. CastError.
    Value (*through_codec)(const Value& stored, const Field& field) = nullptr;
};

/// A function that gives a field's value when an object is created without one.
struct DefaultFunction {
    std::shared_ptr<const void> function;
    Value (*run)(const void* function) = nullptr;
};

/// A column of a table, or a member of a nested structure.
struct Field {
    std::string name;    ///< as C++ or `define` spells it; path legs and errors use this
    std::string column;  ///< as the database spells it; in nested structures the key inside the JSON or document
    Type type;
    Rules rules;
    std::optional<Value> default_value;  ///< of an object that is created without a value
    bool hidden = false;                 ///< read when it is asked for alone; not in to_json
    std::uint16_t member = 0;            ///< the member's index in the struct
    bool immutable = false;              ///< set at creation, and never changed
    bool read_only = false;              ///< never written by us: the database fills it
    DefaultFunction default_function;
    std::string default_sql;  ///< an expression of the database's own: text of a program, never of its input
    ir::Code generated;       ///< the stored column's expression over other fields; no nodes: it isn't generated
    std::string comment;      ///< for people who look at the table
    bool folded = false;      ///< text, with a column beside its own that keeps it folded (semantics, rule 5)
    std::string alias;        ///< a second name, for what is given by name at run time

    /// The column beside a folded field's own.
    [[nodiscard]] std::string folded_column() const;
    /// What indexes over it are over.
    [[nodiscard]] std::string index_column() const;
    [[nodiscard]] bool is_called(std::string_view given) const noexcept {
        return name == given || (!alias.empty() && alias == given);
    }
};

/// The column beside a folded field's own, as a field.
Field folded_field(const Field& field);

/// A field of an index, or an expression over fields.
struct IndexPart {
    static constexpr std::uint16_t none = 0xFFFF;
    std::uint16_t field = none;
    ir::Code expression{};  ///< when there is no field
    bool descending = false;
};

struct Index {
    std::string name;
    std::vector<std::uint16_t> fields;  ///< field indexes; without those inside expressions
    bool unique = false;
    std::vector<IndexPart> parts{};  ///< none: `fields`, ascending
    ir::Code where{};                ///< only the rows that fulfil it are in the index; no nodes: all are
    bool living = false;  ///< rows that were removed softly aren't in it: any unique index of a model with soft_delete

    /// Ascending over whole fields of all rows: what a row is found by.
    [[nodiscard]] bool is_plain() const noexcept { return parts.empty() && where.nodes.empty(); }
};

/// A condition that every row fulfils, held by the database.
struct Constraint {
    std::string name;
    ir::Code condition;
};

enum class RelationKind : std::uint8_t { belongs_to, has_many, has_one };
enum class OnDelete : std::uint8_t { restrict, cascade, set_null };

struct LateRelation;

struct Relation {
    std::string name;  ///< the member's
    RelationKind kind{};
    std::string target_name;                  ///< the other model's name
    const Model* target = nullptr;            ///< set when all models of a registration are known
    std::vector<std::uint16_t> local;         ///< fields here: the reference (belongs_to) or the key (has_…)
    std::vector<std::uint16_t> foreign;       ///< fields there, in the same order
    std::vector<std::string> foreign_names;   ///< their names, until `target` is known
    OnDelete on_delete = OnDelete::restrict;  ///< what deleting the one side does to the many side
    std::uint16_t member = 0;
    std::shared_ptr<LateRelation> late;  ///< of a run-time model, when the other one wasn't known yet
};

/// What a struct's member stands for.
struct MemberRole {
    static constexpr std::uint16_t none = 0xFFFF;
    std::uint16_t field = none;
    std::uint16_t relation = none;  ///< a Ref has both
};

struct Model {
    std::string name;   ///< "User"
    std::string table;  ///< "users"
    std::string
        table_schema;  ///< "app", the schema (MariaDB: the database) that the table is in; empty: the connection's own
    std::vector<Field> fields;
    std::vector<std::uint16_t> key;  ///< field indexes
    bool key_is_assigned = false;    ///< one integer key, assigned by the database when it is 0
    std::vector<Index> indexes;
    std::vector<Relation> relations;
    std::vector<MemberRole> members;  ///< by the member's index in the struct; run-time models: one per field
    std::optional<std::uint16_t> created_at, updated_at;
    std::optional<std::uint16_t>
        deleted_at;  ///< a time, empty of living rows: a removal sets it instead of deleting the row
    std::optional<std::uint16_t> version;  ///< an integer, 1 when a row is created, that each write adds 1 to
    Customs customs;                       ///< checks of whole objects
    std::vector<Constraint> constraints;
    std::string comment;
    bool external = false;   ///< somebody else's table or view: never made, changed or dropped by us
    bool read_only = false;  ///< its objects are never written

    [[nodiscard]] const Field* find_field(std::string_view name) const noexcept;
    [[nodiscard]] std::optional<std::uint16_t> index_of(std::string_view name) const noexcept;
    [[nodiscard]] const Relation* find_relation(std::string_view name) const noexcept;
    /// "app.users", for people: statements quote each name by itself.
    [[nodiscard]] std::string full_table() const;
};

/// How names of C++ become names of the database: by the rules here, or by functions of one's own instead of them. What a
/// model's own description names stays as it is.
struct Naming {
    enum class Case : std::uint8_t { as_is, snake, camel };
    Case columns = Case::as_is;
    Case tables = Case::snake;
    bool plural = true;  ///< User → users, Person → people
    std::string table_prefix;
    /// The schema that tables are in: "app"."users". It must be there. On MariaDB it is a database; SQLite has none but main.
    std::string table_schema{};
    Callback<std::string(std::string_view type_name)> name_table{};     ///< "User" → its table's name
    Callback<std::string(std::string_view member_name)> name_column{};  ///< "created"; of a reference, "author_id"

    [[nodiscard]] std::string table(std::string_view type_name) const;
    [[nodiscard]] std::string column(std::string_view member_name) const;
};

/// The English plural of a noun in lower case.
std::string pluralize(std::string_view noun);
/// "did you mean `email`?" for a name that nearly is one of these, else "".
std::string suggestion(std::string_view name, const std::vector<std::string>& known);
/// The same for one of these fields; what fields there are for a name that is far from all of them.
std::string suggestion(std::string_view name, const std::vector<Field>& fields);

}  // namespace tenon::schema
