// find_or_create, find_or_build: the row that a unique key names, or a new object with that key.

#include <algorithm>
#include <map>

#include "model/object_values.hpp"
#include "model/rules.hpp"
#include "model/scope.hpp"
#include "query/query.hpp"
#include "schema/cast.hpp"
#include <tenon/error.hpp>
#include <tenon/execution.hpp>

namespace tenon::model {
namespace {

/// A query whose condition says which values some fields have, those of a unique key among them.
class UniqueQuery {
public:
    /// Throws QueryError for a query that isn't one. `call` is for that error.
    UniqueQuery(const Instance& instance, const ir::Code& code, std::string_view call)
        : instance_(instance),
          code_(code) {
        ir::Statement statement = query::decode(instance.model, ir::Verb::first, code_.nodes, code_.names,
                                                query::variant_of(code_.nodes, code_.values));
        query::resolve(statement);
        if (const auto& where = std::get<ir::Select>(statement).where) collect(*where);
        if (!has_unique_key()) refuse(call);
    }

    [[nodiscard]] bool find(const Session& session, void* object) const {
        return read(session, instance_, ir::Verb::first, code_, {}, Sink::of(object)) > 0;
    }
    /// Gives an object the values that the condition names.
    void set_members(void* object) const {
        for (const auto& [field, value] : values_) set_from_value(column_of(instance_, field), value, object);
    }
    /// Did another row with these values get in the way?
    [[nodiscard]] bool is_met_by(const UniqueViolation& error) const {
        const std::vector<std::string>& fields = error.fields();
        return !fields.empty() && std::all_of(fields.begin(), fields.end(), [this](const std::string& name) {
            const auto index = instance_.model.index_of(name);
            return index && values_.contains(*index);
        });
    }

private:
    void collect(const ir::Expr& condition) {
        if (condition.op == ir::Op::and_)
            for (const ir::Expr& part : condition.args) collect(part);
        if (condition.op != ir::Op::eq) return;
        const ir::Expr& left = condition.args[0];
        const ir::Expr& right = condition.args[1];
        if (is_own_field(left)) note(left.path.front(), right);
        if (is_own_field(right)) note(right.path.front(), left);
    }
    static bool is_own_field(const ir::Expr& expr) {
        return expr.op == ir::Op::field && expr.scope == 0 && expr.path.size() == 1;
    }
    /// The rules change the value that is looked for as they change the one that is stored.
    void note(std::uint16_t index, const ir::Expr& given) {
        const schema::Field& field = instance_.model.fields[index];
        if (given.op == ir::Op::constant) {
            values_[index] = given.literal;
        } else if (given.op == ir::Op::param) {
            Value& value = code_.values[given.slot];
            if (may_change(field) && value.if_text() != nullptr) normalise(field, value);
            values_[index] = value;
        }
    }
    [[nodiscard]] bool names_all(const std::vector<std::uint16_t>& fields) const {
        return !fields.empty() && std::all_of(fields.begin(), fields.end(), [this](std::uint16_t field) {
            const auto found = values_.find(field);
            return found != values_.end() && !found->second.is_empty();
        });
    }
    [[nodiscard]] bool has_unique_key() const {
        const schema::Model& model = instance_.model;
        return names_all(model.key) ||
               std::any_of(model.indexes.begin(), model.indexes.end(), [this](const auto& index) {
                   return index.unique && index.is_plain() && names_all(index.fields);
               });
    }
    [[noreturn]] void refuse(std::string_view call) const {
        const schema::Model& model = instance_.model;
        throw QueryError(std::string(call) + " of " + model.name +
                             ": the condition must say by == what all fields of the key, or of a unique index, are. "
                             "Without one, two programs could both create a row.",
                         {.model = model.name, .fields = {}, .constraint = {}, .database_code = {}});
    }

    const Instance& instance_;
    ir::Code code_;
    std::map<std::uint16_t, Value> values_;
};

/// Inside a transaction by a savepoint, so that a failure leaves the transaction as it is.
void insert_safely(const Session& session, const Instance& instance, void* object) {
    if (!session.transaction) return insert(session, instance, object);
    TransactionScope scope(session);
    insert(scope.session(), instance, object);
    scope.commit();
}

}  // namespace

bool find_or_build(const Session& session, const Instance& instance, const ir::Code& code, void* object) {
    const UniqueQuery unique(instance, code, "find_or_build()");
    if (unique.find(session, object)) return false;
    unique.set_members(object);
    return true;
}

bool find_or_create(const Session& session, const Instance& instance, const ir::Code& code, void* object) {
    const UniqueQuery unique(instance, code, "find_or_create()");
    if (unique.find(session, object)) return false;
    unique.set_members(object);
    try {
        insert_safely(session, instance, object);
    } catch (const UniqueViolation& error) {  // somebody was faster
        if (!unique.is_met_by(error) || !unique.find(session, object)) throw;
        return false;
    }
    return true;
}

}  // namespace tenon::model
