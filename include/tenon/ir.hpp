#pragma once
// The IR as it leaves the surface: one flat list of nodes in postfix order, plus the values, in the order in which
// the nodes name them. A typed query's list is constexpr data, a run-time query's is a vector: from here on they are
// the same. src/ir/statement.hpp has the tree that compilers read; src/query/decode.cpp makes it from this list.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <tenon/base_type.hpp>
#include <tenon/value.hpp>

namespace tenon::ir {

/// What a node does. In brackets: how many operands it takes from the stack, and what `a`, `b`, `flag` mean.
enum class Op : std::uint8_t {
    // leaves
    field,     ///< [0] a: the member's index in the scope's model or element structure; flag: scopes outwards (0, 1…)
    named,     ///< [0] b: index into `names`: a path "address.city", resolved against the model; flag as above
    element,   ///< [0] the element that an `any`, `all`, `none` looks at; flag as above
    param,     ///< [0] the next value; a: its BaseType (none: cast to what it meets); flag: ParamFlag bits
    list,      ///< [0] the next value, a list (of an `in`); a: BaseType of its elements; flag: ParamFlag bits
    constant,  ///< [0] flag: ConstantKind; value: an integer
    // paths
    member,       ///< [1] a: the member's index in the operand's structure, or b: index into `names` + 1 of a path
    map_at,       ///< [2] map, key: what the map holds there; empty when it has no such key
    alternative,  ///< [1] a: which of the operand's variant, or b as above; what that holds, empty while it holds another
    // logic; a missing `when` condition counts as true
    and_,  ///< [a]
    or_,   ///< [a]
    not_,  ///< [1]
    when,  ///< [1] one variant bit: is it present? flag 1: absent (a run-time list, which knows it already)
    // comparison
    eq,
    ne,
    lt,
    le,
    gt,
    ge,        ///< [2]
    between,   ///< [3] value, low, high; both ends belong to it
    in,        ///< [2] value, list
    bits,      ///< [2] integer, mask; a: a BitTest
    is_empty,  ///< [1]
    // arithmetic
    add,
    sub,
    mul,
    div,
    mod,     ///< [2]
    negate,  ///< [1]
    // text
    contains,
    starts_with,
    ends_with,
    like,
    ilike,
    iequals,
    icontains,
    regex,  ///< [2] text, pattern
    lower,
    upper,
    length,  ///< [1]
    concat,  ///< [2]
    // Json
    json_at,  ///< [1 + a] a Json, what leads to the part: keys are text, numbers of elements int64; flag: a JsonPart;
              ///< empty where there is none
    // choices
    case_,     ///< [a] condition, value, condition, value, …, and the value when none holds
    coalesce,  ///< [a] the first that is not empty
    cast,      ///< [1] flag: the BaseType; only what is exact on every database
    // functions of numbers
    abs,
    floor,
    ceil,   ///< [1]
    round,  ///< [1] a: digits behind the point; half to even
    // functions of text; places count code points, from 0
    trim,       ///< [1] without ASCII white space at both ends
    substring,  ///< [3] text, from, how many
    replace,    ///< [3] text, what, by
    position,   ///< [2] text, part; empty when it isn't there
    // functions of times; a: a TimeUnit
    time_part,
    time_truncate,    ///< [1]
    time_add,         ///< [2] time, how many
    time_difference,  ///< [2] whole units from the second to the first
    // arrays
    array_contains,      ///< [2] array, element
    array_contains_all,  ///< [2] array, list
    array_any,
    array_all,
    array_none,  ///< [2] array, condition on its elements
    array_size,  ///< [1]
    // what an update makes of an old value, and nothing else does
    or_zero,       ///< [1] a number, 0 when it is empty
    least,         ///< [2] the smaller one; the other when one is empty
    greatest,      ///< [2]
    map_rename,    ///< [3] map, key, the key that its value gets instead; nothing where there is no such key
    array_push,    ///< [2] array, elements behind its own; a 1: [3] and the position, in front of which they go
    array_sort,    ///< [1 + a] array, sort keys of its elements
    array_slice,   ///< [2] array, how many of its first elements stay; negative: of its last
    array_pop,     ///< [1] all but the last element; flag 1: but the first
    array_keep,    ///< [2] array, condition on the elements that stay
    array_add,     ///< [2] array, the element that it gets unless it has an equal one
    array_change,  ///< [2 + 2a] array, condition on its elements, then place and value of each change to these
    // relations; a: the relation's member index in the scope's model, or b: index into `names` + 1 of its name. Where an
    // array_any, array_all or array_none has a `named` that is a relation, it is one of these
    related_any,
    related_all,
    related_none,   ///< [1] condition on the related row
    related_count,  ///< [1] condition on the related row
    related_value,  ///< [1] a value of the row that a reference leads to; empty when it leads to none
    // queries inside a query: what stands between query_begin and one of the others is a query of its own, on the model
    // that fragment_text nodes before it name. Its fields are its own model's.
    query_begin,     ///< none is taken or put
    query_values,    ///< [0] the values of its one output, the right side of an in_query
    query_exists,    ///< [0] does it give any row?
    query_value,     ///< [0] the one output of its first row; empty when there is none
    query_combined,  ///< none is taken or put: joined to the query before it; flag: a SetOperation
    query_joined,  ///< none is taken or put: its rows stand beside those of the query before it, to which a relation leads;
                   ///< flag: JoinFlag bits; a: the relation's member index
    in_query,      ///< [2] value, query_values; empties that the query gives are ignored
    // aggregates
    count_rows,  ///< [0]
    count,
    count_distinct,
    sum,
    avg,
    min,
    max,  ///< [1]
    first,
    last,
    push,       ///< [a] value, then the order_keys of the rows that it is taken from
    order_key,  ///< [1] a key of what is sorted, in an aggregate, a window or array_sort; flag: OrderFlag bits
    // window functions, over the rows beside this one
    row_number,
    rank,
    dense_rank,
    lag,
    lead,  ///< only named by an `over`
    over,  ///< [a] the operand of the function, if it has one, what partitions the rows, order_keys; flag: the function, an
           ///< Op: one of these or an aggregate; value: how many rows off (lag, lead)
    depth,          ///< [0] of a row that `descend` found: how many steps from where it began
    result_column,  ///< [0] a: an output's number, of queries that are joined by query_combined
    joined,         ///< [1] a value of the row that a query_joined put beside
    // the user's own SQL, an expression that nothing is known of but its type
    fragment_text,  ///< none is taken or put: up to 8 characters of the next fragment's text, or query's model; flag: how many;
                    ///< value: the characters, the first in the lowest byte
    fragment,  ///< [a] what stands for each `?` of the text; flag: its BaseType
    // only in the normal form that src/query/normal_form.cpp makes
    same,      ///< [2] equal, or both empty (IS, <=>, IS NOT DISTINCT FROM)
    not_same,  ///< [2]
    // clauses: each takes its operands from the stack and adds to the statement
    where,        ///< [1] joined by `and` to what is there
    order_by,     ///< [1] flag: OrderFlag bits
    limit,        ///< [1]
    offset,       ///< [1]
    distinct,     ///< [0]
    output,       ///< [1] b: index into `names` + 1, or 0: the alias
    group_by,     ///< [1]
    having,       ///< [1]
    per_parent,   ///< [1] a: a field's member index: limit and offset count for each of its values
    assign,       ///< [2] target path, value
    with_hidden,  ///< [0] whole rows have their hidden fields too
    leave_out,    ///< [0] a: the index of a field that whole rows are read without
    distinct_on,  ///< [1] of the rows that are equal in these, the first in the query's order
    descend,  ///< [1] a: the member that refers to the row above; the operand: how many steps at most, or empty. The
    ///< conditions before it find where it begins, those behind it are on what it finds; flag 1: up, not down;
    ///< flag 2: a: the relation to rows that link them, b: the member of those that refers to the ones further on
    rows_of,  ///< [0] the clauses so far are a query, and those behind it are on its rows; the text before it: the names
              ///< of its outputs, divided by U+0000; flag 1: they begin at a named_rows, and value tells it
    named_rows,    ///< [0] the clauses behind it are on the rows of the query that a rows_of before gave this value
    for_update,    ///< [0] the rows found are locked until the transaction ends; flag: a LockWait
    for_share,     ///< [0] the same, and others may lock them so too
    hint,          ///< [0] the text before it names the index that rows are found by
    with_deleted,  ///< [0] rows that were removed softly are among the query's
    only_deleted,  ///< [0] they alone are
    purge,         ///< [0] a remove takes the rows out of the table, whatever the model says
};

/// Bits of `flag` on param and list nodes; the variant bits that each stands for are in the order of the nodes.
enum ParamFlag : std::uint8_t {
    may_be_empty = 1,   ///< one variant bit: it is empty (for a list: one of its values is)
    meets_integer = 2,  ///< a real compared with an integer; two variant bits: 0 a whole number in int64's range,
                        ///< 1 not whole (in range), 2 above the range, 3 below it
};
// A list takes three further bits: its size class 0, 1, 2, 4, 8, array (numbered 0 to 5), after its empties are
// taken out. Its values are padded by repeating the last. A list with meets_integer takes no bits for that: reals that
// are no int64 are taken out with the empties, and the others are bound as int64; where its values' type is open, they
// are counted all the same. A `when` takes one bit: present.

enum class ConstantKind : std::uint8_t { empty, boolean, integer };

enum OrderFlag : std::uint8_t { descending = 1, empties_first = 2, empties_last = 4 };

/// What is asked of an integer's bits, of those that a mask has.
enum class BitTest : std::uint8_t { all_set, any_set, all_clear, any_clear };

/// What is asked of a part of a Json: what it is, or its value when it is that.
enum class JsonPart : std::uint8_t { type, text, int64, real, boolean };

/// How rows stand beside each other.
enum JoinFlag : std::uint8_t {
    keeps_unmatched = 1,  ///< a row that the relation leads from to none stands beside empties
    reversed_join = 2     ///< the relation is the joined model's, and leads to the query before it
};

/// What is made of the rows of two queries; all but union_all give each row once.
enum class SetOperation : std::uint8_t { union_, union_all, intersect, except };

/// Of a model with soft_delete: the rows that were removed softly are no rows of a query, or are, or they alone are.
enum class Deleted : std::uint8_t { left_out, included, only };

/// What a statement does about a row that another transaction has locked: it waits, leaves the row out, or fails.
enum class LockWait : std::uint8_t { waits, skips, fails };

struct Node {
    Op op{};
    std::uint8_t flag = 0;
    std::uint16_t a = 0;
    std::uint32_t b = 0;
    std::int64_t value = 0;

