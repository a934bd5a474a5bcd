#include "model/record_path.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "value/comma_joined.hpp"
#include <tenon/error.hpp>

namespace tenon::model {
namespace {

[[noreturn]] void refuse_path(const schema::Model& model, std::string_view path, const std::string& sentence) {
    throw QueryError("Model " + model.name + " has no field `" + std::string(path) + "`; " + sentence,
                     {.model = model.name, .fields = {std::string(path)}, .constraint = {}, .database_code = {}});
}

std::size_t alternative_called(const schema::Type& type, std::string_view name) {
    return static_cast<std::size_t>(std::find(type.alternatives.begin(), type.alternatives.end(), name) -
                                    type.alternatives.begin());
}

bool holds_alternative(const Document& stored, const std::string& name) {
    const Value* const type = stored.find("type");
    return type != nullptr && type->if_text() != nullptr && *type->if_text() == name;
}

}  // namespace

RecordPath::RecordPath(const schema::Model& model, std::string_view path) {
    if (const auto whole = model.index_of(path)) {
        field_ = *whole;
        return;
    }
    const std::size_t dot = std::min(path.find('.'), path.size());
    const auto first = model.index_of(path.substr(0, dot));
    if (!first) refuse_path(model, path, schema::suggestion(path.substr(0, dot), model.fields));
    field_ = *first;
    const schema::Type* at = &model.fields[field_].type;
    for (std::size_t begin = dot; begin < path.size();) {
        const std::size_t end = std::min(path.find('.', begin + 1), path.size());
        const std::string_view leg = path.substr(begin + 1, end - begin - 1);
        if (at->base == BaseType::variant) {
            variant_ = std::min(variant_, begin);
            const std::size_t which = alternative_called(*at, leg);
            if (which == at->alternatives.size())
                refuse_path(model, path,
                            "`" + std::string(path.substr(0, begin)) + "` is a variant of " +
                                comma_joined(at->alternatives) + ".");
            inside_.push_back({nullptr, &at->alternatives[which]});
            at = &at->elements[which];
        } else {
            const std::vector<schema::Field>& members = at->members;
            const auto found = std::find_if(members.begin(), members.end(),
                                            [&](const schema::Field& member) { return member.is_called(leg); });
            if (found == members.end())
                refuse_path(model, path,
                            members.empty() ? "`" + std::string(path.substr(0, begin)) + "` is no structure."
                                            : schema::suggestion(leg, members));
            inside_.push_back({&*found, nullptr});
            at = &found->type;
        }
        begin = end;
    }
}

const Value& RecordPath::in(const Value& whole) const {
    static const Value nothing;
    const Value* at = &whole;
    for (const Leg& leg : inside_) {
        const Document* document = at->if_document();
        if (document == nullptr) return nothing;
        const bool is_there = leg.alternative == nullptr || holds_alternative(*document, *leg.alternative);
        at = is_there ? document->find(leg.member != nullptr ? leg.member->column : "value") : nullptr;
        if (at == nullptr) return nothing;
    }
    return *at;
}

Value RecordPath::changed(const Value& whole, const Value& given) const {
    if (inside_.empty()) return given;
    Value changed = whole.if_document() != nullptr ? whole : Value(Document());
    Value* at = &changed;
    for (const Leg& leg : inside_) {
        if (at->if_document() == nullptr) *at = Value(Document());
        if (leg.alternative != nullptr && !holds_alternative(*at->if_document(), *leg.alternative))
            *at = Value(Document{{"type", *leg.alternative}, {"value", Value()}});
        at = &(*at->if_document())[leg.member != nullptr ? leg.member->column : "value"];
    }
    *at = given;
    return changed;
}

}  // namespace tenon::model
