#include "model/json_parts.hpp"

#include <tenon/error.hpp>

namespace tenon::model {

std::string inside(const std::string& path, std::string_view name) {
    return path.empty() ? std::string(name) : path + "." + std::string(name);
}

void refuse_at(const std::string& path, const std::string& sentence) {
    throw SchemaError("The description of a model, " + (path.empty() ? "the whole" : path) + ": " + sentence,
                      {.model = {}, .fields = {path}, .constraint = {}, .database_code = {}});
}

const Document& object_at(const Value& value, const std::string& path) {
    if (const Document* document = value.if_document()) return *document;
    refuse_at(path, "an object is needed.");
}
const Array& array_at(const Value& value, const std::string& path) {
    if (const Array* array = value.if_array()) return *array;
    refuse_at(path, "an array is needed.");
}
const std::string& text_at(const Value& value, const std::string& path) {
    const std::string* text = value.if_text();
    if (text == nullptr || text->empty()) refuse_at(path, "a text is needed, and not an empty one.");
    return *text;
}
bool flag_at(const Value& value, const std::string& path) {
    if (const bool* flag = value.if_boolean()) return *flag;
    refuse_at(path, "true or false is needed.");
}
std::int64_t whole_at(const Value& value, const std::string& path, std::int64_t most) {
    const std::int64_t* number = value.if_integer();
    if (number == nullptr || *number < 0 || *number > most)
        refuse_at(path, "a whole number from 0 to " + std::to_string(most) + " is needed.");
    return *number;
}

}  // namespace tenon::model