    friend constexpr bool operator==(const Node&, const Node&) = default;
};

/// What is done with a query, its last word.
enum class Verb : std::uint8_t {
    all,
    first,
    last,  ///< the first of the order reversed
    one,
    count,
    total,     ///< the count without limit and offset
    estimate,  ///< the count as the database keeps it, of all rows; exact where it keeps none
    exists,
    aggregate,
    update,
    remove,
    update_rows,  ///< an update that gives the rows, as they are then
    update_one,   ///< the same of the first row alone
    remove_rows,  ///< a remove that gives the rows, as they were
    remove_one    ///< the same of the first row alone
};

constexpr bool updates(Verb verb) noexcept {
    return verb == Verb::update || verb == Verb::update_rows || verb == Verb::update_one;
}
constexpr bool removes(Verb verb) noexcept {
    return verb == Verb::remove || verb == Verb::remove_rows || verb == Verb::remove_one;
}
constexpr bool writes_one(Verb verb) noexcept { return verb == Verb::update_one || verb == Verb::remove_one; }
constexpr bool gives_written_rows(Verb verb) noexcept { return verb > Verb::remove; }

std::string_view name_of(Op op) noexcept;
std::string_view name_of(Verb verb) noexcept;
std::string_view name_of(BitTest test) noexcept;
std::string_view name_of(JsonPart part) noexcept;

/// A query or expression made at run time, or a typed one without its type. Owns its values.
struct Code {
    std::vector<Node> nodes;
    std::vector<std::string> names;
    std::vector<Value> values;

    // Not inline: what a user's program compiles again and again.
    Code();
    Code(std::vector<Node> nodes, std::vector<std::string> names, std::vector<Value> values);
    Code(const Code&);
    Code(Code&&) noexcept;
    Code& operator=(const Code&);
    Code& operator=(Code&&) noexcept;
    ~Code();

    void add(const Node& node);
    void add(Value value);
    /// Appends another's nodes, names and values; `b` of its nodes is moved behind the names that are here.
    void append(const Code& other);
};

}  // namespace tenon::ir
