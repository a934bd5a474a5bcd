#include "value/value_nested.hpp"

#include <algorithm>

#include <tenon/error.hpp>

#include "value/cells.hpp"
#include "value/nesting.hpp"

namespace tenon {

namespace {

void check_depth(std::size_t depth) {
    if (depth > max_nesting) {
        throw CastError("The value is nested deeper than 1,000 levels.");
    }
}

bool is_raw(CellType type) {
    return type == CellType::integer || type == CellType::unsigned_integer || type == CellType::real ||
           type == CellType::decimal;
}

void write_scalar(const Cell& cell, NestedWriter& out, bool as_json) {
    if (as_json && is_raw(cell.type)) {
        out.raw_number(cell);
    } else {
        out.scalar(cell);
    }
}

void write_value(const Value& value, NestedWriter& out, bool as_json, std::size_t depth) {
    if (const Document* document = value.if_document()) {
        check_depth(depth);
        out.begin_document();
        for (const Document::Entry& entry : *document) {
            out.key(entry.first);
            write_value(entry.second, out, as_json, depth + 1);
        }
        out.end_document();
    } else if (const Array* array = value.if_array()) {
        check_depth(depth);
        out.begin_array();
        for (const Value& element : *array) write_value(element, out, as_json, depth + 1);
        out.end_array();
    } else {
        write_scalar(scalar_cell(value), out, as_json);
    }
}

void copy_level(NestedReader& from, NestedWriter& to, bool as_json, std::size_t depth) {
    const NestedReader::Shape shape = from.shape();
    if (shape == NestedReader::Shape::scalar) return write_scalar(from.scalar(), to, as_json);
    check_depth(depth);
    const bool document = shape == NestedReader::Shape::document;
    document ? to.begin_document() : to.begin_array();
    from.enter();
    for (std::string_view key; from.next(key);) {
        if (document) to.key(key);
        copy_level(from, to, as_json, depth + 1);
    }
    from.leave();
    document ? to.end_document() : to.end_array();
}

void check_names(const Document& document) {
    std::vector<std::string_view> names;
    names.reserve(document.size());
    for (const Document::Entry& entry : document) names.push_back(entry.first);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice == names.end()) return;
    throw CastError("The name `" + std::string(*twice) + "` stands twice in one document.");
}

}  // namespace

NestedReader::Shape ValueReader::shape() {
    if (current_ == nullptr) throw CastError("A nested value was read twice.");
    return current_->if_document() ? Shape::document : current_->if_array() ? Shape::array : Shape::scalar;
}

Cell ValueReader::scalar() {
    if (shape() != Shape::scalar) throw CastError("A nested document or array was read as a single value.");
    return scalar_cell(*current_);
}

void ValueReader::enter() {
    if (shape() == Shape::scalar) throw CastError("A single value was read as a nested document or array.");
    levels_.push_back({current_, 0});
    current_ = nullptr;
}

bool ValueReader::next(std::string_view& key) {
    if (levels_.empty()) throw CastError("A nested value was read beyond its end.");
    Level& level = levels_.back();
    current_ = nullptr;
    if (const Document* document = level.container->if_document()) {
        if (level.next == document->size()) return false;
        const Document::Entry& entry = document->begin()[static_cast<std::ptrdiff_t>(level.next++)];
        key = entry.first;
        current_ = &entry.second;
        return true;
    }
    const Array& array = *level.container->if_array();
    if (level.next == array.size()) return false;
    current_ = &array[level.next++];
    return true;
}

void ValueReader::leave() {
    if (levels_.empty()) throw CastError("A nested value was read beyond its end.");
    levels_.pop_back();
    current_ = nullptr;
}

void ValueSource::write(NestedWriter& out) const {
    static const Value nothing;
    write_value(value_ == nullptr ? nothing : *value_, out, as_json_, 1);
}

void ValueBuilder::begin(Value container) {
    check_depth(levels_.size() + 1);
    levels_.push_back({std::move(key_), std::move(container)});
    key_.clear();
}

void ValueBuilder::begin_document() { begin(Document()); }
void ValueBuilder::begin_array() { begin(Array()); }

void ValueBuilder::key(std::string_view name) { key_ = name; }

void ValueBuilder::end() {
    Level level = std::move(levels_.back());
    levels_.pop_back();
    key_ = std::move(level.key);
    add(std::move(level.container));
}

void ValueBuilder::end_document() {
    check_names(*levels_.back().container.if_document());
    end();
}

void ValueBuilder::end_array() { end(); }

void ValueBuilder::scalar(const Cell& cell) {
    if (cell.type == CellType::json || cell.type == CellType::value || cell.type == CellType::source ||
        cell.type == CellType::list) {
        throw CastError("A nested value was written as a scalar; write its members instead.");
    }
    add(to_value(cell));
}

void ValueBuilder::add(Value value) {
    if (levels_.empty()) {
        done_ = std::move(value);
    } else if (Document* document = levels_.back().container.if_document()) {
        document->append(std::move(key_), std::move(value));
        key_.clear();
    } else {
        levels_.back().container.if_array()->push_back(std::move(value));
    }
}

Value ValueBuilder::take() {
    if (!levels_.empty()) throw CastError("A nested value was not written to its end.");
    return std::exchange(done_, Value());
}

void copy_nested(NestedReader& from, NestedWriter& to, bool as_json) { copy_level(from, to, as_json, 1); }

}  // namespace tenon
