#pragma once
// Descriptions that are wrong in one place.

#include <cstddef>
#include <functional>
#include <string_view>

#include <doctest/doctest.h>
#include <tenon/tenon.hpp>

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

struct Outcomes {
    std::size_t refused = 0, defined = 0;
};
/// Each change of a description, defined in a database of its own: what is refused leaves nothing there.
inline Outcomes define_each_change(std::string_view described,
                                   const std::function<void(const tenon::Database&, tenon::Json)>& define) {
    Outcomes outcomes;
    each_change(tenon::Json::parse(described).value(), [&](const tenon::Value& changed) {
        const auto db = tenon::open("memory:");
        try {
            define(db, tenon::Json(changed));
            ++outcomes.defined;
        } catch (const tenon::SchemaError&) {
            ++outcomes.refused;
            CHECK_THROWS_AS(db.sync(), tenon::SchemaError);  // nothing was registered
        }
    });
    return outcomes;
}

}  // namespace backends
