#pragma once
// Objects of a description in JSON, whose keys are a closed list.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/place.hpp"
#include "value/comma_joined.hpp"
#include <tenon/schema.hpp>

namespace tenon::model {

/// One key that an object may have, and what is done with its value.
template <class Target>
struct Key {
    std::string_view name;
    void (*read)(Target& target, const Value& value, const Place& place);
};

template <class Target>
void read_keys(Target& target, const Value& value, const Place& place, std::span<const Key<Target>> keys) {
    for (const auto& [name, inner] : object_at(value, place)) {
        const Key<Target>* found = nullptr;
        std::vector<std::string> known;
        for (const Key<Target>& key : keys) {
            known.emplace_back(key.name);
            if (key.name == name) found = &key;
        }
        if (found == nullptr) {
            const std::string near = schema::suggestion(name, known);
            refuse_at(inside(place, name),
                      "there is no such key; " + (near.empty() ? "there are " + comma_joined(known) + "." : near));
        }
        found->read(target, inner, inside(place, name));
    }
}

}  // namespace tenon::model
