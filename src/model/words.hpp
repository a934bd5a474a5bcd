#pragma once
// What a Vocabulary holds.

#include <functional>
#include <map>
#include <string>

#include <tenon/callback.hpp>
#include <tenon/custom_check.hpp>
#include <tenon/schema.hpp>
#include <tenon/value.hpp>

namespace tenon::model {

struct Words {
    template <class T>
    using ByName = std::map<std::string, T, std::less<>>;

    ByName<schema::Type> types;
    ByName<Callback<Value()>> defaults;
    ByName<schema::Check> field_checks;
    ByName<schema::Check> record_checks;
};

}  // namespace tenon::model
