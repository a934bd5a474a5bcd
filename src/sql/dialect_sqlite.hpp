#pragma once
// SQLite 3.37 and later: STRICT tables, json_each, and the functions of sqlite_functions.hpp.

#include <optional>

#include "sql/dialect.hpp"

namespace tenon::sql {

class SqliteDialect final : public Dialect {
public:
    [[nodiscard]] query::Backend backend() const noexcept override { return query::Backend::sqlite; }
    [[nodiscard]] Binding binding(const schema::Type& type) const override;
    [[nodiscard]] Binding binding(BaseType given, const schema::Type* declared) const override;

    [[nodiscard]] Fixed same() const noexcept override { return " is "; }
    [[nodiscard]] Fixed not_same() const noexcept override { return " is not "; }
    void compare_nested(Compiler& c, ir::Op op, const ir::Expr& a, const ir::Expr& b) const override;
    bool compare_exactly(Compiler& c, ir::Op op, const ir::Expr& a, const ir::Expr& b) const override;
    void list_rows(Compiler& c, const ir::Expr& list, std::size_t alias) const override;
    void list_value(Compiler& c, const ir::Expr& list, std::size_t alias) const override;

    void contains(Compiler& c, const ir::Expr& text, const ir::Expr& part, bool folded) const override;
    void starts_with(Compiler& c, const ir::Expr& text, const ir::Expr& prefix) const override;
    void ends_with(Compiler& c, const ir::Expr& text, const ir::Expr& suffix) const override;
    void like(Compiler& c, const ir::Expr& text, const ir::Expr& pattern, bool folded) const override;
    void regex(Compiler& c, const ir::Expr& text, const ir::Expr& pattern) const override;

    void replace(Compiler& c, const ir::Expr& e) const override;
    void trim(Compiler& c, const ir::Expr& text) const override;
    void find(Compiler& c, const ir::Expr& text, const ir::Expr& part) const override;
    void number_function(Compiler& c, const ir::Expr& e) const override;
    void time_function(Compiler& c, const ir::Expr& e) const override;
    void cast(Compiler& c, const ir::Expr& of, BaseType to) const override;

    void integer_arithmetic(Compiler& c, const ir::Expr& e) const override;
    void decimal_arithmetic(Compiler& c, const ir::Expr& e) const override;
    void sum(Compiler& c, const ir::Expr& of) const override;
    void average(Compiler& c, const ir::Expr& of) const override;
    void ordered_aggregate(Compiler& c, const ir::Expr& e) const override;
    void extreme(Compiler& c, const ir::Expr& of, bool greatest) const override;

    void nested_scalar(Compiler& c, const Place& place) const override;
    void nested_value(Compiler& c, const Place& place) const override;
    void map_rename(Compiler& c, const ir::Expr& e) const override;
    void json_part(Compiler& c, const ir::Expr& e) const override;
    void elements(Compiler& c, const Place& array, std::size_t alias) const override;
    void array_size(Compiler& c, const Place& array) const override;
    void set_members(Compiler& c, const Whole& whole, const std::vector<MemberChange>& changes) const override;
    void element_value(Compiler& c, const schema::Type& type, const ir::Expr& value) const override;
    void nested_json(Compiler& c, const Place& place) const override;
    void numbered_elements(Compiler& c, const ir::Expr& array, std::size_t alias) const override;
    void element_number(Compiler& c, std::size_t alias) const override;
    void element_json(Compiler& c, const schema::Type& element, std::size_t alias) const override;
    void gather(Compiler& c, bool ranked, const Whole& rows) const override;
    void array_length(Compiler& c, const ir::Expr& array) const override;
    void made_for_column(Compiler& c, const schema::Model& model, const schema::Field& field,
                         const ir::Expr& array) const override;
    [[nodiscard]] bool joins_texts() const noexcept override { return true; }
    void join_texts(Compiler& c, const ir::Expr& column, const ir::Expr& elements) const override;
    void append_element(Compiler& c, const ir::Expr& array, const ir::Expr& element) const override;
    void array_pop(Compiler& c, const ir::Expr& array, bool first) const override;
    void assigned_value(Compiler& c, const schema::Type& type, const ir::Expr& value) const override;

    void lock_rows(Sql&, const ir::RowLock&) const override {}  // a transaction that writes is the only one
    [[nodiscard]] bool looks_up_references() const noexcept override { return true; }
    void index_hint(Sql& sql, const Identifier& index) const override { sql << " indexed by " << index; }
    [[nodiscard]] FoundFirst finds_first() const noexcept override { return FoundFirst::by_query; }
    void collate(Sql& sql, std::string_view language) const override;
    void collate_bytes(Sql& sql) const override;
    void order_key(Compiler& c, const ir::Order& order) const override;
    void limited_join(Compiler& c, const ir::Join& join, std::size_t alias) const override;
    void limit(Compiler& c, const ir::Expr* limit, const ir::Expr* offset) const override;

    void column_type(Sql& sql, const schema::Type& type, ColumnUse use) const override;
    [[nodiscard]] Fixed assigned_key() const noexcept override { return " primary key"; }
    [[nodiscard]] bool assigned_key_is_primary() const noexcept override { return true; }
    [[nodiscard]] Fixed table_options() const noexcept override { return " strict"; }
    [[nodiscard]] bool has_schema(std::string_view schema) const noexcept override;
    void index_on(Sql& sql, const Identifier& index, const TableName& table) const override;
    void referenced_table(Sql& sql, const TableName& table) const override;
    bool type_check(Sql& sql, const Identifier& column, const schema::Type& type) const override;
    [[nodiscard]] std::optional<Value> stored_number(const schema::Type& type, const Value& limit) const override;
    [[nodiscard]] Fixed length_function(BaseType type) const noexcept override;

private:
    /// Refuses an order that SQLite hasn't.
    void check_key(Compiler& c, const ir::Expr& by) const;
    void aggregate_key(Compiler& c, const ir::Expr& by) const;
    void pushed(Compiler& c, const ir::Expr& of, bool as_json) const;
    /// The value inside JSON as json_extract gives it.
    void extracted(Compiler& c, const Place& place) const;
    void map_entry(Compiler& c, const Place& place) const;
    void key_by_key(Compiler& c, const Place& place) const;
    void canonical(Compiler& c, const ir::Expr& e) const;
    bool compare_times(Compiler& c, ir::Op op, const ir::Expr& a, const ir::Expr& b) const;
    bool assign_time(Compiler& c, const schema::Type& type, const ir::Expr& value) const;
    void compare_texts(Compiler& c, ir::Op op, const ir::Expr& a, const ir::Expr& b) const;
    void at_scale(Compiler& c, ir::Op op, const ir::Expr& e, int scale) const;
    void assigned_decimal(Compiler& c, const ir::Expr& e, int scale) const;
    void assigned_member(Compiler& c, const schema::Type& type, const ir::Expr& value) const;
    void assigned_integer(Compiler& c, const schema::Type& type, const ir::Expr& value) const;
};

/// The scale of a decimal's coefficient in SQLite (0 for integers); none for a parameter, which takes any.
[[nodiscard]] std::optional<int> scale_of(const ir::Expr& e);
/// As text: its digits, or the field's choice. Equality is all that it has.
[[nodiscard]] bool is_text_decimal(const schema::Type& type) noexcept;

}  // namespace tenon::sql
