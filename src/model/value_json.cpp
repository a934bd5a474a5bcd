#include "model/value_json.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/condition_json.hpp"
#include "model/json_parts.hpp"
#include "model/record_access.hpp"
#include "query/types.hpp"
#include "schema/cast.hpp"
#include "value/cells.hpp"
#include <tenon/choices.hpp>
#include <tenon/error.hpp>
#include <tenon/record.hpp>

namespace tenon::model {
namespace {

struct Computed {
    RecordExpression code;
    BaseType base;
    bool is_constant = false;
};

constexpr const char* of_constants = "a field is needed, as \"$name\": of constants alone nothing is computed.";
constexpr const char* all_operators =
    "the operators are $add, $subtract, $multiply, $divide, $mod, $abs, $floor, $ceil, $concat, $toLower, $toUpper, "
    "$trim, $strLenCP, $substrCP, $replaceAll, $ifNull and $literal.";

/// An operator of as many operands of one family, told in a list; of one operand, also by itself.
struct Plain {
    std::string_view name;
    ir::Op op;
    query::Family family;
    std::size_t least, most;
};
constexpr std::size_t many = 100;  // what somebody else described is kept within bounds
constexpr Plain plain_operators[] = {{"$add", ir::Op::add, query::Family::number, 2, many},
                                     {"$multiply", ir::Op::mul, query::Family::number, 2, many},
                                     {"$subtract", ir::Op::sub, query::Family::number, 2, 2},
                                     {"$divide", ir::Op::div, query::Family::number, 2, 2},
                                     {"$mod", ir::Op::mod, query::Family::number, 2, 2},
                                     {"$abs", ir::Op::abs, query::Family::number, 1, 1},
                                     {"$floor", ir::Op::floor, query::Family::number, 1, 1},
                                     {"$ceil", ir::Op::ceil, query::Family::number, 1, 1},
                                     {"$concat", ir::Op::concat, query::Family::text, 2, many},
                                     {"$toLower", ir::Op::lower, query::Family::text, 1, 1},
                                     {"$toUpper", ir::Op::upper, query::Family::text, 1, 1},
                                     {"$strLenCP", ir::Op::length, query::Family::text, 1, 1}};

class Expressions {
public:
    explicit Expressions(const Described& model) : model_(model) {}

    Computed value(const Value& given, const std::string& path) const {
        if (const std::string* text = given.if_text())
            return text->starts_with('$') ? of_field(text->substr(1), path) : constant(given, path);
        if (const Document* document = given.if_document()) return operation(*document, path);
        return constant(given, path);
    }

private:
    Computed of_field(const std::string& name, const std::string& path) const {
        const schema::Type type = described_type(model_, name, path);
        if (is_nested(type.base))
            refuse_at(path, "an expression is computed of single values, and `" + name + "` is of type " +
                                std::string(name_of(type.base)) + ".");
        return {field(name), type.base};
    }

    static Computed constant(const Value& given, const std::string& path) {
        const BaseType base = base_type_of(given.kind());
        if (!is_number(base) && base != BaseType::text)
            refuse_at(path, "a field as \"$name\", a number, a text, or an object with one operator is needed.");
        ir::Code code;
        add_value(code, given);
        code.nodes.back().flag &= static_cast<std::uint8_t>(~ir::may_be_empty);
        return {RecordExpression(std::move(code)), base, true};
    }

    Computed operation(const Document& document, const std::string& path) const {
        if (document.size() != 1) refuse_at(path, std::string("one operator is needed, and no more; ") + all_operators);
        const auto& [name, given] = *document.begin();
        const std::string place = inside(path, name);
        for (const Plain& one : plain_operators)
            if (one.name == name) return plain(one, given, place);
        if (name == "$trim") return trim(given, place);
        if (name == "$substrCP") return substring(given, place);
        if (name == "$replaceAll") return replace(given, place);
        if (name == "$ifNull") return if_null(given, place);
        if (name == "$literal") return constant(given, place);
        refuse_at(place, all_operators);
    }

    std::vector<Computed> operands(const Value& given, const std::string& path, std::size_t least,
                                   std::size_t most) const {
        std::vector<Computed> all;
        if (most == 1 && given.if_array() == nullptr) {
            all.push_back(value(given, path));
        } else {
            for (const Value& one : array_at(given, path))
                all.push_back(value(one, inside(path, std::to_string(all.size()))));
        }
        if (all.size() < least || all.size() > most)
            refuse_at(path, "an array of " + std::to_string(least) +
                                (most == many ? " to " + std::to_string(many) : "") +
                                (most == 1 ? " value is needed." : " values is needed."));
        if (std::all_of(all.begin(), all.end(), [](const Computed& one) { return one.is_constant; }))
            refuse_at(path, of_constants);
        return all;
    }

