#pragma once
// What a query has said so far: typed, as a shape and its values, or without its type, as a run-time list of nodes. Both
// are extended and run by the same calls, so that what is built on them is written once.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/execution.hpp>
#include <tenon/typed/functions.hpp>

namespace tenon {
template <class T>
class Stream;
template <class T>
struct Page;
template <class T>
struct Counted;

/// How many rows a stream has in memory when nothing is said.
inline constexpr std::size_t stream_batch = 256;
}  // namespace tenon

namespace tenon::typed {

template <class Shape, class Added>
using AddClause = std::conditional_t<std::is_same_v<Shape, EmptyShape>, Added, JoinedShape<Shape, Added>>;

template <class C>
concept OrderingType = requires { requires std::remove_cvref_t<C>::tenon_ordering; };
template <class C>
constexpr auto as_ordering(C&& given) {
    static_assert(OrderingType<C> || ExpressionType<C>,
                  "Tenon: order_by() takes members: order_by(f<&User::name>, f<&User::age>.desc())");
    if constexpr (OrderingType<C>)
        return std::forward<C>(given);
    else if constexpr (ExpressionType<C>)
        return given.asc();
    else
        return Ordering<void, EmptyShape, None>();
}

/// Does `see` give true for a node that belongs to the query itself: not to one inside it, nor to one whose rows it is on?
template <class See>
constexpr bool any_own_node(const ir::Node* nodes, std::size_t size, See see) {
    int inside = 0;
    bool found = false;
    for (std::size_t i = 0; i < size; ++i) {
        const ir::Op op = nodes[i].op;
        if (op == ir::Op::query_begin) ++inside;
        if (inside == 0) found = op != ir::Op::rows_of && (found || see(op));
        if (op >= ir::Op::query_values && op <= ir::Op::query_joined) --inside;
        if (op == ir::Op::query_joined && inside == 0) found = false;  // what came before is one of the two
    }
    return found;
}
template <class Shape>
constexpr bool has_clause(ir::Op op) {
    return any_own_node(Shape::nodes.data(), Shape::nodes.size(), [op](ir::Op here) { return here == op; });
}

template <class T>
direct::Room room_in(void* target, std::size_t filled, std::size_t more, std::size_t) {
    auto& rows = *static_cast<std::vector<T>*>(target);
    rows.resize(filled + more);
    return {rows.data() + filled, more};
}
/// The same for as many as are expected: for objects alone, since it costs the compiler more.
template <class T>
direct::Room room_for_objects(void* target, std::size_t filled, std::size_t more, std::size_t expected) {
    auto& rows = *static_cast<std::vector<T>*>(target);
    if (filled + more > rows.capacity()) rows.reserve(expected);
    return room_in<T>(target, filled, more, expected);
}
/// Objects that are read. A std::span of them would cost the compiler more.
template <class T>
struct Objects {
    Objects() = default;
    Objects(std::vector<T>& objects) : first(objects.data()), count(objects.size()) {}  // NOLINT: these objects
    Objects(T* object, std::size_t number) : first(object), count(number) {}

    T* first = nullptr;
    std::size_t count = 0;
};
/// Objects go there; what it holds before is overwritten.
template <class T>
direct::Sink sink_into(std::vector<T>& objects) {
    return {&objects, room_for_objects<T>, sizeof(T)};
}
/// What is selected goes there; what it holds before is overwritten.
template <class T>
direct::Sink sink_of_values(std::vector<T>& rows) {
    return {&rows, room_in<T>, sizeof(T)};
}

/// `Result` is what rows are decoded into, when they are no whole objects: the same nodes into another type are another
/// statement.
template <class Shape, ir::Verb Verb, class Result>
inline model::ShapeNumber shape_number{};

/// The statement of a shape with its verb: all of a query but its values.
template <class Shape, ir::Verb Verb, class Result = void>
constexpr model::Statement statement(std::span<const model::OutputType> outputs = {}) {
    static_assert(variant_bits<Shape>() <= 64,
                  "Tenon: this query has too many variable parts (optionals, lists, when): use tenon::Query<T>");
    return {{Shape::nodes.data(), Shape::nodes.size()},
            Verb,
            &shape_number<Shape, Verb, Result>,
            outputs,
            has_plain_values(Shape::nodes.data(), Shape::nodes.size())};
}

/// What a projection of one bool is read into: a std::vector<bool> has no bools with addresses.
struct BooleanRow {
    bool value;
};

/// One row a group, or one over all rows?
constexpr bool is_aggregated(const ir::Node* nodes, std::size_t size) {
    return any_own_node(nodes, size, [](ir::Op op) {
        return (op >= ir::Op::count_rows && op <= ir::Op::push) || op == ir::Op::group_by;
    });
}

/// Joined to another query by a set operation?
constexpr bool is_combined(const ir::Node* nodes, std::size_t size) {
    int inside = 0;
    bool combined = false;
    for (std::size_t i = 0; i < size; ++i) {
        const ir::Op op = nodes[i].op;
        if (op == ir::Op::query_begin) ++inside;
        if (op >= ir::Op::query_values && op <= ir::Op::query_joined) --inside;
        if (inside == 0) combined = op != ir::Op::rows_of && (combined || op == ir::Op::query_combined);
    }
    return combined;
}

/// What reads the rows of a query with these clauses.
constexpr ir::Verb reading_verb(const ir::Node* nodes, std::size_t size) {
    return is_aggregated(nodes, size) && !is_combined(nodes, size) ? ir::Verb::aggregate : ir::Verb::all;
}

/// Is each output of a query a member, or one of a struct in it?
constexpr bool outputs_members(const ir::Node* nodes, std::size_t size) {
    for (std::size_t i = 1; i < size; ++i) {
        if (nodes[i].op == ir::Op::query_joined) return false;
        if (nodes[i].op != ir::Op::output) continue;
        std::size_t start = i - 1;
        while (start > 0 && nodes[start].op == ir::Op::member) --start;
        if (nodes[start].op != ir::Op::field) return false;
    }
    return true;
}

/// The clauses of a typed query.
template <class Shape, class Values>
struct TypedClauses {
    using OfShape = Shape;
    static constexpr bool combined = is_combined(Shape::nodes.data(), Shape::nodes.size());
    static constexpr bool outputs_members = !combined &&
                                            typed::outputs_members(Shape::nodes.data(), Shape::nodes.size());
    [[no_unique_address]] Values values;

