#pragma once
// Dialect: what differs between the SQL databases. The compiler (compile_*.cpp) writes what they share, and calls these
// for the rest; the definitions in dialect.cpp are standard SQL, and a database's file overrides what it must.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ir/statement.hpp"
#include "query/capabilities.hpp"
#include "sql/json_path.hpp"
#include "sql/text.hpp"
#include <tenon/schema.hpp>

namespace tenon::sql {

class Compiler;
struct Place;

/// What a column is used for, where its type depends on it.
struct ColumnUse {
    bool indexed = false;   ///< in a key, an index or a reference
    bool assigned = false;  ///< the key that the database assigns
};

/// Writes a part of a statement.
using Whole = std::function<void()>;

/// A member of a nested value that gets another value.
struct MemberChange {
    JsonPath path;
    const schema::Type* type = nullptr;
    const ir::Expr* value = nullptr;
    std::string name{};                          ///< of the member, as errors call it
    std::shared_ptr<const ir::Expr> computed{};  ///< what `value` is then, when it is no part of the statement
};

class Dialect {
public:
    Dialect() = default;
    Dialect(const Dialect&) = delete;
    Dialect& operator=(const Dialect&) = delete;
    virtual ~Dialect();
    [[nodiscard]] virtual query::Backend backend() const noexcept = 0;

    // --- text -----------------------------------------------------------------------------------------------------
    virtual void append_identifier(std::string& out, const Identifier& name) const;
    /// Is this schema there, where there are none to choose?
    [[nodiscard]] virtual bool has_schema(std::string_view schema) const noexcept;
    virtual void append_literal(std::string& out, std::string_view text) const;
    /// How many rows a table has, as the database keeps it; counted where it keeps no number.
    virtual void estimated_count(Sql& sql, const TableName& table) const;
    virtual void append_integer(std::string& out, std::int64_t number) const;
    virtual void append_placeholder(std::string& out, std::size_t number, Fixed cast) const;
    /// True when one placeholder can stand at several places.
    [[nodiscard]] virtual bool numbers_parameters() const noexcept { return false; }
    [[nodiscard]] virtual Binding binding(const schema::Type& type) const = 0;
    /// Of a parameter of this type that meets, or goes into, a value of the declared one (which may be missing).
    [[nodiscard]] virtual Binding binding(BaseType given, const schema::Type* declared) const;

    // --- conditions -----------------------------------------------------------------------------------------------
    /// A boolean value is true, or is false.
    virtual void truth(Compiler& c, const ir::Expr& value, bool expected) const;
    /// Equal, or both empty; and its opposite, "" when it has to be written with `not`.
    [[nodiscard]] virtual Fixed same() const noexcept = 0;
    [[nodiscard]] virtual Fixed not_same() const noexcept = 0;
    /// eq, ne, same or not_same of whole nested values.
    virtual void compare_nested(Compiler& c, ir::Op op, const ir::Expr& a, const ir::Expr& b) const = 0;
    /// Compares scalars that are not both integers, or of equal types, exactly; gives false where plain SQL does so.
    virtual bool compare_exactly(Compiler& c, ir::Op op, const ir::Expr& a, const ir::Expr& b) const;
    /// What a column that may be indexed is compared with by `=` or `in`.
    virtual void equal_operand(Compiler& c, const ir::Expr& e) const;
    /// `in` with a list that is one parameter.
    virtual void in_large_list(Compiler& c, const ir::Expr& value, const ir::Expr& list, bool expected) const;
    /// A row for each value of a list that is one parameter, as an item of FROM with this alias; and the value there.
    virtual void list_rows(Compiler& c, const ir::Expr& list, std::size_t alias) const = 0;
    virtual void list_value(Compiler& c, const ir::Expr& list, std::size_t alias) const = 0;

    // --- text -----------------------------------------------------------------------------------------------------
    virtual void contains(Compiler& c, const ir::Expr& text, const ir::Expr& part, bool folded) const = 0;
    virtual void starts_with(Compiler& c, const ir::Expr& text, const ir::Expr& prefix) const = 0;
    virtual void ends_with(Compiler& c, const ir::Expr& text, const ir::Expr& suffix) const = 0;
    virtual void like(Compiler& c, const ir::Expr& text, const ir::Expr& pattern, bool folded) const = 0;
    virtual void regex(Compiler& c, const ir::Expr& text, const ir::Expr& pattern) const = 0;
    /// ASCII letters alone.
    virtual void fold(Compiler& c, const ir::Expr& text, bool upper) const;
    virtual void length(Compiler& c, const ir::Expr& text) const;
    virtual void concat(Compiler& c, const ir::Expr& a, const ir::Expr& b) const;

    virtual void trim(Compiler& c, const ir::Expr& text) const = 0;
    /// Where the part is, from 1; 0 when it isn't there.
    virtual void find(Compiler& c, const ir::Expr& text, const ir::Expr& part) const = 0;
    virtual void substring(Compiler& c, const ir::Expr& e) const;
    virtual void replace(Compiler& c, const ir::Expr& e) const;

