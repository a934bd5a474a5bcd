#include "query/query.hpp"

#include <string>
#include <utility>

#include "query/decoder.hpp"
#include "query/expression.hpp"
#include "query/path.hpp"
#include <tenon/error.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Node;
using ir::Op;
using ir::Verb;

namespace {

// What the clauses of a list say, before the verb decides what they belong to.
struct Clauses {
    std::vector<Expr> where, having, group;
    std::vector<ir::Order> order;
    std::vector<ir::Output> outputs;
    std::vector<ir::Assignment> assignments;
    std::optional<Expr> limit, offset;
    std::optional<std::uint16_t> per_parent;
    bool distinct = false;
    bool with_hidden = false;
    bool absent_where = false;  // a `where` was there, but only of absent `when`s
};

bool writes(Verb verb) { return ir::updates(verb) || ir::removes(verb); }

void refuse_clause(Op clause, Verb verb, const schema::Model& model) {
    const bool grouped = clause == Op::group_by && !writes(verb);
    query::refuse(model.name, {},
                  "`" + std::string(name_of(clause)) + "` has no meaning in `" + std::string(name_of(verb)) + "`" +
                      (grouped ? "; say by select(…) what each group gives" : ""));
}

bool takes(Verb verb, Op clause) {
    switch (clause) {
    case Op::where: return true;
    case Op::assign: return ir::updates(verb);
    case Op::order_by: return !writes(verb) || ir::writes_one(verb);
    case Op::group_by:
    case Op::having: return verb == Verb::aggregate;
    case Op::per_parent: return verb != Verb::aggregate && !writes(verb);
    default: return !writes(verb);
    }
}

ir::Order order(Expr by, std::uint8_t flag) { return {std::move(by), (flag & ir::descending) != 0, empties_of(flag)}; }

std::vector<std::uint16_t> target_path(Expr target, const schema::Model& model) {
    const bool is_path = target.op == Op::field || target.op == Op::named;
    if (!is_path || target.scope != 0) throw QueryError("the left side of an assignment is no field");
    resolve_path(target, {&model, nullptr, model.name});
    return target.path;
}

void join(std::vector<Expr>& conditions, Decoder::Item item) {
    if (!item.absent) conditions.push_back(std::move(item.expr));
}

void add_clause(Clauses& clauses, const Node& node, Decoder& decoder, const schema::Model& model) {
    switch (node.op) {
    case Op::where: {
        Decoder::Item item = decoder.pop(node.op);
        clauses.absent_where = clauses.absent_where || item.absent;
        return join(clauses.where, std::move(item));
    }
    case Op::having: return join(clauses.having, decoder.pop(node.op));
    case Op::order_by: clauses.order.push_back(order(decoder.pop(node.op).expr, node.flag)); return;
    case Op::limit: clauses.limit = decoder.pop(node.op).expr; return;
    case Op::offset: clauses.offset = decoder.pop(node.op).expr; return;
    case Op::distinct: clauses.distinct = true; return;
    case Op::with_hidden: clauses.with_hidden = true; return;
    case Op::output: {
        std::string alias = node.b == 0 ? std::string() : decoder.name(node.b - 1);
        clauses.outputs.push_back({decoder.pop(node.op).expr, std::move(alias)});
        return;
    }
    case Op::group_by: clauses.group.push_back(decoder.pop(node.op).expr); return;
    case Op::per_parent: clauses.per_parent = field_of_member(node.a, {&model, nullptr, model.name}); return;
    default: {
        Expr value = decoder.pop(node.op).expr;
        std::vector<std::uint16_t> path = target_path(decoder.pop(node.op).expr, model);
        clauses.assignments.push_back({std::move(path), std::move(value)});
    }
    }
}

std::optional<Expr> conjunction(std::vector<Expr> conditions) {
    if (conditions.empty()) return std::nullopt;
    if (conditions.size() == 1) return std::move(conditions.front());
    Expr all = make(Op::and_);
    all.args = std::move(conditions);
    return all;
}

// `first` and `one` need no more rows than tell them their answer. A bound limit stays as it is.
void cap(std::optional<Expr>& limit, std::int64_t most) {
    const bool bound = limit && limit->op != Op::constant;
    if (bound) return;
    if (limit) {
        const std::int64_t* given = limit->literal.if_integer();
        if (given == nullptr || *given <= most) return;
    }
    limit = make(Op::constant);
    limit->literal = Value(most);
}

ir::Select::Kind kind_of(Verb verb) {
    switch (verb) {
    case Verb::count: return ir::Select::Kind::count;
    case Verb::exists: return ir::Select::Kind::exists;
    case Verb::aggregate: return ir::Select::Kind::aggregate;
    default: return ir::Select::Kind::rows;
    }
}

ir::Select select_of(const schema::Model& model, Verb verb, Clauses clauses) {
    ir::Select select;
    select.kind = kind_of(verb);
    select.model = &model;
    select.where = conjunction(std::move(clauses.where));
    select.having = conjunction(std::move(clauses.having));
    select.limit = std::move(clauses.limit);
    select.offset = std::move(clauses.offset);
    select.group = std::move(clauses.group);
    select.order = std::move(clauses.order);
    select.outputs = std::move(clauses.outputs);
    select.distinct = clauses.distinct;
    select.with_hidden = clauses.with_hidden;
    select.per_parent = clauses.per_parent;
    if (!select.per_parent && verb == Verb::first) cap(select.limit, 1);
    if (!select.per_parent && verb == Verb::one) cap(select.limit, 2);
    return select;
}

ir::Reach reach_of(const schema::Model& model, Verb verb, std::vector<ir::Order> order) {
    ir::Reach reach;
    reach.only_first = ir::writes_one(verb);
    reach.order = std::move(order);
    if (ir::gives_written_rows(verb))
        for (std::uint16_t i = 0; i < model.fields.size(); ++i)
            if (!model.fields[i].hidden) reach.returning.push_back(i);
    return reach;
}
/// The query, and those inside it that have begun.
class Levels {
public:
    Levels(const schema::Model& model, Verb verb, Decoder& decoder, const Models* models)
        : decoder_(decoder),
          models_(models) {
        levels_.push_back({&model, verb, {}, 0});
    }

