#include <algorithm>

#include <tenon/value.hpp>

namespace tenon {

Document::Document() = default;
Document::Document(std::initializer_list<Entry> entries) {
    entries_.reserve(entries.size());
    for (const Entry& entry : entries) set(entry.first, entry.second);
}
Document::Document(const Document&) = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(const Document&) = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

std::size_t Document::size() const noexcept { return entries_.size(); }

const Value* Document::find(std::string_view name) const noexcept {
    for (const Entry& entry : entries_) {
        if (entry.first == name) return &entry.second;
    }
    return nullptr;
}

Value* Document::find(std::string_view name) noexcept {
    for (Entry& entry : entries_) {
        if (entry.first == name) return &entry.second;
    }
    return nullptr;
}

Value& Document::operator[](std::string_view name) {
    if (Value* found = find(name)) return *found;
    return entries_.emplace_back(std::string(name), Value()).second;
}

void Document::set(std::string name, Value value) {
    if (Value* found = find(name)) {
        *found = std::move(value);
    } else {
        append(std::move(name), std::move(value));
    }
}

void Document::append(std::string name, Value value) { entries_.emplace_back(std::move(name), std::move(value)); }

bool Document::erase(std::string_view name) {
    const auto at = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.first == name; });
    if (at == entries_.end()) return false;
    entries_.erase(at);
    return true;
}

std::vector<Document::Entry>::const_iterator Document::begin() const noexcept { return entries_.begin(); }
std::vector<Document::Entry>::const_iterator Document::end() const noexcept { return entries_.end(); }
std::vector<Document::Entry>::iterator Document::begin() noexcept { return entries_.begin(); }
std::vector<Document::Entry>::iterator Document::end() noexcept { return entries_.end(); }

namespace {

constexpr std::size_t few = 16;

std::vector<const Document::Entry*> sorted(const Document& document) {
    std::vector<const Document::Entry*> entries;
    entries.reserve(document.size());
    for (const Document::Entry& entry : document) entries.push_back(&entry);
    std::sort(entries.begin(), entries.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
    return entries;
}

bool equal_in_any_order(const Document& a, const Document& b) {
    if (a.size() <= few) {
        return std::all_of(a.begin(), a.end(), [&](const Document::Entry& entry) {
            const Value* other = b.find(entry.first);
            return other != nullptr && entry.second == *other;
        });
    }
    const auto left = sorted(a);
    const auto right = sorted(b);
    return std::equal(left.begin(), left.end(), right.begin(),
                      [](const auto* x, const auto* y) { return x->first == y->first && x->second == y->second; });
}

}  // namespace

bool operator==(const Document& a, const Document& b) {
    if (a.size() != b.size()) return false;
    const bool same_order =
        std::equal(a.begin(), a.end(), b.begin(), [](const auto& x, const auto& y) { return x.first == y.first; });
    if (!same_order) return equal_in_any_order(a, b);
    return std::equal(a.begin(), a.end(), b.begin(), [](const auto& x, const auto& y) { return x.second == y.second; });
}

}  // namespace tenon
