#include <tenon/page.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "model/cast_errors.hpp"
#include "model/code_values.hpp"
#include "model/object_values.hpp"
#include "model/page_cursor.hpp"
#include "model/read_objects.hpp"
#include "model/statements.hpp"
#include "query/keyset.hpp"
#include "query/query.hpp"
#include "schema/cast.hpp"
#include "value/cells.hpp"
#include <tenon/error.hpp>
#include <tenon/snapshot.hpp>

namespace tenon::model {
namespace {

/// The number of the column that a row's order is by.
std::size_t ordering_column(const ir::Expr& by) { return by.op == ir::Op::field ? by.path.front() : by.detail; }

/// What a row of a projection has in a column.
Value column_value(const typed::Column& column, const void* row) {
    typed::NestedMember room;
    return to_value(typed::encode(*column.type, member_of(column, row), *column.field, room));
}

/// The member at the end of a path: empty behind an optional that is.
Value value_at(const Instance& instance, const ir::Expr& by, const void* object) {
    const typed::Column& column = column_of(instance, by.path.front());
    typed::NestedMember room;
    Value value = to_value(typed::encode(*column.type, member_of(column, object), *column.field, room));
    const schema::Type* type = &column.field->type;
    for (std::size_t i = 1; i < by.path.size(); ++i) {
        const schema::Field& member = type->members[by.path[i]];
        const Document* const document = value.if_document();
        const Value* const found = document != nullptr ? document->find(member.column) : nullptr;
        if (found == nullptr) return Value();
        Value inner = *found;
        value = inner.is_empty() ? inner : schema::cast(inner, member.type, member.name);
        type = &member.type;
    }
    return value;
}

}  // namespace

struct PagedQuery::Parts {
    Session session;
    const Instance& instance;
    ir::Code code;
    std::size_t size;
    std::uint64_t variant;
    std::string query;                    ///< what tells it from other queries
    std::span<const OutputType> outputs;  ///< none: whole objects
    std::shared_ptr<const PageOrder> order{};
    PageCursor cursor{};           ///< no position: the first page
    std::string key{};             ///< of the statement
    const engine::Entry* entry{};  ///< the statement, once it was read
    /// Of each row what it is ordered by, when some of that is no part of the row.
    std::vector<std::vector<Value>> positions{};

