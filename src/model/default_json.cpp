#include "model/default_json.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "value/calendar.hpp"
#include "value/comma_joined.hpp"
#include <tenon/time.hpp>
#include <tenon/uuid.hpp>

namespace tenon::model {
namespace {

struct DefaultFunctionName {
    std::string_view name;
    BaseType base;
    Value (*run)();
};
constexpr DefaultFunctionName default_functions[] = {
    {"now", BaseType::timestamp, [] { return Value(Timestamp::now()); }},
    {"today", BaseType::date,
     [] { return Value(Date(static_cast<std::int32_t>(Timestamp::now().microseconds / calendar::micros_per_day))); }},
    {"uuid_v4", BaseType::uuid, [] { return Value(Uuid::v4()); }},
    {"uuid_v7", BaseType::uuid, [] { return Value(Uuid::v7()); }},
    {"object_id", BaseType::object_id, [] { return Value(ObjectId::make()); }}};

const DefaultFunctionName* own_default(std::string_view name) {
    const auto* const found = std::ranges::find(default_functions, name, &DefaultFunctionName::name);
    return found == std::end(default_functions) ? nullptr : found;
}

}  // namespace

bool is_own_default(std::string_view name) { return own_default(name) != nullptr; }

void read_default_function(FieldOptions& options, const Value& name, const Place& place) {
    const std::string& given = text_at(name, place);
    if (const DefaultFunctionName* const own = own_default(given)) {
        if (own->base != options.type.base)
            refuse_at(place, "`" + given + "` gives values of type " + std::string(name_of(own->base)) +
                                 ", and the field is of type " + std::string(name_of(options.type.base)) + ".");
        options.default_from = own->run;
        return;
    }
    const auto found = place.words.defaults.find(given);
    if (found != place.words.defaults.end()) {
        options.default_from = found->second;
        return;
    }
    std::vector<std::string> known;
    for (const DefaultFunctionName& own : default_functions) known.emplace_back(own.name);
    for (const auto& [word, function] : place.words.defaults) known.push_back(word);
    refuse_at(place, "there is no function `" + given + "`: there are " + comma_joined(known) + ".");
}

}  // namespace tenon::model
