#include "query/evaluation.hpp"

#include <algorithm>

#include "query/arithmetic.hpp"
#include "query/capabilities.hpp"
#include "query/choices.hpp"
#include "query/equality.hpp"
#include "query/expression.hpp"
#include "query/json_part.hpp"
#include "value/utf8.hpp"
#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {

const Value nothing;

}  // namespace

Value Evaluation::value(const Expr& expr) {
    Value room;
    const Value& found = look(expr, room);
    if (&found == &room) return room;
    return found;
}

const Value& Evaluation::look(const Expr& expr, Value& room) {
    switch (expr.op) {
    case Op::field:
    case Op::element: return path(expr);
    case Op::map_at:
    case Op::alternative: return inside(expr);
    case Op::param:
    case Op::list: return slot(expr);
    case Op::constant: return expr.literal;
    default: room = computed(expr); return room;
    }
}

const Evaluation::Frame& Evaluation::frame(const Expr& expr) const {
    if (expr.scope >= frames_.size()) throw QueryError("an expression needs a row to be evaluated over");
    return frames_[frames_.size() - 1 - expr.scope];
}

const Value& Evaluation::path(const Expr& expr) const {
    const Frame& seen = frame(expr);
    if (expr.op == Op::element) return seen.element != nullptr ? *seen.element : nothing;
    if (expr.field == nullptr) throw QueryError("an expression is evaluated before its names are resolved");
    const schema::Field* field = expr.field;
    const Value* value = seen.element;
    if (value == nullptr) {
        if (expr.path.front() >= seen.row.size()) throw QueryError("a row has fewer values than its model has fields");
        value = &seen.row[expr.path.front()];
    } else {
        const Document* document = value->if_document();
        value = document != nullptr ? document->find(field->column) : nullptr;
    }
    for (std::size_t i = 1; i < expr.path.size() && value != nullptr; ++i) {
        field = &field->type.members[expr.path[i]];
        const Document* document = value->if_document();
        value = document != nullptr ? document->find(field->column) : nullptr;
    }
    return value != nullptr ? *value : nothing;
}

/// What a map holds at a key, or a variant while it holds this alternative, and the members of that.
const Value& Evaluation::inside(const Expr& expr) const {
    const Expr& whole = expr.args.at(0);
    const Document* document = path(whole).if_document();
    if (document == nullptr) return nothing;
    const Value* found = nullptr;
    if (expr.op == Op::map_at) {
        found = document->find(slot(expr.args.at(1)).as_text());
    } else {
        const Value* const held = document->find("type");
        if (held != nullptr && *held == Value(whole.declared->alternatives.at(expr.detail)))
            found = document->find("value");
    }
    const schema::Type* type = &whole.declared->elements.at(expr.detail);
    for (std::size_t i = 0; i < expr.path.size() && found != nullptr; ++i) {
        const schema::Field& member = type->members[expr.path[i]];
        document = found->if_document();
        found = document != nullptr ? document->find(member.column) : nullptr;
        type = &member.type;
    }
    return found != nullptr ? *found : nothing;
}

const Value& Evaluation::slot(const Expr& expr) const {
    if (expr.slot >= values_.size()) throw QueryError("value " + std::to_string(expr.slot + 1) + " is missing");
    return values_[expr.slot];
}

