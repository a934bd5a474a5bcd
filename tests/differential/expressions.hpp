#pragma once
// Expressions by dice, over whatever scope they stand in.

#include <functional>
#include <vector>

#include "differential/catalog.hpp"
#include "differential/dice.hpp"
#include "query/types.hpp"

namespace tenon::oracle {

using query::Family;

/// How numbers of an expression are computed.
enum class Numbers : std::uint8_t { integer, real, decimal };

class Expressions {
public:
    Expressions(const Catalog& catalog, Dice& dice, std::string model);

    /// A condition; `depth` bounds how deep `and`, `or`, `not` and conditions on elements go.
    Term condition(int depth);
    /// One without `and`, `or`, `when` and conditions on elements: all of it is evaluated for every row.
    Term simple_condition();
    /// A comparison of arithmetic on numbers at the limits of int64: it may overflow.
    Term overflowing_condition();
    /// A value that can be sorted or grouped by; `groups`: no `Json`.
    Term sortable();
    /// A value of any type.
    Term output();
    Term number(Numbers kind, int depth);
    Numbers kind_of_number();
    Term text(int depth);
    /// A condition on the answer of another query; `depth` bounds how many stand inside each other.
    Term query_condition(int depth);
    /// The value of another query, of this place's type.
    Term query_value(const Place& like, int depth);
    Term aggregate();
    /// A value computed over the rows beside one.
    Term window();
    /// The values that a field may be set to: given ones, and computed ones of the same type.
    Term assigned(const Place& place);
    /// What an update may make of the value that is there, and may it of this place's?
    Term nested_update(const Place& place);
    [[nodiscard]] static bool has_nested_update(const Place& place);
    /// A value to be compared with this place, or an empty.
    Term value_for(const Place& place);

    /// The same dice, for another query.
    [[nodiscard]] Expressions elsewhere(const std::string& model);
    [[nodiscard]] const Place& pick(const std::function<bool(const Place&)>& wanted);
    [[nodiscard]] Term name(const Place& place) const;
    [[nodiscard]] bool has(const std::function<bool(const Place&)>& wanted) const;
    /// May what was made so far raise an error?
    [[nodiscard]] bool risky() const noexcept { return risky_; }

private:
    struct Scope {
        const std::vector<Place>* places;
        const schema::Model* model;  ///< nullptr: an array's element
    };
    struct Named {
        const Place* place;
        std::size_t scope;
    };

    [[nodiscard]] Named pick_anywhere(const std::function<bool(const Place&)>& wanted);
    [[nodiscard]] Term name(const Named& named) const;
    /// A value's flags: `may_be_empty` stands there by chance where it needn't.
    std::uint8_t maybe(bool empties = false);
    Value plain_value(const Place& place);
    static Value in_text(const Value& value);
    Term value_param(const Place& place, Value value);

    Term leaf();
    Term lookup();
    Term comparison();
    Term compare_numbers();
    Term between();
    Term membership();
    Term bits();
    Term emptiness();
    Term booleans();
    Term text_match();
    Term arrays();
    Term json_parts();
    Term contents();  ///< of a map or variant
    Term quantified(int depth);
    Term related(Op op, int depth);
    [[nodiscard]] std::vector<const schema::Relation*> references() const;
    /// Of the row that a reference leads to; `inside` makes what is wanted of it.
    Term related_value(const std::function<Term()>& inside);
    /// Is there such a row, in a place where every backend can look at it?
    [[nodiscard]] bool can_refer() const { return scopes_.size() == 1 && !references().empty(); }
    Term other_side(const Named& left);
    Term integer_leaf();
    /// An int64, whatever the fields are.
    Term whole_number();
    Term chosen_number(Numbers kind, int depth);
    Term chosen_text(int depth);
    Term cut_text(int depth);
    /// A day or instant, computed from a field.
    Term time(const Place** of = nullptr);
    Term number_of_time();
    Term number_leaf(Numbers kind);
    Term number_value(Numbers kind);
    [[nodiscard]] std::vector<const schema::Relation*> relations() const;
    /// A query without outputs; `found`: a place of it of the same type as `like`, when that is given.
    Question query(int depth, const Place* like, const Place** found);
    Term query_membership(int depth);
    Term array_update(const Place& place);
    Term pushed(const Place& place);
    /// On the elements of this array.
    Term element_condition(const Place& array);

    const Catalog& catalog_;
    Dice& dice_;
    std::vector<Scope> scopes_;
    bool risky_ = false;
    bool large_ = false;  ///< arithmetic may take numbers to the limits
};

}  // namespace tenon::oracle
