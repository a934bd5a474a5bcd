#pragma once
// The IR as compilers and the evaluator read it: plain trees, made from tenon::ir::Node lists by query/decode.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <tenon/ir.hpp>

namespace tenon::schema {
struct Field;
struct Model;
struct Relation;
struct Type;
}  // namespace tenon::schema

namespace tenon::ir {

struct Select;

/// An expression. Which members mean something depends on `op`; `type`, `nullable`, `declared` are set by
/// query/resolve, and unset before it.
struct Expr {
    Op op{};
    std::vector<Expr> args;
    /// field: indexes. Resolved: first into the scope's Model::fields (or, inside array_any and its kin, into the
    /// element structure's members), then into the members of nested structures. map_at, alternative: into the members of
    /// what is there.
    std::vector<std::uint16_t> path;
    bool by_member = false;  ///< field, element: `path` holds struct members' indexes, until it is resolved
    bool folded = false;     ///< in the normal form. field: its folded column; param: it is folded before it is sent
    const schema::Field* field = nullptr;  ///< field: what path[0] names; set by query/resolve. param: where it goes
    /// named, related_…, alternative: the path, relation or alternative as written, until it is resolved; fragment: its text
    std::string name;
    std::string way;         ///< map_at, alternative: the path inside as written, until it is resolved
    std::uint8_t scope = 0;  ///< field, element: 0 is the innermost `array_…`/`related_…` condition, or the model
    std::uint16_t slot = 0;  ///< param, list: which value
    std::uint8_t flags = 0;  ///< param, list: ParamFlag bits; sort_key: OrderFlag bits; array_pop: as written
    std::uint16_t detail =
        0;  ///< round: digits; time_…: the TimeUnit; bits: the BitTest; json_at: the JsonPart; alternative: which
    Value literal;                               ///< constant
    const schema::Relation* relation = nullptr;  ///< related_…
    std::uint16_t relation_member = 0;           ///< related_…, until it is resolved

    std::vector<Select> query;  ///< query_values, query_exists, query_value: one

    // What the variant says of this value (see ParamFlag): known before compiling.
    bool known_empty = false;     ///< param: it is empty; list: an empty is among its values
    std::uint8_t size_class = 0;  ///< list: 0 to 5
    std::uint8_t real_state = 0;  ///< param with meets_integer: 0 to 3

    BaseType type = BaseType::none;
    bool nullable = false;
    const schema::Type* declared = nullptr;  ///< field, element, and params compared with one: its declared type
};

enum class Empties : std::uint8_t { as_declared, first, last };  // as_declared: first ascending, last descending

struct Order {
    Expr by;
    bool descending = false;
    Empties empties = Empties::as_declared;
};

struct Output {
    Expr expr;
    std::string alias;
};

/// The rows that a condition finds, and all below them, or above: a row is below the one that its reference names. Or all that
/// rows of another model link to them.
struct Tree {
    Expr start;
    std::optional<Expr> others;   ///< in the normal form: the complement of `start`
    std::uint16_t reference = 0;  ///< the field that names the key of the row above
    std::optional<Expr> levels;   ///< how many steps at most
    bool up = false;
    std::optional<Expr> among;                 ///< only such rows are found, and stepped through
    std::optional<Expr> among_links;           ///< only such links are gone along
    const schema::Model* links = nullptr;      ///< nullptr: the rows refer to each other by `reference`
    std::uint16_t link_from = 0, link_to = 0;  ///< fields of the links: the keys that a step leads from and to

