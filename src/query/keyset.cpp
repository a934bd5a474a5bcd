#include "query/keyset.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "query/collation.hpp"
#include "query/expression.hpp"
#include "query/words.hpp"
#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::query {

using ir::Empties;
using ir::Expr;
using ir::Op;
using ir::Order;

namespace {

[[noreturn]] void refuse_page(const schema::Model& model, const std::string& why) {
    throw QueryError("page() of " + model.name + ": " + why,
                     {.model = model.name, .fields = {}, .constraint = {}, .database_code = {}});
}

/// The field whose value it is, of the row itself or of one that references lead to.
const schema::Field* field_of(const Expr& by) {
    const Expr* of = &by;
    while (of->op == Op::related_value) of = &of->args.front();
    return of->op == Op::field && of->scope == 0 ? of->field : nullptr;
}

void check_key(const Order& order, const schema::Model& model) {
    const Expr& by = order.by;
    const schema::Field* const field = field_of(by);
    if (field == nullptr)
        refuse_page(model, "it is ordered by " + words(by) + "; a cursor holds values of fields alone.");
    if (field->hidden) refuse_page(model, "`" + field->name + "` is hidden, and a cursor would show its value.");
    if (by.type == BaseType::json)
        refuse_page(model, "a Json field has no `<`, so that no page begins at one of its values.");
}

bool is_plain(const Expr& by, std::size_t field) {
    return by.op == Op::field && by.scope == 0 && by.path.size() == 1 && by.path.front() == field;
}

void check_shown(const ir::Select& query, const schema::Model& model) {
    for (const ir::Output& output : query.outputs)
        if (const schema::Field* field = field_of(output.expr); field != nullptr && field->hidden)
            refuse_page(model, "`" + field->name + "` is hidden, and a cursor would show its value.");
    for (const ir::Select& part : query.combined) check_shown(part, model);
    for (const ir::Select& source : query.source) check_shown(source, model);
}

/// Of a set operation: its rows are told apart by their columns alone, and a cursor holds them all.
void complete_columns(ir::Select& select) {
    const schema::Model& model = *select.model;
    if (select.operation == ir::SetOperation::union_all)
        refuse_page(model,
                    "union_all() may give a row twice, and no cursor tells one from the other; union_with() gives "
                    "each once.");
    for (const ir::Select& part : select.combined) check_shown(part, model);
    for (const Order& order : select.order)
        if (order.by.op != Op::result_column)
            refuse_page(model, "it is ordered by " + words(order.by) + "; a cursor holds values of its outputs alone.");
    for (const ir::Output& column : select.outputs) {
        const auto is_this = [&](const Order& order) { return order.by.detail == column.expr.detail; };
        if (std::none_of(select.order.begin(), select.order.end(), is_this)) select.order.push_back({column.expr});
    }
}

/// Can no two rows of it be equal?
bool gives_each_once(const ir::Select& query) {
    if (!query.combined.empty()) return query.operation != ir::SetOperation::union_all;
    if (query.distinct) return true;
    const auto is_given = [&](const auto& is_it) {
        return std::any_of(query.outputs.begin(), query.outputs.end(),
                           [&](const ir::Output& output) { return is_it(output.expr); });
    };
    if (query.kind == ir::Select::Kind::aggregate)
        return std::all_of(query.group.begin(), query.group.end(), [&](const Expr& group) {
            return is_given([&](const Expr& output) { return same_expression(group, output); });
        });
    const std::vector<std::uint16_t>& key = query.model->key;
    return !query.join && !query.source_rows && !key.empty() &&
           std::all_of(key.begin(), key.end(), [&](std::uint16_t part) {
               return is_given([&](const Expr& output) { return is_plain(output, part); });
           });
}

/// Of the rows of a query: as of a set operation.
void complete_rows(ir::Select& select) {
    const schema::Model& model = *select.model;
    const std::size_t count = model.fields.size();
    bool is_whole = select.outputs.size() == count && !select.distinct && select.group.empty();
    for (std::size_t i = 0; is_whole && i < count; ++i) is_whole = is_plain(select.outputs[i].expr, i);
    if (!is_whole) refuse_page(model, "pages of a query's rows are of all of their values, and of no groups.");
    if (select.source.empty() || !gives_each_once(select.source.front()))
        refuse_page(
            model,
            "the query may give a row twice, and no cursor tells one from the other: select the key as well, all "
            "that is grouped by, or distinct() rows.");
    check_shown(select.source.front(), model);
    for (const Order& order : select.order)
        if (order.by.op != Op::field || order.by.scope != 0 || order.by.path.size() != 1)
            refuse_page(model,
                        "it is ordered by " + words(order.by) + "; a cursor holds the values of its rows alone.");
    for (std::size_t i = 0; i < count; ++i) {
        const auto is_this = [i](const Order& order) { return is_plain(order.by, i); };
        if (std::none_of(select.order.begin(), select.order.end(), is_this))
            select.order.push_back({select.outputs[i].expr});
    }
}

bool is_key_part(const Order& order, std::uint16_t field) { return is_plain(order.by, field); }

bool empties_first(const Order& order) {
    return order.empties == Empties::as_declared ? !order.descending : order.empties == Empties::first;
}

/// The condition of a page, put together from the order's parts.
class Keyset {
public:
    Keyset(const std::vector<Order>& order, std::span<const Value> position, std::uint16_t first_slot)
        : order_(order),
          position_(position),
          next_slot_(first_slot) {}

