#include "pinned/query_builder.hpp"

namespace tenon::pinned {
namespace {

Query user_update(std::string name, const Code& assignments) {
    return query(std::move(name), users(), Verb::update,
                 join({where(op(Op::eq, {named("id"), value(1)})), assignments}));
}

/// A field gets what this makes of it.
Query made(std::string name, const std::string& path, Op what, const std::vector<Code>& operands, std::uint16_t a = 0,
           std::uint8_t flag = 0) {
    Code of = named(path);
    for (const Code& operand : operands) of.append(operand);
    of.nodes.push_back({what, flag, a, 0, 0});
    return user_update(std::move(name), assign(path, of));
}

/// With a nested value that may be empty.
const schema::Model& trips() {
    static const schema::Model made = [] {
        schema::Type stop = structure({field("city", type(BaseType::text)), field("km", type(BaseType::int32))});
        stop.nullable = true;
        return model("Trip", "trips",
                     {field("id", type(BaseType::int64)), field("stop", stop), field("data", type(BaseType::json))});
    }();
    return made;
}

const schema::Model& scales() {
    static const schema::Model made = [] {
        const schema::Type load = structure({field("slim", type(BaseType::float32))});
        return model("Scale", "scales",
                     {field("id", type(BaseType::int64)), field("wide", type(BaseType::float64)),
                      field("slim", type(BaseType::float32)), field("load", load)});
    }();
    return made;
}

Query scale_update(std::string name, const std::string& path, const Code& value) {
    return query(std::move(name), scales(), Verb::update, assign(path, value));
}

/// With maps, of which one may be empty.
const schema::Model& parcels() {
    static const schema::Model made = [] {
        schema::Type labels = type(BaseType::map);
        labels.elements.push_back(type(BaseType::text));
        return model("Parcel", "parcels",
                     {field("id", type(BaseType::int64)), field("labels", labels), field("extra", optional(labels)),
                      field("corner", structure({field("sides", labels)}))});
    }();
    return made;
}

Query renamed(std::string name, const std::string& path) {
    const Code change = op(Op::map_rename, {named(path), value("old"), value("new")});
    return query(std::move(name), parcels(), Verb::update, assign(path, change));
}

Code key(const Code& of, std::uint8_t flags = 0) { return op(Op::order_key, {of}, 0, flags); }

Value line() { return Document{{"sku", "x"}, {"qty", 2}, {"price", Decimal::parse("1.50")}}; }

Code pushed_placed_sorted_cut() {
    const Code push = op(Op::array_push, {named("lines"), value(Array{line()}), value(-1, BaseType::int64, 0)}, 1);
    const Code sorted = op(Op::array_sort, {push, key(named("qty"), ir::descending), key(named("sku"))}, 2);
    return op(Op::array_slice, {sorted, value(-10, BaseType::int64, 0)});
}

Code change(const Code& condition, std::initializer_list<Code> changes) {
    Code all = join({named("lines"), condition});
    for (const Code& part : changes) all.append(part);
    all.nodes.push_back({Op::array_change, 0, static_cast<std::uint16_t>(changes.size() / 2), 0, 0});
    return assign("lines", all);
}

}  // namespace

std::vector<Query> nested_updates() {
    const Code two_is = op(Op::eq, {named("sku"), value("x")});
    return {
        renamed("a key of a map is renamed", "labels"),
        renamed("a key of a map that may be empty is renamed", "extra"),
        renamed("a key of a nested map is renamed", "corner.sides"),
        user_update("a number that may be empty grows",
                    assign("age", op(Op::add, {op(Op::or_zero, {named("age")}), value(1)}))),
        user_update("a nested number that may be empty is multiplied",
                    assign("address.zip", op(Op::mul, {op(Op::or_zero, {named("address.zip")}), value(3)}))),
        made("the smaller one stays", "age", Op::least, {value(5)}),
        made("the greater time stays", "created_at", Op::greatest,
             {value(Timestamp::parse("2024-02-29T12:30:00.123Z"))}),
        made("the greater nested text stays", "address.city", Op::greatest, {value("Paris")}),
        made("the smaller nested time stays", "address.since", Op::least,
             {value(Timestamp::parse("2024-02-29T12:30:00.123Z"))}),
        made("elements are pushed", "tags", Op::array_push, {value(Array{"x", "it's"})}),
        made("elements are pushed in front", "tags", Op::array_push, {value(Array{"x"}), value(0, BaseType::int64, 0)},
             1),
        made("elements of a nested array are pushed", "address.aliases", Op::array_push, {value(Array{"x"})}),
        user_update("elements are pushed to a place, sorted, and cut", assign("lines", pushed_placed_sorted_cut())),
        made("an array is sorted", "numbers", Op::array_sort, {key(element())}, 1),
        made("an array is cut", "numbers", Op::array_slice, {value(3, BaseType::int64, 0)}),
        made("the first element goes", "tags", Op::array_pop, {}, 0, 1),
        made("the last element goes", "address.aliases", Op::array_pop, {}),
        made("elements of a value go", "tags", Op::array_keep, {op(Op::ne, {element(), value("x")})}),
        made("empty elements go", "numbers", Op::array_keep, {not_(op(Op::is_empty, {element()}))}),
        made("elements of a condition go", "lines", Op::array_keep, {not_(op(Op::lt, {named("qty"), value(2)}))}),
        made("a text joins a set", "tags", Op::array_add, {value("x")}),
        made("a struct joins a set", "lines", Op::array_add, {value(line())}),
        made("an empty joins a set", "numbers", Op::array_add, {constant(nullptr)}),
        user_update("elements of a condition are changed",
                    change(two_is, {named("qty"), op(Op::add, {op(Op::or_zero, {named("qty")}), value(1)}),
                                    named("price"), value(Decimal::parse("2.50"))})),
        user_update("all elements lose a member", change(constant(true), {named("qty"), constant(nullptr)})),
        made("elements are replaced", "numbers", Op::array_change,
             {op(Op::gt, {element(), value(3)}), element(), op(Op::sub, {element(), value(1)})}, 1),
        query("a member of what may be empty is set", trips(), Verb::update,
              join({where(op(Op::eq, {named("id"), value(1)})), assign("stop.city", value("Oslo"))})),
        query("a member of what isn't empty is set", trips(), Verb::update,
              join({where(op(Op::and_, {op(Op::eq, {named("id"), value(1)}), not_(op(Op::is_empty, {named("stop")}))},
                             2)),
                    assign("stop.city", value("Oslo"))})),
        scale_update("a float gets a computed real", "slim", op(Op::mul, {named("slim"), named("wide")})),
        scale_update("a nested float gets a computed real", "load.slim", named("wide")),
        scale_update("a nested float gets another float", "load.slim", named("slim")),
        query("a Json becomes null", trips(), Verb::update,
              join({where(op(Op::eq, {named("id"), value(1)})), assign("data", value(Value(), BaseType::json))})),
        made("whole structs are replaced", "lines", Op::array_change, {two_is, element(), value(line())}, 1),
    };
}

}  // namespace tenon::pinned
