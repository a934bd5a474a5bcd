#include "query/query.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "query/clauses.hpp"
#include "query/decoder.hpp"
#include "query/expression.hpp"
#include "query/keyset.hpp"
#include "query/path.hpp"
#include "schema/late_relation.hpp"
#include <tenon/error.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Node;
using ir::Op;
using ir::Verb;

namespace {

// What is given of a written row: a field, or what is inside one.
std::vector<std::uint16_t> written_path(Expr output, const schema::Model& model, Verb verb) {
    const bool is_path = output.op == Op::field || output.op == Op::named;
    if (is_path && output.scope == 0) {
        resolve_path(output, {&model, nullptr, model.name});
        return std::move(output.path);
    }
    query::refuse(
        model.name, {},
        "`" + std::string(name_of(verb)) +
            "` gives fields of the rows that it writes, and what paths lead to inside them: select these, and "
            "nothing made of them");
}

ir::Reach reach_of(const schema::Model& model, Verb verb, Clauses& clauses) {
    ir::Reach reach;
    reach.only_first = ir::writes_one(verb);
    reach.order = std::move(clauses.order);
    for (ir::Output& output : clauses.outputs) {
        reach.selected.push_back(written_path(std::move(output.expr), model, verb));
        reach.returning.push_back(reach.selected.back().front());
    }
    if (!ir::gives_written_rows(verb) || !clauses.outputs.empty()) return reach;
    for (std::uint16_t i = 0; i < model.fields.size(); ++i)
        if (!model.fields[i].hidden || clauses.with_hidden) reach.returning.push_back(i);
    return reach;
}

bool is_lock(Op op) { return op == Op::for_update || op == Op::for_share; }

/// Is the query itself, and not one inside it, joined to another, or on the rows of one?
bool is_joined(std::span<const Node> nodes) {
    std::size_t inside = 0;
    for (const Node& node : nodes) {
        if (node.op == Op::query_begin) ++inside;
        if ((is_query(node.op) || node.op == Op::query_joined) && inside > 0) --inside;
        if (node.op == Op::rows_of && inside == 0) return true;
        if (node.op == Op::query_combined) {
            if (inside > 0) --inside;
            if (inside == 0) return true;
        }
    }
    return false;
}

/// A model of what a query gives; its types are found when the query is resolved.
std::shared_ptr<schema::Model> rows_of(const ir::Select& query, std::string_view names) {
    auto rows = std::make_shared<schema::Model>();
    rows->name = "the rows of " + query.model->name;
    for (std::uint16_t i = 0; i < query.outputs.size(); ++i) {
        const std::size_t end = std::min(names.find('\0'), names.size());
        schema::Field field;
        field.name = std::string(names.substr(0, end));
        field.column = "c" + std::to_string(i + 1);
        field.member = i;
        rows->fields.push_back(std::move(field));
        rows->members.push_back({i, schema::MemberRole::none});
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return rows;
}

/// The query, and those inside it that have begun.
class Levels {
public:
    Levels(const schema::Model& model, Verb verb, Decoder& decoder, const Models* models, bool joined)
        : decoder_(decoder),
          models_(models),
          joined_(joined) {
        levels_.push_back({&model, verb, {}, 0});
    }

    void take(const Node& node) {
        if (node.op == Op::query_begin) return begin();
        if (node.op == Op::query_combined) return combine(node);
        if (node.op == Op::query_joined) return join(node);
        if (node.op == Op::rows_of) return enclose(node);
        if (node.op == Op::named_rows) return use(node);
        if (is_query(node.op)) return end(node.op);
        Level& level = levels_.back();
        const bool inside = levels_.size() > 1;
        const bool aggregated = is_aggregate(node.op) || node.op == Op::group_by;
        level.aggregated = level.aggregated || aggregated;
        if (inside && aggregated) level.verb = Verb::aggregate;
        if (is_clause(node.op) && !level.clauses.combined.empty() && !follows_combined(node.op))
            query::refuse(level.model->name, {},
                          "`" + std::string(name_of(node.op)) +
                              "` stands behind a set operation, which order_by, limit and "
                              "offset alone can follow");
        if (!is_clause(node.op)) return decoder_.push(node);
        if (is_lock(node.op) && (inside || joined_)) refuse_lock(*level.model, "a query that is a part of another");
        const bool any = inside || (joined_ && !writes(level.verb));
        const bool taken = any ? takes(Verb::all, node.op) || takes(Verb::aggregate, node.op)
                               : takes(level.verb, node.op);
        if (!taken || (inside && node.op == Op::per_parent)) refuse_clause(node.op, level.verb, *level.model);
        add_clause(level.clauses, node, decoder_, *level.model);
    }

    struct Finished {
        const schema::Model& model;
        Clauses clauses;
    };
    Finished finish() {
        if (levels_.size() > 1) throw QueryError("a query inside a query has no end");
        decoder_.expect_left(0);
        name_queries(levels_.front());
        return {*levels_.front().model, std::move(levels_.front().clauses)};
    }

private:
    static constexpr std::size_t most_levels = 16;
    static constexpr std::size_t most_combinations = 63;

    struct Level {
        const schema::Model* model;
        Verb verb;
        Clauses clauses;
        std::size_t below;  // what is on the stack from outside
        bool aggregated = false;
        std::size_t combinations = 0;
        std::size_t enclosures = 0;
        std::vector<std::shared_ptr<ir::Named>> with{};
        std::vector<std::int64_t> named_by{};
    };

    // They are named around all of what is made of them.
    static void name_queries(Level& level) {
        for (auto& named : level.with) level.clauses.with.push_back(std::move(named));
        level.with.clear();
    }

    static bool follows_combined(Op clause) {
        return clause == Op::order_by || clause == Op::limit || clause == Op::offset;
    }

    // The query that ends is joined to what stands around it.
    void combine(const Node& node) {
        if (levels_.size() == 1) throw QueryError("a set operation has no second query");
        if (node.flag > static_cast<std::uint8_t>(ir::SetOperation::except))
            throw QueryError("there is no such set operation");
        Level right = std::move(levels_.back());
        levels_.pop_back();
        if (decoder_.size() != right.below) throw QueryError("a query inside a query leaves expressions over");
        name_queries(right);
        Level& left = levels_.back();
        if (++left.combinations > most_combinations) throw QueryError("more than 64 queries are joined");
        if (writes(left.verb)) throw QueryError("a set operation changes no rows");
        if (decoder_.size() != left.below) throw QueryError("a set operation stands inside an expression");
        const auto operation = static_cast<ir::SetOperation>(node.flag);
        Clauses clauses = std::exchange(left.clauses, {});
        const bool continues = !clauses.combined.empty() && clauses.operation == operation && clauses.order.empty() &&
                               !clauses.limit && !clauses.offset;
        if (continues) {
            left.clauses.combined = std::move(clauses.combined);
        } else {
            const Verb verb = clauses.combined.empty() && left.aggregated ? Verb::aggregate : Verb::all;
            left.clauses.combined.push_back(select_of(*left.model, verb, std::move(clauses)));
        }
        left.clauses.combined.push_back(select_of(*right.model, right.verb, std::move(right.clauses)));
        left.clauses.operation = operation;
        if (left.verb == Verb::aggregate) left.verb = Verb::all;
    }

    // The query that ends has its rows beside those of what stands around it.
    void join(const Node& node) {
        if (levels_.size() == 1) throw QueryError("a join has no second query");
        Level right = std::move(levels_.back());
        levels_.pop_back();
        Level& left = levels_.back();
        if (decoder_.size() != right.below || decoder_.size() != left.below)
            throw QueryError("a join stands inside an expression");
        if (writes(left.verb)) throw QueryError("a join changes no rows");
        if (left.clauses.lock) refuse_lock(*left.model, "join()");
        if (!is_whole(left.clauses) || left.aggregated || left.clauses.distinct)
            query::refuse(left.model->name, {}, "join() follows conditions, an order and limits of whole rows alone");
        if (!is_whole(right.clauses) || right.aggregated || right.clauses.distinct || right.clauses.tree ||
            !right.clauses.distinct_on.empty() || !right.with.empty())
            query::refuse(right.model->name, {}, "join() takes whole rows, with conditions, an order and a limit");
        const bool reversed = (node.flag & ir::reversed_join) != 0;
        const schema::Model& leads = reversed ? *right.model : *left.model;
        const schema::Relation& declared = relation_of(node.a, {&leads, nullptr, leads.name});
        const schema::Relation* const known = schema::linked(declared);
        const schema::Relation& relation = known != nullptr ? *known : declared;
        const schema::Model& other = reversed ? *left.model : *right.model;
        if (relation.target == nullptr || relation.target->name != other.name)  // a view is as good as the struct's own
            query::refuse(leads.name, {}, "`" + relation.name + "` doesn't lead to the rows that are joined by it");
        ir::Join join;
        join.keeps_unmatched = (node.flag & ir::keeps_unmatched) != 0;
        join.here = reversed ? relation.foreign : relation.local;
        join.there = reversed ? relation.local : relation.foreign;
        const schema::Model& model = *left.model;
        join.sides.push_back(select_of(model, Verb::all, std::exchange(left.clauses, {})));
        join.sides.push_back(select_of(*right.model, Verb::all, std::move(right.clauses)));
        left.clauses.join = std::move(join);
    }
    static bool is_whole(const Clauses& clauses) {
        return clauses.outputs.empty() && clauses.group.empty() && clauses.having.empty() && !clauses.source_rows &&
               clauses.combined.empty() && !clauses.join && !clauses.per_parent;
    }

    // The rows of a query that was named.
    void use(const Node& node) {
        Level& level = levels_.back();
        for (auto around = levels_.rbegin(); around != levels_.rend(); ++around)
            for (std::size_t i = 0; i < around->with.size(); ++i) {
                if (around->named_by[i] != node.value) continue;
                level.clauses.named = around->with[i];
                level.clauses.source_rows = around->with[i]->rows;
                level.model = level.clauses.source_rows.get();
                return;
            }
        throw QueryError("the rows of a query that with() named are asked for outside of what it made of them");
    }

    // What was said so far is a query, which the rest is on.
    void enclose(const Node& node) {
        Level& level = levels_.back();
        if (writes(level.verb)) throw QueryError("the rows of a query can't be changed");
        if (++level.enclosures > most_levels) throw QueryError("queries stand inside each other more than 16 deep");
        if (decoder_.size() != level.below) throw QueryError("a query's rows are asked for inside an expression");
        Clauses clauses = std::exchange(level.clauses, {});
        if (clauses.outputs.empty() && clauses.combined.empty() && !clauses.source_rows)
            query::refuse(level.model->name, {}, "a query on the rows of a query needs what that one selects");
        const Verb verb = clauses.combined.empty() && level.aggregated ? Verb::aggregate : Verb::all;
        ir::Select inner = select_of(*level.model, verb, std::move(clauses));
        auto rows = rows_of(inner, decoder_.take_text());
        level.aggregated = false;
        if (levels_.size() > 1) level.verb = Verb::all;
        if (node.flag == 1) return name(level, std::move(inner), std::move(rows), node.value);
        level.clauses.source_rows = std::move(rows);
        level.clauses.source.push_back(std::move(inner));
        level.model = level.clauses.source_rows.get();
    }

    void name(Level& level, ir::Select inner, std::shared_ptr<schema::Model> rows, std::int64_t by) {
        for (const Level& around : levels_)
            if (std::find(around.named_by.begin(), around.named_by.end(), by) != around.named_by.end())
                throw QueryError("with() names the same query twice in one statement: use its rows twice instead");
        rows->table = "tenon_rows" + std::to_string(++names_);
        level.with.push_back(std::make_shared<ir::Named>(ir::Named{std::move(inner), std::move(rows)}));
        level.named_by.push_back(by);
    }

    void begin() {
        if (levels_.size() > most_levels) throw QueryError("queries stand inside each other more than 16 deep");
        const std::string name = decoder_.take_text();
        const schema::Model* model = models_ != nullptr ? models_->find(name) : nullptr;
        if (model == nullptr)
            throw QueryError("A query inside a query is on the model " + name +
                             ", which this Database doesn't have; a query takes only queries of its own Database.");
        levels_.push_back({model, Verb::all, {}, decoder_.size()});
    }

    void end(Op op) {
        if (levels_.size() == 1) throw QueryError("a query inside a query has no beginning");
        Level level = std::move(levels_.back());
        levels_.pop_back();
        if (decoder_.size() != level.below) throw QueryError("a query inside a query leaves expressions over");
        name_queries(level);
        const bool unordered = level.verb == Verb::all && level.clauses.distinct_on.empty();
        if (op == Op::query_exists && unordered) level.clauses.order.clear();
        const bool first = op == Op::query_value && level.verb == Verb::all;
        ir::Select select = select_of(*level.model, first ? Verb::first : level.verb, std::move(level.clauses));
        if (op == Op::query_value && !select.group.empty()) cap(select.limit, 1);
        decoder_.put_query(op, std::move(select));
    }

    Decoder& decoder_;
    const Models* models_;
    bool joined_;  // the verb is that of a whole: what it is made of may be groups
    std::vector<Level> levels_;
    std::size_t names_ = 0;
};

ir::Statement statement_of(const schema::Model& model, Verb verb, Clauses clauses) {
    if (!writes(verb)) return select_of(model, verb, std::move(clauses));
    if (clauses.where.empty() && clauses.absent_where && !ir::writes_one(verb))
        throw QueryError("every condition of this " + std::string(name_of(verb)) + " of " + model.name +
                         " is an absent when(…), so it would reach all rows: say tenon::everything if that is meant");
    ir::Reach reach = reach_of(model, verb, clauses);
    std::optional<Expr> where = conjunction(std::move(clauses.where));
    if (ir::removes(verb))
        return ir::Delete{&model, std::move(where), std::move(reach), clauses.deleted, clauses.purges};
    return ir::Update{&model, std::move(where), std::move(clauses.assignments), std::move(reach), clauses.deleted};
}

}  // namespace

Models::~Models() = default;

ir::Statement decode(const schema::Model& model, Verb verb, std::span<const Node> nodes, Names names,
                     std::uint64_t variant, const Models* models) {
    Decoder decoder(names, variant);
    Levels levels(model, verb, decoder, models, is_joined(nodes));
    for (const Node& node : nodes) levels.take(node);
    Levels::Finished finished = levels.finish();
    return statement_of(finished.model, verb, std::move(finished.clauses));
}

Expr decode_expression(std::span<const Node> nodes, Names names, std::uint64_t variant) {
    Decoder decoder(names, variant);
    for (const Node& node : nodes) decoder.push(node);
    decoder.expect_left(1);
    return decoder.pop(Op::where).expr;
}

}  // namespace tenon::query
