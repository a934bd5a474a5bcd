#pragma once
// Definitions: what a model's description says by expressions: generated fields, constraints, and unique indexes of some
// rows or of what is computed.

#include <optional>
#include <string>
#include <vector>

#include "drivers/memory/index.hpp"
#include "query/definition.hpp"
#include <tenon/schema.hpp>

namespace tenon::drivers::memory {

/// A unique index that is no plain one.
struct ComputedIndex {
    struct Part {
        std::uint16_t field = schema::IndexPart::none;
        query::Definition expression;  ///< without a field
        bool folded = false;           ///< the field is
    };
    std::string name;
    Fields fields;
    std::vector<Part> parts;
    std::optional<query::Definition> where;
    std::optional<std::uint16_t> living_by;  ///< a field that is empty of the rows in it

    /// The row's key in it; "" when it is not in it.
    [[nodiscard]] std::string key_of(const Row& row) const;
};

struct Definitions {
    struct Generated {
        std::uint16_t field;
        query::Definition value;
    };
    struct Constraint {
        std::string name;
        query::Definition condition;
    };
    std::vector<Generated> generated;
    std::vector<Constraint> constraints;
    std::vector<ComputedIndex> indexes;

    /// The model must stay where it is.
    explicit Definitions(const schema::Model& model);
    /// Computes what is generated.
    void fill(const schema::Model& model, Row& row) const;
    /// Throws CheckViolation.
    void check(const schema::Model& model, const Row& row) const;
};

}  // namespace tenon::drivers::memory
