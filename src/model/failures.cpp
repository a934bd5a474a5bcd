#include "model/failures.hpp"

#include <algorithm>
#include <utility>

#include "value/comma_joined.hpp"

namespace tenon::model {
namespace {

std::optional<Value> told(const Value& value) {
    if (value.if_document() != nullptr || value.if_array() != nullptr) return std::nullopt;
    return value;
}

std::string named(const std::string& path) { return path.empty() ? "The object" : "`" + path + "`"; }

std::string shown(const Value& limit) {
    if (limit.if_text() != nullptr) return *limit.if_text();
    const Array* all = limit.if_array();
    if (all == nullptr) return limit.to_json();
    return comma_joined(*all, shown);
}

void replace(std::string& text, std::string_view name, const std::string& with) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + with.size()))
        text.replace(at, name.size(), with);
}

std::string filled(std::string text, const std::string& path, const Value& limit) {
    replace(text, "{path}", path);
    replace(text, "{limit}", limit.is_empty() ? std::string() : shown(limit));
    return text;
}

}  // namespace

std::string Failures::whole(std::string_view path) const {
    if (!object_) return std::string(path);
    std::string all = std::to_string(*object_);
    if (!path.empty()) all.append(".").append(path);
    return all;
}

void Failures::add(const schema::Rules& rules, const std::string& path, const char* kind, std::string_view rest,
                   const Value& value, const Value& limit) {
    std::string place = whole(path);
    std::string message = named(place) + " " + std::string(rest);
    for (const schema::RuleMessage& custom : rules.customs.messages())
        if (custom.kind == kind) message = filled(custom.text, place, limit);
    failures_.push_back({std::move(place), kind, std::move(message), limit, told(value)});
}

void Failures::add(const schema::Check& check, const std::string& path, Verdict verdict, const Value& value) {
    std::string place = whole(path);
    std::string message = verdict.message.empty() ? check.message : std::move(verdict.message);
    message = message.empty() ? named(place) + " fails the check `" + check.kind + "`."
                              : filled(std::move(message), place, {});
    failures_.push_back({std::move(place), check.kind, std::move(message), {}, told(value)});
}

void Failures::add_sentence(const std::string& path, const char* kind, std::string sentence, const Value& value) {
    std::string place = whole(path);
    if (place != path) replace(sentence, "`" + path + "`", "`" + place + "`");
    failures_.push_back({std::move(place), kind, std::move(sentence), {}, told(value)});
}

bool Failures::has(std::string_view path) const {
    const std::string place = whole(path);
    for (const Failure& failure : failures_)
        if (failure.path == place) return true;
    return false;
}

bool Failures::are_of_hidden(const schema::Model& model) const {
    return std::all_of(failures_.begin(), failures_.end(), [&](const Failure& failure) {
        const auto field = model.index_of(std::string_view(failure.path).substr(0, failure.path.find('.')));
        return field && model.fields[*field].hidden;
    });
}

void Failures::hide_values(std::size_t first) {
    for (std::size_t i = first; i < failures_.size(); ++i) failures_[i].value.reset();
}

void Failures::raise(const schema::Model& model) { throw ValidationError(model.name, std::move(failures_)); }

}  // namespace tenon::model
