#pragma once
// What the files of the BSON compiler share: one object per pipeline or filter, which knows where it is.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bson/template.hpp"
#include "ir/statement.hpp"
#include "query/prepared.hpp"
#include <tenon/schema.hpp>

namespace tenon::bson {

/// Where fields are looked up.
struct Scope {
    const schema::Model* model = nullptr;   ///< of rows
    const schema::Type* element = nullptr;  ///< of an array's elements
    std::string variable;                   ///< "$$e1"; empty for the documents of this pipeline
    bool used = false;                      ///< from a pipeline inside
};

/// Refuses the order of a language.
void check_collation(std::string_view language);

/// Which documents a filter speaks of.
enum class FilterPlace : std::uint8_t {
    row,             ///< of the collection: $expr can be used
    element_object,  ///< inside $elemMatch, elements that are documents
    element_value    ///< inside $elemMatch, elements that are scalars: operators without a path
};

class Compiler {
public:
    Compiler(const query::Prepared& statement, const schema::Model& model, bool may_look_up);

    // --- filters: filter.cpp, filter_match.cpp ---
    /// A whole condition on rows, {} for none.
    Template filter(const std::optional<ir::Expr>& condition);
    /// A condition as a filter document, by $expr where the filter language can't say it.
    Template row_filter(const ir::Expr& condition);
    /// The same as $match stages, with the $lookup stages that its parts need as late as can be.
    std::vector<Template> match_stages(const std::optional<ir::Expr>& condition);

    // --- expressions: expression.cpp, expression_text.cpp, arithmetic.cpp, related.cpp, group.cpp ---
    /// A value or condition as an aggregation expression.
    Template expression(const ir::Expr& expr);
    /// Brought into one form when it is nested, null when it is missing: what two sides are compared by.
    Template comparable(const ir::Expr& expr);

    /// What an expression gives a place of this type: in its width, $$REMOVE when it is empty.
    Template assigned(const ir::Expr& expr, const schema::Type& type, const std::string& place);

    // --- slots ---
    Template value_slot(const ir::Expr& param, Form form = Form::as_is) const;

    // --- related rows: related.cpp ---
    /// $lookup stages that conditions and values compiled since have asked for.
    std::vector<Template> take_lookups() { return std::exchange(lookups_, {}); }
    [[nodiscard]] const std::vector<std::string>& temporaries() const { return temporaries_; }
    std::string temporary(std::string_view what);

    // --- groups: group.cpp ---
    /// From here on, expressions are over the documents that a stage has made: what `known` names stands at its path,
    /// and aggregates are collected.
    struct Known {
        const ir::Expr* expr;
        std::string path;
    };
    void set_known(std::vector<Known> known, bool grouped);
    struct Accumulator {
        const ir::Expr* expr;
        std::string name;
        Template over;     ///< {$sum: …}
        Template of_none;  ///< its value for no rows
    };
    /// Compiles aggregates ahead of the $group stage, where their operands still are.
    void collect_aggregates(const ir::Expr& expr);
    [[nodiscard]] const std::vector<Accumulator>& accumulators() const { return accumulators_; }

    [[nodiscard]] const schema::Model& model() const { return model_; }
    [[noreturn]] void refuse(const std::string& message) const;

private:
    // paths
    [[nodiscard]] std::string legs(const ir::Expr& field) const;
    std::string path(const ir::Expr& field);
    const Scope& scope(const ir::Expr& expr) const;
    std::string variable();

