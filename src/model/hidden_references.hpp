#pragma once
// HiddenReferences: of objects whose reference is hidden, and so was not read with them, what an include needs of it. One
// statement more, and the objects stay as they are.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "model/instance.hpp"
#include "model/object_values.hpp"
#include <tenon/error.hpp>
#include <tenon/execution.hpp>

namespace tenon::model {

class HiddenReferences {
public:
    /// Of objects with these keys.
    HiddenReferences(const Session& session, const Instance& instance, std::uint16_t field,
                     const std::vector<Cell>& keys);
    /// Of the object at this place; empty when its row is gone.
    [[nodiscard]] Cell at(std::size_t i) const;

private:
    std::vector<Value> values_;  // one for each object
};

/// nullptr when the field isn't hidden, or the objects were read with it.
template <class List>
std::shared_ptr<const HiddenReferences> hidden_references(const Session& session, const Instance& instance,
                                                          std::uint16_t field, const List& objects) {
    const schema::Model& model = instance.model;
    if (!model.fields[field].hidden || objects.size() == 0) return nullptr;
    bool are_read = true;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const Cell own = cell_of(instance, field, objects[i]);
        are_read = are_read && !is_unset(own) && !(own.type == CellType::text && own.size == 0);
    }
    if (are_read) return nullptr;
    if (model.key.size() != 1)
        throw Unsupported("include() can't load what `" + model.fields[field].name + "` of " + model.name +
                          " leads to: it is hidden, and is looked up by a key of one field, which the model hasn't. "
                          "Read the objects by with_hidden(), or don't hide it.");
    std::vector<Cell> keys;
    keys.reserve(objects.size());
    for (std::size_t i = 0; i < objects.size(); ++i) keys.push_back(cell_of(instance, model.key.front(), objects[i]));
    return std::make_shared<const HiddenReferences>(session, instance, field, keys);
}

}  // namespace tenon::model
