#include "model/hidden_references.hpp"

#include <cstddef>
#include <utility>

#include "model/key_index.hpp"
#include "model/soft_delete.hpp"
#include "value/cells.hpp"
#include <tenon/clauses.hpp>
#include <tenon/ir.hpp>

namespace tenon::model {
namespace {

struct KeyAndReference {
    Value key, reference;
};

void append_field(ir::Code& code, const schema::Field& field, ir::Op behind) {
    code.nodes.push_back({ir::Op::field, 0, field.member, 0, 0});
    code.nodes.push_back({behind, 0, 0, 0, 0});
}

/// `select key, reference where key in (…)`, of rows that were read already.
ir::Code reading(const schema::Model& model, std::uint16_t reference, const std::vector<Cell>& keys) {
    const schema::Field& key = model.fields[model.key.front()];
    ir::Code code;
    code.nodes.push_back({ir::Op::field, 0, key.member, 0, 0});
    code.nodes.push_back({ir::Op::list, 0, static_cast<std::uint16_t>(key.type.base), 0, 0});
    code.nodes.push_back({ir::Op::in, 0, 0, 0, 0});
    code.nodes.push_back({ir::Op::where, 0, 0, 0, 0});
    append_field(code, key, ir::Op::output);
    append_field(code, model.fields[reference], ir::Op::output);
    if (model.deleted_at) add_with_deleted(code);
    Array values;
    values.reserve(keys.size());
    for (const Cell& cell : keys) values.push_back(to_value(cell));
    code.values.emplace_back(std::move(values));
    return code;
}

std::vector<KeyAndReference> read_pairs(const Session& session, const Instance& instance, const ir::Code& code) {
    std::vector<KeyAndReference> pairs;
    const OutputType outputs[] = {
        {&typed::type_info<Value>, static_cast<std::uint32_t>(offsetof(KeyAndReference, key))},
        {&typed::type_info<Value>, static_cast<std::uint32_t>(offsetof(KeyAndReference, reference))}};
    read(session, instance, ir::Verb::all, code, outputs, typed::sink_of_values(pairs));
    return pairs;
}

}  // namespace

HiddenReferences::HiddenReferences(const Session& session, const Instance& instance, std::uint16_t field,
                                   const std::vector<Cell>& keys)
    : values_(keys.size()) {
    KeyIndex rows(keys.size());
    std::vector<KeyAndReference> pairs = read_pairs(session, instance, reading(instance.model, field, keys));
    for (std::size_t i = 0; i < pairs.size(); ++i) rows.put(scalar_cell(pairs[i].key), static_cast<std::uint32_t>(i));
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (const std::uint32_t row = rows.find(keys[i]); row != npos) values_[i] = pairs[row].reference;
}

Cell HiddenReferences::at(std::size_t i) const { return scalar_cell(values_.at(i)); }

}  // namespace tenon::model
