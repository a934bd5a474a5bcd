#include "model/given_key.hpp"

#include <algorithm>
#include <string>

#include "schema/cast.hpp"
#include "value/cells.hpp"
#include "value/utf8.hpp"
#include <tenon/error.hpp>

namespace tenon::model {
namespace {

enum class Fit : std::uint8_t { as_it_is, converted, never };

Fit fit_of(BaseType field, BaseType given, const Cell& cell) {
    if (is_integer(field) && is_integer(given))
        return cell.type == CellType::unsigned_integer && field != BaseType::uint64 ? Fit::converted : Fit::as_it_is;
    if (field == given) return field == BaseType::enumeration ? Fit::converted : Fit::as_it_is;
    return is_number(field) && is_number(given) ? Fit::converted : Fit::never;
}

const schema::Field& key_field(const schema::Model& model, std::size_t i) { return model.fields[model.key[i]]; }

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? " and " : ", ";
        text += words[i];
    }
    return text;
}

// "get(): the key of Visit is `country` (text) and `year` (int32)"
std::string key_words(const schema::Model& model, std::string_view call) {
    std::vector<std::string> fields;
    for (std::size_t i = 0; i < model.key.size(); ++i) {
        const schema::Field& field = key_field(model, i);
        fields.push_back("`" + field.name + "` (" + std::string(name_of(field.type.base)) + ")");
    }
    return std::string(call) + ": the key of " + model.name + " is " + joined(fields);
}

std::string given_words(const GivenKey& given) {
    std::vector<std::string> types;
    for (const BaseType type : given.types) types.emplace_back(name_of(type));
    return joined(types) + (types.size() == 1 ? " was given" : " were given");
}

std::string way_out(BaseType field, BaseType given) {
    if (field == BaseType::enumeration) return "Give one of its enumerators.";
    if (given == BaseType::text && field == BaseType::uuid) return "tenon::Uuid::parse(text) makes one of text.";
    if (given == BaseType::text && field == BaseType::object_id)
        return "tenon::ObjectId::parse(text) makes one of text.";
    return "To find by another field, ask find(condition).";
}

ErrorDetail detail_of(const schema::Model& model) {
    ErrorDetail detail;
    detail.model = model.name;
    for (std::size_t i = 0; i < model.key.size(); ++i) detail.fields.push_back(key_field(model, i).name);
    return detail;
}

[[noreturn]] void refuse_count(const schema::Model& model, const GivenKey& given) {
    const std::string fields = model.key.size() == 1 ? "one value" : std::to_string(model.key.size()) + " values";
    throw QueryError(key_words(model, given.call) + "; " + given_words(given) + ". Give " + fields +
                         ", in the key's order.",
                     detail_of(model));
}

[[noreturn]] void refuse_type(const schema::Model& model, const GivenKey& given, std::size_t i) {
    throw CastError(key_words(model, given.call) + "; " + given_words(given) + ". " +
                        way_out(key_field(model, i).type.base, given.types[i]),
                    detail_of(model));
}

// A Type that may not be empty: the caller has looked at that.
Value converted(const schema::Model& model, const GivenKey& given, std::size_t i) {
    const schema::Field& field = key_field(model, i);
    try {
        return schema::cast(to_value(given.cells[i]), field.type, field.name);
    } catch (const CastError& error) {
        throw CastError(key_words(model, given.call) + "; this value doesn't fit: " + error.what(), detail_of(model));
    }
}

}  // namespace

KeyCells::KeyCells(const Instance& instance, const GivenKey& given) : cells_(given.cells) {
    const schema::Model& model = instance.model;
    if (given.cells.size() != model.key.size()) refuse_count(model, given);
    bool is_right = true;
    for (std::size_t i = 0; i < given.cells.size(); ++i) {
        const Fit fit = fit_of(key_field(model, i).type.base, given.types[i], given.cells[i]);
        if (fit == Fit::never) refuse_type(model, given, i);
        is_right = is_right && fit == Fit::as_it_is;
        if (given.cells[i].type == CellType::text) check_text(given.cells[i].text_view(), key_field(model, i).name);
    }
    if (is_right || is_nobodys()) return;
    values_.reserve(given.cells.size());
    for (std::size_t i = 0; i < given.cells.size(); ++i) {
        values_.push_back(converted(model, given, i));
        converted_.push_back(scalar_cell(values_.back()));
    }
    cells_ = converted_;
}

bool KeyCells::is_nobodys() const noexcept {
    return std::any_of(cells_.begin(), cells_.end(), [](const Cell& cell) { return cell.is_empty(); });
}

}  // namespace tenon::model
