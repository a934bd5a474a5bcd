#include "pinned/query_builder.hpp"

namespace tenon::pinned {
namespace {

Array numbers_to(int count) {
    Array all;
    for (int i = 1; i <= count; ++i) all.emplace_back(i);
    return all;
}

}  // namespace

std::vector<Query> comparisons() {
    return {
        users_where("a value equals", op(Op::eq, {named("name"), value("Ada")})),
        users_where("a value differs from one that is never empty", op(Op::ne, {named("name"), value("Ada")})),
        users_where("a value differs from one that may be empty", op(Op::ne, {named("age"), value(18)})),
        users_where("an empty value is bound", op(Op::eq, {named("age"), value(nullptr)})),
        users_where("not empty", not_(op(Op::is_empty, {named("age")}))),
        users_where("an order comparison", op(Op::lt, {named("age"), value(18)})),
        users_where("the negation of an order comparison", not_(op(Op::lt, {named("age"), value(18)}))),
        users_where("between", op(Op::between, {named("age"), value(18), value(65)})),
        users_where("and over or", all_of({op(Op::eq, {named("name"), value("Ada")}),
                                           any_of({op(Op::gt, {named("age"), value(18)}), named("active")})})),
        users_where("or over and",
                    any_of({op(Op::eq, {named("name"), value("Ada")}),
                            all_of({op(Op::gt, {named("age"), value(18)}), op(Op::lt, {named("age"), value(65)})})})),
        users_where("a boolean field", named("active")),
        users_where("the negation of a boolean field", not_(named("active"))),
        users_where("the negation of a boolean field that may be empty", not_(named("verified"))),
        users_where("a boolean equals a value", op(Op::eq, {named("verified"), value(true)})),
        users_where("nothing matches or{}", op(Op::or_, {})),
        users_where("two fields that may be empty are equal", op(Op::eq, {named("age"), named("address.zip")})),
        users_where("two fields that may be empty differ", op(Op::ne, {named("age"), named("address.zip")})),
        users_where("a constant", op(Op::ge, {named("age"), constant(18)})),
        users_where("a negative constant", op(Op::gt, {named("visits"), constant(-1)})),
        users_where("an empty list", op(Op::in, {named("age"), list({})})),
        users_where("a list of one", op(Op::in, {named("age"), list({18})})),
        users_where("a list of three is padded to four", op(Op::in, {named("age"), list({18, 19, 20})})),
        users_where("a list with an empty", op(Op::in, {named("age"), list({18, nullptr})})),
        users_where("not in a list", not_(op(Op::in, {named("age"), list({18, 19})}))),
        users_where("a long list of integers", op(Op::in, {named("age"), list(numbers_to(20))})),
        users_where("a long list of text",
                    op(Op::in, {named("name"), list({"a", "b", "it's", "\"", "\\", "é", "😀", "", "h", "Ada"})})),
        users_where(
            "a long list of instants",
            op(Op::in, {named("created_at"), list(Array(9, Value(Timestamp::parse("2024-02-29T12:30:00.123Z"))))})),
        users_where(
            "a long list of ids",
            op(Op::in, {named("token"), list(Array(9, Value(Uuid::parse("01234567-89ab-cdef-0123-456789abcdef"))))})),
        users_where("not in a long list", not_(op(Op::in, {named("age"), list(numbers_to(9))}))),
        users_where("an instant rounded up for less",
                    op(Op::lt, {named("created_at"), value(Timestamp::parse("2024-02-29T12:30:00.123456Z"))})),
        users_where("an instant rounded down for greater",
                    op(Op::gt, {named("created_at"), value(Timestamp::parse("2024-02-29T12:30:00.123456Z"))})),
        users_where("an instant equals one that its field can hold",
                    op(Op::eq, {named("created_at"), value(Timestamp::parse("2024-02-29T12:30:00.123Z"))})),
        users_where("an instant of microseconds",
                    op(Op::le, {named("seen_at"), value(Timestamp::parse("2024-02-29T12:30:00.123456Z"))})),
        users_where("a day and a time of day", all_of({op(Op::ge, {named("born"), value(Date(1990, 1, 1))}),
                                                       op(Op::lt, {named("wakes"), value(Time(7, 30, 0))})})),
        users_where("a uuid", op(Op::eq, {named("token"), value(Uuid::parse("01234567-89ab-cdef-0123-456789abcdef"))})),
        users_where("an object id", op(Op::eq, {named("object"), value(ObjectId::parse("0123456789abcdef01234567"))})),
        users_where("bytes", op(Op::eq, {named("avatar"), value(Bytes{std::byte{0}, std::byte{255}})})),
        users_where("an enumeration", op(Op::eq, {named("status"), value("it's", BaseType::enumeration)})),
        users_where("enumerations in a list",
                    op(Op::in, {named("status"), list({"new", "gone"}, BaseType::enumeration)})),
        users_where("a great unsigned integer",
                    op(Op::ge, {named("big"), value(std::uint64_t{9223372036854775807ULL})})),
        users_where("a real equals an integer value", op(Op::eq, {named("score"), value(5, BaseType::int64)})),
        users_where("a real below an integer value",
                    op(Op::lt, {named("score"), value(9007199254740993, BaseType::int64)})),
        users_where("an integer meets a whole real",
                    op(Op::ge, {named("age"), value(18.0, BaseType::float64, ir::may_be_empty | ir::meets_integer)})),
        users_where("an integer meets a real with a fraction",
                    op(Op::lt, {named("age"), value(18.5, BaseType::float64, ir::may_be_empty | ir::meets_integer)})),
        users_where("an integer in a list of reals",
                    op(Op::in, {named("age"),
                                list({18.5, 18.0, 66.0}, BaseType::float64, ir::may_be_empty | ir::meets_integer)})),
        users_where("an integer in a long list of reals",
                    op(Op::in, {named("age"), list({0.5, 18.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 66.0},
                                                   BaseType::float64, ir::may_be_empty | ir::meets_integer)})),
        users_where("an integer field below a real field", op(Op::lt, {named("visits"), named("score")})),
        users_where("an integer field equals a real field", op(Op::eq, {named("visits"), named("score")})),
        users_where("a decimal equals", op(Op::eq, {named("balance"), value(Decimal::parse("10.50"))})),
        users_where("a decimal below one that is finer",
                    op(Op::lt, {named("balance"), value(Decimal::parse("10.505"))})),
        users_where("an integer equals a decimal value",
                    op(Op::eq, {named("id"), value(Decimal::parse("2.50"), BaseType::decimal)})),
        users_where("decimals in a list",
                    op(Op::in, {named("balance"), list({Decimal::parse("0.505"), Decimal::parse("2.5")})})),
        users_where("an array of integers contains a decimal value",
                    op(Op::array_contains, {named("numbers"), value(Decimal::parse("3.00"), BaseType::decimal)})),
        users_where("a decimal above an integer field", op(Op::gt, {named("balance"), named("visits")})),
    };
}

}  // namespace tenon::pinned
