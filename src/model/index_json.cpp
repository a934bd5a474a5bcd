#include "model/index_json.hpp"

#include <cstddef>
#include <utility>

#include "model/condition_json.hpp"
#include "model/json_keys.hpp"
#include "model/json_parts.hpp"
#include "model/value_json.hpp"

namespace tenon::model {
namespace {

struct DescribedPart {
    std::string field;
    bool is_computed = false;
    bool descending = false;
};

constexpr Key<DescribedPart> part_keys[] = {
    {"field", [](DescribedPart& part, const Value& value, const Place& place) { part.field = text_at(value, place); }},
    {"expression", [](DescribedPart& part, const Value&, const Place&) { part.is_computed = true; }},
    {"descending",
     [](DescribedPart& part, const Value& value, const Place& place) { part.descending = flag_at(value, place); }}};

IndexKey index_key_at(const Value& value, const Place& place) {
    if (value.if_text() != nullptr) return {text_at(value, place)};
    DescribedPart part;
    read_keys<DescribedPart>(part, value, place, part_keys);
    if (part.field.empty() != part.is_computed)
        refuse_at(part.is_computed ? place : inside(place, "field"),
                  "a part of an index names a field, or has an expression.");
    IndexKey key(part.field);
    key.descending = part.descending;
    return key;
}

constexpr Key<IndexDefinition> index_keys[] = {
    {"keys",
     [](IndexDefinition& index, const Value& value, const Place& place) {
         for (const Value& key : array_at(value, place))
             index.keys.push_back(index_key_at(key, inside(place, std::to_string(index.keys.size()))));
     }},
    {"unique",
     [](IndexDefinition& index, const Value& value, const Place& place) { index.unique = flag_at(value, place); }},
    {"where", [](IndexDefinition&, const Value& value, const Place& place) { (void)object_at(value, place); }},
    {"name",
     [](IndexDefinition& index, const Value& value, const Place& place) { index.name = text_at(value, place); }}};

}  // namespace

void read_indexes(Described& model, const Value& value, const Place& place) {
    for (const Value& given : array_at(value, place)) {
        IndexDefinition index;
        const Place there = inside(place, std::to_string(model.options.indexes.size()));
        read_keys<IndexDefinition>(index, given, there, index_keys);
        if (index.keys.empty()) refuse_at(inside(there, "keys"), "an index has at least one key.");
        model.options.indexes.push_back(std::move(index));
    }
}

void read_index_expressions(Described& model, const Value& indexes, const std::string& path) {
    for (std::size_t i = 0; i < model.options.indexes.size(); ++i) {
        IndexDefinition& index = model.options.indexes[i];
        const Document& given = indexes.as_array()[i].as_document();
        const std::string place = inside(path, std::to_string(i));
        if (const Value* where = given.find("where")) index.where = condition_at(model, *where, inside(place, "where"));
        const Array& keys = given.find("keys")->as_array();
        for (std::size_t k = 0; k < keys.size(); ++k) {
            const Document* const part = keys[k].if_document();
            const Value* const expression = part == nullptr ? nullptr : part->find("expression");
            const std::string at = inside(inside(inside(place, "keys"), std::to_string(k)), "expression");
            if (expression != nullptr) index.keys[k] = {value_at(model, *expression, at), index.keys[k].descending};
        }
    }
}

}  // namespace tenon::model
