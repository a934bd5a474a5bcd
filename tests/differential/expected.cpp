#include "differential/verdict.hpp"

#include "query/query.hpp"
#include "schema/cast.hpp"
#include <tenon/error.hpp>

namespace tenon::oracle {

namespace {

void set(const schema::Model& model, const std::vector<std::uint16_t>& path, Row& row, const Value& value) {
    const schema::Field* field = &model.fields[path.front()];
    Value* place = &row[path.front()];
    for (std::size_t leg = 1; leg < path.size(); ++leg) {
        if (place->is_empty()) return;  // there is nothing to put it into
        field = &field->type.members[path[leg]];
        place = place->if_document()->find(field->column);
    }
    const Timestamp* instant = value.if_timestamp();
    *place = instant != nullptr ? Value(instant->floored(field->type.precision)) : value;
}

// Values of the kinds that the statement asks for: a double beside a decimal is the decimal that it is written as.
std::vector<Value> asked_for(const std::vector<query::Slot>& slots, std::vector<Value> values) {
    for (std::size_t i = 0; i < values.size() && i < slots.size(); ++i) {
        const BaseType type = slots[i].type;
        const bool written = type >= BaseType::timestamp && type <= BaseType::object_id;
        Array* list = slots[i].list ? values[i].if_array() : nullptr;
        for (Value& value : list != nullptr ? std::span<Value>(*list) : std::span<Value>(&values[i], 1))
            if (!value.is_empty() && (type == BaseType::decimal || (written && value.if_text() != nullptr)))
                value = schema::cast(value, type, "value");
    }
    return values;
}

class ModelsOf : public query::Models {
public:
    explicit ModelsOf(const World& world) : world_(world) {}
    [[nodiscard]] const schema::Model* find(std::string_view name) const override {
        return &world_.model(std::string(name));
    }

private:
    const World& world_;
};

bool holds(const std::optional<ir::Expr>& where, const query::Environment& environment) {
    return !where || query::matches(*where, environment);
}

// The count of matched rows, then all rows as they are after it.
Answer changed(const World& world, const ir::Statement& statement, std::span<const Value> values) {
    const auto* update = std::get_if<ir::Update>(&statement);
    const std::optional<ir::Expr>& where = update != nullptr ? update->where : std::get<ir::Delete>(statement).where;
    const DataRows related(world.data());
    Answer answer(1);
    std::int64_t matched = 0;
    for (const Row& old : world.data().things) {
        const query::Environment environment{old, values, &related};
        const bool met = holds(where, environment);
        matched += met ? 1 : 0;
        if (met && update == nullptr) continue;
        Row row = old;
        if (met)
            for (const ir::Assignment& assignment : update->assignments)
                set(*update->model, assignment.path, row, query::evaluate(assignment.value, environment));
        answer.push_back(std::move(row));
    }
    answer.front() = {matched};
    return answer;
}

void select(const World& world, const ir::Select& select, Expected& expected) {
    const DataRows rows(world.data());
    if (select.kind == ir::Select::Kind::rows || select.kind == ir::Select::Kind::aggregate) {
        ir::Select whole = select;
        whole.limit.reset();
        whole.offset.reset();
        expected.candidates = query::run(whole, rows, expected.values);
    }
    expected.answer = query::run(select, rows, expected.values);
}

}  // namespace

Expected expect(const World& world, const Question& question) {
    Expected expected;
    const ir::Code code = to_code(question);
    const ModelsOf models(world);
    try {
        query::Prepared prepared = query::prepare(world.model(question.model), question.verb, code.nodes, code.names,
                                                  query::variant_of(code.nodes, code.values), &models);
        expected.values = asked_for(prepared.slots, code.values);
        expected.resolved = std::move(prepared.resolved);
    } catch (const QueryError& error) {
        expected.refused = true;
        expected.words = error.what();
        return expected;
    }
    try {
        if (const auto* asked = std::get_if<ir::Select>(&expected.resolved)) {
            select(world, *asked, expected);
        } else {
            expected.answer = changed(world, expected.resolved, expected.values);
        }
    } catch (const Error& error) {
        expected.fails = true;
        expected.words = error.what();
    }
    return expected;
}

}  // namespace tenon::oracle
