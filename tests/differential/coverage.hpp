#pragma once
// What was evaluated: each operator with each type of operand, with empties on each side.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "differential/world.hpp"

namespace tenon::oracle {

/// Which operands of an operator were empty, a bit each: 1 the left, 2 the right.
using States = std::uint8_t;

class Coverage {
public:
    /// Notes what evaluating this statement over the rows does. Conditions on elements and related rows count as wholes.
    void see(const World& world, const ir::Statement& statement, const std::vector<Value>& values);
    /// All that can exist and was not seen: "lt integer/real: left empty".
    [[nodiscard]] std::vector<std::string> missing() const;

private:
    struct Look;
    void see(const World& world, const ir::Select& select, const std::vector<Value>& values);
    void visit(const ir::Expr& expr, const Look& look);
    void visit_window(const ir::Expr& over, const Look& look);
    void note(const std::string& key, States state) { seen_[key].insert(state); }
    void note_operands(const std::string& key, const std::vector<const ir::Expr*>& operands, const Look& look);

    std::map<std::string, std::set<States>> seen_;
};

}  // namespace tenon::oracle
