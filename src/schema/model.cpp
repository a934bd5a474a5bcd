#include <tenon/schema.hpp>

#include <algorithm>

#include "value/case_fold.hpp"

namespace tenon::schema {

const Field* Model::find_field(std::string_view wanted) const noexcept {
    const auto index = index_of(wanted);
    return index ? &fields[*index] : nullptr;
}

std::optional<std::uint16_t> Model::index_of(std::string_view wanted) const noexcept {
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].is_called(wanted)) return static_cast<std::uint16_t>(i);
    return std::nullopt;
}

std::string Field::folded_column() const { return column + "_folded"; }
std::string Field::index_column() const { return folded ? folded_column() : column; }

Field folded_field(const Field& field) {
    Field beside;
    beside.name = field.name;
    beside.column = field.folded_column();
    beside.type = field.type;
    beside.type.max_length = longest_folding * field.type.max_length;
    beside.rules.required = field.rules.required;
    if (field.default_value) beside.default_value = Value(case_folded(field.default_value->as_text()));
    return beside;
}

std::string Model::full_table() const { return table_schema.empty() ? table : table_schema + "." + table; }

const Relation* Model::find_relation(std::string_view wanted) const noexcept {
    for (const Relation& relation : relations)
        if (relation.name == wanted) return &relation;
    return nullptr;
}

namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row[b.size()];
}

}  // namespace

std::string suggestion(std::string_view name, const std::vector<std::string>& known) {
    const std::string* best = nullptr;
    std::size_t least = std::max<std::size_t>(2, name.size() / 3) + 1;
    for (const std::string& candidate : known) {
        const std::size_t distance = edit_distance(name, candidate);
        if (distance < least) {
            least = distance;
            best = &candidate;
        }
    }
    return best == nullptr ? std::string() : "did you mean `" + *best + "`?";
}

std::string suggestion(std::string_view name, const std::vector<Field>& fields) {
    std::vector<std::string> names;
    for (const Field& field : fields) names.push_back(field.name);
    if (std::string near = suggestion(name, names); !near.empty()) return near;
    constexpr std::size_t most = 12;
    std::string all = "its fields are ";
    for (std::size_t i = 0; i < names.size() && i < most; ++i) all += (i == 0 ? "" : ", ") + names[i];
    return all + (names.size() > most ? ", …" : ".");
}

}  // namespace tenon::schema
