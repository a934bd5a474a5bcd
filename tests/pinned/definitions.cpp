// Tables whose descriptions have expressions in them.

#include "pinned/models.hpp"
#include "support/ir_builder.hpp"

namespace tenon::pinned {
namespace {

using namespace tenon::test;

schema::Type decimal() {
    schema::Type made = type(BaseType::decimal);
    made.precision = 10;
    made.scale = 2;
    return made;
}

schema::Type timestamp() {
    schema::Type made = type(BaseType::timestamp, true);
    made.precision = 3;
    return made;
}

schema::Model make_tickets() {
    schema::Model model = test::model("Ticket", "tickets",
                                      {field("id", type(BaseType::int64)), field("event", type(BaseType::text)),
                                       field("seats", type(BaseType::int64)), field("price", decimal()),
                                       field("discount", type(BaseType::int64, true)),
                                       field("state", optional(enumeration({"held", "it's sold"}))),
                                       field("paid", type(BaseType::boolean)), field("closed", timestamp()),
                                       field("total", type(BaseType::int64)), field("label", type(BaseType::text))});
    model.comment = "One row a sale; it's ours";
    model.fields[1].comment = "The event's name";
    model.fields[4].default_value = Value(5);
    model.fields[5].default_value = Value("it's sold");
    model.fields[7].default_sql = "current_timestamp";
    model.fields[8].generated = op(Op::mul, {named("seats"), value(2, BaseType::int64, 0)});
    model.fields[9].generated = op(Op::concat, {op(Op::upper, {named("event")}), value("-'1'", BaseType::text, 0)});
    for (const std::size_t computed : {8U, 9U}) model.fields[computed].read_only = true;
    const auto constraint = [&](std::string name, const Code& condition) {
        model.constraints.push_back({std::move(name), condition});
    };
    constraint("paid_or_free", any_of({op(Op::gt, {named("price"), value(Decimal::parse("0.50"))}),
                                       op(Op::eq, {named("event"), value("it's free \\")})}));
    constraint("state", op(Op::in, {named("state"), list({Value("held"), Value("it's sold")})}));
    constraint("discount", not_(op(Op::lt, {named("discount"), named("seats")})));
    constraint("closed_when_paid",
               all_of({named("paid"), op(Op::ge, {named("closed"), value(Timestamp(1'700'000'000'000'000))})}));
    constraint("prefix", op(Op::starts_with, {named("event"), value("a")}));
    model.indexes.push_back({"tickets_mixed", {1, 4, 2}, false, {{1, {}, true}, {4, {}, true}, {2, {}, false}}, {}});
    model.indexes.push_back({"tickets_nullable", {4}, true, {}, {}});
    return model;
}

schema::Model make_accounts() {
    schema::Model model = test::model("Account", "accounts",
                                      {field("id", type(BaseType::int64)), field("email", type(BaseType::text)),
                                       field("name", type(BaseType::text, true)), field("closed", timestamp()),
                                       field("active", type(BaseType::boolean))});
    const Code lower_email = op(Op::lower, {named("email")});
    const Code lower_name = op(Op::lower, {named("name")});
    constexpr std::uint16_t none = schema::IndexPart::none;
    model.indexes.push_back(
        {"open_email", {}, true, {{none, lower_email, false}}, op(Op::is_empty, {named("closed")})});
    model.indexes.push_back({"lower_name", {}, false, {{none, lower_name, true}}, {}});
    model.indexes.push_back({"active_name", {2}, false, {}, named("active")});
    return model;
}

schema::Model make_guests() {
    schema::Type email = type(BaseType::text);
    email.max_length = 100;
    schema::Model model =
        test::model("Guest", "guests",
                    {field("id", type(BaseType::int64)), field("email", email), field("name", type(BaseType::text)),
                     field("town", type(BaseType::text, true)), field("note", type(BaseType::text))});
    for (const std::size_t folded : {1U, 2U, 3U}) model.fields[folded].folded = true;
    model.fields[3].default_value = Value("Łódź");
    model.indexes.push_back({"guests_email_unique", {1}, true, {}, {}});
    model.indexes.push_back(
        {"guests_town", {3}, false, {{3, {}, true}}, op(Op::icontains, {named("name"), value("É")})});
    return model;
}

schema::Model make_towns() {
    schema::Type swedish = type(BaseType::text);
    swedish.collation = "sv";
    schema::Type nick = swedish;
    nick.nullable = true;
    schema::Model model = test::model("Town", "towns",
                                      {field("id", type(BaseType::int64)), field("name", swedish), field("nick", nick),
                                       field("code", type(BaseType::text))});
    model.fields[1].type.max_length = 100;
    model.indexes.push_back({"towns_name_unique", {1}, true, {}, {}});
    return model;
}

schema::Type map_of(schema::Type element) {
    schema::Type made = type(BaseType::map);
    made.elements.push_back(std::move(element));
    return made;
}

schema::Model make_parts() {
    schema::Type shape = type(BaseType::variant);
    shape.alternatives = {"Circle", "it's a box"};
    shape.elements = {structure({field("radius", type(BaseType::float64))}),
                      structure({field("radius", type(BaseType::int64)), field("weight", decimal())})};
    const schema::Type home = structure({field("city", type(BaseType::text)), field("open", type(BaseType::boolean))});
    return test::model("Part", "parts",
                       {field("id", type(BaseType::int64)), field("counts", map_of(type(BaseType::int32))),
                        field("prices", map_of(decimal())), field("homes", map_of(home)), field("shape", shape),
                        field("inner", structure({field("labels", map_of(type(BaseType::text)))})),
                        field("shapes", array_of(shape))});
}

schema::Model make_tasks() {
    schema::Type urgency = type(BaseType::int32);
    urgency.labels = {{"low", -1}, {"high", 10}};
    schema::Model model = test::model("Task", "tasks", {field("id", type(BaseType::int64)), field("urgency", urgency)});
    model.fields[1].default_value = Value(10);
    model.constraints.push_back({"urgent", op(Op::gt, {named("urgency"), value("low", BaseType::none)})});
    return model;
}

}  // namespace

const schema::Model& tasks() {
    static const schema::Model model = make_tasks();
    return model;
}

const schema::Model& parts() {
    static const schema::Model model = make_parts();
    return model;
}

const schema::Model& towns() {
    static const schema::Model model = make_towns();
    return model;
}

const schema::Model& guests() {
    static const schema::Model model = make_guests();
    return model;
}

const schema::Model& tickets() {
    static const schema::Model model = make_tickets();
    return model;
}

const schema::Model& accounts() {
    static const schema::Model model = make_accounts();
    return model;
}

}  // namespace tenon::pinned
