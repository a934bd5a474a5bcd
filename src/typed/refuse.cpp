#include "typed/refuse.hpp"

#include <string>

#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::typed {
namespace {

std::string_view name_of(CellType type) {
    switch (type) {
    case CellType::empty: return "an empty value (NULL)";
    case CellType::boolean: return "a boolean";
    case CellType::integer:
    case CellType::unsigned_integer: return "an integer";
    case CellType::real: return "a floating-point number";
    case CellType::decimal: return "a decimal";
    case CellType::text: return "text";
    case CellType::bytes: return "bytes";
    case CellType::timestamp: return "a timestamp";
    case CellType::date: return "a date";
    case CellType::time: return "a time";
    case CellType::uuid: return "a UUID";
    case CellType::object_id: return "an ObjectId";
    default: return "a nested value";
    }
}

}  // namespace

void refuse_cell(const Cell& cell, const schema::Field& field) {
    std::string message = "The database gave " + std::string(name_of(cell.type)) + " for `" + field.name +
                          "`, which is declared as " + std::string(tenon::name_of(field.type.base)) + ".";
    message += cell.is_empty() ? " Make the member a std::optional, or the column NOT NULL."
                               : " Change the member's type, or mend the stored value.";
    throw CastError(message, {.model = {}, .fields = {field.name}, .constraint = {}, .database_code = {}});
}

void refuse_range(const schema::Field& field) {
    throw CastError("The database gave a number for `" + field.name + "` that is out of the range of " +
                        std::string(tenon::name_of(field.type.base)) + ". Widen the member's type.",
                    {.model = {}, .fields = {field.name}, .constraint = {}, .database_code = {}});
}

void refuse_label(std::string_view label, const schema::Field& field) {
    throw CastError("The database gave the label \"" + std::string(label) + "\" for `" + field.name +
                        "`, which the enumeration doesn't have. Add an enumerator of that name.",
                    {.model = {}, .fields = {field.name}, .constraint = {}, .database_code = {}});
}

}  // namespace tenon::typed
