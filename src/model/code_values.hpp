#pragma once
// CodeValues: a run-time query's values as its statement takes them.

#include <cstddef>
#include <forward_list>
#include <span>
#include <string>
#include <vector>

#include "engine/plan_cache.hpp"
#include "value/cells.hpp"
#include <tenon/cell.hpp>
#include <tenon/value.hpp>

namespace tenon::model {

/// Values, cast to what the entry's slots from `first_slot` on want, as cells that point into this object.
class CodeValues {
public:
    CodeValues(const engine::Entry& entry, const std::vector<Value>& given, std::size_t first_slot = 0);
    CodeValues(const CodeValues&) = delete;
    CodeValues& operator=(const CodeValues&) = delete;
    [[nodiscard]] std::span<const Cell> cells() const { return cells_; }

private:
    [[nodiscard]] std::string name_of(const query::Slot& slot, std::size_t index) const;
    Cell cell_of(const Value& value, const query::Slot& slot, ValueSource& source);

    const schema::Model& model_;
    std::vector<Value> owned_;
    std::vector<ValueSource> sources_;
    std::vector<std::vector<Cell>> lists_;
    std::forward_list<ValueSource> list_sources_;  ///< of lists of nested values
    std::vector<Cell> cells_;
};

}  // namespace tenon::model
