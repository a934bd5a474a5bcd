#include "drivers/sqlite/constraint.hpp"

#include <string>
#include <vector>

namespace tenon::drivers::sqlite {

namespace {

// Pinned by sqlite3UniqueConstraint and sqlite3HaltConstraint in SQLite's insert.c and build.c since 3.8.
std::string field_list(const schema::Model& model, const std::vector<std::uint16_t>& fields, bool in_index = false) {
    std::string list;
    for (const std::uint16_t index : fields) {
        const schema::Field& field = model.fields[index];
        if (!list.empty()) list += ", ";
        list += model.table + "." + (in_index ? field.index_column() : field.column);
    }
    return list;
}

ErrorDetail detail_of(const schema::Model& model, const std::vector<std::uint16_t>& fields, std::string constraint) {
    ErrorDetail detail;
    detail.model = model.name;
    detail.constraint = std::move(constraint);
    for (const std::uint16_t field : fields) detail.fields.push_back(model.fields[field].name);
    return detail;
}

}  // namespace

std::string_view constraint_of(std::string_view words) noexcept {
    constexpr std::string_view before = " constraint failed: ";
    const std::size_t at = words.find(before);
    return at == std::string_view::npos ? std::string_view() : words.substr(at + before.size());
}

ErrorDetail unique_detail(std::string_view words, const schema::Model& model) {
    const std::string_view list = constraint_of(words);
    for (const schema::Index& index : model.indexes) {
        if (!index.unique || list != field_list(model, index.fields, true)) continue;
        return detail_of(model, index.fields, index.name.empty() ? std::string(list) : index.name);
    }
    if (list == field_list(model, model.key)) return detail_of(model, model.key, "primary key");
    return detail_of(model, {}, std::string(list));
}

ErrorDetail not_null_detail(std::string_view words, const schema::Model& model) {
    const std::string_view list = constraint_of(words);
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const std::vector<std::uint16_t> field{static_cast<std::uint16_t>(i)};
        if (list == field_list(model, field)) return detail_of(model, field, std::string(list));
    }
    return detail_of(model, {}, std::string(list));
}

}  // namespace tenon::drivers::sqlite
