#include "sql/text.hpp"

#include "sql/dialect.hpp"
#include "value/numbers.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

Sql& Sql::operator<<(Fixed words) {
    if (kind_ == Kind::definition && words.view().find("tenon_") != std::string_view::npos)
        throw SchemaError(
            "a table's definition can't use what the database computes by a function of Tenon's own: other "
            "programs would not have it");
    text_ += words.view();
    return *this;
}

Sql& Sql::append(const Sql& part) {
    text_ += part.text_;
    return *this;
}

Sql& Sql::operator<<(const Identifier& name) {
    dialect_.append_identifier(text_, name);
    return *this;
}

Sql& Sql::operator<<(const TableName& name) {
    if (name.schema) *this << *name.schema << ".";
    return *this << name.table;
}

Sql& Sql::operator<<(std::int64_t number) {
    dialect_.append_integer(text_, number);
    return *this;
}

Sql& Sql::operator<<(std::uint64_t number) {
    text_ += std::to_string(number);
    return *this;
}

Sql& Sql::literal(std::string_view text) {
    dialect_.append_literal(text_, text);
    return *this;
}

Sql& Sql::fragment(std::string_view text) {
    text_ += text;
    has_fragments_ = true;
    return *this;
}

Sql& Sql::number(const Value& number) {
    std::string digits;
    if (const std::int64_t* integer = number.if_integer()) return *this << *integer;
    if (const std::uint64_t* great = number.if_unsigned()) return *this << *great;
    if (const double* real = number.if_real()) append_double(*real, digits);
    if (const Decimal* decimal = number.if_decimal()) digits = decimal->to_string();
    if (digits.empty()) throw SchemaError("a rule's limit is no number");
    text_ += digits.front() == '-' ? "(" + digits + ")" : digits;
    return *this;
}

Sql& Sql::alias(std::size_t number) {
    text_ += 't';
    text_ += std::to_string(number);
    return *this;
}

Sql& Sql::parameter(const Parameter& parameter, Fixed cast) {
    dialect_.append_placeholder(text_, number_of(parameter, cast), cast);
    return *this;
}

std::size_t Sql::number_of(const Parameter& parameter, Fixed cast) {
    if (dialect_.numbers_parameters()) {
        for (std::size_t i = 0; i < parameters_.size(); ++i) {
            if (parameters_[i] == parameter && casts_[i] == cast) return i + 1;
        }
    }
    parameters_.push_back(parameter);
    casts_.push_back(cast);
    return parameters_.size();
}

}  // namespace tenon::sql