    template <class Added, class V>
    [[nodiscard]] auto with(V&& added) const {
        using Joined = BothOf<Values, std::remove_cvref_t<V>>;
        return TypedClauses<AddClause<Shape, Added>, Joined>{both(values, std::forward<V>(added))};
    }
    static constexpr ir::Verb verb = reading_verb(Shape::nodes.data(), Shape::nodes.size());
    [[nodiscard]] static constexpr bool is_aggregate() { return verb == ir::Verb::aggregate; }
    [[nodiscard]] static constexpr bool has(ir::Op clause) { return has_clause<Shape>(clause); }

    [[nodiscard]] ir::Code to_code() const { return model::to_code(Shape::nodes, all_kept(values)); }

    template <class Result>
    void read(const model::Session& session, const model::Instance& instance,
              std::span<const model::OutputType> outputs, std::vector<Result>& rows) const {
        model::read(session, instance, statement<Shape, verb, Result>(outputs), all_kept(values),
                    typed::sink_of_values(rows));
    }
    [[nodiscard]] std::int64_t count(const model::Session& session, const model::Instance& instance) const {
        return model::count(session, instance, statement<Shape, ir::Verb::count>(), all_kept(values));
    }
    [[nodiscard]] bool exists(const model::Session& session, const model::Instance& instance) const {
        return model::exists(session, instance, statement<Shape, ir::Verb::exists>(), all_kept(values));
    }
    template <class Result>
    [[nodiscard]] std::string text(const model::Session& session, const model::Instance& instance,
                                   std::span<const model::OutputType> outputs) const {
        return model::text_of(session, instance, statement<Shape, verb, Result>(outputs), all_kept(values));
    }
};

/// The clauses of a query without its type.
struct CodeClauses {
    static constexpr bool combined = false;
    static constexpr bool outputs_members = true;  // seen when it runs
    ir::Code code;

    template <class Added, class V>
    void add(const V& values) {
        code.append(model::to_code(Added::nodes, all_kept(values)));
    }
    template <class Added, class V>
    [[nodiscard]] CodeClauses with(const V& values) const {
        CodeClauses next = *this;
        next.add<Added>(values);
        return next;
    }
    [[nodiscard]] bool is_aggregate() const { return verb() == ir::Verb::aggregate; }
    [[nodiscard]] bool has(ir::Op clause) const {
        return any_own_node(code.nodes.data(), code.nodes.size(), [clause](ir::Op op) { return op == clause; });
    }
    [[nodiscard]] ir::Verb verb() const { return reading_verb(code.nodes.data(), code.nodes.size()); }

    [[nodiscard]] const ir::Code& to_code() const { return code; }

    template <class Result>
    void read(const model::Session& session, const model::Instance& instance,
              std::span<const model::OutputType> outputs, std::vector<Result>& rows) const {
        model::read(session, instance, verb(), code, outputs, typed::sink_of_values(rows));
    }
    [[nodiscard]] std::int64_t count(const model::Session& session, const model::Instance& instance) const {
        return model::count(session, instance, code);
    }
    [[nodiscard]] bool exists(const model::Session& session, const model::Instance& instance) const {
        return model::exists(session, instance, code);
    }
    template <class Result>
    [[nodiscard]] std::string text(const model::Session& session, const model::Instance& instance,
                                   std::span<const model::OutputType> outputs) const {
        return model::text_of(session, instance, verb(), code, outputs);
    }
};

}  // namespace tenon::typed
