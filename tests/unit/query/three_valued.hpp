#pragma once
// What an SQL database makes of a normal form: comparisons with NULL are unknown, and unknown is not selected. Also
// checks the contract of the normal form. Shares nothing with the evaluator but equality and order of values.

#include <cmath>
#include <stdexcept>
#include <string>

#include "query/equality.hpp"
#include "query/evaluator.hpp"
#include "query/expression.hpp"
#include "query/words.hpp"
#include "value/utf8.hpp"

namespace tenon::test {

enum class Truth : std::uint8_t { no, unknown, yes };

class ThreeValued {
public:
    ThreeValued(const std::vector<Value>& row, std::span<const Value> values, const query::Rows& rows)
        : values_(values),
          rows_(rows) {
        frames_.push_back({row, nullptr});
    }

    Truth truth(const ir::Expr& e) {
        using ir::Op;
        switch (e.op) {
        case Op::and_:
        case Op::or_: return junction(e);
        case Op::not_: return negation(e);
        case Op::is_empty: demand(e.args[0].nullable, e); return of(value(e.args[0]).is_empty());
        case Op::same: return of(value(e.args[0]) == value(e.args[1]));
        case Op::not_same: return of(!(value(e.args[0]) == value(e.args[1])));
        case Op::in: return membership(e);
        case Op::array_contains:
        case Op::array_contains_all: return array_contains(e);
        case Op::array_any: return any_element(e);
        case Op::related_any: return of(related(e) > 0);
        case Op::field:
        case Op::element:
        case Op::param:
        case Op::constant: {
            const Value found = value(e);
            return found.is_empty() ? Truth::unknown : of(found.as_bool());
        }
        default: return query::is_text_match(e.op) ? text(e) : comparison(e);
        }
    }

private:
    struct Frame {
        query::Row row;
        const Value* element;
    };

    static Truth of(bool answer) { return answer ? Truth::yes : Truth::no; }

    static void demand(bool kept, const ir::Expr& e) {
        if (!kept) throw std::logic_error("no normal form: " + query::words(e));
    }

    Truth junction(const ir::Expr& e) {
        const bool is_and = e.op == ir::Op::and_;
        demand(e.args.size() >= 2, e);
        Truth all = is_and ? Truth::yes : Truth::no;
        for (const ir::Expr& operand : e.args) {
            demand(operand.op != e.op && operand.op != ir::Op::constant, e);
            const Truth one = truth(operand);
            all = is_and ? std::min(all, one) : std::max(all, one);
        }
        return all;
    }

    Truth negation(const ir::Expr& e) {
        using ir::Op;
        const Op below = e.args[0].op;
        demand(below == Op::is_empty || below == Op::in || query::is_text_match(below) || below == Op::array_contains ||
                   below == Op::array_contains_all || below == Op::array_any || below == Op::related_any ||
                   below == Op::field || below == Op::element || below == Op::param,
               e);
        const Truth one = truth(e.args[0]);
        return one == Truth::unknown ? one : of(one == Truth::no);
    }

    Truth membership(const ir::Expr& e) {
        const ir::Expr& list = e.args[1];
        demand(!list.known_empty && list.size_class > 0, e);
        const Value found = value(e.args[0]);
        if (found.is_empty()) return Truth::unknown;
        for (const Value& one : values_[list.slot].as_array())
            if (!one.is_empty() && one == found) return Truth::yes;
        return Truth::no;
    }

    Truth text(const ir::Expr& e) {
        const Value left = value(e.args[0]);
        const Value right = value(e.args[1]);
        if (left.is_empty() || right.is_empty()) return Truth::unknown;
        const std::string& t = left.as_text();
        const std::string& p = right.as_text();
        switch (e.op) {
        case ir::Op::contains: return of(t.find(p) != std::string::npos);
        case ir::Op::starts_with: return of(t.substr(0, p.size()) == p);
        case ir::Op::iequals: return of(lower_ascii(t) == lower_ascii(p));
        default: return of(like_matches(t, p));
        }
    }

