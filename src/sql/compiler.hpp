#pragma once
// Compiler: one statement on its way to SQL. Its parts are in compile_*.cpp, a clause a file.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "ir/statement.hpp"
#include "query/declared_type.hpp"
#include "query/definition.hpp"
#include "query/expression.hpp"
#include "sql/dialect.hpp"
#include "sql/json_path.hpp"
#include "sql/statement.hpp"
#include "sql/text.hpp"
#include <tenon/schema.hpp>

namespace tenon::sql {

/// A row that expressions can name: of a model's table, or an element of an array.
struct Scope {
    const schema::Model* model = nullptr;
    const schema::Type* element = nullptr;
    std::size_t alias = 0;
};

/// Where a field's or element's value is: in a row's column or element, and from there along a path inside JSON.
struct Place {
    Scope scope;
    const schema::Field* column = nullptr;  ///< nullptr: the element itself
    bool folded = false;                    ///< the folded column beside it
    JsonPath path;
    const ir::Expr* key = nullptr;       ///< of a map that the path leads to: the value there
    JsonPath behind;                     ///< the way from that value on
    std::string alternative;             ///< of a variant: empty unless it holds the one of this name,
    JsonPath alternative_path;           ///< which stands there
    const schema::Type* type = nullptr;  ///< of the value there

    [[nodiscard]] bool is_column() const noexcept { return column != nullptr && path.empty() && key == nullptr; }
};

class Compiler {
public:
    /// As Expr::scope: the element that `array_contains` compares, which no expression can name.
    static constexpr std::uint8_t hidden_scope = 0xFF;

    explicit Compiler(const Dialect& of) : sql(of), dialect(of) {}
    /// Of an expression in the model's own table's definition.
    Compiler(const Dialect& of, const schema::Model& model, const query::Definition& definition)
        : sql(of, Sql::Kind::definition),
          dialect(of),
          scopes_{Scope{&model, nullptr, 0}},
          definition_(&definition) {}

    Sql sql;
    const Dialect& dialect;

    // Statements.
    void select(const ir::Select& select);
    void insert(const ir::Insert& insert);
    void update(const ir::Update& update);
    void remove(const ir::Delete& remove);

    /// An expression as a truth value; "unknown" counts as false.
    void condition(const ir::Expr& e);
    /// An expression as a value: what is written needs no brackets around it.
    void value(const ir::Expr& e) { value(e, Form::as_is); }
    /// The same; a parameter in this form.
    void value(const ir::Expr& e, Form form);
    /// The same; a given time or decimal that the field beside it couldn't hold is refused, not rounded.
    void exactly(const ir::Expr& e);
    /// A nested value as JSON; a parameter in this form.
    void json(const ir::Expr& e, Form form);
    /// A parameter with a storage of its own.
    void parameter(const ir::Expr& e, Form form, const Binding& binding);
    [[nodiscard]] bool is_definition() const noexcept { return definition_ != nullptr; }
    [[nodiscard]] Binding binding_of(const ir::Expr& e) const;

    /// What a field or element names.
    [[nodiscard]] Place place(const ir::Expr& e) const;
    [[nodiscard]] Place place_inside(const ir::Expr& e) const;
    void of_alternative(const Place& place);
    /// The column or element of a place, without the path inside it.
    void base(const Place& place);
    void scalar(const Place& place);
    void nested(const Place& place);

    /// The smaller or greater of a scalar inside JSON and a parameter, as JSON.
    void nested_extreme(const ir::Expr& e, const Whole& given);

    /// Text with its ASCII letters folded; a parameter is folded before it is sent.
    void folded(const ir::Expr& text);
    /// Behind an aggregate's call: the rows that it is computed over, when they are not a group's.
    void window();
    /// A comparison, or `same` or `not_same`.
    void compare(ir::Op op, const ir::Expr& a, const ir::Expr& b);
    /// The same, of values that the database itself compares exactly.
    void compare_plainly(ir::Op op, const ir::Expr& a, const ir::Expr& b);
    /// " = ", " is ", …
    [[nodiscard]] Fixed symbol(ir::Op op) const;

    /// An alias stands until the value or condition that it was made in is written.
    [[nodiscard]] std::size_t next_alias() noexcept { return ++aliases_; }

    /// What is assigned from here on: a member of the value that is changed.
    void assigns(const std::string& member) { assigned_.back().name = member; }
    /// Its whole path, as text: `parts.2.amount`.
    void assigned_path();

