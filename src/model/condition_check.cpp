#include "model/condition_check.hpp"

#include <memory>
#include <utility>
#include <vector>

#include "model/instance.hpp"
#include "model/record_access.hpp"
#include "query/definition.hpp"
#include "query/evaluator.hpp"
#include "schema/cast.hpp"

namespace tenon::model {
namespace {

struct Condition {
    ir::Code code;
    mutable query::Definition made{};  ///< when the model is registered
};

/// As the evaluator reads it: records have labels where numbers are stored.
std::vector<Value> row_of(const Record& record) {
    const std::vector<schema::Field>& fields = RecordAccess::instance(record).model.fields;
    const Value* const values = RecordAccess::values(record);
    std::vector<Value> row(values, values + fields.size());
    for (std::size_t i = 0; i < row.size(); ++i)
        if (schema::is_numbered(fields[i].type) && !row[i].is_empty())
            row[i] = schema::cast(row[i], fields[i].type, fields[i].name);
    return row;
}

Verdict run_condition(const void* function, const void* object, const Transaction&) {
    const Condition& condition = *static_cast<const Condition*>(function);
    const std::vector<Value> row = row_of(*static_cast<const Record*>(object));
    return {query::matches(condition.made.resolved, {row, condition.made.values, nullptr}), {}};
}

}  // namespace

schema::Check condition_check(std::string name, ir::Code condition) {
    schema::Check check;
    check.kind = std::move(name);
    check.function = std::make_shared<const Condition>(Condition{std::move(condition)});
    check.run = run_condition;
    return check;
}

void prepare_condition_checks(const schema::Model& model) {
    for (const schema::Check& check : model.customs.checks()) {
        if (check.run != run_condition) continue;
        const auto& condition = *static_cast<const Condition*>(check.function.get());
        condition.made = query::define_check(model, condition.code, "the check `" + check.kind + "`");
    }
}

}  // namespace tenon::model
