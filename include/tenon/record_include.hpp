#pragma once
// RecordInclude: a relation of a run-time model that a query loads along, with what is wanted of it.

#include <cstdint>
#include <string>
#include <vector>

#include <tenon/record_expression.hpp>

namespace tenon {

/// What RecordQuery::include takes: the name of a relation or reference, or field("posts") with clauses:
///
///     users.find().include("profile", field("posts").where(field("pages") > 9).order_by("title").limit(3))
///
/// What is said of a relation is on the related records. Relations are looked up at once, fields when the query runs.
class RecordInclude {
public:
    RecordInclude(const char* relation) : RecordInclude(std::string(relation)) {}  // NOLINT: it is one
    RecordInclude(std::string relation);                                           // NOLINT
    RecordInclude(const RecordExpression& relation);                               // NOLINT
    RecordInclude(const RecordElements& related);                                  // NOLINT

    /// Only related records that fulfil this.
    [[nodiscard]] RecordInclude where(const RecordExpression& condition) const;
    [[nodiscard]] RecordInclude order_by(std::string path) const;
    [[nodiscard]] RecordInclude order_by(const RecordExpression& value) const;
    [[nodiscard]] RecordInclude order_by_descending(std::string path) const;
    [[nodiscard]] RecordInclude order_by_descending(const RecordExpression& value) const;
    [[nodiscard]] RecordInclude order_by_empties_last(const RecordExpression& value) const;
    [[nodiscard]] RecordInclude order_by_descending_empties_first(const RecordExpression& value) const;
    /// At most so many for each parent.
    [[nodiscard]] RecordInclude limit(std::int64_t most) const;
    /// Also related records that were removed, of a model with soft_delete.
    [[nodiscard]] RecordInclude with_deleted() const;
    [[nodiscard]] RecordInclude include(const RecordInclude& inner) const;

    // for the query that runs it
    [[nodiscard]] const std::string& relation() const noexcept { return relation_; }
    [[nodiscard]] const ir::Code& code() const noexcept { return code_; }
    [[nodiscard]] const std::vector<RecordInclude>& includes() const noexcept { return includes_; }

private:
    [[nodiscard]] RecordInclude clause(const RecordExpression& operand, ir::Op op, std::uint8_t flags) const;

    std::string relation_;
    ir::Code code_;
    std::vector<RecordInclude> includes_;
};

}  // namespace tenon