    Truth array_contains(const ir::Expr& e) {
        const Value array = value(e.args[0]);
        if (array.is_empty()) return Truth::unknown;
        const auto holds = [&](const Value& sought) {
            for (const Value& one : array.as_array())
                if (!one.is_empty() && one == sought) return true;
            return false;
        };
        if (e.op == ir::Op::array_contains) {
            const Value sought = value(e.args[1]);
            return sought.is_empty() ? Truth::unknown : of(holds(sought));
        }
        demand(!e.args[1].known_empty && e.args[1].size_class > 0, e);
        for (const Value& sought : values_[e.args[1].slot].as_array())
            if (!sought.is_empty() && !holds(sought)) return Truth::no;
        return Truth::yes;
    }

    Truth any_element(const ir::Expr& e) {
        const Value array = value(e.args[0]);
        if (array.is_empty()) return Truth::unknown;
        bool found = false;
        frames_.push_back({{}, nullptr});
        for (const Value& one : array.as_array()) {
            frames_.back().element = &one;
            found = found || truth(e.args[1]) == Truth::yes;
        }
        frames_.pop_back();
        return of(found);
    }

    std::int64_t related(const ir::Expr& e) {
        std::int64_t count = 0;
        const query::Row here = frames_[frames_.size() - 1 - e.scope].row;
        frames_.push_back({{}, nullptr});
        rows_.each(*e.relation->target, [&](query::Row there) {
            frames_.back().row = there;
            const Value& local = here[e.relation->local[0]];
            if (!local.is_empty() && local == there[e.relation->foreign[0]] && truth(e.args[0]) == Truth::yes) ++count;
            return true;
        });
        frames_.pop_back();
        return count;
    }

    // A real bound of an integer is bound as the whole number that the operator needs.
    Value bound(const ir::Expr& e, ir::Op comparison) {
        if (e.op != ir::Op::param || (e.flags & ir::meets_integer) == 0) return value(e);
        demand(e.real_state <= 1, e);
        const double real = values_[e.slot].as_double();
        const bool up = comparison == ir::Op::lt || comparison == ir::Op::ge;
        return static_cast<std::int64_t>(up ? std::ceil(real) : std::floor(real));
    }

    Truth comparison(const ir::Expr& e) {
        using ir::Op;
        demand(query::is_comparison(e.op), e);
        demand((e.args[0].flags & ir::meets_integer) == 0, e);
        const Value left = value(e.args[0]);
        const Value right = bound(e.args[1], e.op);
        if (left.is_empty() || right.is_empty()) return Truth::unknown;
        if (e.op == Op::eq || e.op == Op::ne) return of((left == right) == (e.op == Op::eq));
        const auto order = query::order(left, right);
        switch (e.op) {
        case Op::lt: return of(order < 0);
        case Op::le: return of(order <= 0);
        case Op::gt: return of(order > 0);
        default: return of(order >= 0);
        }
    }

    Value path(const ir::Expr& e) {
        const Frame& frame = frames_[frames_.size() - 1 - e.scope];
        if (e.op == ir::Op::element) return *frame.element;
        const schema::Field* field = e.field;
        const Value* found = frame.element == nullptr ? &frame.row[e.path[0]] : nullptr;
        if (frame.element != nullptr) found = frame.element->as_document().find(field->column);
        for (std::size_t i = 1; i < e.path.size(); ++i) {
            if (found == nullptr || found->is_empty()) return {};
            field = &field->type.members[e.path[i]];
            found = found->as_document().find(field->column);
        }
        return found == nullptr ? Value() : *found;
    }

    Value value(const ir::Expr& e) {
        using ir::Op;
        switch (e.op) {
        case Op::field:
        case Op::element: return path(e);
        case Op::param: return values_[e.slot];
        case Op::constant: return e.literal;
        case Op::related_count: return related(e);
        case Op::array_size: {
            const Value array = value(e.args[0]);
            return array.is_empty() ? Value(0) : Value(array.as_array().size());
        }
        default: break;
        }
        const Value left = value(e.args[0]);
        if (left.is_empty()) return {};
        if (e.op == Op::length) return code_points(left.as_text());
        if (e.op == Op::lower) return lower_ascii(left.as_text());
        const Value right = value(e.args[1]);
        if (right.is_empty()) return {};
        const std::int64_t a = left.as_int64(), b = right.as_int64();
        if (e.op == Op::add) return a + b;
        if (e.op == Op::sub) return a - b;
        demand(e.op == Op::div, e);
        return b == 0 ? Value() : Value(a / b);
    }

    std::span<const Value> values_;
    const query::Rows& rows_;
    std::vector<Frame> frames_;
};

}  // namespace tenon::test
