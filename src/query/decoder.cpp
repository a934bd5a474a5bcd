#include "query/decoder.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "query/expression.hpp"
#include "query/json_part.hpp"
#include "query/variant_bits.hpp"
#include <tenon/error.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Node;
using ir::Op;

namespace {

constexpr unsigned max_depth = 500;  // far beyond what people write, far below what a stack holds

std::string quoted(Op op) { return "`" + std::string(name_of(op)) + "`"; }

std::size_t operands_of(const Node& node) {
    const Op op = node.op;
    switch (op) {
    case Op::array_push: return node.a == 0 ? 2 : 3;
    case Op::json_at:
    case Op::array_sort: return std::size_t{1} + node.a;
    case Op::array_change: return 2 + 2 * std::size_t{node.a};
    case Op::or_zero:
    case Op::array_pop:
    case Op::is_empty:
    case Op::negate:
    case Op::lower:
    case Op::upper:
    case Op::length:
    case Op::abs:
    case Op::floor:
    case Op::ceil:
    case Op::round:
    case Op::trim:
    case Op::time_part:
    case Op::time_truncate:
    case Op::order_key:
    case Op::joined:
    case Op::array_size: return 1;
    case Op::substring:
    case Op::replace:
    case Op::map_rename:
    case Op::between: return 3;
    default: break;
    }
    if (is_related(op)) return 1;
    if (is_aggregate(op)) return op == Op::count_rows ? 0 : 1;
    return 2;
}

BaseType base_type(const Node& node) {
    if (node.a > static_cast<std::uint16_t>(BaseType::variant))
        throw QueryError("a value's type is number " + std::to_string(node.a) + ", which is none");
    return static_cast<BaseType>(node.a);
}

}  // namespace

void Decoder::push(const Node& node) {
    if (is_clause(node.op)) throw QueryError(quoted(node.op) + " is a clause and stands inside an expression");
    switch (node.op) {
    case Op::field:
    case Op::named:
    case Op::element: return path(node);
    case Op::param:
    case Op::list: return value(node);
    case Op::constant: return constant(node);
    case Op::member: return member(node);
    case Op::alternative: {
        Item whole = pop(node.op);
        Expr expr = make(node.op, std::move(whole.expr));
        expr.detail = node.a;
        if (node.b != 0) expr.name = name(node.b - 1);
        return put(std::move(expr), whole.depth + 1);
    }
    case Op::and_:
    case Op::or_: return junction(node);
    case Op::not_: return negation();
    case Op::when: return when();
    case Op::fragment_text: return fragment_text(node);
    case Op::fragment: return fragment(node);
    case Op::case_:
    case Op::coalesce: return choice(node);
    case Op::cast: return cast(node);
    case Op::query_begin:
    case Op::query_values:
    case Op::query_exists:
    case Op::query_value:
    case Op::query_joined:
    case Op::query_combined: throw QueryError("a query inside an expression stands where none can");
    case Op::depth: return put(make(Op::depth));
    case Op::result_column: {
        Expr column = make(Op::result_column);
        column.detail = node.a;
        return put(std::move(column));
    }
    case Op::first:
    case Op::last:
    case Op::push: return ordered_aggregate(node);
    case Op::over: return over(node);
    case Op::same:
    case Op::not_same: throw QueryError(quoted(node.op) + " belongs to the normal form alone");
    default: return operation(node, operands_of(node));
    }
}

Decoder::Item Decoder::pop(Op wanted_by) {
    if (stack_.empty()) throw QueryError(quoted(wanted_by) + " misses an operand");
    Item item = std::move(stack_.back());
    stack_.pop_back();
    return item;
}

const std::string& Decoder::name(std::size_t index) const {
    if (index >= names_.size()) throw QueryError("name number " + std::to_string(index) + " is missing");
    return names_[index];
}

void Decoder::expect_left(std::size_t count) const {
    if (stack_.size() != count)
        throw QueryError(std::to_string(stack_.size()) + " expressions are left over where " + std::to_string(count) +
                         " should be");
}

void Decoder::put(Expr expr, unsigned depth, bool absent) {
    if (depth > max_depth) throw QueryError("an expression is more than 500 levels deep");
    stack_.push_back({std::move(expr), absent, depth});
}

std::uint8_t Decoder::bits(unsigned count) {
    if (used_ + count > variant_size) throw QueryError("a query needs more than 64 variant bits");
    const std::uint64_t mask = (std::uint64_t{1} << count) - 1;
    const auto taken = static_cast<std::uint8_t>((variant_ >> used_) & mask);
    used_ += count;
    return taken;
}

void Decoder::put_query(Op op, ir::Select query) {
    Expr expr = make(op);
    expr.query.push_back(std::move(query));
    put(std::move(expr));
}

std::string Decoder::take_text() { return std::exchange(fragment_, {}); }

