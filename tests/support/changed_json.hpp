#pragma once
// A description that is wrong in one place.

#include <cstddef>
#include <functional>

#include <tenon/value.hpp>

namespace backends {

/// Every value that differs from this one in one place.
inline void each_change(const tenon::Value& whole, const std::function<void(const tenon::Value&)>& see) {
    const tenon::Value wrong[] = {{},
                                  true,
                                  -1,
                                  1.5,
                                  "",
                                  "text",
                                  tenon::Array{},
                                  tenon::Array{1},
                                  tenon::Document{},
                                  tenon::Document{{"text", "text"}},
                                  99999999999};
    for (const tenon::Value& other : wrong) see(other);
    if (const tenon::Document* document = whole.if_document()) {
        tenon::Document more = *document;
        more.set("surprise", 1);
        see(more);
        for (const auto& [name, inner] : *document) {
            tenon::Document less = *document;
            less.erase(name);
            see(less);
            each_change(inner, [&, key = name](const tenon::Value& changed) {
                tenon::Document copy = *document;
                copy.set(key, changed);
                see(copy);
            });
        }
    } else if (const tenon::Array* array = whole.if_array()) {
        for (std::size_t i = 0; i < array->size(); ++i)
            each_change((*array)[i], [&](const tenon::Value& changed) {
                tenon::Array copy = *array;
                copy[i] = changed;
                see(copy);
            });
    }
}

}  // namespace backends
