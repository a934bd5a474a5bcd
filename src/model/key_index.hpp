#pragma once
// KeyIndex: from the key of a row to a number.

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>

#include <tenon/cell.hpp>
#include <tenon/decimal.hpp>
#include <tenon/execution.hpp>

namespace tenon::model {

/// Integers go without making text of them.
class KeyIndex {
public:
    explicit KeyIndex(std::size_t expected) { numbers_.reserve(expected); }
    /// The first of several that are equal stays. An empty one is no key.
    void put(const Cell& key, std::uint32_t index) {
        if (is_number(key))
            numbers_.try_emplace(key.integer, index);
        else if (!key.is_empty())
            texts_.try_emplace(bytes_of(key), index);
    }
    /// npos when there is none.
    [[nodiscard]] std::uint32_t find(const Cell& key) const {
        if (is_number(key)) {
            const auto found = numbers_.find(key.integer);
            return found == numbers_.end() ? npos : found->second;
        }
        if (key.is_empty()) return npos;
        const auto found = texts_.find(bytes_of(key));
        return found == texts_.end() ? npos : found->second;
    }

private:
    static bool is_number(const Cell& cell) {
        return cell.type == CellType::integer || cell.type == CellType::date || cell.type == CellType::timestamp;
    }
    /// Keys that are equal have equal bytes.
    static std::string bytes_of(const Cell& cell) {
        switch (cell.type) {
        case CellType::text: return std::string(cell.text_view());
        case CellType::uuid: return std::string(reinterpret_cast<const char*>(cell.id), 16);
        case CellType::object_id: return std::string(reinterpret_cast<const char*>(cell.id), 12);
        case CellType::bytes: return std::string(reinterpret_cast<const char*>(cell.bytes), cell.size);
        case CellType::decimal: return cell.decimal->to_string();
        default: return std::string(reinterpret_cast<const char*>(&cell.integer), sizeof(cell.integer));
        }
    }

    std::unordered_map<std::int64_t, std::uint32_t> numbers_;
    std::unordered_map<std::string, std::uint32_t> texts_;
};

}  // namespace tenon::model
