#include "sql/identifier.hpp"

#include <utility>

#include "schema/short_name.hpp"
#include "value/utf8.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

static_assert(Identifier::max_bytes == schema::longest_name);

Identifier::Identifier(std::string_view name) : name_(name) {
    if (name.empty()) throw SchemaError("a name in the database is empty");
    if (has_nul(name)) throw SchemaError("a name in the database holds U+0000");
    if (!is_valid_utf8(name)) throw SchemaError("a name in the database is not valid UTF-8");
    if (name.size() > max_bytes) {
        throw SchemaError("the name \"" + name_ + "\" has " + std::to_string(name.size()) +
                          " bytes; databases keep 63: give it a shorter name");
    }
}

Identifier Identifier::joined(std::initializer_list<std::string_view> parts) {
    std::string name;
    for (const std::string_view part : parts) {
        if (part.empty()) continue;
        if (!name.empty()) name += '_';
        name += part;
    }
    return Identifier(schema::short_name(std::move(name)));
}

}  // namespace tenon::sql
