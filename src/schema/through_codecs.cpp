#include "schema/through_codecs.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "schema/cast.hpp"
#include "schema/cast_failures.hpp"
#include <tenon/error.hpp>

namespace tenon::schema {
namespace {

Value through_one(const Value& value, const Type& type, const std::string& path) {
    Field field;
    field.name = path;
    field.type = type;
    Value seen;
    try {
        seen = type.through_codec(value, field);
    } catch (const CastError&) {
        throw CastError("`" + path + "` is refused by the Codec of its type.",
                        {.model = {}, .fields = {path}, .constraint = {}, .database_code = {}});
    }
    return cast(seen, type, path);
}

void see(Value& value, const Type& type, const std::string& path, CastFailures& failures) {
    if (value.is_empty() || !has_codecs(type)) return;
    Document* const document = value.if_document();
    if (type.through_codec != nullptr) {
        failures.run([&] { value = through_one(value, type, path); });
    } else if (Array* const array = value.if_array(); array != nullptr && type.base == BaseType::array) {
        for (std::size_t i = 0; i < array->size(); ++i)
            see((*array)[i], type.elements.at(0), path + "." + std::to_string(i), failures);
    } else if (document != nullptr && type.base == BaseType::map) {
        for (auto& [key, element] : *document) see(element, type.elements.at(0), path + "." + key, failures);
    } else if (document != nullptr && type.base == BaseType::structure) {
        for (const Field& member : type.members)
            if (Value* const inner = document->find(member.column))
                see(*inner, member.type, path + "." + member.name, failures);
    } else if (document != nullptr && type.base == BaseType::variant) {
        const Value* const name = document->find("type");
        Value* const held = document->find("value");
        for (std::size_t i = 0; name != nullptr && held != nullptr && i < type.alternatives.size(); ++i)
            if (*name == Value(type.alternatives[i])) see(*held, type.elements.at(i), path + ".value", failures);
    }
}

}  // namespace

bool has_codecs(const Type& type) noexcept {
    return type.through_codec != nullptr ||
           std::any_of(type.elements.begin(), type.elements.end(), [](const Type& one) { return has_codecs(one); }) ||
           std::any_of(type.members.begin(), type.members.end(),
                       [](const Field& member) { return has_codecs(member.type); });
}

Value through_codecs(Value value, const Type& type, std::string_view path) {
    if (!has_codecs(type)) return value;
    CastFailures failures;
    see(value, type, std::string(path), failures);
    failures.throw_if_any();
    return value;
}

Value cast_through_codecs(const Value& value, const Type& type, std::string_view path) {
    return through_codecs(cast(value, type, path), type, path);
}

}  // namespace tenon::schema
