#include "model/record_include.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "model/instance.hpp"
#include "model/record_access.hpp"
#include "model/relations.hpp"
#include "model/soft_delete.hpp"
#include "model/state.hpp"
#include "schema/late_relation.hpp"
#include "value/cells.hpp"
#include <tenon/error.hpp>
#include <tenon/record_updates.hpp>

namespace tenon {
namespace {

const std::string& name_of_relation(const ir::Code& code) {
    if (code.nodes.size() == 1 && code.nodes.front().op == ir::Op::named) return code.names.front();
    throw QueryError("include() takes a relation by its name: include(\"posts\"), or field(\"posts\") with clauses.");
}

}  // namespace

RecordInclude::RecordInclude(std::string relation) : relation_(std::move(relation)) {}
RecordInclude::RecordInclude(const RecordExpression& relation) : relation_(name_of_relation(relation.code())) {}
RecordInclude::RecordInclude(const RecordElements& related) : relation_(name_of_relation(related.array_)) {
    code_.append(related.condition_);
    code_.nodes.push_back({ir::Op::where, 0, 0, 0, 0});
}

RecordInclude RecordInclude::clause(const RecordExpression& operand, ir::Op op, std::uint8_t flags) const {
    RecordInclude next = *this;
    next.code_.append(operand.code());
    next.code_.nodes.push_back({op, flags, 0, 0, 0});
    return next;
}

RecordInclude RecordInclude::where(const RecordExpression& condition) const {
    return clause(condition, ir::Op::where, 0);
}
RecordInclude RecordInclude::order_by(std::string path) const { return order_by(field(std::move(path))); }
RecordInclude RecordInclude::order_by(const RecordExpression& value) const {
    return clause(value, ir::Op::order_by, 0);
}
RecordInclude RecordInclude::order_by_descending(std::string path) const {
    return order_by_descending(field(std::move(path)));
}
RecordInclude RecordInclude::order_by_descending(const RecordExpression& value) const {
    return clause(value, ir::Op::order_by, ir::descending);
}
RecordInclude RecordInclude::order_by_empties_last(const RecordExpression& value) const {
    return clause(value, ir::Op::order_by, ir::empties_last);
}
RecordInclude RecordInclude::order_by_descending_empties_first(const RecordExpression& value) const {
    return clause(value, ir::Op::order_by, ir::descending | ir::empties_first);
}
RecordInclude RecordInclude::limit(std::int64_t most) const {
    ir::Code number;
    number.nodes.push_back({ir::Op::param, 0, static_cast<std::uint16_t>(BaseType::int64), 0, 0});
    number.values.emplace_back(typed::checked_count(most));
    return clause(RecordExpression(std::move(number)), ir::Op::limit, 0);
}
RecordInclude RecordInclude::with_deleted() const {
    RecordInclude next = *this;
    model::add_with_deleted(next.code_);
    return next;
}
RecordInclude RecordInclude::include(const RecordInclude& inner) const {
    RecordInclude next = *this;
    next.includes_.push_back(inner);
    return next;
}

RecordInclude RecordElements::where(const RecordExpression& condition) const {
    return RecordInclude(*this).where(condition);
}

template <class Relation>
RecordInclude RelationClauses<Relation>::order_by(std::string path) const {
    return RecordInclude(static_cast<const Relation&>(*this)).order_by(std::move(path));
}
template <class Relation>
RecordInclude RelationClauses<Relation>::order_by(const RecordExpression& value) const {
    return RecordInclude(static_cast<const Relation&>(*this)).order_by(value);
}
template <class Relation>
RecordInclude RelationClauses<Relation>::order_by_descending(std::string path) const {
    return RecordInclude(static_cast<const Relation&>(*this)).order_by_descending(std::move(path));
}
template <class Relation>
RecordInclude RelationClauses<Relation>::order_by_descending(const RecordExpression& value) const {
    return RecordInclude(static_cast<const Relation&>(*this)).order_by_descending(value);
}
template <class Relation>
RecordInclude RelationClauses<Relation>::limit(std::int64_t most) const {
    return RecordInclude(static_cast<const Relation&>(*this)).limit(most);
}
template <class Relation>
RecordInclude RelationClauses<Relation>::with_deleted() const {
    return RecordInclude(static_cast<const Relation&>(*this)).with_deleted();
}
template <class Relation>
RecordInclude RelationClauses<Relation>::include(const RecordInclude& inner) const {
    return RecordInclude(static_cast<const Relation&>(*this)).include(inner);
}
template class RelationClauses<RecordExpression>;
template class RelationClauses<RecordElements>;

// --- queries ---

RecordQuery RecordQuery::include(const RecordInclude& relation) const {
    model::check_include(instance_->model, relation);
    RecordQuery next = *this;
    next.includes_.push_back(relation);
    return next;
}

std::vector<Record> RecordQuery::loaded(const engine::Session& session, std::vector<Record> records) const {
    if (!includes_.empty()) model::load_includes(session, *instance_, records, includes_);
    return records;
}

}  // namespace tenon