void Decoder::path(const Node& node) {
    Expr expr = make(node.op);
    expr.scope = node.flag;
    if (node.op == Op::named) expr.name = name(node.b);
    if (node.op == Op::field) {
        expr.path.push_back(node.a);
        expr.by_member = true;
    }
    put(std::move(expr));
}

void Decoder::member(const Node& node) {
    Item item = pop(node.op);
    if (item.expr.op != Op::field && item.expr.op != Op::element && !is_step_inside(item.expr.op))
        throw QueryError("`member` stands above " + quoted(item.expr.op) + ", which has no members");
    const bool is_named = node.b != 0;
    if (is_named && (!is_step_inside(item.expr.op) || !item.expr.path.empty()))
        throw QueryError("a `member` has a name where numbers lead");
    if (!is_named && !item.expr.way.empty()) throw QueryError("a `member` has a number where names lead");
    if (is_named) {
        if (!item.expr.way.empty()) item.expr.way += '.';
        item.expr.way += name(node.b - 1);
    } else {
        item.expr.path.push_back(node.a);
        item.expr.by_member = true;
    }
    put(std::move(item.expr), item.depth);
}

void Decoder::value(const Node& node) {
    Expr expr = make(node.op);
    expr.type = base_type(node);
    expr.flags = node.flag;
    if (slots_ == std::numeric_limits<std::uint16_t>::max()) throw QueryError("a query has more than 65,535 values");
    expr.slot = slots_++;
    if ((node.flag & ir::may_be_empty) != 0) expr.known_empty = bits(1) != 0;
    if (node.op == Op::list) {
        expr.size_class = bits(list_bits);
        if (expr.size_class > array_size_class) throw QueryError("a list's size class is above 5");
    } else if ((node.flag & ir::meets_integer) != 0) {
        expr.real_state = bits(real_bits);
    }
    put(std::move(expr));
}

void Decoder::constant(const Node& node) {
    Expr expr = make(Op::constant);
    switch (static_cast<ir::ConstantKind>(node.flag)) {
    case ir::ConstantKind::empty: break;
    case ir::ConstantKind::boolean: expr.literal = Value(node.value != 0); break;
    case ir::ConstantKind::integer: expr.literal = Value(node.value); break;
    default: throw QueryError("a constant of an unknown kind");
    }
    put(std::move(expr));
}

void Decoder::junction(const Node& node) {
    if (node.a > stack_.size()) throw QueryError(quoted(node.op) + " misses an operand");
    Expr expr = make(node.op);
    const bool is_and = node.op == Op::and_;
    bool any_absent = false;
    unsigned depth = 0;
    const auto first = stack_.end() - node.a;
    for (auto item = first; item != stack_.end(); ++item) {
        depth = std::max(depth, item->depth);
        any_absent = any_absent || item->absent;
        if (!item->absent) expr.args.push_back(std::move(item->expr));
    }
    stack_.erase(first, stack_.end());
    const bool absent = any_absent && (!is_and || expr.args.empty());
    put(absent ? boolean(true) : std::move(expr), depth + 1, absent);
}

void Decoder::negation() {
    Item item = pop(Op::not_);
    put(item.absent ? boolean(false) : make(Op::not_, std::move(item.expr)), item.depth + 1);
}

void Decoder::when() {
    Item item = pop(Op::when);
    const bool absent = bits(1) == 0;
    put(absent ? boolean(true) : std::move(item.expr), item.depth, absent || item.absent);
}

void Decoder::fragment_text(const Node& node) {
    if (node.flag > sizeof(node.value)) throw QueryError("a fragment's text has more than 8 characters in one node");
    const auto characters = static_cast<std::uint64_t>(node.value);
    for (unsigned i = 0; i < node.flag; ++i) fragment_ += static_cast<char>(characters >> (i * 8) & 0xFF);
}

void Decoder::fragment(const Node& node) {
    if (node.flag > static_cast<std::uint8_t>(BaseType::variant)) throw QueryError("a fragment has no such type");
    Expr expr = make(Op::fragment);
    expr.type = static_cast<BaseType>(node.flag);
    expr.name = std::exchange(fragment_, {});
    const unsigned depth = take_operands(expr, node.a);
    put(std::move(expr), depth);
}

void Decoder::choice(const Node& node) {
    const bool is_case = node.op == Op::case_;
    if (is_case ? node.a < 3 || node.a % 2 == 0 : node.a < 2)
        throw QueryError(quoted(node.op) + " of " + std::to_string(node.a) + " operands");
    Expr expr = make(node.op);
    const unsigned depth = take_operands(expr, node.a);
    for (const Expr& operand : expr.args)
        if (operand.op == Op::list) throw QueryError(quoted(node.op) + " takes no list");
    put(std::move(expr), depth);
}

