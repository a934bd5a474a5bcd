#pragma once
// Aggregates and window functions of run-time models: sum(field("price")).over(partition_by(field("shop"))).

#include <concepts>
#include <cstdint>
#include <type_traits>
#include <vector>

#include <tenon/record.hpp>

namespace tenon {

/// What partition_by and order_by give for run-time models.
struct RecordWindowPart {
    ir::Code code;
    std::uint16_t size = 0;  ///< how many values
    bool is_order = false;
};

namespace typed {
template <class K>
concept RunTimeKey = std::same_as<std::remove_cvref_t<K>, RecordExpression> ||
                     std::same_as<std::remove_cvref_t<K>, IndexKey>;
template <class P>
concept RunTimePart = std::same_as<std::remove_cvref_t<P>, RecordWindowPart>;
}  // namespace typed

namespace model {
/// row_number and its kin, or count(), which wait for their rows.
RecordExpression row_function(ir::Op function);
RecordExpression shifted(ir::Op function, const RecordExpression& value, std::uint16_t rows);
RecordWindowPart window_part(bool is_order, const std::vector<IndexKey>& keys);
}  // namespace model

/// The rows that are equal in these values, as those beside a row.
template <class... Ks>
    requires(std::same_as<Ks, RecordExpression> && ...) && (sizeof...(Ks) > 0)
[[nodiscard]] RecordWindowPart partition_by(const Ks&... values) {
    return model::window_part(false, {IndexKey(values)...});
}
/// The order of the rows beside a row: order_by(field("price").desc(), field("id")).
template <typed::RunTimeKey... Ks>
    requires(sizeof...(Ks) > 0)
[[nodiscard]] RecordWindowPart order_by(const Ks&... keys) {
    return model::window_part(true, {IndexKey(keys)...});
}

/// How many records where it is not empty; tenon::count() counts all.
[[nodiscard]] RecordExpression count(const RecordExpression& value);
[[nodiscard]] RecordExpression count_distinct(const RecordExpression& value);
[[nodiscard]] RecordExpression sum(const RecordExpression& value);
[[nodiscard]] RecordExpression avg(const RecordExpression& value);
[[nodiscard]] RecordExpression min(const RecordExpression& value);
[[nodiscard]] RecordExpression max(const RecordExpression& value);

/// The value of so many rows before, or behind.
[[nodiscard]] RecordExpression lag(const RecordExpression& value, std::uint16_t rows = 1);
[[nodiscard]] RecordExpression lead(const RecordExpression& value, std::uint16_t rows = 1);

}  // namespace tenon
