#pragma once
// MariaDB 10.6 and later. The driver's sessions must have sql_mode with STRICT_ALL_TABLES and SIMULTANEOUS_ASSIGNMENT
// (an update's right sides see the old row), time_zone '+00:00', character set utf8mb4, found rows, a max_sort_length
// that covers the texts sorted by, a sort_buffer_size of 16 times that for each of them, and max_recursive_iterations at
// its most (at 1,000 it leaves rows of trees out, with a warning alone). ANSI_QUOTES and NO_BACKSLASH_ESCAPES change nothing here.

#include "sql/dialect.hpp"

namespace tenon::sql {

class MariadbDialect final : public Dialect {
public:
    [[nodiscard]] query::Backend backend() const noexcept override { return query::Backend::mariadb; }
    /// Throws SchemaError for characters beyond U+FFFF, which its catalogue can't keep, and for a space at the end.
    void append_identifier(std::string& out, const Identifier& name) const override;
    void append_literal(std::string& out, std::string_view text) const override;
    void estimated_count(Sql& sql, const TableName& table) const override;
    using Dialect::binding;
    [[nodiscard]] Binding binding(const schema::Type& type) const override;

    [[nodiscard]] Fixed same() const noexcept override { return " <=> "; }
    [[nodiscard]] Fixed not_same() const noexcept override { return ""; }
    void compare_nested(Compiler& c, ir::Op op, const ir::Expr& a, const ir::Expr& b) const override;
    bool compare_exactly(Compiler& c, ir::Op op, const ir::Expr& a, const ir::Expr& b) const override;
    void list_rows(Compiler& c, const ir::Expr& list, std::size_t alias) const override;
    void list_value(Compiler& c, const ir::Expr& list, std::size_t alias) const override;

    void contains(Compiler& c, const ir::Expr& text, const ir::Expr& part, bool folded) const override;
    void starts_with(Compiler& c, const ir::Expr& text, const ir::Expr& prefix) const override;
    void ends_with(Compiler& c, const ir::Expr& text, const ir::Expr& suffix) const override;
    void like(Compiler& c, const ir::Expr& text, const ir::Expr& pattern, bool folded) const override;
    void regex(Compiler& c, const ir::Expr& text, const ir::Expr& pattern) const override;
    void fold(Compiler& c, const ir::Expr& text, bool upper) const override;
    void length(Compiler& c, const ir::Expr& text) const override;
    void concat(Compiler& c, const ir::Expr& a, const ir::Expr& b) const override;

    void trim(Compiler& c, const ir::Expr& text) const override;
    void equal_operand(Compiler& c, const ir::Expr& e) const override;
    void replace(Compiler& c, const ir::Expr& e) const override;
    void find(Compiler& c, const ir::Expr& text, const ir::Expr& part) const override;
    void number_function(Compiler& c, const ir::Expr& e) const override;
    void time_function(Compiler& c, const ir::Expr& e) const override;
    void cast(Compiler& c, const ir::Expr& of, BaseType to) const override;

    void integer_arithmetic(Compiler& c, const ir::Expr& e) const override;
    void sum(Compiler& c, const ir::Expr& of) const override;
    void average(Compiler& c, const ir::Expr& of) const override;

    void nested_scalar(Compiler& c, const Place& place) const override;
    void nested_value(Compiler& c, const Place& place) const override;
    void map_rename(Compiler& c, const ir::Expr& e) const override;
    void json_part(Compiler& c, const ir::Expr& e) const override;
    void elements(Compiler& c, const Place& array, std::size_t alias) const override;
    void array_size(Compiler& c, const Place& array) const override;
    void set_members(Compiler& c, const Whole& whole, const std::vector<MemberChange>& changes) const override;
    void element_value(Compiler& c, const schema::Type& type, const ir::Expr& value) const override;
    void nested_json(Compiler& c, const Place& place) const override;
    [[nodiscard]] bool appends_elements() const noexcept override { return true; }
    void append_elements(Compiler& c, const ir::Expr& array, const ir::Expr& elements) const override;
    void append_element(Compiler& c, const ir::Expr& array, const ir::Expr& element) const override;
    void array_pop(Compiler& c, const ir::Expr& array, bool first) const override;

    void order_key(Compiler& c, const ir::Order& order) const override;
    void limit(Compiler& c, const ir::Expr* limit, const ir::Expr* offset) const override;
    void insert_nothing(Sql& sql) const override;
    void on_conflict(Sql& sql, const ir::Insert& insert) const override;
    void name_inserted_row(Sql&) const override {}  // an insert's table can't have an alias
    void delete_from(Sql& sql, const TableName& table) const override;
    void index_hint(Sql& sql, const Identifier& index) const override { sql << " force index (" << index << ")"; }
    [[nodiscard]] FoundFirst finds_first() const noexcept override { return FoundFirst::by_table; }
    void related_table(Sql& sql, const TableName& table, bool changed) const override;

    [[nodiscard]] LivingRows living_rows() const noexcept override { return LivingRows::by_column; }
    void column_type(Sql& sql, const schema::Type& type, ColumnUse use) const override;
    [[nodiscard]] Fixed collation(const schema::Type& type) const noexcept override;
    [[nodiscard]] bool checks_nulled_references() const noexcept override { return false; }
    [[nodiscard]] Fixed assigned_key() const noexcept override { return " auto_increment"; }
    [[nodiscard]] Fixed table_options() const noexcept override {
        return " engine=InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin";
    }
    bool type_check(Sql& sql, const Identifier& column, const schema::Type& type) const override;
    [[nodiscard]] Comments comments() const noexcept override { return Comments::inside; }
    [[nodiscard]] Fixed length_function(BaseType type) const noexcept override;

protected:
    [[nodiscard]] Fixed shared_lock() const noexcept override { return " lock in share mode"; }

private:
    static void signed_integer(Compiler& c, const ir::Expr& e);
    /// The JSON at a place, its null included.
    void json_at(Compiler& c, const Place& place) const;
    void assigned_member(Compiler& c, const schema::Type& type, const ir::Expr& value) const;
    static void uuid_text(Compiler& c, const ir::Expr& value);
    void assigned_real(Compiler& c, const schema::Type& type, const ir::Expr& value) const;
    void assigned_integer(Compiler& c, const schema::Type& type, const ir::Expr& value) const;
};

}  // namespace tenon::sql
