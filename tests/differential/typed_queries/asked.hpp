#pragma once
// What generated typed queries (make.py) are written with: the run-time builders of their twins, and Asked, which runs
// the typed one. Every query instantiates what is here, so it leaves the types behind as soon as it can.

#include <cstdint>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "differential/world.hpp"

namespace tenon::oracle::typed_queries {

// --- what twins are made of: nodes as run-time builders make them, members and relations by their names --------------

Term op(Op op, std::vector<Term> operands);
Term named(const char* path);
/// The element of the innermost vector.
Term each();
/// What a map holds at a key, a variant as an alternative; or a member of that. All by their names.
Term at(Term map, const char* key, const char* path = "");
Term as(Term variant, const char* alternative, const char* path = "");
Term value(Value value);
Term values(Array values);
/// A list of reals beside an integer.
Term reals(Array values);
Term literal(std::nullptr_t);
Term literal(bool value);
Term literal(int value);
/// A `when` with its flag.
Term present(bool is_present, Term condition);
Term of_unit(Op op, TimeUnit unit, std::vector<Term> operands);
/// As tenon::field("parts").any(…) and its kin make it.
Term related(Op op, const char* relation, Term condition);

// --- what typed queries use beside the models ------------------------------------------------------------------------

inline constexpr std::int32_t some_numbers[] = {1, 2, 3};

/// Rows of a `select` into a struct.
struct Named {
    std::string name{};
    std::optional<std::int32_t> number{};
};

// --- what a query gave, as the oracle reads it -----------------------------------------------------------------------

Row row_of(const Thing& thing);
Row row_of(const Maker& maker);
Row row_of(const Named& row);

template <class T>
Value value_of(const T& given) {
    const typed::TypeInfo& type = typed::type_info<T>;
    return typed::to_value(type, &given, typed::anonymous_field(type));
}
template <class T>
Row row_of(const T& given) {
    return {value_of(given)};
}
template <class... Ts>
Row row_of(const std::tuple<Ts...>& given) {
    return std::apply([](const Ts&... values) { return Row{value_of(values)...}; }, given);
}
template <class T>
Answer rows_of(const std::vector<T>& given) {
    Answer rows;
    for (const T& one : given) rows.push_back(row_of(one));
    return rows;
}

/// A typed query that ran, and its twin that is to run.
class Asked {
public:
    Question twin;

    ir::Verb verb{};   ///< the typed one's
    ir::Code code;     ///< its nodes and values
    std::string text;  ///< its statement as the backend has it; of a write: none
    Answer answer;

    template <class Query>
    void all(const Query& query) {
        see(ir::Verb::all, query.code());
        text = query.to_sql();
        answer = rows_of(query.all());
    }
    template <class Query>
    void first(const Query& query) {
        see(ir::Verb::first, query.code());
        text = query.to_sql();
        if (const auto found = query.first()) answer = {row_of(*found)};
    }
    template <class Query>
    void one(const Query& query) {
        see(ir::Verb::one, query.code());
        text = query.to_sql();
        answer = {row_of(query.one())};
    }
    template <class Query>
    void count(const Query& query) {
        see(ir::Verb::count, query.code());
        text = query.to_sql();
        answer = {{query.count()}};
    }
    template <class Query>
    void exists(const Query& query) {
        see(ir::Verb::exists, query.code());
        text = query.to_sql();
        answer = {{query.exists()}};
    }
    template <class Projection>
    void rows(const Projection& query) {
        const ir::Code made = query.code();
        const bool is_aggregated = typed::is_aggregated(made.nodes.data(), made.nodes.size());
        see(is_aggregated ? ir::Verb::aggregate : ir::Verb::all, made);
        text = query.to_sql();
        answer = rows_of(query.all());
    }
    template <class Find, class... Es>
    void aggregate(const Find& find, const Es&... expressions) {
        const auto query = find.select(expressions...);
        see(ir::Verb::aggregate, query.code());
        text = query.to_sql();
        answer = {row_of(find.aggregate(expressions...))};
    }
    template <class C, class... As>
    void update(const Model<Thing>& things, const C& condition, const As&... assignments) {
        see(ir::Verb::update, condition_of(condition));
        (add(assignments), ...);
        answer = {{things.update(condition, assignments...)}};
    }
    template <class C>
    void remove(const Model<Thing>& things, const C& condition) {
        see(ir::Verb::remove, condition_of(condition));
        answer = {{things.remove(condition)}};
    }

private:
    void see(ir::Verb of, ir::Code made);
    static ir::Code condition_of(const Filter<Thing>& condition);
    static ir::Code condition_of(Everything);
    template <class A>
    void add(const A& assignment) {
        code.append(model::to_code(A::Shape::nodes, typed::all_kept(assignment.values)));
    }
};

/// A generated query: how it is written, and what runs it.
struct TypedQuery {
    int number;
    const char* text;
    bool writes;
    void (*run)(const Models& on, Asked& asked);
};

/// In the order of their numbers in each file.
std::vector<TypedQuery> all_queries();

}  // namespace tenon::oracle::typed_queries
