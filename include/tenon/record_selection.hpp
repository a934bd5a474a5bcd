#pragma once
// What a query on a run-time model gives beside whole records: values by name, of rows, groups, or several queries.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/raw.hpp>
#include <tenon/record_windows.hpp>

namespace tenon {

namespace typed {
/// An expression that names no member, such as count() > 1, without its type.
template <ExpressionType E>
ir::Code code_without_type(const E& expression) {
    static_assert(std::is_void_v<RootOf<E>>, "Tenon: a query on a run-time model takes field(\"…\"), not f<…>");
    if constexpr (std::is_void_v<RootOf<E>>) {
        return model::to_code(ShapeOf<E>::nodes, all_kept(expression.values()));
    } else {
        return {};
    }
}
}  // namespace typed

class RecordSelectionReturning;

/// A value that is selected, and its name: a field, or {"total", sum(field("price"))}.
struct RecordOutput {
    RecordOutput(const char* field) : RecordOutput(std::string(field)) {}  // NOLINT: it is one
    RecordOutput(std::string field);                                       // NOLINT
    RecordOutput(std::string name, const RecordExpression& value);
    template <typed::ExpressionType E>
    RecordOutput(std::string named, const E& value) : name(std::move(named)),
                                                      code(typed::code_without_type(value)) {}
    std::string name;
    ir::Code code;
};

/// What `select` of a query on a run-time model gives: rows of values by name. Made of aggregates, a row for each group.
///
///     for (const tenon::RawRow& row : sales.find().group_by("shop").select({"shop", {"total", sum(field("price"))}}))
///         std::cout << row["shop"].as_text() << ' ' << row["total"].as_int64() << '\n';
///
/// Names of fields are looked up when it runs (QueryError); two values of one name are refused at once.
class RecordSelection {
public:
    RecordSelection(engine::Session session, const model::Instance* instance, ir::Code code,
                    std::shared_ptr<const std::vector<std::string>> names);

    /// Each row once.
    [[nodiscard]] RecordSelection distinct() const;
    /// Only groups that fulfil this.
    [[nodiscard]] RecordSelection having(const RecordExpression& condition) const;
    template <typed::ExpressionType C>
    [[nodiscard]] RecordSelection having(const C& condition) const {
        return having_code(typed::code_without_type(condition));
    }
    /// By a value that is selected; by others, the query is sorted before `select`.
    [[nodiscard]] RecordSelection order_by(std::string_view name) const;
    [[nodiscard]] RecordSelection order_by_descending(std::string_view name) const;
    [[nodiscard]] RecordSelection limit(std::int64_t most) const;
    [[nodiscard]] RecordSelection offset(std::int64_t skipped) const;

    // --- with the rows of another query, value by value in their order, under this one's names; as of typed queries ---
    [[nodiscard]] RecordSelection union_with(const RecordSelection& other) const;
    [[nodiscard]] RecordSelection union_all(const RecordSelection& other) const;
    [[nodiscard]] RecordSelection intersect(const RecordSelection& other) const;
    [[nodiscard]] RecordSelection except(const RecordSelection& other) const;

    [[nodiscard]] std::vector<RawRow> all() const;
    [[nodiscard]] std::optional<RawRow> first() const;
    /// NotFound when there is none, QueryError when there are more.
    [[nodiscard]] RawRow one() const;
    /// Of a set operation, as of typed queries.
    [[nodiscard]] Page<RawRow> page(std::size_t size, std::string_view cursor = {}) const;
    /// How many rows `all` would give; groups are read to be counted.
    [[nodiscard]] std::int64_t count() const;
    [[nodiscard]] bool exists() const;
    [[nodiscard]] typed::RowIterator<RawRow> begin() const;
    [[nodiscard]] typed::RowsEnd end() const { return {}; }
    [[nodiscard]] std::string to_sql() const;
    [[nodiscard]] std::string explain() const;

    // --- writes that give these values of the records: jobs.find(…).select({"name", "place.city"}).update_one({{"tries", 1}}) ---
    /// As of whole records, and so are the others. The values are fields, or what a path leads to inside one; others are
    /// refused (QueryError).
    std::optional<RawRow> update_one(Assignments values) const;
    std::optional<RawRow> update_one(Assignments values, Before) const;
    std::optional<RawRow> update_one(Assignments values, After) const;
    template <RecordUpdateType U, RecordUpdateType... Us>
    std::optional<RawRow> update_one(const U& first, const Us&... rest) const {
        return one_written(ir::Verb::update_one, joined_updates(first, rest...));
    }
    std::optional<RawRow> remove_one() const;
    std::optional<RawRow> replace_one(Assignments values) const;
    std::optional<RawRow> replace_one(Assignments values, Before) const;
    std::optional<RawRow> replace_one(Assignments values, After) const;
    /// To be followed by update(…) or remove(), which then give these values of all records that they write.
    [[nodiscard]] RecordSelectionReturning returning() const;

