#pragma once
// The stack on which a postfix list becomes a tree.

#include <cstdint>
#include <string>
#include <vector>

#include "ir/statement.hpp"
#include "query/query.hpp"

namespace tenon::query {

class Decoder {
public:
    struct Item {
        ir::Expr expr;
        bool absent = false;  ///< an absent `when`, or what is made of such alone: true, and left out where it can be
        unsigned depth = 1;
    };

    Decoder(Names names, std::uint64_t variant) : names_(names), variant_(variant) {}

    /// Takes the node's operands from the stack and puts the node there. Throws QueryError when it can't.
    void push(const ir::Node& node);
    Item pop(ir::Op wanted_by);
    [[nodiscard]] const std::string& name(std::size_t index) const;
    /// Puts a query that was decoded there.
    void put_query(ir::Op op, ir::Select query);
    /// The name of the model of the query that begins.
    std::string take_text();
    [[nodiscard]] std::size_t size() const noexcept { return stack_.size(); }
    /// Throws QueryError unless so many items are left.
    void expect_left(std::size_t count) const;

private:
    void path(const ir::Node& node);
    void member(const ir::Node& node);
    void value(const ir::Node& node);
    void constant(const ir::Node& node);
    void junction(const ir::Node& node);
    void negation();
    void when();
    void fragment_text(const ir::Node& node);
    void fragment(const ir::Node& node);
    void choice(const ir::Node& node);
    void cast(const ir::Node& node);
    void ordered_aggregate(const ir::Node& node);
    void over(const ir::Node& node);
    /// The operation with its operands, which are taken from the stack; gives how deep it is.
    unsigned take_operands(ir::Expr& expr, std::size_t count);
    void operation(const ir::Node& node, std::size_t operands);
    void put(ir::Expr expr, unsigned depth = 1, bool absent = false);
    std::uint8_t bits(unsigned count);

    Names names_;
    std::uint64_t variant_;
    unsigned used_ = 0;
    std::uint16_t slots_ = 0;
    std::vector<Item> stack_;
    std::string fragment_;  // the text of the fragment that comes next
};

}  // namespace tenon::query
