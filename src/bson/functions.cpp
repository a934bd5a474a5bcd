// Functions of numbers, text and times as aggregation expressions. All give null for null and for what is missing, unless
// it is said.

#include "bson/compiler.hpp"
#include "bson/storage.hpp"
#include "query/expression.hpp"
#include "value/time_units.hpp"

namespace tenon::bson {

using ir::Expr;
using ir::Op;

namespace {

constexpr int milliseconds_per_second = 1000;

std::string_view part_operator(TimeUnit unit) {
    switch (unit) {
    case TimeUnit::year: return "$year";
    case TimeUnit::day: return "$dayOfMonth";
    case TimeUnit::hour: return "$hour";
    case TimeUnit::minute: return "$minute";
    case TimeUnit::second: return "$second";
    case TimeUnit::weekday: return "$isoDayOfWeek";
    default: return "$month";
    }
}

std::int32_t seconds_of(TimeUnit unit) {
    switch (unit) {
    case TimeUnit::week: return 604800;
    case TimeUnit::day: return 86400;
    case TimeUnit::hour: return 3600;
    case TimeUnit::minute: return 60;
    default: return 1;
    }
}

Template as_day(Template instant) {
    return document("$dateToString", document({{"date", std::move(instant)}, {"format", text("%Y-%m-%d")}}));
}

}  // namespace

// Days are stored as text.
Template Compiler::instant(const Expr& expr) {
    Template given = chosen(expr);
    if (expr.type != BaseType::date) return given;
    return document("$dateFromString", document("dateString", std::move(given)));
}

Template Compiler::number_function(const Expr& expr) {
    Template given = expression(expr.args[0]);
    switch (expr.op) {
    case Op::abs: return document("$abs", std::move(given));
    case Op::floor: return document("$floor", std::move(given));
    case Op::ceil: return document("$ceil", std::move(given));
    default: return call("$round", std::move(given), number(expr.detail));
    }
}

// These functions of MongoDB's are errors, or "", for null.
Template Compiler::place_function(const Expr& expr) {
    std::vector<Template> operands;
    for (const Expr& operand : expr.args) operands.push_back(expression(operand));
    Template made;
    switch (expr.op) {
    case Op::trim:
        return document("$trim", document({{"input", std::move(operands[0])}, {"chars", text("\t\n\v\f\r ")}}));
    case Op::substring: made = document("$substrCP", array(operands)); break;
    case Op::replace:
        made = document(
            "$cond",
            array({call("$eq", operands[1], text("")), operands[0],
                   document("$replaceAll",
                            document({{"input", operands[0]}, {"find", operands[1]}, {"replacement", operands[2]}}))}));
        break;
    default: {
        Template place = call("$indexOfCP", operands[0], operands[1]);
        made = document("$cond", array({call("$gte", place, number(0)), place, null()}));
    }
    }
    for (auto operand = expr.args.rbegin(); operand != expr.args.rend(); ++operand)
        made = unless_empty(*operand, std::move(made));
    return made;
}

Template Compiler::time_function(const Expr& expr) {
    const auto unit = static_cast<TimeUnit>(expr.detail);
    const bool day = expr.args[0].type == BaseType::date;
    Template given = instant(expr.args[0]);
    switch (expr.op) {
    case Op::time_part: {
        Template part = document(std::string(part_operator(unit)), std::move(given));
        if (unit != TimeUnit::quarter) return part;
        return document("$toInt", document("$ceil", call("$divide", std::move(part), number(3))));
    }
    case Op::time_truncate: {
        Template made = document({{"date", std::move(given)}, {"unit", text(std::string(name_of(unit)))}});
        if (unit == TimeUnit::week) made.add("startOfWeek", text("monday"));
        made = document("$dateTrunc", std::move(made));
        return day ? as_day(std::move(made)) : made;
    }
    case Op::time_add: {
        Template made = document("$dateAdd", document({{"startDate", std::move(given)},
                                                       {"unit", text(std::string(name_of(unit)))},
                                                       {"amount", expression(expr.args[1])}}));
        return day ? as_day(std::move(made)) : made;
    }
    default: {
        Template between = call("$subtract", std::move(given), instant(expr.args[1]));
        Template units = call("$divide", std::move(between),
                              constant(Value(std::int64_t{seconds_of(unit)} * milliseconds_per_second)));
        return document("$toLong", document("$trunc", std::move(units)));
    }
    }
}

}  // namespace tenon::bson