    Computed plain(const Plain& what, const Value& given, const std::string& path) const {
        const std::vector<Computed> all = operands(given, path, what.least, what.most);
        for (std::size_t i = 0; i < all.size(); ++i)
            if (query::family_of(all[i].base) != what.family)
                refuse_at(given.if_array() != nullptr ? inside(path, std::to_string(i)) : path,
                          std::string(what.family == query::Family::text ? "a text" : "a number") +
                              " is needed, and this is of type " + std::string(name_of(all[i].base)) + ".");
        if (what.op == ir::Op::length) return {all.front().code.length(), BaseType::int64};
        Computed whole = all.front();
        if (all.size() == 1) whole.code = whole.code.unary(what.op);
        for (std::size_t i = 1; i < all.size(); ++i) {
            // A number's type is that of what it meets.
            if (what.family == query::Family::number && whole.is_constant && all[i].is_constant)
                refuse_at(inside(path, std::to_string(i)),
                          "two constants stand side by side: compute them, or put a field between.");
            whole = joined(what.op, whole, all[i]);
        }
        return whole;
    }

    /// The quotient of integers is a real one, as it is in MongoDB's syntax.
    static Computed joined(ir::Op op, const Computed& left, const Computed& right) {
        const bool is_ratio = op == ir::Op::div && is_integer(left.base) && is_integer(right.base);
        const auto is_either = [&](BaseType base) { return left.base == base || right.base == base; };
        const bool is_real = is_ratio || is_either(BaseType::float64) || is_either(BaseType::float32);
        const BaseType number = is_real                        ? BaseType::float64
                                : is_either(BaseType::decimal) ? BaseType::decimal
                                                               : BaseType::int64;
        const RecordExpression first = is_ratio && !left.is_constant ? cast(types::real, left.code) : left.code;
        const RecordExpression second = is_ratio && left.is_constant ? cast(types::real, right.code) : right.code;
        return {first.binary(op, second), op == ir::Op::concat ? BaseType::text : number,
                left.is_constant && right.is_constant};
    }

    /// Of {"input": "$name", …}: its input.
    Computed input_of(const Document& given, const std::string& path) const {
        const Value* input = given.find("input");
        if (input == nullptr) refuse_at(inside(path, "input"), "a value is needed.");
        return text_of(*input, inside(path, "input"));
    }
    Computed text_of(const Value& given, const std::string& path) const {
        Computed text = value(given, path);
        if (text.base != BaseType::text)
            refuse_at(path, "a text is needed, and this is of type " + std::string(name_of(text.base)) + ".");
        if (text.is_constant) refuse_at(path, of_constants);
        return text;
    }
    static void check_keys(const Document& given, const std::string& path, const std::vector<std::string_view>& keys) {
        for (const auto& [name, inner] : given)
            if (std::find(keys.begin(), keys.end(), name) == keys.end())
                refuse_at(inside(path, name), "there is no such key.");
    }

    Computed trim(const Value& given, const std::string& path) const {
        const Document& document = object_at(given, path);
        check_keys(document, path, {"input"});
        return {input_of(document, path).code.trim(), BaseType::text};
    }

    Computed substring(const Value& given, const std::string& path) const {
        const Array& all = array_at(given, path);
        if (all.size() != 3) refuse_at(path, "[text, from, how many] is needed.");
        constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
        const Computed text = text_of(all[0], inside(path, "0"));
        const std::int64_t from = whole_at(all[1], inside(path, "1"), most);
        const std::int64_t count = whole_at(all[2], inside(path, "2"), most);
        return {text.code.substring(from, count), BaseType::text};
    }

    Computed replace(const Value& given, const std::string& path) const {
        const Document& document = object_at(given, path);
        check_keys(document, path, {"input", "find", "replacement"});
        const Computed text = input_of(document, path);
        const auto constant_text = [&](const char* key) {
            const Value* value = document.find(key);
            const std::string* found = value == nullptr ? nullptr : value->if_text();
            if (found == nullptr || found->starts_with('$')) refuse_at(inside(path, key), "a constant text is needed.");
            return *found;
        };
        return {text.code.replace(constant_text("find"), constant_text("replacement")), BaseType::text};
    }

    Computed if_null(const Value& given, const std::string& path) const {
        const std::vector<Computed> all = operands(given, path, 2, many);
        std::vector<RecordExpression> codes;
        Computed whole = all.front();
        for (const Computed& one : all) {
            if (query::family_of(one.base) != query::family_of(whole.base))
                refuse_at(inside(path, std::to_string(codes.size())),
                          "the values are of one type, and this is of type " + std::string(name_of(one.base)) +
                              ", not " + std::string(name_of(whole.base)) + ".");
            codes.push_back(one.is_constant ? chosen_operand(one.code.code().values.front()) : one.code);
        }
        whole.code = make_operation(ir::Op::coalesce, codes, codes.size());
        whole.is_constant = false;
        return whole;
    }

