#pragma once
// Models of the tests of this room, and commands as extended JSON.

#include <string>

#include "bson/compile.hpp"
#include "bson/extended_json.hpp"
#include "support/ir_builder.hpp"

namespace tenon::test {

inline schema::Type decimal(std::uint16_t precision, std::uint16_t scale) {
    schema::Type made = type(BaseType::decimal);
    made.precision = precision;
    made.scale = scale;
    return made;
}

inline schema::Type map_of(schema::Type element) {
    schema::Type made = array_of(std::move(element));
    made.base = BaseType::map;
    return made;
}

inline schema::Type variant_of(std::vector<std::string> names, std::vector<schema::Type> types) {
    schema::Type made = type(BaseType::variant);
    made.alternatives = std::move(names);
    made.elements = std::move(types);
    return made;
}

struct Shop {
    schema::Model person = model(
        "Person", "people",
        {field("id", type(BaseType::int64)),
         field("name", type(BaseType::text)),
         field("nick", type(BaseType::text, true)),
         field("age", type(BaseType::int32, true)),
         field("points", type(BaseType::int64)),
         field("goal", type(BaseType::int64, true)),
         field("score", type(BaseType::float64)),
         field("money", decimal(10, 2)),
         field("active", type(BaseType::boolean)),
         field("verified", type(BaseType::boolean, true)),
         field("born", type(BaseType::date, true)),
         field("wakes", type(BaseType::time, true)),
         field("seen", type(BaseType::timestamp)),
         field("token", type(BaseType::uuid, true)),
         field("mood", optional(enumeration({"sad", "glad"}))),
         field("photo", type(BaseType::bytes, true)),
         field("tags", array_of(type(BaseType::text))),
         field("numbers", array_of(type(BaseType::int64, true))),
         field("lines",
               array_of(structure({field("sku", type(BaseType::text)), field("qty", type(BaseType::int32, true))}))),
         field("home",
               optional(structure({field("city", type(BaseType::text)), field("zip", type(BaseType::int32, true))}))),
         field("names", map_of(type(BaseType::int64))),
         field("shape", variant_of({"Circle", "Square"}, {type(BaseType::float64), type(BaseType::int32)})),
         field("meta", type(BaseType::json, true)),
         field("boss_id", type(BaseType::int64, true)),
         field("maybe_tags", optional(array_of(type(BaseType::text)))),
         field("money_before", decimal(30, 2))});
    schema::Model post = model("Post", "posts",
                               {field("id", type(BaseType::int64)), field("author_id", type(BaseType::int64)),
                                field("title", type(BaseType::text)), field("votes", type(BaseType::int32))});
    std::uint16_t posts = 0, boss = 0;

    Shop() {
        posts = relate(person, "posts", schema::RelationKind::has_many, post, 0, 1);
        boss = relate(person, "boss", schema::RelationKind::belongs_to, person, 23, 0);
    }
};

inline const Shop& shop() {
    static const Shop all;
    return all;
}

inline bson::Command people(ir::Verb verb, const Code& code) {
    return bson::compile(prepare(shop().person, verb, code));
}

/// The command, filled, as relaxed JSON.
inline std::string sent(ir::Verb verb, const Code& code) {
    return bson::extended_json(bson::fill(people(verb, code).body, code.values), bson::JsonStyle::relaxed);
}

/// The filter of a find, filled, as relaxed JSON.
inline std::string filter(const Code& condition) {
    const bson::Template body = people(ir::Verb::all, where(condition)).body;
    const bson::Template filled = bson::fill(body, condition.values);
    return bson::extended_json(*filled.find("filter"), bson::JsonStyle::relaxed);
}

/// A pipeline, filled, as relaxed JSON.
inline std::string pipeline(ir::Verb verb, const Code& code) {
    const bson::Template filled = bson::fill(people(verb, code).body, code.values);
    return bson::extended_json(*filled.find("pipeline"), bson::JsonStyle::relaxed);
}

}  // namespace tenon::test
