#include "differential/typed_queries/asked.hpp"

#include <utility>

namespace tenon::oracle::typed_queries {

namespace {

const Database& described() {
    static const Database database = open("memory:");
    return database;
}

template <class T>
Row whole_row(const T& object) {
    static const auto query = described().model<T>().find();
    return to_row(&object, model::table_of(*query.instance()));
}

}  // namespace

Term op(Op op, std::vector<Term> operands) { return make(op, std::move(operands)); }
Term named(const char* path) { return oracle::named(path, 0); }
Term each() { return oracle::element(0); }

namespace {

Term gone_on(Term term, const char* path) {
    if (*path == '\0') return term;
    Term member = make(Op::member, {std::move(term)});
    member.name = path;
    return member;
}

}  // namespace

Term at(Term map, const char* key, const char* path) {
    return gone_on(make(Op::map_at, {std::move(map), value(key)}), path);
}
Term as(Term variant, const char* alternative, const char* path) {
    Term term = make(Op::alternative, {std::move(variant)});
    term.name = alternative;
    return gone_on(std::move(term), path);
}
Term value(Value value) {  // as tenon::field makes them: reals stay what they are beside an integer
    const bool real = value.if_real() != nullptr;
    return param(std::move(value), BaseType::none, real ? ir::may_be_empty | ir::meets_integer : ir::may_be_empty);
}
Term values(Array values) { return list(std::move(values), BaseType::none, ir::may_be_empty); }
Term reals(Array values) { return list(std::move(values), BaseType::float64, ir::may_be_empty | ir::meets_integer); }
Term literal(std::nullptr_t) { return oracle::constant(nullptr); }
Term literal(bool value) { return oracle::constant(value); }
Term literal(int value) { return oracle::constant(static_cast<std::int64_t>(value)); }
Term present(bool is_present, Term condition) { return make(Op::when, {std::move(condition)}, 0, is_present ? 0 : 1); }
Term of_unit(Op op, TimeUnit unit, std::vector<Term> operands) {
    return make(op, std::move(operands), static_cast<std::uint16_t>(unit));
}
Term related(Op op, const char* relation, Term condition) {
    if (op == Op::related_count || op == Op::related_value) {
        Term count = make(op, {std::move(condition)});
        count.name = relation;
        return count;
    }
    const auto which = static_cast<unsigned>(op) - static_cast<unsigned>(Op::related_any);
    const auto of_array = static_cast<Op>(static_cast<unsigned>(Op::array_any) + which);
    return make(of_array, {named(relation), std::move(condition)});
}

Row row_of(const Thing& thing) { return whole_row(thing); }
Row row_of(const Maker& maker) { return whole_row(maker); }
Row row_of(const Named& row) { return {value_of(row.name), value_of(row.number)}; }

void Asked::see(ir::Verb of, ir::Code made) {
    verb = of;
    code = std::move(made);
}

ir::Code Asked::condition_of(const Filter<Thing>& condition) {
    ir::Code code = condition.code();
    code.nodes.push_back({Op::where, 0, 0, 0, 0});
    return code;
}
ir::Code Asked::condition_of(Everything) {
    return condition_of(
        typed::Expression<Thing, bool, typed::ConstantShape<ir::ConstantKind::boolean, 1>, typed::None>());
}

}  // namespace tenon::oracle::typed_queries
