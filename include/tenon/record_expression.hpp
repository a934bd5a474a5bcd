#pragma once
// Types, conditions and values of run-time fields.

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/execution.hpp>
#include <tenon/typed/expression.hpp>

namespace tenon {

/// What a field of a run-time model is made of.
namespace types {

/// A type without further details: a schema::Type wherever one is wanted.
struct Simple {
    BaseType base;
    operator schema::Type() const;  // NOLINT: it is one
};
inline constexpr Simple boolean{BaseType::boolean};
inline constexpr Simple int8{BaseType::int8};
inline constexpr Simple int16{BaseType::int16};
inline constexpr Simple int32{BaseType::int32};
inline constexpr Simple int64{BaseType::int64};
inline constexpr Simple uint8{BaseType::uint8};
inline constexpr Simple uint16{BaseType::uint16};
inline constexpr Simple uint32{BaseType::uint32};
inline constexpr Simple uint64{BaseType::uint64};
inline constexpr Simple float32{BaseType::float32};
inline constexpr Simple real{BaseType::float64};
inline constexpr Simple text{BaseType::text};
inline constexpr Simple bytes{BaseType::bytes};
inline constexpr Simple timestamp{BaseType::timestamp};
inline constexpr Simple date{BaseType::date};
inline constexpr Simple time{BaseType::time};
inline constexpr Simple uuid{BaseType::uuid};
inline constexpr Simple object_id{BaseType::object_id};
inline constexpr Simple json{BaseType::json};
/// Exact: at most so many digits, so many of them after the point.
schema::Type decimal(std::uint16_t digits, std::uint16_t scale);
/// A list of one type; of so many elements when a size is given, as a std::array has them.
schema::Type array(schema::Type element, std::uint32_t size = 0);
/// One of these texts.
schema::Type enumeration(std::initializer_list<const char*> labels);
/// The same, stored as numbers, and compared by them: enumeration({{"low", 1}, {"high", 2}}). Records have the labels;
/// conditions and writes take labels or numbers.
schema::Type enumeration(std::initializer_list<std::pair<const char*, std::int64_t>> labels);

}  // namespace types

struct IndexKey;
struct RecordOutput;
struct RecordWindowPart;
class RecordSelection;
class RecordUpdate;
class RecordElements;
class RecordInclude;
class RecordExpression;

/// Of a relation: what include() is to load; all of record_include.hpp.
template <class Relation>
class RelationClauses {
public:
    [[nodiscard]] RecordInclude order_by(std::string path) const;
    [[nodiscard]] RecordInclude order_by(const RecordExpression& value) const;
    [[nodiscard]] RecordInclude order_by_descending(std::string path) const;
    [[nodiscard]] RecordInclude order_by_descending(const RecordExpression& value) const;
    [[nodiscard]] RecordInclude limit(std::int64_t most) const;
    [[nodiscard]] RecordInclude with_deleted() const;
    [[nodiscard]] RecordInclude include(const RecordInclude& inner) const;
};

/// A condition or value on run-time fields: tenon::field("age") >= 18 && tenon::field("name").starts_with("A").
class RecordExpression : public RelationClauses<RecordExpression> {
public:
    explicit RecordExpression(ir::Code code);
    [[nodiscard]] const ir::Code& code() const noexcept { return code_; }

    [[nodiscard]] RecordExpression is_empty() const;
    [[nodiscard]] RecordExpression has_value() const;
    /// Both ends belong to it.
    [[nodiscard]] RecordExpression between(Value low, Value high) const;
    /// In an index, or the order of a window: descending.
    [[nodiscard]] IndexKey desc() const;
    [[nodiscard]] RecordExpression in(std::vector<Value> values) const;
    // --- bits of whole numbers, as of typed models ---
    [[nodiscard]] RecordExpression bits_all_set(Value mask) const;
    [[nodiscard]] RecordExpression bits_all_set(const RecordExpression& mask) const;
    [[nodiscard]] RecordExpression bits_any_set(Value mask) const;
    [[nodiscard]] RecordExpression bits_any_set(const RecordExpression& mask) const;
    [[nodiscard]] RecordExpression bits_all_clear(Value mask) const;
    [[nodiscard]] RecordExpression bits_all_clear(const RecordExpression& mask) const;
    [[nodiscard]] RecordExpression bits_any_clear(Value mask) const;
    [[nodiscard]] RecordExpression bits_any_clear(const RecordExpression& mask) const;

