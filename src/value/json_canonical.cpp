#include "value/json_canonical.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "value/cells.hpp"
#include "value/json_writer.hpp"
#include "value/numbers.hpp"

namespace tenon {

namespace {

void append_real(double value, std::string& out) {
    if (std::trunc(value) != value || value < -two_63 || value >= two_64) {
        append_double(value, out);
    } else if (value < 0) {
        append_integer(static_cast<std::int64_t>(value), out);
    } else {
        append_integer(static_cast<std::uint64_t>(value), out);
    }
}

void append(const Value& value, std::string& out);

void append_document(const Document& document, std::string& out) {
    std::vector<const Document::Entry*> entries;
    entries.reserve(document.size());
    for (const Document::Entry& entry : document) entries.push_back(&entry);
    std::sort(entries.begin(), entries.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
    out += '{';
    for (const Document::Entry* entry : entries) {
        if (entry != entries.front()) out += ',';
        append_json_text(entry->first, out);
        out += ':';
        append(entry->second, out);
    }
    out += '}';
}

void append_array(const Array& array, std::string& out) {
    out += '[';
    for (std::size_t i = 0; i < array.size(); ++i) {
        if (i > 0) out += ',';
        append(array[i], out);
    }
    out += ']';
}

void append(const Value& value, std::string& out) {
    if (const Document* document = value.if_document()) {
        append_document(*document, out);
    } else if (const Array* array = value.if_array()) {
        append_array(*array, out);
    } else if (const double* real = value.if_real()) {
        append_real(*real, out);
    } else {
        JsonWriter(out).raw_number(scalar_cell(value));
    }
}

}  // namespace

std::string canonical_json(std::string_view json) {
    const Value value = to_value(Cell::of_json(json));
    std::string out;
    append(value, out);
    return out;
}

std::string canonical_json(const Value& value) { return canonical_json(value.to_json()); }

}  // namespace tenon
