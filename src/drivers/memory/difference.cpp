#include "drivers/memory/difference.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace tenon::drivers::memory {

using schema::Field;
using schema::Model;
using schema::Type;

namespace {

bool same_type(const Type& a, const Type& b);

bool same_member(const Field& a, const Field& b) {
    return a.column == b.column && a.type.nullable == b.type.nullable && same_type(a.type, b.type);
}

// But for `nullable`, which has a sentence of its own.
bool same_type(const Type& a, const Type& b) {
    const auto same_label = [](const schema::Label& x, const schema::Label& y) { return x.text == y.text; };
    return a.base == b.base && a.precision == b.precision && a.scale == b.scale && a.alternatives == b.alternatives &&
           std::equal(a.elements.begin(), a.elements.end(), b.elements.begin(), b.elements.end(), same_type) &&
           std::equal(a.members.begin(), a.members.end(), b.members.begin(), b.members.end(), same_member) &&
           std::equal(a.labels.begin(), a.labels.end(), b.labels.begin(), b.labels.end(), same_label);
}

const Field* find(const Model& model, const std::string& column) {
    const auto found = std::find_if(model.fields.begin(), model.fields.end(),
                                    [&](const Field& field) { return field.column == column; });
    return found == model.fields.end() ? nullptr : &*found;
}

std::vector<std::string> column_names(const Model& model, const Fields& fields) {
    std::vector<std::string> columns;
    for (const std::uint16_t field : fields) columns.push_back(model.fields[field].column);
    return columns;
}

std::string listed(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) list.append(list.empty() ? "" : ", ").append(name);
    return "(" + list + ")";
}

class Comparison {
public:
    Comparison(const Model& found, const Model& wanted) : found_(found), wanted_(wanted) {}

    std::vector<SchemaDifference> all() {
        for (std::size_t i = 0; i < wanted_.fields.size(); ++i) column(wanted_.fields[i], i);
        for (const Field& field : found_.fields) {
            if (find(wanted_, field.column) == nullptr) add(column_name(field) + " is not in the model");
        }
        key();
        for (const schema::Index& index : wanted_.indexes) {
            if (index.unique && index.is_plain()) unique_index(index);
        }
        return std::move(all_);
    }

private:
    [[nodiscard]] std::string column_name(const Field& field) const {
        return "column " + wanted_.full_table() + "." + field.column;
    }

    void column(const Field& wanted, std::size_t place) {
        const std::string name = column_name(wanted);
        const Field* found = find(found_, wanted.column);
        if (found == nullptr) return add(name + " is missing");
        const std::string_view found_type = name_of(found->type.base);
        const std::string_view wanted_type = name_of(wanted.type.base);
        if (found_type != wanted_type) {
            add(name + " is " + std::string(found_type) + ", the model needs " + std::string(wanted_type));
        } else if (!same_type(found->type, wanted.type)) {
            add(name + " is another " + std::string(found_type) + " than the model needs");
        }
        if (wanted.folded && !found->folded)
            add("column " + wanted_.full_table() + "." + wanted.folded_column() + " is missing");
        if (found->type.nullable != wanted.type.nullable) {
            add(name + (wanted.type.nullable ? " is NOT NULL, the model needs it nullable"
                                             : " is nullable, the model needs it NOT NULL"));
        }
        if (found != found_.fields.data() + place) add(name + " stands at another place than in the model");
    }

    void key() {
        const auto found = column_names(found_, found_.key);
        const auto wanted = column_names(wanted_, wanted_.key);
        if (found == wanted) return;
        add("the primary key of " + wanted_.full_table() + " is " + (found.empty() ? "missing" : listed(found)) +
            ", the model needs " + listed(wanted));
    }

    void unique_index(const schema::Index& wanted) {
        const auto columns = column_names(wanted_, wanted.fields);
        const bool found = std::any_of(found_.indexes.begin(), found_.indexes.end(), [&](const schema::Index& index) {
            return index.unique && index.living == wanted.living && column_names(found_, index.fields) == columns;
        });
        if (!found)
            add("unique index " + wanted.name + " on " + wanted_.full_table() + " " + listed(columns) + " is missing");
    }

    void add(std::string what) { all_.push_back({wanted_.full_table(), std::move(what)}); }

    const Model& found_;
    const Model& wanted_;
    std::vector<SchemaDifference> all_;
};

}  // namespace

std::vector<SchemaDifference> differences(const Table& table, const Model& wanted) {
    return Comparison(table.model(), wanted).all();
}

}  // namespace tenon::drivers::memory