    // expressions
    Template parameter(const ir::Expr& param);
    Template constant_value(const ir::Expr& expr) const;
    Template complement(const ir::Expr& expr);
    Template guarded(const ir::Expr& expr);
    Template junction(const ir::Expr& expr);
    Template bound(const ir::Expr& operand, ir::Op op);
    Template comparison(const ir::Expr& expr);
    Template membership(const ir::Expr& expr);
    Template inside(const ir::Expr& expr);
    Template json_at(const ir::Expr& expr);
    Template with_guard(const ir::Expr& guarded, Template condition);
    Template unless_empty(const ir::Expr& expr, Template then);
    Template text_match(const ir::Expr& expr);
    Template folded_match(const ir::Expr& expr);
    Template ends_with(const ir::Expr& expr);
    Template choice(const ir::Expr& expr);
    Template chosen(const ir::Expr& expr);
    Template cast(const ir::Expr& expr);
    Template number_function(const ir::Expr& expr);
    Template place_function(const ir::Expr& expr);
    Template instant(const ir::Expr& expr);
    Template time_function(const ir::Expr& expr);
    Template elements(const ir::Expr& array);
    Template quantified(const ir::Expr& expr);
    Template renamed(const ir::Expr& expr);
    Template array_value(const ir::Expr& expr);
    Template pushed(const ir::Expr& expr, Template array);
    Template sorted(const ir::Expr& expr, Template array);
    Template kept(const ir::Expr& expr, Template array);
    Template added(const ir::Expr& expr, Template array);
    Template changed(const ir::Expr& expr, Template array);
    Template changed_element(const ir::Expr& expr, const std::string& element);
    Template each_element(const ir::Expr& expr, const std::string& name, const ir::Expr& inside);
    Template array_contains(const ir::Expr& expr);
    Template arithmetic(const ir::Expr& expr);
    Template integer_arithmetic(const ir::Expr& expr);
    Template real_operand(const ir::Expr& expr);
    Template divisor(const ir::Expr& expr, Template node) const;
    void check_decimal(const ir::Expr& expr) const;
    std::optional<std::string> known_path(const ir::Expr& expr) const;
    Template aggregate(const ir::Expr& expr) const;
    Accumulator accumulator(const ir::Expr& expr);
    std::string related(const ir::Expr& expr);
    Template lookup(const ir::Expr& expr, const std::string& as);
    std::vector<Template> value_stages(const ir::Expr& of);

    // filters
    using Filter = std::optional<Template>;  ///< nothing: the filter language can't say it
    Filter try_filter(const ir::Expr& expr, FilterPlace place);
    Filter filter_all(const ir::Expr& expr, FilterPlace place);
    Filter filter_any(const ir::Expr& expr, FilterPlace place);
    Filter filter_part(const ir::Expr& part, const ir::Expr& either, FilterPlace place);
    Filter filter_guarded(const ir::Expr& expr, FilterPlace place);
    Filter filter_not(const ir::Expr& expr, FilterPlace place);
    Filter filter_comparison(const ir::Expr& expr, FilterPlace place);
    Filter filter_in(const ir::Expr& expr, FilterPlace place);
    Filter filter_empty(const ir::Expr& expr, FilterPlace place);
    Filter filter_bits(const ir::Expr& expr, FilterPlace place);
    Filter filter_text(const ir::Expr& expr, FilterPlace place);
    Filter filter_array(const ir::Expr& expr, FilterPlace place);
    Filter filter_elements(const ir::Expr& expr, FilterPlace place);
    Filter filter_related(const ir::Expr& expr, FilterPlace place);
    std::optional<std::string> filter_path(const ir::Expr& expr, FilterPlace place) const;
    std::optional<Template> filter_value(const ir::Expr& value, Form form) const;

    const query::Prepared& statement_;
    const schema::Model& model_;
    bool may_look_up_;
    std::vector<Scope> scopes_;  // the innermost last
    std::vector<Template> lookups_;
    std::vector<std::string> temporaries_;
    unsigned variables_ = 0;
    unsigned named_ = 0;
    std::vector<Known> known_;
    bool grouped_ = false;
    std::vector<Accumulator> accumulators_;
};

/// A value of the statement rather than of a row.
inline bool is_given(const ir::Expr& expr) { return expr.op == ir::Op::param || expr.op == ir::Op::constant; }

/// {$op: [a, b]}
Template call(std::string_view op, Template a, Template b);
/// {$op: [a]}
Template call(std::string_view op, Template a);
/// {$ifNull: [place, otherwise]}
Template if_null(Template place, Template otherwise);

/// Filter documents joined into one, {$and: …} only where it must be.
Template all_of(std::vector<Template> parts);

/// "$lt" for `<`, in filters and expressions.
std::string_view comparison_operator(ir::Op op);
/// The comparison with its sides exchanged.
ir::Op mirrored(ir::Op op);
/// The form of the value that a text is matched with.
Form pattern_form(ir::Op op);
/// The form in which a time or a real bound is compared (rules 4 and 12).
Form bound_form(ir::Op op, const ir::Expr& param);

/// Is this known to be empty?
[[nodiscard]] bool is_empty_value(const ir::Expr& expr);
/// A value in the storage form of a type.
Template stored_value(const ir::Expr& expr, const schema::Type& type, const Compiler& compiler);

/// How many digits after the point a decimal expression can have.
[[nodiscard]] int digits_after_point(const ir::Expr& expr);

/// True when two values of these types add up and multiply within an int64: 32-bit integers.
[[nodiscard]] bool is_narrow(const ir::Expr& expr);

}  // namespace tenon::bson
