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
    {"field",
     [](DescribedPart& part, const Value& value, const std::string& path) { part.field = text_at(value, path); }},
    {"expression", [](DescribedPart& part, const Value&, const std::string&) { part.is_computed = true; }},
    {"descending",
     [](DescribedPart& part, const Value& value, const std::string& path) { part.descending = flag_at(value, path); }}};

IndexKey index_key_at(const Value& value, const std::string& path) {
    if (value.if_text() != nullptr) return {text_at(value, path)};
    DescribedPart part;
    read_keys<DescribedPart>(part, value, path, part_keys);
    if (part.field.empty() != part.is_computed)
        refuse_at(part.is_computed ? path : inside(path, "field"),
                  "a part of an index names a field, or has an expression.");
    IndexKey key(part.field);
    key.descending = part.descending;
    return key;
}

constexpr Key<IndexDefinition> index_keys[] = {
    {"keys",
     [](IndexDefinition& index, const Value& value, const std::string& path) {
         for (const Value& key : array_at(value, path))
             index.keys.push_back(index_key_at(key, inside(path, std::to_string(index.keys.size()))));
     }},
    {"unique",
     [](IndexDefinition& index, const Value& value, const std::string& path) { index.unique = flag_at(value, path); }},
    {"where", [](IndexDefinition&, const Value& value, const std::string& path) { (void)object_at(value, path); }},
    {"name",
     [](IndexDefinition& index, const Value& value, const std::string& path) { index.name = text_at(value, path); }}};

}  // namespace

void read_indexes(Described& model, const Value& value, const std::string& path) {
    for (const Value& given : array_at(value, path)) {
        IndexDefinition index;
        const std::string place = inside(path, std::to_string(model.options.indexes.size()));
        read_keys<IndexDefinition>(index, given, place, index_keys);
        if (index.keys.empty()) refuse_at(inside(place, "keys"), "an index has at least one key.");
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
