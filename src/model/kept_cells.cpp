#include "model/kept_cells.hpp"

#include <array>

#include "query/variant_bits.hpp"

namespace tenon::model {

using ir::Node;
using ir::Op;

namespace {

/// The values of several lists, one behind the other.
class Values {
public:
    explicit Values(ValueLists lists) : lists_(lists) {}
    const Value& next() {
        while (next_ == end_) enter(*lists_[list_++]);
        return *next_++;
    }
    bool next_present() {
        while (next_present_ == present_.size()) enter(*lists_[list_++]);
        return present_[next_present_++] != 0;
    }

private:
    void enter(const typed::KeptValues& list) {
        next_ = list.begin();
        end_ = list.end();
        present_ = list.present();
        next_present_ = 0;
    }
    ValueLists lists_;
    std::size_t list_ = 0;
    const Value* next_ = nullptr;
    const Value* end_ = nullptr;
    std::span<const char> present_;
    std::size_t next_present_ = 0;
};

/// What most values are, without a call.
Cell plain_cell(const Value& value) {
    if (const std::int64_t* integer = value.if_integer()) return Cell::of(*integer);
    if (const double* real = value.if_real()) return Cell::of(*real);
    if (const std::string* text = value.if_text()) return Cell::of(std::string_view(*text));
    return scalar_cell(value);
}

std::size_t count_of(ValueLists lists) {
    std::size_t count = 0;
    for (const typed::KeptValues* list : lists) count += list->size();
    return count;
}

}  // namespace

KeptCells::KeptCells(std::span<const Node> nodes, ValueLists lists, bool is_plain) : cells_(take(count_of(lists) + 1)) {
    if (is_plain)
        add_plain(lists);
    else
        add_all(nodes, lists);
}
KeptCells::KeptCells(const Statement& statement, ValueLists lists)
    : KeptCells(statement.nodes, lists, statement.is_plain) {}
KeptCells::KeptCells(const Statement& statement, const typed::KeptValues& kept)
    : KeptCells(statement.nodes, ValueLists(std::array{&kept}), statement.is_plain) {}
KeptCells::KeptCells(std::span<const Node> nodes, const typed::KeptValues& kept)
    : KeptCells(nodes, ValueLists(std::array{&kept}), false) {}

void KeptCells::add_plain(ValueLists lists) {
    for (const typed::KeptValues* list : lists)
        for (const Value& value : *list) cells_[count_++] = plain_cell(value);
}

void KeptCells::add_all(std::span<const Node> nodes, ValueLists lists) {
    Values values(lists);
    for (const Node& node : nodes) {
        if (node.op == Op::param)
            add_param(node, values.next(), !typed::is_optional_json(node) || values.next_present());
        else if (node.op == Op::list)
            add_list(node, values.next().as_array());
        else if (node.op == Op::when)
            bits(values.next_present() ? 1 : 0, 1);
    }
}

void KeptCells::add_param(const Node& node, const Value& value, bool is_there) {
    const auto type = static_cast<BaseType>(node.a);
    const bool is_empty = type == BaseType::json ? !is_there : value.is_empty();
    if ((node.flag & ir::may_be_empty) != 0) bits(is_empty ? 1 : 0, 1);
    if ((node.flag & ir::meets_integer) != 0)
        bits(is_empty ? 0 : typed::real_state(value.as_double()), query::real_bits);
    cells_[count_++] = is_empty ? Cell() : cell_of(value, type);
}

void KeptCells::add_list(const Node& node, const Array& values) {
    const bool meets_integer = (node.flag & ir::meets_integer) != 0;
    Cell* const cells = take(values.size());
    std::size_t count = 0;
    bool has_empty = false;
    // Of a list whose values may be missing, nobody can tell a Json's null from none.
    const bool is_json_null = static_cast<BaseType>(node.a) == BaseType::json && (node.flag & ir::may_be_empty) == 0;
    for (const Value& value : values) {
        if (value.is_empty() && !is_json_null) {
            has_empty = true;
            continue;
        }
        Cell cell = cell_of(value, static_cast<BaseType>(node.a));
        if (meets_integer) {
            if (typed::real_state(cell.real) != 0) continue;  // equal to no integer
            cell = Cell::of(static_cast<std::int64_t>(cell.real));
        }
        cells[count++] = cell;
    }
    if ((node.flag & ir::may_be_empty) != 0) bits(has_empty ? 1 : 0, 1);
    add_list(std::span<const Cell>(cells, count));
}

void KeptCells::add_list(std::span<const Cell> values) {
    bits(typed::size_class(values.size()), query::list_bits);
    cells_[count_++] = Cell::of_list(values.data(), values.size());
}

Cell KeptCells::cell_of(const Value& value, BaseType type) {
    if (!is_nested(type)) return scalar_cell(value);
    return Cell::of(sources_.emplace_front(value, type == BaseType::json));
}

Cell* KeptCells::take(std::size_t count) {
    if (used_ + count > room) return more_room_.emplace_front(count).data();
    Cell* const taken = reinterpret_cast<Cell*>(room_) + used_;
    used_ += count;
    return taken;
}

}  // namespace tenon::model