    const Described& model_;
};

constexpr std::pair<std::string_view, ir::Op> comparisons[] = {{"$eq", ir::Op::eq}, {"$ne", ir::Op::ne},
                                                               {"$gt", ir::Op::gt}, {"$gte", ir::Op::ge},
                                                               {"$lt", ir::Op::lt}, {"$lte", ir::Op::le}};

/// A constant becomes what it is compared with: a text a date, a decimal, a label.
RecordExpression constant_beside(const Computed& constant, const Computed& other, const std::string& path) {
    const Value& given = constant.code.code().values.front();
    if (query::family_of(constant.base) == query::family_of(other.base)) return constant.code;
    try {
        ir::Code code;
        add_value(code, schema::cast(given, other.base, path));
        code.nodes.back().flag &= static_cast<std::uint8_t>(~ir::may_be_empty);
        return RecordExpression(std::move(code));
    } catch (const CastError& error) {
        refuse_at(path, error.what());
    }
}

RecordExpression compared(const Described& model, ir::Op op, const Value& given, const std::string& path) {
    const Array& sides = array_at(given, path);
    if (sides.size() != 2) refuse_at(path, "an array of 2 values is needed.");
    const std::string left_place = inside(path, "0"), right_place = inside(path, "1");
    const Expressions expressions(model);
    const Computed left = expressions.value(sides[0], left_place), right = expressions.value(sides[1], right_place);
    if (left.is_constant && right.is_constant) refuse_at(path, of_constants);
    const query::Family family = query::family_of(left.is_constant ? right.base : left.base);
    const bool is_mixed = !left.is_constant && !right.is_constant && family != query::family_of(right.base);
    if (is_mixed)
        refuse_at(path, "values of type " + std::string(name_of(left.base)) + " and " +
                            std::string(name_of(right.base)) + " are not compared.");
    if (op != ir::Op::eq && op != ir::Op::ne && !query::is_ordered(family))
        refuse_at(path, "values of type " + std::string(name_of(left.is_constant ? right.base : left.base)) +
                            " have no order.");
    const RecordExpression first = left.is_constant ? constant_beside(left, right, left_place) : left.code;
    const RecordExpression second = right.is_constant ? constant_beside(right, left, right_place) : right.code;
    return first.binary(op, second);
}

/// Some databases take such a field for another one; none takes a field for itself.
bool is_generated(const Described& model, const std::string& name) {
    return std::any_of(model.fields.begin(), model.fields.end(), [&](const FieldDefinition& field) {
        return field.options.generated && (field.name == name || field.options.alias == name);
    });
}

Computed computed_at(const Described& model, const Value& value, const std::string& path) {
    Computed made = Expressions(model).value(value, path);
    if (made.is_constant) refuse_at(path, of_constants);
    return made;
}

}  // namespace

RecordExpression value_at(const Described& model, const Value& value, const std::string& path) {
    return computed_at(model, value, path).code;
}

RecordExpression comparison_at(const Described& model, const Value& value, const std::string& path) {
    const Document& document = object_at(value, path);
    constexpr const char* all = "there are $eq, $ne, $gt, $gte, $lt and $lte of two values, and $and, $or and $not.";
    if (document.size() != 1) refuse_at(path, std::string("one operator is needed, and no more; ") + all);
    const auto& [name, given] = *document.begin();
    const std::string place = inside(path, name);
    for (const auto& [known, op] : comparisons)
        if (known == name) return compared(model, op, given, place);
    if (name == "$not") return !comparison_at(model, given, place);
    if (name != "$and" && name != "$or") refuse_at(place, all);
    std::optional<RecordExpression> whole;
    std::size_t number = 0;
    for (const Value& part : array_at(given, place)) {
        RecordExpression one = comparison_at(model, part, inside(place, std::to_string(number++)));
        whole = whole ? whole->binary(name == "$and" ? ir::Op::and_ : ir::Op::or_, one, 2) : std::move(one);
    }
    if (!whole || number > many)
        refuse_at(place, "an array of 1 to " + std::to_string(many) + " comparisons is needed.");
    return *whole;
}

RecordExpression generated_at(const Described& model, const schema::Type& type, const Value& value,
                              const std::string& path) {
    const Computed made = computed_at(model, value, path);
    for (const std::string& name : made.code.code().names)
        if (is_generated(model, name.substr(0, name.find('.'))))
            refuse_at(path, "`" + name + "` is generated itself: say here what it is computed of.");
    if (query::family_of(made.base) != query::family_of(type.base))
        refuse_at(path, "the expression is of type " + std::string(name_of(made.base)) + ", and the field of type " +
                            std::string(name_of(type.base)) + ".");
    return made.code;
}

}  // namespace tenon::model
