#include "drivers/memory/operation.hpp"

#include <utility>

#include "value/cells.hpp"

namespace tenon::drivers::memory {

namespace {

// Text in a Json field is nested as well: a cell of text would be read as JSON.
Cell cell_of(const Value& value, bool nested) {
    const bool holds_more = value.if_document() != nullptr || value.if_array() != nullptr;
    return holds_more || (nested && !value.is_empty()) ? Cell::of_nested(value) : scalar_cell(value);
}

}  // namespace

Status MemoryOperation::begin(const MemoryPlan& plan, Outcome outcome) {
    columns_ = plan.columns();
    cells_.resize(columns_->size());
    outcome_ = std::move(outcome);
    next_ = 0;
    busy_ = true;
    return columns_->empty() ? Status::done : Status::row;
}

Status MemoryOperation::fetch(std::span<const Cell>& row) {
    if (next_ == outcome_.rows.size()) return Status::done;
    const Row& values = outcome_.rows[next_++];
    for (std::size_t i = 0; i < cells_.size(); ++i) cells_[i] = cell_of(values[i], (*columns_)[i].nested);
    row = cells_;
    return Status::row;
}

std::vector<std::string> MemoryOperation::columns() const {
    std::vector<std::string> names;
    for (const Column& column : *columns_) names.push_back(column.name);
    return names;
}

void MemoryOperation::finish() noexcept {
    outcome_.rows.clear();
    next_ = 0;
    busy_ = false;
}

}  // namespace tenon::drivers::memory