    // for queries around this one
    [[nodiscard]] const engine::Session& session() const { return session_; }
    [[nodiscard]] const model::Instance* instance() const { return instance_; }
    [[nodiscard]] const ir::Code& code() const { return code_; }
    [[nodiscard]] const std::vector<std::string>& names() const { return *names_; }

private:
    friend class RecordFrom;
    friend class RecordSelectionReturning;
    [[nodiscard]] std::vector<RawRow> rows_written(ir::Verb verb, const ir::Code& assignments) const;
    [[nodiscard]] std::optional<RawRow> one_written(ir::Verb verb, const ir::Code& assignments) const;
    [[nodiscard]] ir::Code assigned(Assignments values) const;
    [[nodiscard]] ir::Verb verb() const;
    [[nodiscard]] RecordSelection having_code(const ir::Code& condition) const;
    [[nodiscard]] RecordSelection ordered(std::string_view name, std::uint8_t flags) const;
    [[nodiscard]] RecordSelection number(ir::Op op, std::int64_t value) const;
    [[nodiscard]] RecordSelection combined(ir::SetOperation operation, const RecordSelection& other) const;
    /// A limit of its own stays.
    [[nodiscard]] std::vector<RawRow> at_most(std::int64_t most) const;
    [[nodiscard]] std::vector<model::OutputType> outputs() const;

    engine::Session session_;
    const model::Instance* instance_;
    ir::Code code_;
    std::shared_ptr<const std::vector<std::string>> names_;
};

/// A selection whose update or remove gives the rows: what selection.returning() makes.
class RecordSelectionReturning {
public:
    explicit RecordSelectionReturning(RecordSelection selection);
    std::vector<RawRow> update(Assignments values) const;
    template <RecordUpdateType U, RecordUpdateType... Us>
    std::vector<RawRow> update(const U& first, const Us&... rest) const {
        return selection_.rows_written(ir::Verb::update_rows, joined_updates(first, rest...));
    }
    std::vector<RawRow> remove() const;

private:
    RecordSelection selection_;
};

/// What `join` gives: `select` says what is wanted of both records.
class RecordJoin {
public:
    RecordJoin(engine::Session session, const model::Instance* instance, ir::Code code);
    /// select({"name", {"city", tenon::joined(field("name"))}})
    [[nodiscard]] RecordSelection select(std::vector<RecordOutput> outputs) const;

private:
    engine::Session session_;
    const model::Instance* instance_;
    ir::Code code_;
};

/// Behind a join: a value of the record beside.
[[nodiscard]] RecordExpression joined(const RecordExpression& value);

// --- queries of one selected value, or any, inside others: as of whole records ---
/// Is it among the values that the query selects?
[[nodiscard]] RecordExpression in(const RecordExpression& value, const RecordSelection& query);
[[nodiscard]] RecordExpression exists(const RecordSelection& query);
/// The value that the query selects, of its first row; empty when there is none.
[[nodiscard]] RecordExpression value_of(const RecordSelection& query);

/// What `from` gives: a query on the rows of another.
class RecordFrom {
public:
    explicit RecordFrom(const RecordSelection& query);
    /// Of the rows of one that `named` puts before it.
    static RecordFrom of_named(const RecordSelection& query);

    [[nodiscard]] RecordFrom where(const RecordExpression& condition) const;
    [[nodiscard]] RecordFrom group_by(std::string name) const;
    [[nodiscard]] RecordFrom order_by(std::string name) const;
    [[nodiscard]] RecordFrom order_by_descending(std::string name) const;
    /// Values of those rows, as of a model's records.
    [[nodiscard]] RecordSelection select(std::vector<RecordOutput> outputs) const;
    /// The rows themselves, with what can be done with values that are selected.
    [[nodiscard]] RecordSelection rows() const;
    [[nodiscard]] RecordSelection limit(std::int64_t most) const;
    [[nodiscard]] std::vector<RawRow> all() const;
    [[nodiscard]] std::optional<RawRow> first() const;
    [[nodiscard]] RawRow one() const;
    [[nodiscard]] std::int64_t count() const;
    [[nodiscard]] bool exists() const;

private:
    friend RecordFrom named(const RecordSelection& query, const RecordFrom& made);
    [[nodiscard]] RecordFrom with(const RecordExpression& expression, ir::Op clause, std::uint8_t flags = 0) const;

    RecordSelection rows_;
};

/// The rows of a query that selects values, as what another query is on, by the values' names; as of typed queries.
[[nodiscard]] RecordFrom from(const RecordSelection& query);

/// The query before what was made of its rows, which name it.
[[nodiscard]] RecordSelection named(const RecordSelection& query, const RecordSelection& made);
[[nodiscard]] RecordFrom named(const RecordSelection& query, const RecordFrom& made);
/// What `make` makes of the rows of a query, which is named in the statement and found once: as of typed queries.
template <class Selection, class Make>
    requires std::is_same_v<Selection, RecordSelection>
[[nodiscard]] auto with(const Selection& query, Make make) {
    return named(query, make(RecordFrom::of_named(query)));
}

}  // namespace tenon
