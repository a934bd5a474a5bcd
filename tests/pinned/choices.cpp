#include "pinned/query_builder.hpp"

namespace tenon::pinned {
namespace {

Query given(std::string name, const Code& value) {
    return query(std::move(name), users(), Verb::all, join({output(named("id")), output(value, "given")}));
}

}  // namespace

std::vector<Query> choices() {
    const auto adult = op(Op::ge, {named("age"), value(18)});
    return {
        given("a case", case_of({adult, value("grown", BaseType::text), value("young", BaseType::text)})),
        given("a case of several conditions, and an empty",
              case_of({adult, named("visits"), named("active"), constant(0), constant(nullptr)})),
        given("a case of whole numbers and reals", case_of({adult, named("score"), named("visits")})),
        given("a case of decimals", case_of({adult, named("balance"), value(Decimal::parse("0.50"))})),
        given("a case of instants",
              case_of({adult, named("created_at"), value(Timestamp::parse("2024-02-29T12:30:00.123Z"))})),
        users_where("a case as a condition", case_of({adult, named("active"), named("verified")})),
        users_where("the negation of a case", not_(case_of({adult, named("active"), named("verified")}))),
        users_where("a case is compared", op(Op::gt, {case_of({adult, named("age"), constant(0)}), value(20)})),
        users_where("arithmetic on a case",
                    op(Op::gt, {op(Op::add, {case_of({adult, named("age"), constant(0)}), constant(1)}), value(20)})),
        given("the first that is not empty", coalesce({named("age"), named("address.zip"), value(0)})),
        users_where("the first that is not empty is compared",
                    op(Op::lt, {coalesce({named("age"), constant(0)}), value(18)})),
        users_where("a choice that may be empty equals a field",
                    op(Op::eq, {coalesce({named("age"), named("address.zip")}), named("address.zip")})),
        query("a sum of a case", users(), Verb::aggregate,
              output(op(Op::sum, {case_of({named("active"), constant(1), constant(0)})}), "n")),
        given("a cast of a whole number to a real", cast(named("age"), BaseType::float64)),
        given("a cast of a decimal to a real", cast(named("balance"), BaseType::float64)),
        given("a cast of a whole number to a decimal", cast(named("age"), BaseType::decimal)),
        given("a cast to text", cast(named("age"), BaseType::text)),
        given("a cast of a boolean", cast(named("verified"), BaseType::int64)),
        given("a cast of a small number", cast(named("age"), BaseType::int64)),
    };
}

}  // namespace tenon::pinned
