#include "bson/compiler.hpp"

#include "bson/storage.hpp"
#include "query/capabilities.hpp"
#include "query/expression.hpp"
#include <tenon/error.hpp>

namespace tenon::bson {

using ir::Expr;
using ir::Op;

Template call(std::string_view op, Template a, Template b) {
    return document(std::string(op), array({std::move(a), std::move(b)}));
}

Template call(std::string_view op, Template a) { return document(std::string(op), array({std::move(a)})); }

Template if_null(Template place, Template otherwise) { return call("$ifNull", std::move(place), std::move(otherwise)); }

// Its collations are of whole queries, and their versions the server's.
void check_collation(std::string_view language) {
    if (!language.empty()) query::require(query::Backend::mongodb, query::Capability::collations);
}

std::string_view comparison_operator(Op op) {
    switch (op) {
    case Op::eq: return "$eq";
    case Op::ne: return "$ne";
    case Op::lt: return "$lt";
    case Op::le: return "$lte";
    case Op::gt: return "$gt";
    default: return "$gte";
    }
}

Op mirrored(Op op) {
    switch (op) {
    case Op::lt: return Op::gt;
    case Op::le: return Op::ge;
    case Op::gt: return Op::lt;
    case Op::ge: return Op::le;
    default: return op;
    }
}

Form pattern_form(Op op) {
    switch (op) {
    case Op::contains: return Form::contains_pattern;
    case Op::ends_with: return Form::suffix_pattern;
    case Op::like: return Form::like_pattern;
    case Op::ilike: return Form::ilike_pattern;
    case Op::iequals: return Form::iequals_pattern;
    case Op::icontains: return Form::icontains_pattern;
    default: return Form::regex_pattern;
    }
}

Form bound_form(Op op, const Expr& param) {
    const bool real_bound = (param.flags & ir::meets_integer) != 0;
    if (param.op == Op::param && !real_bound && is_real(param.type)) return Form::number;
    if (param.op != Op::param || (!real_bound && param.type != BaseType::timestamp)) return Form::as_is;
    if (real_bound && param.real_state == 0) return Form::exact;
    if (real_bound && (op == Op::eq || op == Op::ne)) return Form::number;  // equals no integer, as it is
    switch (op) {
    case Op::lt:
    case Op::ge: return Form::round_up;
    case Op::le:
    case Op::gt: return Form::round_down;
    default: return Form::exact;
    }
}

Compiler::Compiler(const query::Prepared& statement, const schema::Model& model, bool may_look_up)
    : statement_(statement),
      model_(model),
      may_look_up_(may_look_up) {
    scopes_.push_back({&model, nullptr, {}, false});
}

void Compiler::refuse(const std::string& message) const {
    ErrorDetail detail;
    detail.model = model_.name;
    throw Unsupported(model_.name + ": MongoDB can't do this exactly: " + message, std::move(detail));
}

const Scope& Compiler::scope(const Expr& expr) const {
    if (expr.scope >= scopes_.size()) refuse("an operand belongs to a scope that is not there.");
    return scopes_[scopes_.size() - 1 - expr.scope];
}

// "address.city": the names in storage of the path's legs.
std::string Compiler::legs(const Expr& field) const {
    const Scope& from = scope(field);
    std::string out;
    if (from.model != nullptr && !field.path.empty()) check_field(*from.model, field.path[0]);
    const std::vector<schema::Field>* fields = from.model != nullptr ? &from.model->fields : nullptr;
    if (fields == nullptr && from.element != nullptr) fields = &from.element->members;
    for (std::size_t i = 0; i < field.path.size(); ++i) {
        if (fields == nullptr || field.path[i] >= fields->size()) refuse("a path leads to a field that is not there.");
        const schema::Field& leg = (*fields)[field.path[i]];
        if (i > 0) out += '.';
        out += i == 0 && from.model != nullptr ? stored_name(*from.model, field.path[0]) : leg.column;
        if (field.folded) out = leg.folded_column();
        fields = &leg.type.members;
    }
    return out;
}

// "$address.city", "$$e1.qty", "$$e1"
std::string Compiler::path(const Expr& field) {
    Scope& from = scopes_[scopes_.size() - 1 - field.scope];
    const std::string inside = legs(field);
    if (from.variable.empty()) return "$" + inside;
    from.used = true;
    return inside.empty() ? from.variable : from.variable + "." + inside;
}

std::string Compiler::variable() { return "e" + std::to_string(++variables_); }

std::string Compiler::temporary(std::string_view what) {
    std::string name(reserved_prefix);
    name += what;
    name += std::to_string(named_++);
    temporaries_.push_back(name);
    return name;
}

Template Compiler::value_slot(const Expr& param, Form form) const {
    Slot made;
    made.number = param.slot;
    made.form = form;
    made.type = param.type;
    made.declared = param.declared;
    made.folded = param.folded;
    if (param.slot < statement_.slots.size()) {
        const query::Slot& slot = statement_.slots[param.slot];
        if (made.type == BaseType::none) made.type = slot.type;
        if (made.declared == nullptr && made.type == slot.type) made.declared = slot.declared;
    }
    return slot(made);
}

}  // namespace tenon::bson
