#include "query/definition.hpp"

#include <string>

#include "query/collation.hpp"
#include "query/expression.hpp"
#include "query/query.hpp"
#include "schema/cast.hpp"
#include "value/convert.hpp"
#include "value/numbers.hpp"
#include <tenon/error.hpp>

namespace tenon::query {
namespace {

[[noreturn]] void refuse_definition(const schema::Model& model, const std::string& what, const std::string& sentence) {
    throw SchemaError("Model " + model.name + ", " + what + ": " + sentence,
                      {.model = model.name, .fields = {}, .constraint = {}, .database_code = {}});
}

void check(const ir::Expr& expr, const schema::Model& model, const std::string& what) {
    if (is_related(expr.op))
        refuse_definition(model, what, "it looks at related rows, and a table's definition knows its own only.");
    if (is_order_comparison(expr.op) && !collation_of(expr.args[0], expr.args[1]).empty())
        refuse_definition(model, what,
                          "it compares text in the order of a language, which differs between versions of ICU, and a "
                          "table's definition outlives them; compare a field without a collation.");
    const bool is_map_size = expr.op == ir::Op::array_size && expr.args[0].type == BaseType::map;
    if (expr.op == ir::Op::map_at || is_map_size)
        refuse_definition(model, what,
                          "it looks into a map, which takes a query inside, and a table's definition can't hold one.");
    for (const ir::Expr& operand : expr.args) check(operand, model, what);
}

bool is_negative(const Value& value) {
    const std::int64_t* number = value.if_integer();
    return number != nullptr && *number < 0;
}

Value cast_one(const Slot& slot, const Value& value, const std::string& path) {
    if (value.is_empty()) return value;
    // A list's values are compared, so that one may be beyond the range of what it meets.
    if (slot.list && slot.type == BaseType::uint64 && is_negative(value)) return value;
    const bool detailed = slot.declared != nullptr && slot.declared->base == slot.type &&
                          (slot.type == BaseType::enumeration || is_nested(slot.type));
    const bool numbered = slot.declared != nullptr && is_integer(slot.type) && schema::is_numbered(*slot.declared);
    return detailed || numbered ? schema::cast(value, *slot.declared, path) : schema::cast(value, slot.type, path);
}

enum class Use : std::uint8_t { value, condition, check };

Definition define(const schema::Model& model, const ir::Code& code, const std::string& what, Use use) {
    const bool is_condition = use != Use::value;
    try {
        Definition made;
        made.resolved = decode_expression(code.nodes, code.names, variant_of(code.nodes, code.values));
        if (is_condition && made.resolved.op == ir::Op::constant)
            refuse_definition(model, what, "it is always the same, and looks at no field.");
        const std::vector<Slot> slots = resolve(made.resolved, model);
        if (is_condition && made.resolved.type != BaseType::boolean)
            refuse_definition(model, what, "it is no condition.");
        if (use != Use::check) check(made.resolved, model, what);
        made.normal = normal_form(made.resolved);
        for (std::size_t i = 0; i < code.values.size(); ++i)
            made.values.push_back(i < slots.size() ? cast_value(slots[i], code.values[i], what) : code.values[i]);
        return made;
    } catch (const QueryError& error) {
        refuse_definition(model, what, error.what());
    } catch (const CastError& error) {
        refuse_definition(model, what, error.what());
    }
}

}  // namespace

Value cast_value(const Slot& slot, const Value& value, const std::string& path) {
    if (slot.type == BaseType::none) return value;
    const Array* list = slot.list ? value.if_array() : nullptr;
    if (list == nullptr) return cast_one(slot, value, path);
    Array out;
    out.reserve(list->size());
    // Reals beside an integer: those that are none are equal to none (rule 4).
    const bool is_selected = slot.type == BaseType::float64 && slot.declared != nullptr &&
                             is_integer(slot.declared->base);
    bool has_fraction = false;
    for (const Value& element : *list) {
        if (element.is_empty()) continue;
        if (!is_selected || !is_number(element.kind())) {
            out.push_back(cast_one(slot, element, path));
        } else if (element.if_unsigned() != nullptr) {
            out.push_back(element);
        } else if (const auto whole = whole_number(element)) {
            out.emplace_back(*whole);
        } else {
            has_fraction = true;
        }
    }
    // A list that had values must have one to bind: this equals no integer either.
    if (out.empty() && has_fraction) out.emplace_back(0.5);
    return Value(std::move(out));
}

ir::Code condition_of(const schema::Model& model, const schema::Index& index) {
    ir::Code code = index.where;
    if (!index.living) return code;
    code.nodes.push_back({ir::Op::named, 0, 0, static_cast<std::uint32_t>(code.names.size()), 0});
    code.names.push_back(model.fields[*model.deleted_at].name);
    code.nodes.push_back({ir::Op::is_empty, 0, 0, 0, 0});
    if (!index.where.nodes.empty()) code.nodes.push_back({ir::Op::and_, 0, 2, 0, 0});
    return code;
}

Definition define_condition(const schema::Model& model, const ir::Code& code, const std::string& what) {
    return define(model, code, what, Use::condition);
}
Definition define_check(const schema::Model& model, const ir::Code& code, const std::string& what) {
    return define(model, code, what, Use::check);
}
Definition define_value(const schema::Model& model, const ir::Code& code, const std::string& what) {
    return define(model, code, what, Use::value);
}

}  // namespace tenon::query
