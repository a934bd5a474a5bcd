#pragma once
// A query that is named once, and whose rows are looked at more than once: tenon::with(query, …).

#include <array>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>

#include <tenon/from.hpp>

namespace tenon {
namespace typed {

/// What a query's rows are called in the statement: a number made of what it says (FNV-1a, a word at a time).
class QueryName {
public:
    constexpr explicit QueryName(std::span<const ir::Node> nodes) {
        for (const ir::Node& node : nodes) {
            add(static_cast<std::uint64_t>(node.op) << 32 | std::uint64_t{node.flag} << 24 | node.a);
            add(node.b);
            add(static_cast<std::uint64_t>(node.value));
        }
    }
    constexpr void add(std::uint64_t word) { hash_ = (hash_ ^ word) * 1099511628211U; }
    [[nodiscard]] constexpr std::int64_t number() const { return static_cast<std::int64_t>(hash_); }

private:
    std::uint64_t hash_ = 14695981039346656037U;
};
template <std::int64_t Name>
struct NamedRowsShape {
    static constexpr std::array<ir::Node, 1> nodes{ir::Node{ir::Op::named_rows, 0, 0, 0, Name}};
};

}  // namespace typed

/// What `make` makes of the rows of a query, which is named in the statement, and found once however often they are looked at
/// (`with … as`):
///
///     auto large = tenon::with(shops, [](const auto& rows) {
///         return rows.where(f<&Shop::total> > tenon::value_of(rows.select(tenon::avg(f<&Shop::total>))));
///     });
///
/// `rows` is as what tenon::from gives of the query, and so is what is given back, or a query on selected values. They mean
/// nothing outside of `make`. The same query can't be named twice in one statement.
template <typed::QueryType Q, class Make>
[[nodiscard]] auto with(const Q& query, Make make) {
    if constexpr (typed::require_source<Q>()) {
        using Inner = typename std::remove_cvref_t<decltype(query.clauses())>::OfShape;
        constexpr std::int64_t name = typed::QueryName(Inner::nodes).number();
        using Row = typed::NamedRow<typename Q::Row>;
        using Naming = typed::RowsShape<Inner, Row, true, name>;
        using Uses = typed::TypedClauses<typed::NamedRowsShape<name>, typed::None>;
        const auto made = make(typed::From<typed::RowsOf<Row, typename Q::Root>, Uses>(
            query.session(), query.instance(), Uses{}, query.outputs()));
        constexpr bool is_query = typed::QueryType<decltype(made)>;
        static_assert(is_query, "Tenon: with() gives what its function makes of the rows: a query");
        if constexpr (is_query) {
            using Made = typename std::remove_cvref_t<decltype(made.clauses())>::OfShape;
            using Shape = typed::JoinedShape<Naming, Made>;
            auto values = typed::both(query.clauses().values, made.clauses().values);
            return made.with_clauses(typed::TypedClauses<Shape, decltype(values)>{std::move(values)});
        }
    }
}

}  // namespace tenon