    /// May a row be reached by several ways?
    [[nodiscard]] bool has_many_ways() const noexcept { return up || links != nullptr; }
};

/// Rows of two queries beside each other. What is said of the second, its limit too, is said for each row of the first.
struct Join {
    std::vector<Select> sides;               ///< two, of whole rows
    std::vector<std::uint16_t> here, there;  ///< the fields that are equal, of the first and the second
    bool keeps_unmatched = false;            ///< a row of the first alone has empties beside it
};

struct Named;

/// Rows stay as they are until the transaction ends.
struct RowLock {
    bool shared = false;  ///< others may lock them so too
    LockWait wait{};
};

struct Select {
    enum class Kind : std::uint8_t {
        rows,       ///< the rows
        count,      ///< one integer: how many rows `rows` would give
        exists,     ///< one boolean: would `rows` give any?
        aggregate,  ///< the outputs (aggregates) over all rows, or one row a group
    };
    Kind kind = Kind::rows;
    bool estimated = false;  ///< of a count: what the database keeps will do
    const schema::Model* model = nullptr;
    std::optional<Expr> where, having, limit, offset;
    std::vector<Expr> group;
    std::vector<Order> order;
    std::vector<Output> outputs;  ///< none: every field of the model, in their order
    bool distinct = false;
    bool is_whole = false;     ///< the outputs are the model's fields but those left out: rows become objects
    bool with_hidden = false;  ///< without outputs: hidden fields too (made into outputs before a backend sees it)
    std::vector<std::uint16_t> left_out;         ///< without outputs: fields that aren't among them (likewise)
    std::vector<Expr> distinct_on;               ///< of the rows that are equal in these, the first in the order
    std::optional<Tree> tree;                    ///< rows are those of this, and `where` is on what it finds
    std::vector<Select> combined;                ///< none, or two and more: rows are what the operation makes of theirs
    SetOperation operation{};                    ///< of `combined`, from left to right; the outputs are their columns
    std::vector<Select> source;                  ///< none, or one: rows are those that it gives
    std::shared_ptr<schema::Model> source_rows;  ///< what they are: `model` is this
    std::optional<Join> join;  ///< rows are these, the second's fields behind the first's, whose model it is
    std::vector<std::shared_ptr<Named>> with;  ///< queries that those inside are on the rows of
    std::shared_ptr<const Named> named;        ///< rows are those of this one, whose `rows` the model is
    std::optional<std::uint16_t> per_parent;   ///< field index: limit and offset count for each of its values
    std::optional<RowLock> lock;               ///< of the rows found, which are the model's own
    std::string hint;                          ///< the name of the index that they are found by; empty: any, or none
    Deleted deleted{};                         ///< of the rows that were removed softly (query/soft_delete)
};

/// A query that others name.
struct Named {
    Select query;
    std::shared_ptr<schema::Model> rows;  ///< what it gives: its table is the name
};

struct Conflict {
    std::vector<std::uint16_t> target;  ///< the fields of the key or unique index that may collide; none: any of them
    std::vector<std::uint16_t> update;  ///< fields then set to the new row's values; none: the old row stays as it is
    std::optional<std::uint16_t> counts{};  ///< a field of the old row that an update adds 1 to
    std::optional<Expr> where{};            ///< on the old row: it stays as it is when this doesn't hold
    std::optional<std::uint16_t> kept{};    ///< with no `update`: set to what it is, so that the old row is given back
};

struct Insert {
    const schema::Model* model = nullptr;
    std::vector<std::uint16_t> fields;  ///< slot i is the value of fields[i]; a key left out is assigned
    std::optional<Conflict> conflict;
    std::vector<std::uint16_t> returning;  ///< fields to give back, as a row
};

struct Assignment {
    std::vector<std::uint16_t> path;  ///< as a resolved Expr::path: field indexes
    Expr value;
    bool folded = false;  ///< in the normal form: to the folded column of the field
};

/// Which of the rows that fulfil its condition a write is about, and what it gives of them.
struct Reach {
    bool only_first = false;                 ///< in this order, or any one row without an order
    std::vector<Order> order{};              ///< only with only_first
    std::vector<std::uint16_t> returning{};  ///< fields to give back, a row for each row written
    /// Of a query that selects: the paths of what is taken out of these fields, once they are read.
    std::vector<std::vector<std::uint16_t>> selected{};
};

struct Update {
    const schema::Model* model = nullptr;
    std::optional<Expr> where;  ///< none: everything
    std::vector<Assignment> assignments;
    Reach reach{};  ///< rows are given as they are after the update
    Deleted deleted{};
};

struct Delete {
    const schema::Model* model = nullptr;
    std::optional<Expr> where;
    Reach reach{};
    Deleted deleted{};
    bool purges = false;  ///< rows of a model with soft_delete too are taken out of the table
};

using Statement = std::variant<Select, Insert, Update, Delete>;

}  // namespace tenon::ir