    // What dialects write of a join whose second query has a limit.
    /// " from cities as t2 where t2.country_id = t0.id and …", the second query's rows beside one of the first.
    void rows_beside(const ir::Join& join, std::size_t alias);
    /// Its order and limit behind that.
    void order_and_limit_beside(const ir::Join& join, std::size_t alias);
    /// Its rows, each with its number among those that are equal in the fields that are joined.
    void numbered_rows(const ir::Join& join, std::size_t alias);
    /// "t1.tenon_row <= 3".
    void numbered_limit(const ir::Select& select, std::size_t alias);
    /// "t1.country_id = t0.id".
    void joined_by(const ir::Join& join, std::size_t alias) { joined_condition(join, 0, alias); }
    void columns_of(const schema::Model& model, std::size_t alias) { all_columns(model, alias); }

private:
    enum class Around { nothing, and_, or_, not_ };
    void condition(const ir::Expr& e, Around around);
    void condition_itself(const ir::Expr& e, Around around);
    void value_itself(const ir::Expr& e, Form form);
    void junction(const ir::Expr& e, Around around, bool filters);
    void filter(const ir::Expr& condition);
    void negation(const ir::Expr& e);
    void in(const ir::Expr& e, bool expected);
    void in_query(const ir::Expr& e);
    void subquery(const ir::Select& select, Fixed instead);
    void text_match(const ir::Expr& e);
    void bits(const ir::Expr& e);
    void constant(const ir::Expr& e);

    void array_any(const ir::Expr& e);
    void array_contains(const ir::Expr& array, const ir::Expr& value);
    void array_contains_all(const ir::Expr& e);
    void array_contains_each(const ir::Expr& array, const ir::Expr& list);
    void array_contains_large(const ir::Expr& array, const ir::Expr& list);
    void element_equals(const ir::Expr& element, const ir::Expr& value);
    void related(const ir::Expr& e, Fixed what);
    void related_value(const ir::Expr& e);
    [[nodiscard]] Scope related_scope(const ir::Expr& e) const;
    void from_related(const schema::Relation& relation, const Scope& from, const Scope& to);
    void related_any(const ir::Expr& e, bool filters);
    void look_up(const ir::Expr& e);
    void arithmetic(const ir::Expr& e);
    void aggregate(const ir::Expr& e);
    void over(const ir::Expr& e);
    void choice(const ir::Expr& e);
    void function(const ir::Expr& e);
    void extreme(const ir::Expr& e);
    void array_value(const ir::Expr& e);
    void made_array(const ir::Expr& e);
    void added(const ir::Expr& e);
    /// Rows of an array's elements: their numbers k and JSON j; how many there are, n, as well, or their values.
    enum class Rows { plain, counted, valued };
    [[nodiscard]] bool is_union(const ir::Expr& e) const;
    Scope row_of(const ir::Expr& array);
    void array_rows(const ir::Expr& e, Rows rows);
    void element_rows(const ir::Expr& array, const Scope& row, Rows rows, const Whole& json);
    void pushed_rows(const ir::Expr& e, bool valued);
    void insert_rank(const ir::Expr& e, std::size_t alias);
    void sorted_rows(const ir::Expr& e, Rows rows);
    void sliced_rows(const ir::Expr& e);
    void kept_rows(const ir::Expr& e);
    void changed_rows(const ir::Expr& e);
    void changed_element(const ir::Expr& e, const Scope& row);
    void fragment(const ir::Expr& e);
    void literal(const ir::Expr& e, Form form, const Binding& binding);

    void rows(const ir::Select& select, Fixed instead);
    void count(const ir::Select& select);
    void per_parent_rows(const ir::Select& select);
    void first_of_each(const ir::Select& select, Fixed instead);
    void tree(const ir::Select& select);
    void combined(const ir::Select& select);
    void source(const ir::Select& query);
    void per_parent_limit(const ir::Select& select) { numbered_limit(select, 0); }
    void joined_from(const ir::Select& select);
    void joined_condition(const ir::Join& join, std::size_t here, std::size_t there);
    void tree_up(const ir::Select& select);
    void tree_through(const ir::Select& select);
    void links_to_rows(const ir::Select& select);
    /// Which rows a step of a tree leads to; `reached` is what the rows found so far are called.
    void further_steps(const ir::Tree& tree, Fixed reached);
    void tree_above(const ir::Select& select);
    void with(const ir::Select& select);
    void result_columns(const ir::Select& select);
    void output(const ir::Output& output);
    void all_columns(const schema::Model& model, std::size_t alias = 0);
    void from(const ir::Select& select);
    void from(const schema::Model& model);
    void table(const schema::Model& model, std::size_t alias);
    void where(const std::optional<ir::Expr>& condition);
    void group(const ir::Select& select);
    void order(const std::vector<ir::Order>& order);
    void limit(const ir::Select& select);
    void assignments(const ir::Update& update);
    void assign(const schema::Model& model, const schema::Field& field,
                const std::vector<const ir::Assignment*>& assignments);
    MemberChange member_change(const ir::Expr& target, const schema::Field& first, const ir::Expr& value) const;
    void column_names(const schema::Model& model, const std::vector<std::uint16_t>& fields);
    void returning(const schema::Model& model, const std::vector<std::uint16_t>& fields);
    void reached(const schema::Model& model, const std::optional<ir::Expr>& condition, const ir::Reach& reach);
    void first_row(const schema::Model& model, const std::optional<ir::Expr>& condition, const ir::Reach& reach);
    void found_before(const schema::Model& model, const ir::Expr& condition);
    void key_columns(const schema::Model& model);