Value Evaluation::computed(const Expr& expr) {
    if (is_condition(expr.op)) return condition(expr);
    if (is_aggregate(expr.op)) return aggregate(expr);
    if (is_update_value(expr.op)) return updated(expr);
    if (expr.op == Op::over) return over(expr);
    if (expr.op == Op::depth) return frames_.front().row.back();
    if (expr.op == Op::result_column) return frames_.front().row[expr.detail];
    if (expr.op == Op::joined) return joined(expr);
    if (expr.op == Op::related_count) return related_count(expr, true, false);
    if (expr.op == Op::related_value) return related_value(expr);
    if (expr.op == Op::fragment) require(Backend::memory, Capability::fragments);
    if (expr.op == Op::query_value) {
        const auto& rows = rows_of(expr);
        return rows.empty() ? Value() : rows.front().front();
    }
    if (expr.op == Op::json_at) return json_at(expr);
    if (is_choice(expr.op)) return choice(expr);
    if (is_function(expr.op)) return function(expr);
    Value first_room;
    if (expr.op == Op::array_size) {
        const Document* map = look(expr.args[0], first_room).if_document();
        return map != nullptr ? map->size() : elements(expr.args[0], first_room).size();
    }
    const Value& first = look(expr.args.at(0), first_room);
    if (expr.op == Op::negate) return negated(first);
    Value second_room;
    if (is_arithmetic(expr.op)) return compute(expr.op, first, look(expr.args.at(1), second_room));
    if (first.is_empty()) return {};
    switch (expr.op) {
    case Op::lower: return lower_ascii(first.as_text());
    case Op::upper: return upper_ascii(first.as_text());
    case Op::cast: return exact_cast(first, expr.type);
    case Op::length: return code_points(first.as_text());
    case Op::concat: {
        const Value& second = look(expr.args.at(1), second_room);
        return second.is_empty() ? Value() : Value(first.as_text() + second.as_text());
    }
    default: throw QueryError("`" + std::string(name_of(expr.op)) + "` can't be evaluated");
    }
}

// A Json that is null as a whole is an empty one.
Value Evaluation::json_at(const Expr& expr) {
    const Value* found = &path(expr.args.at(0));
    if (found->is_empty()) return {};
    for (std::size_t i = 1; i < expr.args.size() && found != nullptr; ++i) {
        const Value& step = slot(expr.args[i]);
        found = is_json_key(expr.args[i]) ? json_member(*found, step.as_text()) : json_element(*found, step.as_int64());
    }
    return found != nullptr ? json_part(*found, static_cast<ir::JsonPart>(expr.detail)) : Value();
}

bool Evaluation::condition(const Expr& expr) {
    const auto holds = [this](const Expr& operand) { return condition(operand); };
    switch (expr.op) {
    case Op::and_: return std::all_of(expr.args.begin(), expr.args.end(), holds);
    case Op::or_: return std::any_of(expr.args.begin(), expr.args.end(), holds);
    case Op::not_: return !condition(expr.args.at(0));
    case Op::between: return between(expr);
    case Op::in: return membership(expr);
    case Op::bits: return bits(expr);
    case Op::in_query: return in_query(expr);
    case Op::query_exists: return !rows_of(expr).empty();
    case Op::array_contains: return array_contains(expr);
    case Op::array_contains_all: return array_contains_all(expr);
    default: break;
    }
    if (is_comparison(expr.op) || expr.op == Op::same || expr.op == Op::not_same) return comparison(expr);
    if (is_text_match(expr.op)) return text_match(expr);
    if (is_array_quantifier(expr.op)) return quantified(expr);
    if (is_related_condition(expr.op)) return related(expr);
    Value room;
    const Expr& operand = expr.op == Op::is_empty ? expr.args.at(0) : expr;
    const Value& value = look(operand, room);
    if (expr.op == Op::is_empty) return value.is_empty() && !is_missing_array(operand, value);
    return !value.is_empty() && value.as_bool();
}

Value evaluate(const Expr& expr, const Environment& environment) {
    Evaluation evaluation(environment.values, environment.related);
    evaluation.set_row(environment.row);
    return evaluation.value(expr);
}

bool matches(const Expr& condition, const Environment& environment) {
    Evaluation evaluation(environment.values, environment.related);
    evaluation.set_row(environment.row);
    return evaluation.condition(condition);
}

Matcher::Matcher(const Expr& condition, std::span<const Value> values, const Rows* related)
    : condition_(condition),
      evaluation_(std::make_unique<Evaluation>(values, related)) {}
Matcher::~Matcher() = default;

bool Matcher::operator()(Row row) {
    evaluation_->set_row(row);
    return evaluation_->condition(condition_);
}

Rows::~Rows() = default;
void Rows::each_with(const schema::Model& model, std::span<const std::uint16_t>, std::span<const Value>,
                     const std::function<bool(Row)>& see) const {
    each(model, see);
}

}  // namespace tenon::query
