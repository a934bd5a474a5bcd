#pragma once
// Cell: 16 tagged bytes by which values cross the drivers' border, in both directions, without being copied.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <tenon/time.hpp>
#include <tenon/uuid.hpp>
#include <tenon/value.hpp>

namespace tenon {

class NestedReader;
class NestedSource;
struct Cell;

enum class CellType : std::uint8_t {
    empty,
    boolean,
    integer,
    unsigned_integer,
    real,
    decimal,
    text,
    bytes,
    timestamp,
    date,
    time,
    uuid,
    object_id,
    json,    ///< nested, as JSON text (from SQL databases)
    value,   ///< nested, as a tenon::Value (from memory:)
    source,  ///< nested, to be written: a NestedSource (to every driver)
    list     ///< several cells (the values of an `in`, to every driver)
};

/// Points into memory that its maker owns: a driver's until its next fetch, a caller's until the statement ends.
struct Cell {
    union {
        bool boolean;
        std::int64_t integer;  ///< integer, timestamp (microseconds), date (days), time (microseconds)
        std::uint64_t unsigned_integer;
        double real;
        const char* text;        ///< text, json; not ended by a zero
        const std::byte* bytes;  ///< bytes
        const std::uint8_t* id;  ///< uuid (16), object_id (12)
        const Decimal* decimal;
        const Value* value;
        const NestedSource* source;
        const Cell* list;
    };
    std::uint32_t size = 0;  ///< of text, json, bytes: bytes; of list: cells
    CellType type = CellType::empty;

    constexpr Cell() : integer(0) {}
    static Cell of(bool v) {
        Cell c;
        c.boolean = v;
        c.type = CellType::boolean;
        return c;
    }
    static Cell of(std::int64_t v) {
        Cell c;
        c.integer = v;
        c.type = CellType::integer;
        return c;
    }
    static Cell of(std::uint64_t v) {
        Cell c;
        c.unsigned_integer = v;
        c.type = (v >> 63) == 0 ? CellType::integer : CellType::unsigned_integer;
        return c;
    }
    static Cell of(double v) {
        Cell c;
        c.real = v;
        c.type = CellType::real;
        return c;
    }
    static Cell of(Timestamp v) {
        Cell c;
        c.integer = v.microseconds;
        c.type = CellType::timestamp;
        return c;
    }
    static Cell of(Date v) {
        Cell c;
        c.integer = v.days;
        c.type = CellType::date;
        return c;
    }
    static Cell of(Time v) {
        Cell c;
        c.integer = v.microseconds;
        c.type = CellType::time;
        return c;
    }
    /// Text of more than 4 GiB doesn't fit a cell: its size is checked where a value enters (`checked_size`).
    static Cell of(std::string_view v) {
        Cell c;
        c.text = v.data();
        c.size = checked_size(v.size());
        c.type = CellType::text;
        return c;
    }
    static Cell of(const char*) = delete;  // would be a bool
    static Cell of_json(std::string_view v) {
        Cell c = of(v);
        c.type = CellType::json;
        return c;
    }
    static Cell of_bytes(const std::byte* data, std::size_t size) {
        Cell c;
        c.bytes = data;
        c.size = checked_size(size);
        c.type = CellType::bytes;
        return c;
    }
    static Cell of(const Uuid& v) {
        Cell c;
        c.id = v.bytes.data();
        c.type = CellType::uuid;
        return c;
    }
    static Cell of(const ObjectId& v) {
        Cell c;
        c.id = v.bytes.data();
        c.type = CellType::object_id;
        return c;
    }
    static Cell of(const Decimal& v) {
        Cell c;
        c.decimal = &v;
        c.type = CellType::decimal;
        return c;
    }
    static Cell of(const NestedSource& v) {
        Cell c;
        c.source = &v;
        c.type = CellType::source;
        return c;
    }
    /// A nested Value, given by a driver: stays owned by it.
    static Cell of_nested(const Value& v) {
        Cell c;
        c.value = &v;
        c.type = CellType::value;
        return c;
    }
    static Cell of_list(const Cell* cells, std::size_t count) {
        Cell c;
        c.list = cells;
        c.size = checked_size(count);
        c.type = CellType::list;
        return c;
    }

    [[nodiscard]] bool is_empty() const noexcept { return type == CellType::empty; }
    [[nodiscard]] std::string_view text_view() const noexcept { return {text, size}; }

    /// Throws CastError above UINT32_MAX.
    static std::uint32_t checked_size(std::size_t size) {
        if (size > 0xFFFFFFFFu) too_large();
        return static_cast<std::uint32_t>(size);
    }
    [[noreturn]] static void too_large();
};
static_assert(sizeof(Cell) == 16);

/// Takes a nested value, piece by piece, in the order in which it is to be stored.
class NestedWriter {
public:
    virtual ~NestedWriter();
    virtual void begin_document() = 0;
    virtual void key(std::string_view name) = 0;  ///< before each member of a document
    virtual void end_document() = 0;
    virtual void begin_array() = 0;
    virtual void end_array() = 0;
    virtual void scalar(const Cell& cell) = 0;  ///< any type but json, value, source, list
    /// A Json field's number stays a number, whatever its size; `scalar` writes integers beyond 2^53 as text.
    virtual void raw_number(const Cell& cell) = 0;
};

/// A nested value that can be written: a struct, vector or map in the caller's memory, or a Value.
class NestedSource {
public:
    virtual void write(NestedWriter& out) const = 0;

protected:
    ~NestedSource() = default;
};

/// Gives a nested value, piece by piece. `current()` is a scalar, or says by `is_document`/`is_array` that `enter`
/// goes inside; `next` moves to the next member or element; `leave` comes out, whatever is left inside.
class NestedReader {
public:
    virtual ~NestedReader();
    enum class Shape : std::uint8_t { scalar, document, array };
    virtual Shape shape() = 0;
    /// The scalar here: empty, boolean, integer, unsigned_integer, real, text (and what a richer format has: bytes,
    /// timestamp, uuid, …). Points into the reader's memory until `next` or `leave`.
    virtual Cell scalar() = 0;
    virtual void enter() = 0;
    /// False at the end. `key` is set inside documents, and stays until the next call.
    virtual bool next(std::string_view& key) = 0;
    virtual void leave() = 0;
};

}  // namespace tenon
