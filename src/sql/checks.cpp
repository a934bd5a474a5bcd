#include "sql/checks.hpp"

#include <algorithm>
#include <optional>

#include "sql/dialect.hpp"

namespace tenon::sql {
namespace {

using schema::Field;

class Checks {
public:
    Checks(Sql& sql, const schema::Model& model, const Field& field, bool not_null)
        : sql_(sql),
          model_(model),
          field_(field),
          column_(field.column),
          not_null_(not_null) {}

    void write() {
        Sql type(sql_.dialect());
        if (sql_.dialect().type_check(type, column_, field_.type)) {
            begin("type");
            sql_.dialect().type_check(sql_, column_, field_.type);
            sql_ << ")";
        }
        labels();
        bounds();
        lengths();
        one_of();
    }

private:
    void begin(std::string_view rule) {
        sql_ << ",\n    constraint " << check_name(model_, field_, rule) << " check (";
        if (!not_null_) sql_ << column_ << " is null or ";
    }

    void labels() {
        if (field_.type.labels.empty()) return;
        const bool text = field_.type.base == BaseType::enumeration;  // else a number of each
        begin("labels");
        sql_ << column_ << " in (";
        for (std::size_t i = 0; i < field_.type.labels.size(); ++i) {
            if (i > 0) sql_ << ", ";
            if (text)
                sql_.literal(field_.type.labels[i].text);
            else
                sql_ << field_.type.labels[i].value;
        }
        sql_ << "))";
    }

    void bounds() {
        if (field_.rules.min) bound("min", " >= ", *field_.rules.min);
        if (field_.rules.max) bound("max", " <= ", *field_.rules.max);
    }

    void bound(std::string_view rule, Fixed comparison, const Value& limit) {
        const std::optional<Value> number = sql_.dialect().stored_number(field_.type, limit);
        if (!number) return;
        begin(rule);
        sql_ << column_ << comparison;
        sql_.number(*number) << ")";
    }

    void lengths() {
        const bool text = field_.type.base == BaseType::text;
        if (text && field_.rules.required) {
            begin("required");
            sql_ << column_ << " <> '')";
        }
        if (!text && field_.type.base != BaseType::array) return;
        if (sql_.dialect().length_function(field_.type.base).empty()) return;
        if (field_.rules.min_length) length("min_length", " >= ", *field_.rules.min_length);
        const std::optional<std::uint32_t> most = longest();
        if (most) length("max_length", " <= ", *most);
    }

    std::optional<std::uint32_t> longest() const {
        const std::uint32_t typed = field_.type.max_length;
        if (typed == 0) return field_.rules.max_length;
        return std::min(typed, field_.rules.max_length.value_or(typed));
    }

    void length(std::string_view rule, Fixed comparison, std::uint32_t limit) {
        begin(rule);
        sql_ << sql_.dialect().length_function(field_.type.base) << "(" << column_ << ")" << comparison
             << static_cast<std::int64_t>(limit) << ")";
    }

    void one_of() {
        const std::vector<Value>& values = field_.rules.one_of;
        const bool text = field_.type.base == BaseType::text;
        const auto usable = [&](const Value& value) {
            return text ? value.if_text() != nullptr : sql_.dialect().stored_number(field_.type, value).has_value();
        };
        if (values.empty() || !std::all_of(values.begin(), values.end(), usable)) return;
        begin("one_of");
        sql_ << column_ << " in (";
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0) sql_ << ", ";
            if (text) {
                sql_.literal(*values[i].if_text());
            } else {
                sql_.number(*sql_.dialect().stored_number(field_.type, values[i]));
            }
        }
        sql_ << "))";
    }

    Sql& sql_;
    const schema::Model& model_;
    const Field& field_;
    Identifier column_;
    bool not_null_;
};

}  // namespace

Identifier check_name(const schema::Model& model, const Field& field, std::string_view rule) {
    return Identifier::joined({model.table, field.column, rule});
}

void write_checks(Sql& sql, const schema::Model& model, const Field& field, bool not_null) {
    Checks(sql, model, field, not_null).write();
}

}  // namespace tenon::sql
