#include "model/check_json.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "model/condition_check.hpp"
#include "model/condition_json.hpp"
#include "model/json_keys.hpp"
#include "model/json_parts.hpp"
#include "value/calendar.hpp"
#include "value/comma_joined.hpp"
#include <tenon/time.hpp>
#include <tenon/uuid.hpp>

namespace tenon::model {
namespace {

constexpr Key<schema::Check> check_keys[] = {
    {"condition", [](schema::Check&, const Value& value, const std::string& path) { (void)object_at(value, path); }},
    {"message",
     [](schema::Check& check, const Value& value, const std::string& path) { check.message = text_at(value, path); }},
    {"field",
     [](schema::Check& check, const Value& value, const std::string& path) { check.at = text_at(value, path); }}};

/// A check looks at what was given: what the library or the database sets is not there yet.
void require_given(const Described& model, const RecordExpression& condition, const std::string& path) {
    for (const std::string& name : condition.code().names) {
        const std::string whole = name.substr(0, name.find('.'));
        const auto found = std::find_if(model.fields.begin(), model.fields.end(), [&](const FieldDefinition& field) {
            return field.name == whole || field.options.alias == whole;
        });
        const bool is_time = model.options.timestamps.wanted &&
                             (whole == model.options.timestamps.created || whole == model.options.timestamps.updated);
        const bool is_version = model.options.version.wanted && whole == model.options.version.field;
        if (found == model.fields.end() || is_time || is_version || found->options.generated ||
            found->options.read_only)
            refuse_at(path, "`" + whole +
                                "` is set when the row is written, and a check looks at it before: look at other "
                                "fields, or make it one of the constraints.");
    }
}

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

}  // namespace

void expect_checks(Described&, const Value& value, const std::string& path) {
    for (const auto& [name, given] : object_at(value, path)) {
        const std::string place = inside(path, name);
        if (name.empty()) refuse_at(path, "a name is empty.");
        schema::Check check;
        read_keys<schema::Check>(check, given, place, check_keys);
        if (given.as_document().find("condition") == nullptr)
            refuse_at(inside(place, "condition"), "a check has a condition.");
    }
}

void read_checks(Described& model, const Value& checks, const std::string& path) {
    for (const auto& [name, given] : checks.as_document()) {
        const std::string place = inside(path, name), at = inside(place, "condition");
        const RecordExpression condition = condition_at(model, *given.as_document().find("condition"), at);
        require_given(model, condition, at);
        schema::Check check = condition_check(name, condition.code());
        read_keys<schema::Check>(check, given, place, check_keys);
        if (!check.at.empty()) (void)described_type(model, check.at, inside(place, "field"));
        model.options.checks.list.add(std::move(check));
    }
}

void read_default_function(FieldOptions& options, const Value& name, const std::string& path) {
    const std::string& given = text_at(name, path);
    for (const DefaultFunctionName& one : default_functions) {
        if (one.name != given) continue;
        if (one.base != options.type.base)
            refuse_at(path, "`" + given + "` gives values of type " + std::string(name_of(one.base)) +
                                ", and the field is of type " + std::string(name_of(options.type.base)) + ".");
        options.default_from = one.run;
        return;
    }
    refuse_at(path, "there is no function `" + given + "`: there are " +
                        comma_joined(default_functions, &DefaultFunctionName::name) + ".");
}

}  // namespace tenon::model
