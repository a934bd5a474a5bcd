#pragma once
// Questions as trees, so that they can be made smaller; they become Code when they are asked.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tenon/ir.hpp>

namespace tenon::oracle {

using ir::Op;

struct Question;

/// An expression: its last node, and what that takes.
struct Term {
    ir::Node node{};
    std::vector<Term> args{};
    std::string name{};           ///< of a `named`; of what may be named instead of numbered
    Value value{};                ///< of a param or list
    std::vector<Question> query;  ///< one, of what asks another query

    // Not here, where a Question isn't known yet.
    Term();
    Term(const Term&);
    Term(Term&&) noexcept;
    Term& operator=(const Term&);
    Term& operator=(Term&&) noexcept;
    ~Term();
};

Term make(Op op, std::vector<Term> args = {}, std::uint16_t a = 0, std::uint8_t flag = 0);
Term named(std::string path, std::size_t scope);
Term element(std::size_t scope);
Term constant(std::nullptr_t);
Term constant(bool value);
Term constant(std::int64_t value);
Term param(Value value, BaseType type, std::uint8_t flags);
Term list(Array values, BaseType type, std::uint8_t flags);
Term junction(Op op, std::vector<Term> args);

struct OrderTerm {
    Term by;
    std::uint8_t flags = 0;
};

struct Joined;

/// A whole query on one of the models.
struct Question {
    std::string model = "Thing";
    ir::Verb verb = ir::Verb::all;
    std::optional<Term> where{}, having{};
    std::vector<Term> outputs{}, groups{};
    std::vector<OrderTerm> orders{};
    std::optional<std::int64_t> limit{}, offset{};
    bool distinct = false;
    std::vector<std::pair<std::string, Term>> assignments{};
    std::vector<Joined> joined;  ///< queries whose rows are joined to its own; orders and limits are of them all

    bool total_order = false;  ///< the orders end in the key
    bool risky = false;        ///< parts of it may raise an error, and the database may or may not come to them
    bool strict = false;       ///< what raises an error is certainly come to
};

struct Joined {
    ir::SetOperation operation{};
    Question query;
};

ir::Code to_code(const Term& term);
ir::Code to_code(const Question& question);

}  // namespace tenon::oracle
