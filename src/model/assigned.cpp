#include "model/assigned.hpp"

#include <utility>

#include "model/checks.hpp"
#include "model/rules.hpp"
#include "query/expression.hpp"
#include "schema/through_codecs.hpp"

namespace tenon::model {
namespace {

using ir::Expr;
using ir::Op;

/// Where a value goes.
struct Target {
    const schema::Field* field;
    std::string path;
    std::shared_ptr<const schema::Field> own;
};

class Notes {
public:
    explicit Notes(std::vector<Assigned>& assigned) : assigned_(assigned) {}

    void value(const Expr& expr, const Target& target) {
        switch (expr.op) {
        case Op::param:
        case Op::constant: return note(expr, target);
        case Op::least:
        case Op::greatest: return value(expr.args.at(1), target);
        default: break;
        }
        if (expr.declared == nullptr || expr.declared->base != BaseType::array || !query::is_update_value(expr.op))
            return;
        value_of_array(expr, target);
    }

private:
    void value_of_array(const Expr& expr, const Target& target) {
        if (expr.args.at(0).op != Op::field) value(expr.args[0], target);
        const schema::Type& array = *expr.declared;
        if (expr.op == Op::array_push) {
            note(expr.args.at(1), without_rules(target, array));
        } else if (expr.op == Op::array_add) {
            note(expr.args.at(1), as_element(target, array));
        } else if (expr.op == Op::array_change) {
            for (std::size_t i = 2; i + 1 < expr.args.size(); i += 2)
                value(expr.args[i + 1], changed(expr.args[i], target, array));
        }
    }

    /// What is said of the whole array is not said of what is added to it: the database looks at that.
    static Target without_rules(const Target& target, const schema::Type& type) {
        auto own = std::make_shared<schema::Field>();
        own->name = target.field->name;
        own->type = type;
        own->hidden = target.field->hidden;
        return {own.get(), target.path, own};
    }

    static Target as_element(const Target& target, const schema::Type& array) {
        auto own = std::make_shared<schema::Field>(element_of(array, 0));
        own->name = target.field->name;
        own->hidden = target.field->hidden;
        return {own.get(), target.path, own};
    }

    static Target changed(const Expr& place, const Target& target, const schema::Type& array) {
        if (place.path.empty()) return as_element(target, array);
        const schema::Type& element = array.elements.front();
        Target member{&element.members[place.path[0]], target.path, target.own};
        member.path += "." + member.field->name;
        for (std::size_t i = 1; i < place.path.size(); ++i) {
            member.field = &member.field->type.members[place.path[i]];
            member.path += "." + member.field->name;
        }
        return member;
    }

    void note(const Expr& expr, const Target& target) {
        Assigned noted;
        if (expr.op == Op::constant)
            noted.constant = expr.literal;
        else if (expr.op != Op::param)
            return;
        noted.slot = expr.slot;
        noted.field = target.field;
        noted.path = target.path;
        noted.own = target.own;
        const BaseType base = noted.field->type.base;
        noted.is_ruled = is_ruled(*noted.field) || has_range(base);
        noted.is_checked = is_checked(*noted.field);
        noted.is_coded = schema::has_codecs(noted.field->type);
        const bool is_bounded = base == BaseType::text || base == BaseType::timestamp || base == BaseType::decimal;
        if (noted.is_ruled || noted.is_checked || noted.is_coded || (is_bounded && !noted.constant))
            assigned_.push_back(std::move(noted));
    }

    std::vector<Assigned>& assigned_;
};

}  // namespace

void note_assigned(const schema::Model& model, const ir::Assignment& assignment, std::vector<Assigned>& assigned) {
    Target target{&model.fields[assignment.path.front()], {}, nullptr};
    target.path = target.field->name;
    for (std::size_t i = 1; i < assignment.path.size(); ++i) {
        target.field = &target.field->type.members[assignment.path[i]];
        target.path += "." + target.field->name;
    }
    Notes(assigned).value(assignment.value, target);
}

}  // namespace tenon::model