    // --- functions ------------------------------------------------------------------------------------------------
    /// abs, floor, ceil, round.
    virtual void number_function(Compiler& c, const ir::Expr& e) const = 0;
    /// time_part and its kin.
    virtual void time_function(Compiler& c, const ir::Expr& e) const = 0;

    // --- casts ----------------------------------------------------------------------------------------------------
    /// To float64, int64, decimal or text, from what the resolver lets through.
    virtual void cast(Compiler& c, const ir::Expr& of, BaseType to) const = 0;

    // --- numbers --------------------------------------------------------------------------------------------------
    /// int64, an error when it overflows.
    virtual void integer_arithmetic(Compiler& c, const ir::Expr& e) const = 0;
    /// An integer that is one side of `&`, in 64 bits.
    virtual void bit_operand(Compiler& c, const ir::Expr& e) const;
    virtual void real_arithmetic(Compiler& c, const ir::Expr& e) const;
    virtual void decimal_arithmetic(Compiler& c, const ir::Expr& e) const;
    virtual void sum(Compiler& c, const ir::Expr& of) const = 0;
    virtual void average(Compiler& c, const ir::Expr& of) const = 0;
    virtual void extreme(Compiler& c, const ir::Expr& of, bool greatest) const;
    /// first, last, push.
    virtual void ordered_aggregate(Compiler& c, const ir::Expr& e) const;

    // --- nested values --------------------------------------------------------------------------------------------
    /// A scalar inside JSON, in its type's storage form.
    virtual void nested_scalar(Compiler& c, const Place& place) const = 0;
    /// A nested value inside JSON, as JSON; null is empty.
    virtual void nested_value(Compiler& c, const Place& place) const = 0;
    /// What a json_at asks for.
    virtual void json_part(Compiler& c, const ir::Expr& e) const = 0;
    /// A row for each element of an array, as an item of FROM with this alias.
    virtual void elements(Compiler& c, const Place& array, std::size_t alias) const = 0;
    virtual void array_size(Compiler& c, const Place& array) const = 0;
    /// The array has an element that equals the value (or all values of a list that is one parameter), where there is a
    /// better way than `elements`; else false.
    virtual bool array_contains(Compiler& c, const Place& array, const ir::Expr& value) const;
    /// JSON, which `whole` writes, with these members replaced.
    virtual void set_members(Compiler& c, const Whole& whole, const std::vector<MemberChange>& changes) const = 0;
    /// A value in the form that it has as JSON: what an element of an array becomes.
    virtual void element_value(Compiler& c, const schema::Type& type, const ir::Expr& value) const = 0;
    /// A scalar inside JSON, as the JSON that stands there.
    virtual void nested_json(Compiler& c, const Place& place) const = 0;

    /// A map with a key renamed.
    virtual void map_rename(Compiler& c, const ir::Expr& e) const = 0;

    // --- what updates make of arrays ------------------------------------------------------------------------------
    /// The elements of an array, numbered, as an item of FROM with this alias; their numbers, from 0; their JSON.
    virtual void numbered_elements(Compiler& c, const ir::Expr& array, std::size_t alias) const;
    virtual void element_number(Compiler& c, std::size_t alias) const;
    virtual void element_json(Compiler& c, const schema::Type& element, std::size_t alias) const;
    /// An array of the rows that `rows` selects: their JSON j, in the order of their numbers k, of their ranks p before.
    virtual void gather(Compiler& c, bool ranked, const Whole& rows) const;
    /// How many elements an array has that isn't empty.
    virtual void array_length(Compiler& c, const ir::Expr& array) const;
    /// True when there is a better way than `gather` to join two arrays.
    [[nodiscard]] virtual bool appends_elements() const noexcept { return false; }
    virtual void append_elements(Compiler& c, const ir::Expr& array, const ir::Expr& elements) const;
    /// Can it put elements behind those of a column by joining the texts, so that no element is read?
    [[nodiscard]] virtual bool joins_texts() const noexcept { return false; }
    virtual void join_texts(Compiler& c, const ir::Expr& column, const ir::Expr& elements) const;
    /// An array and one more element.
    virtual void append_element(Compiler& c, const ir::Expr& array, const ir::Expr& element) const = 0;
    /// An array without its last or first element.
    virtual void array_pop(Compiler& c, const ir::Expr& array, bool first) const = 0;

    /// An array that an update makes for this column, whose length rules a CHECK may not be able to hold.
    virtual void made_for_column(Compiler& c, const schema::Model& model, const schema::Field& field,
                                 const ir::Expr& array) const;
    /// The new value of a column of this type.
    virtual void assigned_value(Compiler& c, const schema::Type& type, const ir::Expr& value) const;