namespace tenon::model {
namespace {

using Related = RecordAccess::Related;

[[noreturn]] void refuse_include(const schema::Model& model, const std::string& relation, const std::string& what) {
    throw QueryError(model.name + ": the relation `" + relation + "` " + what,
                     {.model = model.name, .fields = {relation}, .constraint = {}, .database_code = {}});
}

/// Loads one relation of records that were read.
class RelationLoad {
public:
    RelationLoad(const Session& session, const Instance& parent, std::span<Record> parents,
                 const RecordInclude& include)
        : session_(session),
          parent_(parent),
          parents_(parents),
          include_(include),
          declared_(relation_named(parent.model, include.relation())),
          relation_(linked_relation(parent.model, declared_)),
          child_(child_of(session, parent.model, relation_)) {}

    void run() {
        std::vector<Record> children;
        for (const Record& parent : parents_) RecordAccess::require_read(parent, relation_.local.front());
        const std::vector<const void*> parents = places(parents_);
        const RelationKeys keys = relation_keys(session_, parent_, relation_, parents);
        if (!keys.cells.empty()) children = read(keys.cells);
        load_includes(session_, child_, children, include_.includes());
        const auto matched = match_children(session_, {parent_, relation_, child_}, keys, parents, places(children));
        attach(std::move(children), matched);
    }

private:
    static const schema::Relation& linked_relation(const schema::Model& model, const schema::Relation& declared) {
        if (const schema::Relation* found = schema::linked(declared)) return *found;
        refuse_include(model, declared.name, "leads to " + declared.target_name + ", which isn't defined yet.");
    }
    static const Instance& child_of(const Session& session, const schema::Model& parent,
                                    const schema::Relation& relation) {
        Registry& registry = state_of(session).registry;
        if (const Instance* found = registry.find(relation.target->name)) return registry.records_of(*found);
        refuse_include(parent, relation.name, "leads to " + relation.target_name + ", which isn't registered.");
    }
    static std::vector<const void*> places(std::span<const Record> records) {
        std::vector<const void*> places;
        places.reserve(records.size());
        for (const Record& record : records) places.push_back(RecordAccess::values(record));
        return places;
    }

    std::vector<Record> read(const std::vector<Cell>& keys) const {
        ir::Code code = include_.code();
        append_relation_condition(code.nodes, child_, relation_);
        Array values;
        values.reserve(keys.size());
        for (const Cell& key : keys) values.push_back(to_value(key));
        code.values.emplace_back(std::move(values));
        RecordRows rows(RecordAccess::session(parents_.front()), child_);  // not this one, which a stream may lend
        model::read(session_, child_, ir::Verb::all, code, {}, rows.sink());
        return rows.take();
    }

    void attach(std::vector<Record> children, const std::vector<std::uint32_t>& matched) {
        switch (relation_.kind) {
        case schema::RelationKind::belongs_to: return attach_references(std::move(children), matched);
        case schema::RelationKind::has_one: return attach_ones(std::move(children), matched);
        case schema::RelationKind::has_many: return attach_lists(std::move(children), matched);
        }
    }
    void attach_references(std::vector<Record> children, const std::vector<std::uint32_t>& matched) {
        const Related none = std::make_shared<const std::vector<Record>>();
        std::vector<Related> shared(children.size());
        for (std::size_t i = 0; i < parents_.size(); ++i) {
            if (matched[i] == npos) {
                RecordAccess::load(parents_[i], declared_, none);
                continue;
            }
            Related& one = shared[matched[i]];
            if (!one) one = only(std::move(children[matched[i]]));
            RecordAccess::load(parents_[i], declared_, one);
        }
    }
    void attach_ones(std::vector<Record> children, const std::vector<std::uint32_t>& matched) {
        const Related none = std::make_shared<const std::vector<Record>>();
        for (Record& parent : parents_) RecordAccess::load(parent, declared_, none);
        for (std::size_t i = 0; i < children.size(); ++i)
            if (matched[i] != npos) RecordAccess::load(parents_[matched[i]], declared_, only(std::move(children[i])));
    }
    void attach_lists(std::vector<Record> children, const std::vector<std::uint32_t>& matched) {
        std::vector<std::vector<Record>> lists(parents_.size());
        for (std::size_t i = 0; i < children.size(); ++i)
            if (matched[i] != npos) lists[matched[i]].push_back(std::move(children[i]));
        for (std::size_t i = 0; i < parents_.size(); ++i)
            RecordAccess::load(parents_[i], declared_,
                               std::make_shared<const std::vector<Record>>(std::move(lists[i])));
    }
    static Related only(Record record) {
        std::vector<Record> one;
        one.push_back(std::move(record));
        return std::make_shared<const std::vector<Record>>(std::move(one));
    }

    const Session& session_;
    const Instance& parent_;
    std::span<Record> parents_;
    const RecordInclude& include_;
    const schema::Relation& declared_;
    const schema::Relation& relation_;
    const Instance& child_;
};

}  // namespace

void check_include(const schema::Model& model, const RecordInclude& include) {
    const schema::Relation& relation = relation_named(model, include.relation());
    if (has_limit(include.code().nodes) && relation.kind != schema::RelationKind::has_many)
        refuse_include(model, relation.name, "leads to one record: there is nothing to limit.");
    const schema::Relation* const known = schema::linked(relation);
    if (known == nullptr) return;  // told when it is loaded, if it is unknown by then
    for (const RecordInclude& inner : include.includes()) check_include(*known->target, inner);
}

void load_includes(const Session& session, const Instance& instance, std::span<Record> records,
                   const std::vector<RecordInclude>& includes) {
    for (const RecordInclude& include : includes) RelationLoad(session, instance, records, include).run();
}

}  // namespace tenon::model