    void take(const Node& node) {
        if (node.op == Op::query_begin) return begin();
        if (is_query(node.op)) return end(node.op);
        Level& level = levels_.back();
        const bool inside = levels_.size() > 1;
        if (inside && (is_aggregate(node.op) || node.op == Op::group_by)) level.verb = Verb::aggregate;
        if (!is_clause(node.op)) return decoder_.push(node);
        const bool taken = inside ? takes(Verb::all, node.op) || takes(Verb::aggregate, node.op)
                                  : takes(level.verb, node.op);
        if (!taken || (inside && node.op == Op::per_parent)) refuse_clause(node.op, level.verb, *level.model);
        add_clause(level.clauses, node, decoder_, *level.model);
    }

    Clauses finish() {
        if (levels_.size() > 1) throw QueryError("a query inside a query has no end");
        decoder_.expect_left(0);
        return std::move(levels_.front().clauses);
    }

private:
    static constexpr std::size_t most_levels = 16;

    struct Level {
        const schema::Model* model;
        Verb verb;
        Clauses clauses;
        std::size_t below;  // what is on the stack from outside
    };

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
        if (op == Op::query_exists && level.verb == Verb::all) level.clauses.order.clear();
        const bool first = op == Op::query_value && level.verb == Verb::all;
        ir::Select select = select_of(*level.model, first ? Verb::first : level.verb, std::move(level.clauses));
        if (op == Op::query_value && !select.group.empty()) cap(select.limit, 1);
        decoder_.put_query(op, std::move(select));
    }

    Decoder& decoder_;
    const Models* models_;
    std::vector<Level> levels_;
};

ir::Statement statement_of(const schema::Model& model, Verb verb, Clauses clauses) {
    if (!writes(verb)) return select_of(model, verb, std::move(clauses));
    if (clauses.where.empty() && clauses.absent_where && !ir::writes_one(verb))
        throw QueryError("every condition of this " + std::string(name_of(verb)) + " of " + model.name +
                         " is an absent when(…), so it would reach all rows: say tenon::everything if that is meant");
    ir::Reach reach = reach_of(model, verb, std::move(clauses.order));
    if (ir::removes(verb)) return ir::Delete{&model, conjunction(std::move(clauses.where)), std::move(reach)};
    return ir::Update{&model, conjunction(std::move(clauses.where)), std::move(clauses.assignments), std::move(reach)};
}

}  // namespace

Models::~Models() = default;

ir::Statement decode(const schema::Model& model, Verb verb, std::span<const Node> nodes, Names names,
                     std::uint64_t variant, const Models* models) {
    Decoder decoder(names, variant);
    Levels levels(model, verb, decoder, models);
    for (const Node& node : nodes) levels.take(node);
    return statement_of(model, verb, levels.finish());
}

Expr decode_expression(std::span<const Node> nodes, Names names, std::uint64_t variant) {
    Decoder decoder(names, variant);
    for (const Node& node : nodes) decoder.push(node);
    decoder.expect_left(1);
    return decoder.pop(Op::where).expr;
}

}  // namespace tenon::query
