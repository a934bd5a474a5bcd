#pragma once
// A model with a field of every kind, rows of it, and questions to them.

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "query/evaluator.hpp"
#include "query/words.hpp"
#include "support/ir_builder.hpp"

namespace tenon::test {

/// Person has many pets; a pet's owner may be empty.
struct People {
    schema::Model person;
    schema::Model pet;
    std::uint16_t pets = 0;  // member indexes of the relations
    std::uint16_t owner = 0;

    People(const People&) = delete;
    People() {
        using enum BaseType;
        const auto place = [] { return test::structure({field("city", type(text)), field("zip", type(int32, true))}); };
        schema::Type seen = type(timestamp);
        seen.precision = 3;
        schema::Type price = type(decimal);
        price.precision = 10;
        price.scale = 2;
        person = model(
            "Person", "people",
            {field("id", type(int64)),
             field("age", type(int32, true)),
             field("visits", type(int64)),
             field("height", type(float64)),
             field("rating", type(float64, true)),
             field("name", type(text)),
             field("nick", type(text, true)),
             field("active", type(boolean)),
             field("admin", type(boolean, true)),
             field("tags", array_of(type(text))),
             field("marks", array_of(type(int32, true))),
             field("notes", optional(array_of(type(text)))),
             field("lines", array_of(test::structure({field("qty", type(int32)), field("sku", type(text, true))}))),
             field("address", place()),
             field("home", optional(place())),
             field("color", test::enumeration({"red", "green", "blue"})),
             field("mood", optional(test::enumeration({"sad", "calm", "glad"}))),
             field("seen", seen),
             field("born", type(date, true)),
             field("price", price),
             field("data", type(json)),
             field("big", type(uint64)),
             field("photo", type(bytes)),
             field("key", type(uuid, true))});
        pet = model("Pet", "pets",
                    {field("id", type(int64)), field("owner_id", type(int64, true)), field("name", type(text)),
                     field("age", type(int32, true))});
        pets = relate(person, "pets", schema::RelationKind::has_many, pet, 0, 1);
        owner = relate(pet, "owner", schema::RelationKind::belongs_to, person, 1, 0);
    }
};

inline const People& people() {
    static const People made;
    return made;
}

using Changes = std::vector<std::pair<std::string, Value>>;

inline Document place(std::string city, Value zip) {
    return Document{{"city", std::move(city)}, {"zip", std::move(zip)}};
}

/// Ada, of whom nothing nullable is known, with some fields as given.
inline std::vector<Value> person(const Changes& changes = {}) {
    const schema::Model& model = people().person;
    std::vector<Value> row(model.fields.size());
    const Changes defaults{{"id", 1},
                           {"visits", 10},
                           {"height", 1.5},
                           {"name", "Ada"},
                           {"active", true},
                           {"tags", Array{}},
                           {"marks", Array{}},
                           {"lines", Array{}},
                           {"address", place("London", nullptr)},
                           {"color", "red"},
                           {"seen", Timestamp(0)},
                           {"price", Decimal::parse("9.50")},
                           {"data", Document()},
                           {"big", 0},
                           {"photo", Bytes{}}};
    for (const Changes* list : {&defaults, &changes})
        for (const auto& [name, value] : *list) row.at(model.index_of(name).value()) = value;
    return row;
}

inline std::vector<Value> pet(std::int64_t id, Value owner, std::string name, Value age = nullptr) {
    return {id, std::move(owner), std::move(name), std::move(age)};
}

class Tables : public query::Rows {
public:
    std::map<const schema::Model*, std::vector<std::vector<Value>>> rows;

    void each(const schema::Model& model, const std::function<bool(query::Row)>& see) const override {
        const auto found = rows.find(&model);
        if (found == rows.end()) return;
        for (const std::vector<Value>& row : found->second)
            if (!see(row)) return;
    }
};

/// Does the row match? Asked of the condition as written and of its normal form, which must agree.
inline bool holds_in(const std::vector<Value>& row, const Code& condition, const Tables* tables = nullptr) {
    const ir::Expr written = resolved(people().person, condition);
    const query::Environment environment{row, condition.values, tables};
    const bool answer = query::matches(written, environment);
    if (query::matches(query::normal_form(written), environment) != answer)
        throw std::logic_error("normal form differs: " + query::words(query::normal_form(written)));
    return answer;
}

inline bool holds(const Code& condition, const Changes& changes = {}) { return holds_in(person(changes), condition); }

inline Value computed(const Code& value, const Changes& changes = {}) {
    const std::vector<Value> row = person(changes);
    return query::evaluate(resolved(people().person, value), {row, value.values, nullptr});
}

/// The normal form in words.
inline std::string normal(const Code& condition) {
    return query::words(query::normal_form(resolved(people().person, condition)));
}

inline std::vector<std::vector<Value>> answers(ir::Verb verb, const Code& code, const Tables& tables) {
    const query::Prepared prepared = prepare(people().person, verb, code);
    return query::run(std::get<ir::Select>(prepared.resolved), tables, code.values);
}

/// What the error says, or "" when there is none.
template <class Call>
std::string error_of(Call call) {
    try {
        call();
    } catch (const std::exception& error) {
        return error.what();
    }
    return "";
}

/// What is wrong with a condition or value over Person.
inline std::string refusal(const Code& code) {
    return error_of([&] { resolved(people().person, code); });
}

}  // namespace tenon::test