    /// The select of this page; `values` gets what is bound behind the query's own.
    ir::Select page(std::vector<Value>& values) const {
        ir::Select page = order->select;
        if (cursor.backward) query::reverse(page.order);
        if (!cursor.position.empty())
            values = query::start_behind(page, cursor.position, static_cast<std::uint16_t>(code.values.size()));
        ir::Expr most;
        most.op = ir::Op::param;
        most.type = BaseType::int64;
        most.slot = static_cast<std::uint16_t>(code.values.size() + values.size());
        page.limit = std::move(most);
        values.emplace_back(static_cast<std::int64_t>(size) + 1);
        return page;
    }
    [[nodiscard]] const std::vector<ir::Order>& parts() const { return order->select.order; }
    [[nodiscard]] bool is_by_related_rows() const {
        return outputs.empty() && std::any_of(parts().begin(), parts().end(),
                                              [](const ir::Order& part) { return query::is_of_related(part.by); });
    }
    /// The statement, with this behind its key, and what is made of its rows.
    const engine::Entry& read(const Session& within, std::string name, const ir::Select& page,
                              std::span<const Value> behind, std::span<const OutputType> types, Sink sink) const {
        std::vector<Value> given = code.values;
        given.insert(given.end(), behind.begin(), behind.end());
        const engine::Entry& found =
            keyed_entry(within, instance, std::move(name), variant, [&] { return ir::Statement(page); }, types);
        const CodeValues values(found, given);
        check_values(found, values.cells());
        of_model(*found.model, [&] {
            engine::Running running(within, *found.plan, found.model, values.cells());
            read_written(running, decoding_of(found), sink);
        });
        return found;
    }
    /// What the page's rows are ordered by.
    void read_positions(const Session& within, ir::Select page, std::span<const Value> behind) {
        positions.clear();
        page.left_out.clear();
        std::vector<OutputType> types;
        for (const ir::Order& part : parts()) {
            types.push_back({&typed::type_info<Value>, static_cast<std::uint32_t>(types.size() * sizeof(Value))});
            page.outputs.push_back({part.by, {}});
        }
        const Sink sink{this,
                        [](void* target, std::size_t, std::size_t, std::size_t) -> direct::Room {
                            auto& self = *static_cast<Parts*>(target);
                            return {self.positions.emplace_back(self.parts().size()).data(), 1};
                        },
                        0};
        (void)read(within, "of" + key, page, behind, types, sink);
    }
    /// Of this object, which is among those that were read: its key is.
    [[nodiscard]] const std::vector<Value>& position_of(const void* object) const {
        const auto is_this = [&](const std::vector<Value>& position) {
            for (std::size_t i = 0; i < position.size(); ++i) {
                const ir::Expr& by = parts()[i].by;
                const auto& keys = instance.model.key;
                const bool is_key = by.op == ir::Op::field && by.path.size() == 1 &&
                                    std::find(keys.begin(), keys.end(), by.path.front()) != keys.end();
                if (is_key && position[i] != value_at(instance, by, object)) return false;
            }
            return true;
        };
        const auto found = std::find_if(positions.begin(), positions.end(), is_this);
        if (found != positions.end()) return *found;
        throw QueryError("page() of " + instance.model.name + ": a row was read whose place in the order was not.",
                         {.model = instance.model.name, .fields = {}, .constraint = {}, .database_code = {}});
    }
    /// What tells the statement from others of this query.
    [[nodiscard]] std::string statement_key() const {
        std::string made = "page" + query;
        append_outputs(made, outputs);
        made += cursor.backward ? 'b' : 'f';
        for (std::size_t i = 0; i < cursor.position.size(); ++i) {
            const Value& value = cursor.position[i];
            made += value.is_empty() ? 'e' : 'v';
            if (parts()[i].by.type == BaseType::enumeration && value.if_text() != nullptr)
                made.append(*value.if_text()).push_back('\0');
        }
        return made;
    }
};

namespace {

std::shared_ptr<const PageOrder> order_of(const Session& session, const Instance& instance, const ir::Code& code,
                                          std::uint64_t variant) {
    ir::Statement statement = decode_code(session, instance, ir::Verb::all, code, variant);
    query::resolve(statement);
    auto& select = std::get<ir::Select>(statement);
    query::complete_order(select);
    query::resolve(statement);
    return std::make_shared<const PageOrder>(std::move(select));
}

}  // namespace

PagedQuery::PagedQuery(const Session& session, const Instance& instance, const ir::Code& code, std::size_t size,
                       std::string_view cursor, std::span<const OutputType> outputs) {
    constexpr std::size_t most = 1'000'000;
    if (size == 0 || size > most)
        throw QueryError("page() of " + instance.model.name + " takes a size from 1 to 1,000,000.",
                         {.model = instance.model.name, .fields = {}, .constraint = {}, .database_code = {}});
    const std::uint64_t variant = query::variant_of(code.nodes, code.values);
    parts_ = std::make_shared<Parts>(Parts{session, instance, code, size, variant, {}, outputs});
    append_code(parts_->query, code.nodes, code.names);
    const std::string number = std::to_string(instance.id) + ' ' + std::to_string(variant) + ' ';
    parts_->order = state_of(session).page_orders.find(number + parts_->query,
                                                       [&] { return order_of(session, instance, code, variant); });
    if (!cursor.empty()) parts_->cursor = parse_cursor(*parts_->order, cursor);
    parts_->key = parts_->statement_key();
}
PagedQuery::~PagedQuery() = default;

bool PagedQuery::has_cursor() const noexcept { return !parts_->cursor.position.empty(); }
bool PagedQuery::is_backward() const noexcept { return parts_->cursor.backward; }
std::size_t PagedQuery::size() const noexcept { return parts_->size; }

void PagedQuery::read(Sink sink) const {
    std::vector<Value> behind;
    const ir::Select page = parts_->page(behind);
    if (!parts_->is_by_related_rows()) {
        parts_->entry = &parts_->read(parts_->session, parts_->key, page, behind, parts_->outputs, sink);
        return;
    }
    const ReadScope scope(parts_->session);  // both see the same rows
    parts_->entry = &parts_->read(scope.session(), parts_->key, page, behind, parts_->outputs, sink);
    parts_->read_positions(scope.session(), page, behind);
}

std::string PagedQuery::cursor(const void* object, bool backward) const {
    PageCursor made;
    made.backward = backward;
    if (!parts_->positions.empty()) {
        made.position = parts_->position_of(object);
        return format_cursor(*parts_->order, made);
    }
    for (const ir::Order& order : parts_->parts())
        made.position.push_back(
            parts_->outputs.empty()
                ? value_at(parts_->instance, order.by, object)
                : column_value(decoding_of(*parts_->entry).outputs[ordering_column(order.by)], object));
    return format_cursor(*parts_->order, made);
}

}  // namespace tenon::model
