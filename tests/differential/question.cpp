#include "differential/question.hpp"

namespace tenon::oracle {

Term::Term() = default;
Term::Term(const Term&) = default;
Term::Term(Term&&) noexcept = default;
Term& Term::operator=(const Term&) = default;
Term& Term::operator=(Term&&) noexcept = default;
Term::~Term() = default;

Term make(Op op, std::vector<Term> args, std::uint16_t a, std::uint8_t flag) {
    Term term;
    term.node = {op, flag, a, 0, 0};
    term.args = std::move(args);
    return term;
}

Term named(std::string path, std::size_t scope) {
    Term term = make(Op::named, {}, 0, static_cast<std::uint8_t>(scope));
    term.name = std::move(path);
    return term;
}

Term element(std::size_t scope) { return make(Op::element, {}, 0, static_cast<std::uint8_t>(scope)); }

Term constant(std::nullptr_t) { return make(Op::constant, {}, 0, static_cast<std::uint8_t>(ir::ConstantKind::empty)); }
Term constant(bool value) {
    Term term = make(Op::constant, {}, 0, static_cast<std::uint8_t>(ir::ConstantKind::boolean));
    term.node.value = value ? 1 : 0;
    return term;
}
Term constant(std::int64_t value) {
    Term term = make(Op::constant, {}, 0, static_cast<std::uint8_t>(ir::ConstantKind::integer));
    term.node.value = value;
    return term;
}

Term param(Value value, BaseType type, std::uint8_t flags) {
    Term term = make(Op::param, {}, static_cast<std::uint16_t>(type), flags);
    term.value = std::move(value);
    return term;
}

Term list(Array values, BaseType type, std::uint8_t flags) {
    Term term = make(Op::list, {}, static_cast<std::uint16_t>(type), flags);
    term.value = Value(std::move(values));
    return term;
}

Term junction(Op op, std::vector<Term> args) {
    const auto count = static_cast<std::uint16_t>(args.size());
    return make(op, std::move(args), count);
}

namespace {

void append(ir::Code& code, const Question& question);

void append_query(ir::Code& code, const Question& query) {
    ir::Node model{Op::fragment_text, static_cast<std::uint8_t>(query.model.size()), 0, 0,
                   0};  // of 8 characters at most
    for (std::size_t i = query.model.size(); i-- > 0;)
        model.value = model.value << 8 | static_cast<unsigned char>(query.model[i]);
    code.nodes.push_back(model);
    code.nodes.push_back({Op::query_begin, 0, 0, 0, 0});
    append(code, query);
}

void append(ir::Code& code, const Term& term) {
    for (const Term& arg : term.args) append(code, arg);
    for (const Question& query : term.query) append_query(code, query);
    ir::Node node = term.node;
    if (node.op == Op::named) {
        node.b = static_cast<std::uint32_t>(code.names.size());
        code.names.push_back(term.name);
    }
    const bool may_be_named = node.op == Op::related_count || node.op == Op::related_value ||
                              node.op == Op::alternative || node.op == Op::member;
    if (may_be_named && !term.name.empty()) {
        code.names.push_back(term.name);
        node.b = static_cast<std::uint32_t>(code.names.size());
    }
    if (node.op == Op::and_ || node.op == Op::or_ || node.op == Op::over)
        node.a = static_cast<std::uint16_t>(term.args.size());
    if (node.op == Op::param || node.op == Op::list) code.values.push_back(term.value);
    code.nodes.push_back(node);
}

void append(ir::Code& code, Op clause, const Term& term, std::uint8_t flag = 0) {
    append(code, term);
    code.nodes.push_back({clause, flag, 0, 0, 0});
}

void append_number(ir::Code& code, Op clause, std::optional<std::int64_t> number) {
    if (number) append(code, clause, param(*number, BaseType::int64, 0));
}

void append(ir::Code& code, const Question& question) {
    if (question.where) append(code, Op::where, *question.where);
    for (const Term& group : question.groups) append(code, Op::group_by, group);
    for (const Term& output : question.outputs) append(code, Op::output, output);
    if (question.having) append(code, Op::having, *question.having);
    for (const Joined& joined : question.joined) {
        append_query(code, joined.query);
        code.nodes.push_back({Op::query_combined, static_cast<std::uint8_t>(joined.operation), 0, 0, 0});
    }
    for (const OrderTerm& order : question.orders) append(code, Op::order_by, order.by, order.flags);
    append_number(code, Op::limit, question.limit);
    append_number(code, Op::offset, question.offset);
    if (question.distinct) code.nodes.push_back({Op::distinct, 0, 0, 0, 0});
    for (const auto& [path, value] : question.assignments) {
        append(code, named(path, 0));
        append(code, Op::assign, value);
    }
}

}  // namespace

ir::Code to_code(const Term& term) {
    ir::Code code;
    append(code, term);
    return code;
}

ir::Code to_code(const Question& question) {
    ir::Code code;
    append(code, question);
    return code;
}

}  // namespace tenon::oracle
