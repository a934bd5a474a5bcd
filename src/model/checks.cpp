#include "model/checks.hpp"

#include <algorithm>
#include <span>

#include "model/record_access.hpp"
#include "model/rules.hpp"
#include "schema/cast.hpp"
#include <tenon/transaction.hpp>

namespace tenon::model {
namespace {

bool asks(const schema::Customs& customs) {
    const std::span<const schema::Check> checks = customs.checks();
    return std::any_of(checks.begin(), checks.end(), [](const schema::Check& check) { return check.asks_database; });
}

bool has_checks(const schema::Type& type) {
    return !type.customs.checks().empty() ||
           std::any_of(type.members.begin(), type.members.end(),
                       [](const schema::Field& member) { return model::is_checked(member); }) ||
           std::any_of(type.element_rules.begin(), type.element_rules.end(),
                       [](const schema::Rules& rules) { return !rules.customs.checks().empty(); }) ||
           std::any_of(type.elements.begin(), type.elements.end(),
                       [](const schema::Type& element) { return has_checks(element); });
}

bool asks_inside(const schema::Type& type) {
    return asks(type.customs) ||
           std::any_of(
               type.members.begin(), type.members.end(),
               [](const schema::Field& member) { return asks(member.rules.customs) || asks_inside(member.type); }) ||
           std::any_of(type.element_rules.begin(), type.element_rules.end(),
                       [](const schema::Rules& rules) { return asks(rules.customs); }) ||
           std::any_of(type.elements.begin(), type.elements.end(),
                       [](const schema::Type& element) { return asks_inside(element); });
}

class Checker {
public:
    Checker(const Session& session, Failures& failures) : transaction_(session), failures_(failures) {}

    void check_member(const typed::Column& column, const void* object) {
        const void* member = static_cast<const char*>(object) + column.offset;
        const schema::Field& field = *column.field;
        if (column.type->role == typed::Role::dynamic) {
            check_value(field, *static_cast<const Value*>(member), field.name);
            return;
        }
        if (column.type->role == typed::Role::optional) member = column.type->access->value(member);
        if (member == nullptr || failures_.has(field.name)) return;
        const std::size_t first = failures_.size();
        for (const schema::Check& check : field.rules.customs.checks())
            if (Verdict verdict = check.run(check.function.get(), member, transaction_); !verdict.passes)
                failures_.add(check, field.name, std::move(verdict), value_of(column, object));
        if (has_checks(field.type)) check_inside(field.type, value_of(column, object), field.name);
        if (field.hidden) failures_.hide_values(first);
    }

    void check_value(const schema::Field& field, const Value& value, const std::string& path) {
        if (value.is_empty()) return;
        const std::size_t first = failures_.size();
        if (!failures_.has(path)) check_by(field.rules.customs.checks(), value, field, path);
        check_inside(field.type, value, path);
        if (field.hidden) failures_.hide_values(first);
    }

    void check_whole(const Session& session, const Instance& instance, const void* object) {
        if (instance.model.customs.checks().empty()) return;
        if (instance.info != nullptr) {
            check_whole(instance.model.customs.checks(), object);
        } else {
            const Record record = RecordAccess::copy(session, instance, static_cast<const Value*>(object));
            check_whole(instance.model.customs.checks(), &record);
        }
    }

private:
    static Value value_of(const typed::Column& column, const void* object) {
        return typed::to_value(*column.type, static_cast<const char*>(object) + column.offset, *column.field);
    }

    void check_whole(std::span<const schema::Check> checks, const void* object) {
        for (const schema::Check& check : checks)
            if (Verdict verdict = check.run(check.function.get(), object, transaction_); !verdict.passes)
                failures_.add(check, check.at, std::move(verdict), Document());  // nested, so no value is told
    }

    void check_by(std::span<const schema::Check> checks, const Value& value, const schema::Field& field,
                  const std::string& path) {
        for (const schema::Check& check : checks) {
            Verdict verdict = check.run_value == nullptr
                                  ? check.run(check.function.get(), &value, transaction_)
                                  : check.run_value(check.function.get(), value, field, transaction_);
            if (verdict.passes) continue;
            failures_.add(check, check.at.empty() ? path : path + "." + check.at, std::move(verdict), value);
        }
    }

    void check_inside(const schema::Type& type, const Value& value, const std::string& path) {
        if (!has_checks(type)) return;
        if (const Array* array = value.if_array(); array != nullptr && type.base == BaseType::array) {
            const schema::Field element = element_of(type, 0);
            for (std::size_t i = 0; i < array->size(); ++i)
                check_value(element, (*array)[i], path + "." + std::to_string(i));
            return;
        }
        const Document* document = value.if_document();
        if (document == nullptr) return;
        if (type.base == BaseType::map) {
            const schema::Field element = element_of(type, 0);
            for (const auto& [key, inner] : *document) check_value(element, inner, path + "." + key);
        } else if (type.base == BaseType::variant) {
            if (const auto which = alternative_of(type, *document))
                check_value(element_of(type, *which), *document->find("value"), path + ".value");
        } else if (type.base == BaseType::structure) {
            check_structure(type, value, *document, path);
        }
    }

    void check_structure(const schema::Type& type, const Value& value, const Document& document,
                         const std::string& path) {
        for (const schema::Field& member : type.members)
            if (const Value* inner = document.find(member.column); inner != nullptr && model::is_checked(member))
                check_value(member, *inner, path + "." + member.name);
        if (type.customs.checks().empty()) return;
        schema::Field whole;
        whole.name = path;
        whole.type = type;
        check_by(type.customs.checks(), value, whole, path);
    }

    Transaction transaction_;
    Failures& failures_;
};

}  // namespace

bool is_checked(const schema::Field& field) { return !field.rules.customs.checks().empty() || has_checks(field.type); }

bool asks_database(const schema::Model& model) {
    return asks(model.customs) || std::any_of(model.fields.begin(), model.fields.end(), [](const schema::Field& field) {
               return asks(field.rules.customs) || asks_inside(field.type);
           });
}

void run_checks(const Session& session, const Instance& instance, const void* object, std::uint64_t fields,
                Failures& failures) {
    Checker checker(session, failures);
    for (const std::uint16_t i : instance.checked)
        if (i >= 64 || (fields >> i & 1) != 0) checker.check_member(instance.table.columns[i], object);
    checker.check_whole(session, instance, object);
}

void run_checks(const Session& session, const schema::Field& field, const Value& value, const std::string& path,
                Failures& failures) {
    Checker checker(session, failures);
    if (schema::is_numbered(field.type)) return checker.check_value(field, schema::labelled(value, field.type), path);
    checker.check_value(field, value, path);
}

}  // namespace tenon::model
