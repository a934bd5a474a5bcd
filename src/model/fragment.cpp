// Fragments and calls of functions in run-time models: what the compiler checks of the others is checked here.

#include <tenon/database_function.hpp>

#include "model/record_access.hpp"
#include "value/cells.hpp"
#include <tenon/error.hpp>

namespace tenon::model {
namespace {

void check_scan(const Sql& text, std::size_t operands) {
    const typed::FragmentScan scan = typed::scan_fragment(text.text());
    if (!scan.has_text) throw QueryError("A fragment needs a text.");
    if (!scan.is_one) throw QueryError("A fragment is one expression, without comments and semicolons.");
    if (!scan.is_closed) throw QueryError("A quote or bracket of the fragment's text has no partner.");
    if (scan.has_names)
        throw QueryError("A fragment's values stand for its ?, in their order, without names or numbers.");
    if (scan.placeholders != operands)
        throw QueryError("The fragment has " + std::to_string(scan.placeholders) + " placeholders, and " +
                         std::to_string(operands) + " values or expressions are given.");
}

void check_type(BaseType type) {
    const bool fits = type == BaseType::boolean || type == BaseType::text || is_integer(type) || is_real(type);
    if (!fits)
        throw QueryError("A fragment gives a boolean, an integer, a real or a text, and no " +
                         std::string(name_of(type)) + ".");
}

}  // namespace

RecordExpression fragment_operand(Value value) {
    const BaseType type = base_type_of(value.kind());
    if (type == BaseType::none || type == BaseType::decimal || is_nested(type))
        throw QueryError("A fragment takes numbers, text, times and the like, and expressions; no " +
                         std::string(name_of(value.kind())) + ".");
    ir::Code code;
    code.nodes.push_back({ir::Op::param, 0, static_cast<std::uint16_t>(type), 0, 0});
    code.values.push_back(std::move(value));
    return RecordExpression(std::move(code));
}

RecordExpression make_fragment(types::Simple type, const Sql& text, const std::vector<RecordExpression>& operands) {
    check_type(type.base);
    check_scan(text, operands.size());
    ir::Code code;
    for (const RecordExpression& operand : operands) code.append(operand.code());
    add_text(code, text.text());
    code.nodes.push_back(
        {ir::Op::fragment, static_cast<std::uint8_t>(type.base), static_cast<std::uint16_t>(operands.size()), 0, 0});
    return RecordExpression(std::move(code));
}

RecordExpression make_call(types::Simple type, std::string_view name, const std::vector<RecordExpression>& operands) {
    if (!typed::is_function_name(name))
        throw QueryError("fn() takes the name of a function, of letters, digits and _.");
    std::string text(name);
    text += "(";
    for (std::size_t i = 0; i < operands.size(); ++i) text += i == 0 ? "?" : ", ?";
    text += ")";
    return make_fragment(type, unsafe_raw(text), operands);
}

void add_hint(ir::Code& code, std::string_view index) {
    if (index.empty()) throw QueryError("hint() takes the name of an index, and this text is empty.");
    add_text(code, index);
    code.nodes.push_back({ir::Op::hint, 0, 0, 0, 0});
}

}  // namespace tenon::model