    Expr condition() {
        std::vector<Expr> choices;
        for (std::size_t i = 0; i < order_.size(); ++i) {
            std::optional<Expr> behind = is_behind(i);
            if (!behind) continue;
            std::vector<Expr> all;
            for (std::size_t before = 0; before < i; ++before) all.push_back(is_same(before));
            all.push_back(std::move(*behind));
            choices.push_back(joined(Op::and_, std::move(all)));
        }
        if (choices.empty()) return boolean(false);
        std::optional<Expr> bound = order_.size() > 1 ? is_not_before() : std::nullopt;
        Expr any = joined(Op::or_, std::move(choices));
        return bound ? make(Op::and_, std::move(*bound), std::move(any)) : any;
    }
    [[nodiscard]] std::vector<Value> take_values() { return std::move(values_); }

private:
    static Expr joined(Op op, std::vector<Expr> parts) {
        if (parts.size() == 1) return std::move(parts.front());
        Expr all = make(op);
        all.args = std::move(parts);
        return all;
    }
    Expr param(const Value& value) {
        Expr made = make(Op::param);
        made.slot = next_slot_++;
        values_.push_back(value);
        return made;
    }
    [[nodiscard]] Expr field(std::size_t i) const { return order_[i].by; }
    [[nodiscard]] Expr is_empty(std::size_t i) const { return make(Op::is_empty, field(i)); }

