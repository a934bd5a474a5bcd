#include "pinned/query_builder.hpp"

namespace tenon::pinned {

std::vector<Query> texts() {
    return {
        users_where("contains", op(Op::contains, {named("name"), value("50%_")})),
        users_where("does not contain", not_(op(Op::contains, {named("name"), value("50%_")}))),
        users_where("contains another field", op(Op::contains, {named("email"), named("name")})),
        users_where("starts with", op(Op::starts_with, {named("name"), value("A")})),
        users_where("does not start with", not_(op(Op::starts_with, {named("name"), value("A")}))),
        users_where("starts with another field", op(Op::starts_with, {named("email"), named("name")})),
        users_where("ends with", op(Op::ends_with, {named("email"), value("@example.com")})),
        users_where("ends with another field", op(Op::ends_with, {named("email"), named("name")})),
        users_where("like", op(Op::like, {named("name"), value("A_\\%%")})),
        users_where("ilike", op(Op::ilike, {named("name"), value("a_a%")})),
        users_where("iequals", op(Op::iequals, {named("name"), value("ADA")})),
        users_where("iequals of two fields", op(Op::iequals, {named("name"), named("email")})),
        users_where("icontains", op(Op::icontains, {named("name"), value("DA")})),
        users_where("regex", op(Op::regex, {named("name"), value("^A.a$")})),
        users_where("lower and upper", op(Op::eq, {op(Op::lower, {named("name")}), op(Op::upper, {named("email")})})),
        users_where("length counts code points", op(Op::gt, {op(Op::length, {named("name")}), value(3)})),
        users_where("concat", op(Op::eq, {op(Op::concat, {named("name"), value("!")}), value("Ada!")})),
        users_where("text in order", op(Op::lt, {named("name"), value("a")})),
        users_where("a text inside a nested value starts with",
                    op(Op::starts_with, {named("address.city"), value("L")})),
    };
}

}  // namespace tenon::pinned
