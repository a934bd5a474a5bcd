#include <tenon/json.hpp>

#include <cmath>

#include <tenon/error.hpp>

#include "value/json_reader.hpp"
#include "value/json_writer.hpp"
#include "value/utf8.hpp"
#include "value/value_nested.hpp"

namespace tenon {

namespace {

[[noreturn]] void refuse(Kind kind) {
    throw CastError("JSON has no word for a value of kind " + std::string(name_of(kind)) +
                    "; make it text or a number first.");
}

void check_scalar(const Value& value) {
    switch (value.kind()) {
    case Kind::empty:
    case Kind::boolean:
    case Kind::integer:
    case Kind::unsigned_integer: return;
    case Kind::real:
        if (!std::isfinite(*value.if_real())) throw CastError("JSON has no NaN and no infinities.");
        return;
    case Kind::text: return check_text(*value.if_text(), {});
    default: refuse(value.kind());
    }
}

void check(const Value& value, std::size_t depth) {
    const bool nested = value.if_document() || value.if_array();
    if (nested && depth > max_nesting) throw CastError("The JSON value is nested deeper than 1,000 levels.");
    if (const Document* document = value.if_document()) {
        for (const Document::Entry& entry : *document) {
            check_text(entry.first, {});
            check(entry.second, depth + 1);
        }
    } else if (const Array* array = value.if_array()) {
        for (const Value& element : *array) check(element, depth + 1);
    } else {
        check_scalar(value);
    }
}

}  // namespace

Json::Json(Value value) : value_(std::move(value)) { check(value_, 1); }

Json Json::parse(std::string_view text) {
    JsonReader reader(text);
    ValueBuilder builder;
    copy_nested(reader, builder);
    return Json(builder.take());
}

Json Json::operator[](std::string_view name) const {
    Json member;
    if (const Document* document = value_.if_document()) {
        if (const Value* found = document->find(name)) member.value_ = *found;
    }
    return member;
}

std::string Json::to_string() const {
    std::string text;
    JsonWriter writer(text);
    ValueSource(value_, true).write(writer);
    return text;
}

}  // namespace tenon
