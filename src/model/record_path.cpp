#include "model/record_path.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <tenon/error.hpp>

namespace tenon::model {
namespace {

[[noreturn]] void refuse_path(const schema::Model& model, std::string_view path, const std::string& sentence) {
    throw QueryError("Model " + model.name + " has no field `" + std::string(path) + "`; " + sentence,
                     {.model = model.name, .fields = {std::string(path)}, .constraint = {}, .database_code = {}});
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
    const schema::Field* at = &model.fields[field_];
    for (std::size_t begin = dot; begin < path.size();) {
        const std::size_t end = std::min(path.find('.', begin + 1), path.size());
        const std::string_view leg = path.substr(begin + 1, end - begin - 1);
        const std::vector<schema::Field>& members = at->type.members;
        const auto found = std::find_if(members.begin(), members.end(),
                                        [&](const schema::Field& member) { return member.is_called(leg); });
        if (found == members.end())
            refuse_path(model, path,
                        members.empty() ? "`" + std::string(path.substr(0, begin)) + "` is no structure."
                                        : schema::suggestion(leg, members));
        at = &*found;
        inside_.push_back(at);
        begin = end;
    }
}

const Value& RecordPath::in(const Value& whole) const {
    static const Value nothing;
    const Value* at = &whole;
    for (const schema::Field* member : inside_) {
        const Document* document = at->if_document();
        const Value* found = document != nullptr ? document->find(member->column) : nullptr;
        if (found == nullptr) return nothing;
        at = found;
    }
    return *at;
}

Value RecordPath::changed(const Value& whole, const Value& given) const {
    if (inside_.empty()) return given;
    Value changed = whole.if_document() != nullptr ? whole : Value(Document());
    Value* at = &changed;
    for (const schema::Field* member : inside_) {
        if (at->if_document() == nullptr) *at = Value(Document());
        at = &(*at->if_document())[member->column];
    }
    *at = given;
    return changed;
}

}  // namespace tenon::model