void Decoder::cast(const Node& node) {
    if (node.flag > static_cast<std::uint8_t>(BaseType::variant)) throw QueryError("a cast to no type that there is");
    Expr expr = make(Op::cast);
    expr.type = static_cast<BaseType>(node.flag);
    const unsigned depth = take_operands(expr, 1);
    put(std::move(expr), depth);
}

void Decoder::ordered_aggregate(const Node& node) {
    Expr expr = make(node.op);
    const unsigned depth = take_operands(expr, node.a);
    const auto is_key = [](const Expr& operand) { return operand.op == Op::order_key; };
    if (expr.args.size() < 2 || is_key(expr.args.front()) ||
        !std::all_of(expr.args.begin() + 1, expr.args.end(), is_key))
        throw QueryError(quoted(node.op) + " takes a value and the order of its rows");
    put(std::move(expr), depth);
}

// The function with its operand, what partitions the rows, and their order.
void Decoder::over(const Node& node) {
    const auto function = static_cast<Op>(node.flag);
    if (!is_window_function(function)) throw QueryError("`over` has no function");
    const bool has_operand = function != Op::count_rows && (is_aggregate(function) || is_shift(function));
    Expr all = make(Op::over);
    const unsigned depth = take_operands(all, node.a);
    const auto is_key = [](const Expr& operand) { return operand.op == Op::order_key; };
    const auto keys = std::find_if(all.args.begin(), all.args.end(), is_key);
    const bool misses_operand = has_operand && keys == all.args.begin();
    if (misses_operand || !std::all_of(keys, all.args.end(), is_key))
        throw QueryError("`over` takes a function's operand, what partitions the rows, and their order");
    Expr called = make(function);
    if (is_shift(function)) {
        if (node.value < 0 || node.value > std::numeric_limits<std::uint16_t>::max())
            throw QueryError(quoted(function) + " goes by 0 to 65,535 rows");
        called.detail = static_cast<std::uint16_t>(node.value);
    }
    if (has_operand) called.args.push_back(std::move(all.args.front()));
    if (has_operand) all.args.erase(all.args.begin());
    all.args.insert(all.args.begin(), std::move(called));
    put(std::move(all), depth + 1);
}

unsigned Decoder::take_operands(Expr& expr, std::size_t count) {
    if (count > stack_.size()) throw QueryError(quoted(expr.op) + " misses an operand");
    unsigned depth = 0;
    const auto first = stack_.end() - static_cast<std::ptrdiff_t>(count);
    for (auto item = first; item != stack_.end(); ++item) {
        depth = std::max(depth, item->depth);
        expr.args.push_back(std::move(item->expr));
    }
    stack_.erase(first, stack_.end());
    return depth + 1;
}

void Decoder::operation(const Node& node, std::size_t operands) {
    Expr expr = make(node.op);
    const unsigned depth = take_operands(expr, operands);
    if (node.op == Op::round || node.op == Op::bits || is_time_function(node.op)) expr.detail = node.a;
    if (node.op == Op::json_at) expr.detail = node.flag;
    if (node.op == Op::json_at && node.flag > static_cast<std::uint8_t>(ir::JsonPart::boolean))
        throw QueryError(quoted(node.op) + " of a part that there isn't");
    if (node.op == Op::json_at && node.a > max_json_steps) throw QueryError("more than 100 steps lead into a Json");
    if (node.op == Op::order_key) {
        (void)empties_of(node.flag);
        expr.flags = node.flag;
    }
    if (is_time_function(node.op) && node.a > static_cast<std::uint16_t>(TimeUnit::weekday))
        throw QueryError(quoted(node.op) + " of a unit that there isn't");
    if (node.op == Op::bits && node.a > static_cast<std::uint16_t>(ir::BitTest::any_clear))
        throw QueryError(quoted(node.op) + " of a test that there isn't");
    if (is_related(node.op)) {
        expr.relation_member = node.a;
        expr.scope = node.flag;
        if (node.b != 0) expr.name = name(node.b - 1);
    }
    if (node.op == Op::array_pop) expr.flags = node.flag;
    const bool wants_list = node.op == Op::in || node.op == Op::array_contains_all;
    for (std::size_t i = 0; i < expr.args.size(); ++i)
        if ((expr.args[i].op == Op::list) != (wants_list && i == 1))
            throw QueryError(quoted(node.op) +
                             (wants_list && i == 1 ? " takes a list on its right" : " takes no list"));
    for (std::size_t i = 0; i < expr.args.size(); ++i)
        if ((expr.args[i].op == Op::query_values) != (node.op == Op::in_query && i == 1))
            throw QueryError(quoted(node.op) + " takes " + (node.op == Op::in_query ? "a query" : "no query"));
    put(std::move(expr), depth);
}

}  // namespace tenon::query