    std::vector<Scope> scopes_;
    Scope hidden_;  ///< the element that `array_contains` compares
    std::size_t aliases_ = 0;
    bool filters_ = false;  ///< what is written next filters rows, which nothing else is known to lead to
    const query::Definition* definition_ = nullptr;
    const ir::Expr* window_ = nullptr;  ///< the `over` whose function is being written
    std::size_t joined_ = 0;            ///< the alias of the rows that a join puts beside
    const schema::Model* joined_model_ = nullptr;
    const schema::Model* changed_ = nullptr;  ///< the model whose rows an update or delete changes
    bool is_assigning_ = false;               ///< what is written next is a value that an update sets
    struct Assigned {
        std::size_t element = 0;  ///< the alias of the element that it is of; 0: of the row
        std::string name{};
    };
    std::vector<Assigned> assigned_;  ///< from the column inwards
};

/// Has a query a clause beside its condition, so that a join has to stand around all of it?
[[nodiscard]] bool needs_query(const ir::Select& select) noexcept;
/// A param, or one value of a list.
[[nodiscard]] inline bool is_parameter(const ir::Expr& e) noexcept {
    return e.op == ir::Op::param || e.op == ir::Op::list;
}
[[nodiscard]] inline bool is_place(const ir::Expr& e) noexcept {
    return e.op == ir::Op::field || e.op == ir::Op::element || query::is_step_inside(e.op);
}
[[nodiscard]] inline bool is_empty_constant(const ir::Expr& e) noexcept {
    return (e.op == ir::Op::constant && e.literal.is_empty()) || (e.op == ir::Op::param && e.known_empty);
}
[[nodiscard]] inline bool is_constant(const ir::Expr& e, bool value) noexcept {
    return e.op == ir::Op::constant && e.literal.if_boolean() != nullptr && *e.literal.if_boolean() == value;
}

/// As a divisor: a division by zero has no value.
[[nodiscard]] bool can_be_zero(const ir::Expr& e) noexcept;
/// eq, ne, same, not_same.
[[nodiscard]] bool is_equality(ir::Op op) noexcept;
/// `a op b` as `b op a`.
[[nodiscard]] ir::Op mirrored(ir::Op op) noexcept;
/// 10 to this power, at most 18.
[[nodiscard]] std::int64_t power_of_ten(int digits) noexcept;
/// How a parameter is rounded in `x op parameter`, when it is finer than x can be.
[[nodiscard]] Form rounding(ir::Op op) noexcept;

/// What an assignment sets, as an expression.
[[nodiscard]] ir::Expr target_of(const ir::Assignment& assignment);
/// Of a field, or of a member inside it, as errors call it: `spot.city`.
[[nodiscard]] std::string name_inside(const schema::Field& field, std::span<const std::uint16_t> path);
/// The smaller or greater of a scalar and a parameter.
[[nodiscard]] bool is_extreme_of_parameter(const ir::Expr& e) noexcept;
/// One value of a list, as an expression.
[[nodiscard]] ir::Expr element_of(const ir::Expr& list, std::size_t number);
/// How many placeholders a list of this size class has (1, 2, 4, 8); 0 for none or for one array.
[[nodiscard]] std::size_t placeholders_of(const ir::Expr& list) noexcept;
inline constexpr std::uint8_t array_size_class = 5;

/// The name of a column of queries that are joined.
[[nodiscard]] Identifier result_name(std::size_t number);
/// The name of the table, of a column.
[[nodiscard]] TableName table_of(const schema::Model& model, const Dialect& dialect);
[[nodiscard]] Identifier column_of(const schema::Model& model, std::uint16_t field);
/// What an index over the field is over.
[[nodiscard]] Identifier index_column_of(const schema::Model& model, std::uint16_t field);
using query::plain_type;
/// A scalar of this type is stored in JSON as the same text or number as ours would be, whatever its value.
[[nodiscard]] bool json_is_exact(BaseType base) noexcept;
/// What an integer that is computed has to be in, to be read again where it is assigned to.
struct IntegerRange {
    std::int64_t low, high;
    [[nodiscard]] bool is_narrow() const noexcept { return high <= 9007199254740992; }  ///< a number in JSON
};
/// Of the integers that a type holds; none for int64, and what is no integer.
[[nodiscard]] std::optional<IntegerRange> range_of(BaseType base) noexcept;
/// None when the value is of the range as it is.
[[nodiscard]] std::optional<IntegerRange> range_to_check(const schema::Type& type, const ir::Expr& value);
/// Has a real that is computed to be looked at, before a float holds it?
[[nodiscard]] bool is_float_to_check(const schema::Type& type, const ir::Expr& value) noexcept;
/// The database itself turns such a scalar into the JSON that we would write.
[[nodiscard]] bool is_copied_into_json(BaseType base) noexcept;

}  // namespace tenon::sql
