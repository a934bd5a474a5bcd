#include "model/code_values.hpp"

#include <utility>

#include "query/definition.hpp"

namespace tenon::model {

CodeValues::CodeValues(const engine::Entry& entry, const std::vector<Value>& given, std::size_t first_slot)
    : model_(*entry.model) {
    owned_.reserve(given.size());
    sources_.resize(given.size());
    cells_.reserve(given.size());
    for (std::size_t i = 0; i < given.size(); ++i) {
        const bool is_known = first_slot + i < entry.slots.size();
        const query::Slot slot = is_known ? entry.slots[first_slot + i] : query::Slot();
        owned_.push_back(is_known ? query::cast_value(slot, given[i], name_of(slot, i)) : given[i]);
        cells_.push_back(cell_of(owned_.back(), slot, sources_[i]));
    }
}

/// What a value meets, for errors.
std::string CodeValues::name_of(const query::Slot& slot, std::size_t index) const {
    for (const schema::Field& field : model_.fields)
        if (&field.type == slot.declared) return field.name;
    return "value " + std::to_string(index + 1);
}

Cell CodeValues::cell_of(const Value& value, const query::Slot& slot, ValueSource& source) {
    if (slot.type == BaseType::json && !value.is_empty()) {
        source = ValueSource(value, true);
        return Cell::of(source);
    }
    const Array* array = slot.list ? value.if_array() : nullptr;
    if (array == nullptr) return to_cell(value, source);
    lists_.emplace_back();
    for (const Value& element : *array) lists_.back().push_back(to_cell(element, list_sources_.emplace_front()));
    return Cell::of_list(lists_.back().data(), lists_.back().size());
}

}  // namespace tenon::model
