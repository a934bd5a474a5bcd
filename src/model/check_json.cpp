#include "model/check_json.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "model/condition_check.hpp"
#include "model/condition_json.hpp"
#include "model/json_keys.hpp"
#include "value/comma_joined.hpp"

namespace tenon::model {
namespace {

struct DescribedCheck {
    std::string name;
    std::string function{};
    Place function_place;
    const Value* condition = nullptr;
    std::string message{}, field{};
};

constexpr Key<DescribedCheck> check_keys[] = {
    {"condition",
     [](DescribedCheck& check, const Value& value, const Place& place) {
         (void)object_at(value, place);
         check.condition = &value;
     }},
    {"function",
     [](DescribedCheck& check, const Value& value, const Place& place) { check.function = text_at(value, place); }},
    {"message",
     [](DescribedCheck& check, const Value& value, const Place& place) { check.message = text_at(value, place); }},
    {"field",
     [](DescribedCheck& check, const Value& value, const Place& place) { check.field = text_at(value, place); }}};

/// A function by its name alone, which is the check's too.
DescribedCheck named_check(const Value& value, const Place& place) {
    const std::string& name = text_at(value, place);
    return {.name = name, .function = name, .function_place = place};
}

/// "vat", ["vat", "known"] or {"vat": {…}}
std::vector<DescribedCheck> checks_at(const Value& value, const Place& place) {
    std::vector<DescribedCheck> checks;
    if (value.if_text() != nullptr) return {named_check(value, place)};
    if (const Array* names = value.if_array()) {
        for (const Value& name : *names) {
            const Place there = inside(place, std::to_string(checks.size()));
            DescribedCheck check = named_check(name, there);
            if (std::ranges::find(checks, check.name, &DescribedCheck::name) != checks.end())
                refuse_at(there, "the check is there already.");
            checks.push_back(std::move(check));
        }
        return checks;
    }
    if (value.if_document() == nullptr)
        refuse_at(place, "a function's name, an array of them, or an object is needed.");
    for (const auto& [name, given] : value.as_document()) {
        const Place there = inside(place, name);
        if (name.empty()) refuse_at(place, "a name is empty.");
        DescribedCheck check{.name = name, .function_place = inside(there, "function")};
        read_keys<DescribedCheck>(check, given, there, check_keys);
        checks.push_back(std::move(check));
    }
    return checks;
}

/// What the program lists under the check's function; `kind` of them.
schema::Check listed_check(const DescribedCheck& described, const Words::ByName<schema::Check>& listed,
                           const std::string& kind) {
    const auto found = listed.find(described.function);
    if (found == listed.end())
        refuse_at(
            described.function_place,
            "there is no check `" + described.function + "` of " + kind + ": " +
                (listed.empty()
                     ? "the program lists them in a tenon::Vocabulary."
                     : "there are " + comma_joined(listed, &Words::ByName<schema::Check>::value_type::first) + "."));
    return found->second;
}

schema::Check described_as(const DescribedCheck& described, schema::Check check) {
    check.kind = described.name;
    if (!described.message.empty()) check.message = described.message;
    check.at = described.field;
    return check;
}

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

}  // namespace

void read_checks(Described& model, const Value& value, const Place& place) {
    for (const DescribedCheck& described : checks_at(value, place)) {
        const Place there = inside(place, described.name);
        if ((described.condition == nullptr) == described.function.empty())
            refuse_at(there, "one of condition and function is needed, and no more.");
        schema::Check check;
        if (described.condition == nullptr) {
            check = listed_check(described, place.words.record_checks, "records");
        } else {
            const Place at = inside(there, "condition");
            const RecordExpression condition = condition_at(model, *described.condition, at);
            require_given(model, condition, at);
            check = condition_check(described.name, condition.code());
        }
        if (!described.field.empty()) (void)described_type(model, described.field, inside(there, "field"));
        model.options.checks.list.add(described_as(described, std::move(check)));
    }
}

void read_field_checks(FieldOptions& options, const Value& value, const Place& place) {
    for (const DescribedCheck& described : checks_at(value, place)) {
        const Place there = inside(place, described.name);
        if (described.condition != nullptr)
            refuse_at(inside(there, "condition"),
                      "a field's checks are functions: conditions are among the checks of the model.");
        if (described.function.empty()) refuse_at(described.function_place, "a field's check names a function.");
        schema::Check check = listed_check(described, place.words.field_checks, "fields");
        if (!described.field.empty()) (void)described_member(options.type, described.field, inside(there, "field"));
        options.checks.list.add(described_as(described, std::move(check)));
    }
}

}  // namespace tenon::model