    Expr is_same(std::size_t i) {
        if (position_[i].is_empty()) return is_empty(i);
        return make(Op::eq, field(i), param(position_[i]));
    }
    /// Nothing when no row is.
    std::optional<Expr> is_behind(std::size_t i) {
        const Order& order = order_[i];
        if (position_[i].is_empty())
            return empties_first(order) ? std::optional(make(Op::not_, is_empty(i))) : std::nullopt;
        std::optional<Expr> behind = has_greater_value(i);
        if (!order.by.nullable || empties_first(order)) return behind;
        return behind ? make(Op::or_, std::move(*behind), is_empty(i)) : is_empty(i);
    }
    std::optional<Expr> has_greater_value(std::size_t i) {
        const Order& order = order_[i];
        if (order.by.type == BaseType::enumeration) return has_later_label(i);
        return make(order.descending ? Op::lt : Op::gt, field(i), param(position_[i]));
    }
    /// Labels are sorted as they are declared, and have no `<`.
    std::optional<Expr> has_later_label(std::size_t i) {
        const Order& order = order_[i];
        const std::string* const here = position_[i].if_text();
        std::vector<std::string> labels;
        for (const schema::Label& label : order.by.declared->labels) labels.push_back(label.text);
        if (order.descending) std::reverse(labels.begin(), labels.end());
        const auto found = here == nullptr ? labels.end() : std::find(labels.begin(), labels.end(), *here);
        std::vector<Expr> later;
        for (auto label = found == labels.end() ? found : found + 1; label != labels.end(); ++label)
            later.push_back(make(Op::eq, field(i), param(Value(*label))));
        if (later.empty()) return std::nullopt;
        return joined(Op::or_, std::move(later));
    }
    /// What the whole condition implies of the first part, from which an index is searched.
    std::optional<Expr> is_not_before() {
        const Order& order = order_[0];
        if (position_[0].is_empty()) return empties_first(order) ? std::nullopt : std::optional(is_empty(0));
        const bool has_bound = order.by.type != BaseType::enumeration && (!order.by.nullable || empties_first(order));
        if (!has_bound) return std::nullopt;
        return make(order.descending ? Op::le : Op::ge, field(0), param(position_[0]));
    }

    const std::vector<Order>& order_;
    std::span<const Value> position_;
    std::uint16_t next_slot_;
    std::vector<Value> values_;
};

}  // namespace

bool is_of_related(const Expr& by) noexcept { return by.op == Op::related_value; }

void reverse(std::vector<Order>& orders) {
    for (Order& order : orders) {
        order.descending = !order.descending;
        if (order.empties == Empties::first)
            order.empties = Empties::last;
        else if (order.empties == Empties::last)
            order.empties = Empties::first;
    }
}

void complete_order(ir::Select& select) {
    const schema::Model& model = *select.model;
    if (select.limit || select.offset)
        refuse_page(model, "it has a limit or an offset already; a page has a size of its own.");
    if (!select.combined.empty()) return complete_columns(select);
    if (select.source_rows) return complete_rows(select);
    if (model.key.empty())
        refuse_page(model, "the model has no key, by which rows that are equal in the order are told apart.");
    if (!select.group.empty() || !select.outputs.empty() || select.distinct)
        refuse_page(model, "pages are of whole objects, not of groups or outputs.");
    if (!select.distinct_on.empty())
        refuse_page(model, "it follows distinct_on(): where a page begins would decide which row of a key is kept.");
    for (const Order& order : select.order) {
        check_key(order, model);
        if (is_of_related(order.by)) continue;
        if (std::find(select.left_out.begin(), select.left_out.end(), order.by.path.front()) != select.left_out.end())
            refuse_page(model, "it is ordered by `" + order.by.field->name +
                                   "`, which exclude() leaves out, and a cursor holds its value.");
    }
    const bool descending = !select.order.empty() && select.order.back().descending;  // as an index on it goes
    for (const std::uint16_t field : model.key) {
        const auto is_there = [field](const Order& order) { return is_key_part(order, field); };
        if (std::any_of(select.order.begin(), select.order.end(), is_there)) continue;
        Order last;
        last.by = make(Op::field);
        last.by.path = {field};
        last.descending = descending;
        select.order.push_back(std::move(last));
    }
}

std::string order_shape(const ir::Select& select) {
    std::string shape = select.model->name;
    for (const Order& order : select.order) {
        shape.append(" ").append(words(order.by)).append(order.descending ? " desc" : " asc");
        if (const std::string_view language = collation_of(order.by); !language.empty())
            shape.append(" in ").append(language);
        if (order.by.nullable) shape += empties_first(order) ? " empties first" : " empties last";
    }
    return shape;
}

std::vector<Value> start_behind(ir::Select& select, std::span<const Value> position, std::uint16_t first_slot) {
    Keyset keyset(select.order, position, first_slot);
    Expr behind = keyset.condition();
    select.where = select.where ? make(Op::and_, std::move(*select.where), std::move(behind)) : std::move(behind);
    return keyset.take_values();
}

}  // namespace tenon::query
