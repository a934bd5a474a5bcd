#pragma once
// Template: a BSON document as plain data, whose leaves are constants or slots. Made once by the compiler; each run
// fills the slots with its values.

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tenon/base_type.hpp>
#include <tenon/schema.hpp>
#include <tenon/value.hpp>

namespace tenon::bson {

/// What a slot becomes.
enum class Form : std::uint8_t {
    as_is,             ///< its value in storage form (storage.hpp)
    comparable,        ///< a nested value in the form that nested.hpp gives both sides of a comparison
    json_equals,       ///< Json: the condition that `members[0]`, an expression, equals it, whatever the order of keys
    list,              ///< an array of its values, each in storage form, without the empties
    next_prefix,       ///< text: the smallest text above all that start with it; left out when there is none
    contains_pattern,  ///< text: a regular expression that is this text, every character for itself
    suffix_pattern,    ///< the same at the end
    like_pattern,      ///< text with % and _ as a regular expression
    ilike_pattern,     ///< the same, ASCII letters in either case
    iequals_pattern,   ///< the whole text, ASCII letters in either case
    icontains_pattern,
    regex_pattern,  ///< a pattern of the common subset, in PCRE's syntax
    round_up,       ///< timestamp: to milliseconds upwards; real: to an int64 upwards
    round_down,
    bits,              ///< integer: a mask of 64 bits, as the $bits… operators take it
    number,            ///< a number of any kind as it is: MongoDB compares all kinds by value and exactly
    exact,             ///< timestamp: CastError when it is finer than milliseconds; real: as an int64
    within_declared,   ///< decimal: CastError when it has more digits than the declared type
    row_count,         ///< a number of rows, QueryError when negative
    limit,             ///< the same, at least 1, because 0 means "no limit" to MongoDB: see `false_if_zero`
    false_if_zero,     ///< false when it is 0, else left out
    nothing_if_given,  ///< an empty array unless it is empty, which leaves it out
    nothing_if_empty,  ///< an empty array when it is empty, else left out
    unset_if_empty     ///< "" when it is empty, else left out
};

std::string_view name_of(Form form) noexcept;

struct Slot {
    std::uint16_t number = 0;
    Form form = Form::as_is;
    bool omit_empty = false;                 ///< left out of its document when the value is empty
    BaseType type = BaseType::none;          ///< of the value, or of a list's elements
    const schema::Type* declared = nullptr;  ///< the same with what belongs to it; owned by the model
    bool folded = false;                     ///< text: case_folded (value/case_fold.hpp) before it takes its form
};

struct Member;

/// A document, array, constant or slot. A constant is never a Document or Array: these are nodes of their own.
/// Dates and times of day are text in MongoDB; the BSON type of everything else follows from the value's kind.
class Template {
public:
    enum class Kind : std::uint8_t { document, array, constant, slot };

    Template() = default;  ///< the constant null
    Kind kind = Kind::constant;
    bool int32 = false;            ///< constant integer: stored in 32 bits
    bool omit_when_empty = false;  ///< document, array: left out of its parent when filling leaves it no member
    Value value;                   ///< constant
    Slot slot;
    std::vector<Member> members;  ///< document, array (names are empty); json_equals: the expression it looks at

    [[nodiscard]] bool is_document() const noexcept { return kind == Kind::document; }
    [[nodiscard]] bool is_slot() const noexcept { return kind == Kind::slot; }
    /// The member of that name, or nullptr.
    [[nodiscard]] const Template* find(std::string_view name) const noexcept;
    void add(std::string name, Template node);
    void add(Template node);

    friend bool operator==(const Template&, const Template&);
};

struct Member {
    std::string name;
    Template node;

    friend bool operator==(const Member&, const Member&) = default;
};

Template document();
Template document(std::string name, Template node);
Template document(std::initializer_list<Member> members);
Template array(std::initializer_list<Template> elements = {});
Template array(std::vector<Template> elements);
Template text(std::string value);
/// A small number that belongs to the command itself, {$limit: 1}.
Template number(std::int32_t value);
Template boolean(bool value);
Template null();
/// A scalar in storage form: dates and times become text. Documents and arrays become nodes.
Template constant(const Value& value);
Template slot(Slot slot);
/// {$literal: node}: the node is a value, whatever it looks like.
Template literal(Template node);

/// The lowest byte first.
Template bit_mask(const Value& integer);

/// The finished document: every slot replaced by its value's form. Throws CastError for a value that doesn't fit its
/// slot, QueryError for a pattern that means nothing.
Template fill(const Template& node, std::span<const Value> values);

/// A filled template as a Value: int32 and int64 become the same integer. Throws QueryError when a slot is left.
Value to_value(const Template& filled);

}  // namespace tenon::bson
