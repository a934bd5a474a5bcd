#pragma once
// PostgreSQL: numbered parameters that state their type, jsonb, text under the "C" collation.

#include "sql/dialect.hpp"

namespace tenon::sql {

class PostgresDialect final : public Dialect {
public:
    [[nodiscard]] query::Backend backend() const noexcept override { return query::Backend::postgres; }
    void append_literal(std::string& out, std::string_view text) const override;
    void estimated_count(Sql& sql, const TableName& table) const override;
    void append_integer(std::string& out, std::int64_t number) const override;
    void append_placeholder(std::string& out, std::size_t number, Fixed cast) const override;
    [[nodiscard]] bool numbers_parameters() const noexcept override { return true; }
    [[nodiscard]] Binding binding(const schema::Type& type) const override;
    [[nodiscard]] Binding binding(BaseType given, const schema::Type* declared) const override;

    void truth(Compiler& c, const ir::Expr& value, bool expected) const override;
    [[nodiscard]] Fixed same() const noexcept override { return " is not distinct from "; }
    [[nodiscard]] Fixed not_same() const noexcept override { return " is distinct from "; }
    void compare_nested(Compiler& c, ir::Op op, const ir::Expr& a, const ir::Expr& b) const override;
    bool compare_exactly(Compiler& c, ir::Op op, const ir::Expr& a, const ir::Expr& b) const override;
    void in_large_list(Compiler& c, const ir::Expr& value, const ir::Expr& list, bool expected) const override;
    void list_rows(Compiler& c, const ir::Expr& list, std::size_t alias) const override;
    void list_value(Compiler& c, const ir::Expr& list, std::size_t alias) const override;

    void contains(Compiler& c, const ir::Expr& text, const ir::Expr& part, bool folded) const override;
    void starts_with(Compiler& c, const ir::Expr& text, const ir::Expr& prefix) const override;
    void ends_with(Compiler& c, const ir::Expr& text, const ir::Expr& suffix) const override;
    void like(Compiler& c, const ir::Expr& text, const ir::Expr& pattern, bool folded) const override;
    void regex(Compiler& c, const ir::Expr& text, const ir::Expr& pattern) const override;
    void fold(Compiler& c, const ir::Expr& text, bool upper) const override;

    void trim(Compiler& c, const ir::Expr& text) const override;
    void find(Compiler& c, const ir::Expr& text, const ir::Expr& part) const override;
    void substring(Compiler& c, const ir::Expr& e) const override;
    void number_function(Compiler& c, const ir::Expr& e) const override;
    void time_function(Compiler& c, const ir::Expr& e) const override;
    void cast(Compiler& c, const ir::Expr& of, BaseType to) const override;

    void integer_arithmetic(Compiler& c, const ir::Expr& e) const override;
    void bit_operand(Compiler& c, const ir::Expr& e) const override;
    void real_arithmetic(Compiler& c, const ir::Expr& e) const override;
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
    bool array_contains(Compiler& c, const Place& array, const ir::Expr& value) const override;
    void set_members(Compiler& c, const Whole& whole, const std::vector<MemberChange>& changes) const override;
    void element_value(Compiler& c, const schema::Type& type, const ir::Expr& value) const override;
    void nested_json(Compiler& c, const Place& place) const override;
    void numbered_elements(Compiler& c, const ir::Expr& array, std::size_t alias) const override;
    void element_number(Compiler& c, std::size_t alias) const override;
    void element_json(Compiler& c, const schema::Type& element, std::size_t alias) const override;
    void gather(Compiler& c, bool ranked, const Whole& rows) const override;
    void array_length(Compiler& c, const ir::Expr& array) const override;
    [[nodiscard]] bool appends_elements() const noexcept override { return true; }
    void append_elements(Compiler& c, const ir::Expr& array, const ir::Expr& elements) const override;
    void append_element(Compiler& c, const ir::Expr& array, const ir::Expr& element) const override;
    void array_pop(Compiler& c, const ir::Expr& array, bool first) const override;

    void group_key(Compiler& c, const ir::Expr& by) const override;
    void collate(Sql& sql, std::string_view language) const override;
    void collate_bytes(Sql& sql) const override;
    void order_key(Compiler& c, const ir::Order& order) const override;
    void limited_join(Compiler& c, const ir::Join& join, std::size_t alias) const override;
    void lock_selected(Sql& sql) const override;

    void column_type(Sql& sql, const schema::Type& type, ColumnUse use) const override;
    [[nodiscard]] Fixed collation(const schema::Type& type) const noexcept override;
    [[nodiscard]] Fixed assigned_key() const noexcept override { return " generated by default as identity"; }
    bool type_check(Sql& sql, const Identifier& column, const schema::Type& type) const override;
    [[nodiscard]] Fixed length_function(BaseType type) const noexcept override;
    [[nodiscard]] Fixed index_order(bool descending, bool nullable) const noexcept override;
    [[nodiscard]] Comments comments() const noexcept override { return Comments::statements; }

private:
    void json_text(Compiler& c, const Place& place) const;
    void json_at(Compiler& c, const Place& place) const;
    void assigned_member(Compiler& c, const schema::Type& type, const ir::Expr& value) const;
    void assigned_real(Compiler& c, const schema::Type& type, const ir::Expr& value) const;
    void assigned_integer(Compiler& c, const schema::Type& type, const ir::Expr& value) const;
};

}  // namespace tenon::sql