    // --- statements -----------------------------------------------------------------------------------------------
    virtual void order_key(Compiler& c, const ir::Order& order) const;
    virtual void group_key(Compiler& c, const ir::Expr& by) const;
    /// Behind a text: it is in the order of this language.
    virtual void collate(Sql& sql, std::string_view language) const;
    /// Behind what was made of one: it is in the order of bytes again.
    virtual void collate_bytes(Sql& sql) const;
    /// What rows are sorted by: an enumeration by its declaration, text in its own order.
    void order_value(Compiler& c, const ir::Expr& by) const;
    void check_order(Compiler& c, const ir::Expr& by) const;
    virtual void limit(Compiler& c, const ir::Expr* limit, const ir::Expr* offset) const;
    /// "(…) as t1 on …": the rows of a join's second query, which has a limit for each of the first.
    virtual void limited_join(Compiler& c, const ir::Join& join, std::size_t alias) const;
    virtual void insert_nothing(Sql& sql) const;
    virtual void on_conflict(Sql& sql, const ir::Insert& insert) const;
    /// " as t0" behind the table of an insert whose conflict speaks of the old row.
    virtual void name_inserted_row(Sql& sql) const;
    /// "delete from users as t0".
    virtual void delete_from(Sql& sql, const TableName& table) const;
    /// Behind a table: its rows are found by this index.
    virtual void index_hint(Sql& sql, const Identifier& index) const;
    /// At the end of a select inside a write: the rows found stay as they are until they are written.
    virtual void lock_selected(Sql& sql) const;
    /// At the end of a select: its rows stay as they are until the transaction ends.
    virtual void lock_rows(Sql& sql, const ir::RowLock& lock) const;
    /// True when the database finds no rows by the keys that an `exists` is about, but does by those that an `in` gives.
    [[nodiscard]] virtual bool looks_up_references() const noexcept { return false; }
    /// A write's condition on other rows of its table may see rows that the write has changed already. Where that is so,
    /// the keys are found first: by a query inside the condition, or by one inside of that which stays a table.
    enum class FoundFirst : std::uint8_t { no, by_query, by_table };
    [[nodiscard]] virtual FoundFirst finds_first() const noexcept { return FoundFirst::no; }
    /// A related row's table inside a statement that changes `changed`.
    virtual void related_table(Sql& sql, const TableName& table, bool changed) const;

    // --- definitions ----------------------------------------------------------------------------------------------
    /// How unique indexes leave out rows that were removed softly: by a condition, or by a column that is empty of them.
    enum class LivingRows : std::uint8_t { by_index, by_column };
    [[nodiscard]] virtual LivingRows living_rows() const noexcept { return LivingRows::by_index; }
    virtual void column_type(Sql& sql, const schema::Type& type, ColumnUse use) const = 0;
    /// After the type, where a column needs to say how text compares.
    [[nodiscard]] virtual Fixed collation(const schema::Type& type) const noexcept;
    /// False when a CHECK can't name a column that a foreign key sets to NULL.
    [[nodiscard]] virtual bool checks_nulled_references() const noexcept { return true; }
    /// What makes the database assign a key, after its type.
    [[nodiscard]] virtual Fixed assigned_key() const noexcept = 0;
    /// True when `assigned_key` makes it the primary key too.
    [[nodiscard]] virtual bool assigned_key_is_primary() const noexcept { return false; }
    [[nodiscard]] virtual Fixed table_options() const noexcept { return ""; }
    /// What the type alone doesn't check: writes a condition on `column`, or nothing and gives false.
    virtual bool type_check(Sql& sql, const Identifier& column, const schema::Type& type) const = 0;
    /// A limit of a number's rule as its column stores it; none when it can't be stored so, or is no number.
    [[nodiscard]] virtual std::optional<Value> stored_number(const schema::Type& type, const Value& limit) const;
    /// The function that counts what a length rule counts, code points or elements; "" when a CHECK can't call one.
    [[nodiscard]] virtual Fixed length_function(BaseType type) const noexcept = 0;
    /// "users_email_key" on "app"."users": an index is in its table's schema.
    virtual void index_on(Sql& sql, const Identifier& index, const TableName& table) const;
    /// The table that a foreign key refers to.
    virtual void referenced_table(Sql& sql, const TableName& table) const;
    /// After a part of an index.
    [[nodiscard]] virtual Fixed index_order(bool descending, bool nullable) const noexcept;
    /// How a comment on a table or column is said: behind it, by a statement of its own, or not at all.
    enum class Comments : std::uint8_t { none, inside, statements };
    [[nodiscard]] virtual Comments comments() const noexcept { return Comments::none; }

protected:
    [[nodiscard]] virtual Fixed shared_lock() const noexcept { return " for share"; }
    /// replace, for databases that don't make it empty by an empty third text each time.
    void replace_by_given(Compiler& c, const ir::Expr& e) const;
    /// Half to even, where round() is half away from zero.
    static void rounded_decimal(Compiler& c, const ir::Expr& of, std::uint16_t digits);
    /// " + " and its kin.
    [[nodiscard]] static Fixed symbol_of(ir::Op op);
};

}  // namespace tenon::sql