    [[nodiscard]] RecordExpression starts_with(std::string text) const;
    [[nodiscard]] RecordExpression ends_with(std::string text) const;
    [[nodiscard]] RecordExpression contains(std::string text) const;
    [[nodiscard]] RecordExpression like(std::string pattern) const;
    /// A regular expression of the common subset, as of typed models.
    [[nodiscard]] RecordExpression matches(std::string pattern) const;
    [[nodiscard]] RecordExpression matches(const Pattern& pattern) const;
    // ASCII letters are one in either case; all of Unicode's for a field that is `folded`.
    [[nodiscard]] RecordExpression iequals(std::string text) const;
    [[nodiscard]] RecordExpression icontains(std::string text) const;
    [[nodiscard]] RecordExpression ilike(std::string pattern) const;
    /// What a map holds at this key, which is text as it is: no path. Empty when it has none.
    [[nodiscard]] RecordExpression at(std::string key) const;
    /// Of the structure there, the member that this path of names leads to.
    [[nodiscard]] RecordExpression at(std::string key, std::string path) const;
    [[nodiscard]] RecordExpression contains_key(std::string key) const;
    /// What a variant holds as this alternative, or a member of that; empty while it holds another.
    [[nodiscard]] RecordExpression as(std::string alternative, std::string path = {}) const;
    [[nodiscard]] RecordExpression holds(std::string alternative) const;
    // --- inside a Json, as of typed models: texts are keys of objects, whole numbers lead to elements of arrays, counted
    // from 0, and no step leads to the whole: field("data").text_at({"tags", 0}). Other values are QueryErrors ---
    [[nodiscard]] RecordExpression text_at(std::vector<Value> steps) const;
    [[nodiscard]] RecordExpression int64_at(std::vector<Value> steps) const;
    [[nodiscard]] RecordExpression double_at(std::vector<Value> steps) const;
    [[nodiscard]] RecordExpression bool_at(std::vector<Value> steps) const;
    [[nodiscard]] RecordExpression json_type(std::vector<Value> steps = {}) const;
    /// Is anything there, be it JSON's null?
    [[nodiscard]] RecordExpression has(std::vector<Value> steps) const;
    /// How many elements an array has, or entries a map.
    [[nodiscard]] RecordExpression size() const;
    [[nodiscard]] RecordExpression contains_all(std::vector<Value> values) const;
    [[nodiscard]] RecordExpression contains_element(Value value) const;
    [[nodiscard]] RecordExpression overlaps(std::vector<Value> values) const;
    [[nodiscard]] RecordExpression contained_in(std::vector<Value> values) const;

    // --- of an array, a relation or a reference: conditions on its elements, or on the related records, whose fields are named
    // inside: field("posts").any(field("title") == "Notes"), field("author").any(field("name") == "Ada"); as of typed models ---
    [[nodiscard]] RecordExpression any() const;
    [[nodiscard]] RecordExpression any(const RecordExpression& condition) const;
    [[nodiscard]] RecordExpression all(const RecordExpression& condition) const;
    [[nodiscard]] RecordExpression none() const;
    [[nodiscard]] RecordExpression none(const RecordExpression& condition) const;
    /// How many related records are there, or fulfil it? An array has size().
    [[nodiscard]] RecordExpression count() const;
    [[nodiscard]] RecordExpression count(const RecordExpression& condition) const;

    [[nodiscard]] RecordExpression lower() const;
    [[nodiscard]] RecordExpression upper() const;
    [[nodiscard]] RecordExpression trim() const;
    [[nodiscard]] RecordExpression length() const;
    [[nodiscard]] RecordExpression concat(std::string text) const;
    [[nodiscard]] RecordExpression concat(const RecordExpression& text) const;
    [[nodiscard]] RecordExpression substring(std::int64_t from, std::int64_t count) const;
    [[nodiscard]] RecordExpression replace(std::string what, std::string by) const;
    [[nodiscard]] RecordExpression position(std::string part) const;

    /// Of an aggregate or window function: over these rows beside each, as of typed models; all of record_windows.hpp.
    [[nodiscard]] RecordExpression over() const;
    [[nodiscard]] RecordExpression over(const RecordWindowPart& part) const;
    [[nodiscard]] RecordExpression over(const RecordWindowPart& partition, const RecordWindowPart& order) const;

    // --- what an update does to the field where it is stored, as of typed models; all of record_updates.hpp ---
    [[nodiscard]] RecordUpdate set(Value value) const;
    [[nodiscard]] RecordUpdate set(const RecordExpression& value) const;
    [[nodiscard]] RecordUpdate unset() const;
    [[nodiscard]] RecordUpdate inc(Value by = 1) const;
    [[nodiscard]] RecordUpdate mul(Value by) const;
    [[nodiscard]] RecordUpdate min(Value value) const;
    [[nodiscard]] RecordUpdate max(Value value) const;
    /// Of a map: the value of this key gets the other key.
    [[nodiscard]] RecordUpdate rename(std::string from, std::string to) const;
    [[nodiscard]] RecordUpdate push(Value value) const;
    [[nodiscard]] RecordUpdate push_all(std::vector<Value> values) const;
    [[nodiscard]] RecordUpdate pop_front() const;
    [[nodiscard]] RecordUpdate pop_back() const;
    [[nodiscard]] RecordUpdate pull(Value value) const;
    [[nodiscard]] RecordUpdate pull_if(const RecordExpression& condition) const;
    [[nodiscard]] RecordUpdate add_to_set(Value value) const;
    /// Of a relation: what include() is to load.
    [[nodiscard]] RecordElements where(const RecordExpression& condition) const;
    [[nodiscard]] RecordElements each() const;

    /// An operation on it; `a` is what the operation's node says beside its operands.
    [[nodiscard]] RecordExpression unary(ir::Op op, std::uint16_t a = 0) const;
    [[nodiscard]] RecordExpression binary(ir::Op op, const RecordExpression& right, std::uint16_t a = 0) const;
    [[nodiscard]] RecordExpression binary(ir::Op op, Value right, std::uint16_t a = 0) const;

private:
    [[nodiscard]] RecordExpression json_part(ir::JsonPart part, std::vector<Value> steps) const;
    ir::Code code_;
};

/// A field by its name, or a path of names: "address.city". Unknown names are QueryErrors when the query runs.
[[nodiscard]] RecordExpression field(std::string path);

/// The element of an array that a condition, or a change to elements, speaks of, when it is a single value.
[[nodiscard]] RecordExpression this_element();

template <class U>
concept RecordUpdateType = std::is_same_v<std::remove_cvref_t<U>, RecordUpdate>;
template <class... Us>
[[nodiscard]] ir::Code joined_updates(const Us&... updates) {
    ir::Code code;
    (code.append(updates.code()), ...);
    return code;
}

}  // namespace tenon
