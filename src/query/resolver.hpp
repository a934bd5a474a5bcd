#pragma once
// One walk over an expression that resolves its names, sets its types, and refuses what means nothing.

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ir/statement.hpp"
#include "query/path.hpp"
#include "query/prepared.hpp"
#include "query/types.hpp"
#include <tenon/schema.hpp>

namespace tenon::query {

class Resolver {
public:
    explicit Resolver(const schema::Model& model);

    /// Aggregates are refused unless they are allowed.
    void allow_aggregates(bool allowed) { aggregates_ = allowed; }
    /// So are window functions; `reason` says why there are none.
    void allow_windows(bool allowed, std::string_view reason = {}) {
        windows_ = allowed;
        no_windows_ = reason;
    }
    /// The columns of queries that are joined, instead of a model's fields.
    void read_columns(const std::vector<ir::Output>* columns) { columns_ = columns; }
    /// The rows of this query, which the model describes.
    void read_source(const ir::Select* source) { source_ = source; }
    /// Rows of this model stand beside its own.
    void read_joined(const schema::Model* model, bool may_be_missing) {
        joined_ = model;
        may_be_missing_ = may_be_missing;
    }
    /// Rows have a depth.
    void read_tree(bool is_tree) { is_tree_ = is_tree; }
    /// An expression that is true or false.
    void condition(ir::Expr& expr);
    /// An expression with a value of any type.
    void value(ir::Expr& expr);
    /// What is sorted by.
    void sort_key(ir::Expr& expr);
    /// The value that a place in a row, already resolved, gets.
    void assignment(const ir::Expr& target, ir::Expr& value);
    /// A number of rows: a whole constant or a param.
    void row_count(ir::Expr& expr, std::string_view clause);
    /// Throws QueryError about this model.
    [[noreturn]] void refuse(const std::string& message, const ir::Expr* about = nullptr) const;

private:
    /// Expressions are about another row, within what it is made for: there are no aggregates, and no window functions.
    class Inside {
    public:
        Inside(Resolver& resolver, Scope row)
            : resolver_(resolver),
              aggregates_(std::exchange(resolver.aggregates_, false)),
              windows_(std::exchange(resolver.windows_, false)) {
            resolver.scopes_.push_back(row);
        }
        Inside(const Inside&) = delete;
        Inside& operator=(const Inside&) = delete;
        ~Inside() {
            resolver_.scopes_.pop_back();
            resolver_.windows_ = windows_;
            resolver_.aggregates_ = aggregates_;
        }

    private:
        Resolver& resolver_;
        bool aggregates_, windows_;
    };

    void visit(ir::Expr& expr);
    void leaf(ir::Expr& expr);
    void path(ir::Expr& expr);
    void junction(ir::Expr& expr);
    void comparison(ir::Expr& expr);
    void membership(ir::Expr& expr);
    void arithmetic(ir::Expr& expr);
    void bits(ir::Expr& expr);
    void json_at(ir::Expr& expr);
    void json_steps(ir::Expr& expr);
    void negation(ir::Expr& expr);
    void text_match(ir::Expr& expr);
    void step_inside(ir::Expr& expr);
    void text_function(ir::Expr& expr);
    void array_operation(ir::Expr& expr);
    void array_quantifier(ir::Expr& expr);
    void relation(ir::Expr& expr);
    bool relation_by_name(ir::Expr& quantifier);
    [[nodiscard]] const schema::Relation& relation_named(const ir::Expr& expr) const;
    void related_value(ir::Expr& expr);
    void aggregate(ir::Expr& expr);
    void ordered_aggregate(ir::Expr& expr);
    void order_keys(std::span<ir::Expr> keys);
    void over(ir::Expr& expr);
    void name_alternative(ir::Expr& expr) const;
    void depth(ir::Expr& expr) const;
    void result_column(ir::Expr& expr) const;
    void joined(ir::Expr& expr);
    void window_function(ir::Expr& function, bool ordered);
    void fragment(ir::Expr& expr);
    void query(ir::Expr& expr);
    void in_query(ir::Expr& expr);
    void choice(ir::Expr& expr);
    void cast(ir::Expr& expr);
    void function(ir::Expr& expr);
    void number_function(ir::Expr& expr);
    void place_function(ir::Expr& expr);
    void time_function(ir::Expr& expr);
    void time_operand(const ir::Expr& expr, const ir::Expr& operation) const;
    void update_value(ir::Expr& expr);
    void extreme(ir::Expr& expr);
    void map_rename(ir::Expr& expr);
    void array_value(ir::Expr& expr);
    void array_operands(ir::Expr& expr, const schema::Type& array);
    void array_change(ir::Expr& expr);
    void whole_number(ir::Expr& expr, const ir::Expr& operation);

    /// What several expressions of which one is the value have in common becomes the type of `expr`.
    void unify_values(const std::vector<ir::Expr*>& values, ir::Expr& expr);
    void unify_numbers(const std::vector<ir::Expr*>& values, ir::Expr& expr);
    void check_same_storage(const ir::Expr& a, const ir::Expr& b) const;
    void check_storage(const std::vector<ir::Expr*>& values, const ir::Expr& expr) const;
    void unify(ir::Expr& left, ir::Expr& right, const ir::Expr& operation);
    void check_comparable(const ir::Expr& left, const ir::Expr& right, const ir::Expr& operation) const;
    void check_collations(const ir::Expr& left, const ir::Expr& right, const ir::Expr& operation) const;
    void check_bounds(ir::Expr& value, const ir::Expr& other) const;
    void text_operand(ir::Expr& expr, const ir::Expr& operation);
    /// All but the first operand are keys.
    void key_operands(ir::Expr& expr, std::string_view what);
    void number_operand(const ir::Expr& expr, const ir::Expr& operation) const;
    const schema::Type& array_operand(ir::Expr& expr, const ir::Expr& operation);
    [[nodiscard]] const Scope& scope(const ir::Expr& expr) const;

    std::vector<Scope> scopes_;  // the innermost last
    bool aggregates_ = false;
    bool assigns_ = false;  // inside of what an update assigns
    bool windows_ = false;
    std::string_view no_windows_;
    const std::vector<ir::Output>* columns_ = nullptr;
    const ir::Select* source_ = nullptr;
    bool is_tree_ = false;
    const schema::Model* joined_ = nullptr;
    bool may_be_missing_ = false;
};

/// A query inside a query, or one alone; gives what its slots must be.
std::vector<Slot> resolve_select(ir::Select& select);

/// `a` and `a.b` overlap, as `a` and `a` do: which of them would win?
bool paths_overlap(const std::vector<std::uint16_t>& a, const std::vector<std::uint16_t>& b);
/// The same of queries that are joined.
std::vector<Slot> resolve_combined(ir::Select& select);
/// The query whose rows this one is on.
void resolve_source(ir::Select& select, Resolver& resolver);
void resolve_tree(ir::Select& select, Resolver& resolver);
void resolve_join(ir::Select& select, Resolver& resolver);
/// The queries that others name, before these.
void resolve_named(ir::Select& select);
void resolve_distinct_on(ir::Select& select, Resolver& resolver);

/// Adds what the slots of this expression must be.
void collect_slots(const ir::Expr& expr, std::vector<Slot>& slots);
void collect_slots(const ir::Select& select, std::vector<Slot>& slots);

}  // namespace tenon::query
