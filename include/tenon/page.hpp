#pragma once
// Page<T>: some rows of an order, and where the next ones begin; Counted<T>: some rows, and how many there are in all.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tenon/execution.hpp>

namespace tenon {

/// What `find_and_count` gives.
template <class T>
struct Counted {
    std::vector<T> rows;
    std::int64_t total = 0;  ///< how many rows there are without the query's limit and offset
};

/// What `page` gives: up to so many rows in the query's order, and cursors of the pages beside them.
///
/// A cursor is text of letters, digits, `-` and `_`, to be given to `page` of the same query later, by another program too. It
/// holds the values of a row's order and key: whoever has it can read them, and make another one. It is no secret and no
/// permission.
template <class T>
struct Page {
    std::vector<T> items;
    std::string next;      ///< of the rows behind these; empty when there are none
    std::string previous;  ///< of the rows before these; empty when there are none
};

namespace model {

/// A query that is read by pages.
class PagedQuery {
public:
    /// Throws CursorError for a cursor that is damaged or another query's, QueryError for a query that has no pages.
    PagedQuery(const Session& session, const Instance& instance, const ir::Code& code, std::size_t size,
               std::string_view cursor, std::span<const OutputType> outputs = {});
    PagedQuery(const PagedQuery&) = delete;
    PagedQuery& operator=(const PagedQuery&) = delete;
    ~PagedQuery();

    /// Reads one row more than the page has, if there is one; from the end when the page is read backwards.
    void read(Sink sink) const;
    [[nodiscard]] bool has_cursor() const noexcept;
    [[nodiscard]] bool is_backward() const noexcept;
    [[nodiscard]] std::size_t size() const noexcept;
    /// Of the rows behind this object, or before it.
    [[nodiscard]] std::string cursor(const void* object, bool backward) const;

private:
    struct Parts;
    std::shared_ptr<Parts> parts_;
};

}  // namespace model

namespace typed {

/// The page of rows that a paged query has read; `address` tells where a row's members are.
template <class T, class Address>
Page<T> page_of(const model::PagedQuery& query, std::vector<T> rows, Address address) {
    const bool has_more = rows.size() > query.size();
    if (has_more) rows.pop_back();
    if (query.is_backward())
        for (std::size_t i = 0, j = rows.size(); i + 1 < j; ++i) std::swap(rows[i], rows[--j]);
    Page<T> page;
    page.items = std::move(rows);
    if (page.items.empty()) return page;
    if (query.is_backward() || has_more) page.next = query.cursor(address(page.items.back()), false);
    if (query.is_backward() ? has_more : query.has_cursor())
        page.previous = query.cursor(address(page.items.front()), true);
    return page;
}

}  // namespace typed
}  // namespace tenon
