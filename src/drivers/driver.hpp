#pragma once
// The one interface between the engine and a database: a Driver compiles statements into opaque plans and opens
// connections; a Connection runs plans. Nothing here waits inside: each call does what it can and answers with a
// Status, so that a thread that blocks and, later, a coroutine that awaits drive the same operation.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/prepared.hpp"
#include <tenon/cell.hpp>
#include <tenon/direct.hpp>
#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::drivers {

/// A statement in the form that its driver understands: SQL text with its parameters' order, a BSON template, or the
/// IR itself. Made once, shared by all connections and threads, never changed.
class Plan {
public:
    Plan() = default;
    Plan(const Plan&) = delete;
    Plan& operator=(const Plan&) = delete;
    virtual ~Plan();
    /// What a person sees: SQL, extended JSON, or the IR in words. Values are never in it.
    [[nodiscard]] virtual std::string_view text() const noexcept = 0;
    /// How many values `start` takes.
    [[nodiscard]] virtual std::size_t slots() const noexcept = 0;
    /// False when it can run on a read-only connection.
    [[nodiscard]] virtual bool writes() const noexcept = 0;
    /// A number, unique in this process, small: connections index their statements by it.
    const std::uint32_t id = next_id();

private:
    static std::uint32_t next_id() noexcept;
};

enum class Status : std::uint8_t {
    row,          ///< `fetch` has filled its argument
    done,         ///< the operation is complete: `result()` tells the counts
    want_read,    ///< call again when `socket()` can be read
    want_write,   ///< call again when `socket()` can be written
    want_worker,  ///< call again from a thread that may block
    failed        ///< `error()` tells why; `finish` is still to be called
};

struct Result {
    std::int64_t rows = 0;                      ///< rows matched by an update or delete, written by an insert
    std::optional<std::int64_t> generated_key;  ///< of the last insert, when the database assigned it
};

enum class Control : std::uint8_t {
    begin,
    begin_read_only,
    commit,
    rollback,
    savepoint,
    release_savepoint,
    rollback_to_savepoint,  ///< with a depth, 1 and up
    ping,
    reset  ///< back to the state of a new connection, for the next borrower
};

/// The values of a statement that members of an object are among: those whose places are direct are the members there,
/// the others are cells.
struct MemberValues {
    std::span<const direct::Place> places;  ///< one for each value; of one plan always the same
    const void* object;
    std::span<const Cell> cells;  ///< one for each value as well; those of direct places are not to be looked at
};

/// Objects one behind the other in memory: members of each are all the values of a row, and all at direct places.
struct MemberRows {
    std::span<const direct::Place> places;  ///< one for each value; of one plan always the same
    const char* first;
    std::size_t count;
    std::size_t stride;  ///< from one object to the next, in bytes

    [[nodiscard]] MemberValues operator[](std::size_t row) const { return {places, first + row * stride, {}}; }
};

/// Objects that rows are read into, one after the other.
class RowTarget {
public:
    static constexpr std::size_t all = static_cast<std::size_t>(-1);

    /// Where the columns go, a place for each, and what each object is told beside them.
    struct Layout {
        std::span<const direct::Place> places;
        std::span<const direct::Name> names;
    };
    /// `each`: more is to be done with every row than to place it. `expected`: how many rows there may be; only how much
    /// room is made at once follows from it.
    RowTarget(Layout layout, direct::Sink sink, bool each, std::size_t most, std::size_t expected)
        : layout_(layout),
          sink_(sink),
          most_(most),
          expected_(expected),
          each_(each) {}
    /// One object, for one row.
    RowTarget(Layout layout, void* object) : layout_(layout), next_(static_cast<char*>(object)), left_(1), most_(1) {}
    RowTarget(const RowTarget&) = delete;
    RowTarget& operator=(const RowTarget&) = delete;
    /// Gives back the room that wasn't needed.
    ~RowTarget() {
        if (left_ > 0 && sink_.room != nullptr) static_cast<void>(sink_.room(sink_.target, rows_, 0, 0));
    }
    /// The object for one more row.
    void* add() {
        if (left_ == 0) make_room();
        void* const object = next_;
        for (const direct::Name& name : layout_.names) direct::set_name(name, object);
        next_ += sink_.stride;
        --left_;
        ++rows_;
        return object;
    }
    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    [[nodiscard]] bool is_full() const noexcept { return rows_ == most_; }
    /// Is the row that was read last to be handed on, although all of it is placed?
    [[nodiscard]] bool stops() const noexcept { return each_ || is_full(); }

    [[nodiscard]] std::span<const direct::Place> places() const noexcept { return layout_.places; }

private:
    void make_room();

    Layout layout_;
    direct::Sink sink_{};
    char* next_ = nullptr;
    std::size_t left_ = 0;  ///< objects of the room
    std::size_t rows_ = 0;
    std::size_t most_;
    std::size_t expected_ = 0;
    bool each_ = false;
};
/// A row that was read into a target.
struct PlacedRow {
    void* object = nullptr;       ///< what the target gave for it
    std::span<const Cell> cells;  ///< live until the next call
    /// The members that are direct have been read, and their cells are not to be looked at. False: all is in the cells.
    bool is_placed = false;
};

/// One object for the one row of a statement.
struct OneRow {
    RowTarget::Layout layout;
    void* object;
    /// What is done with the row while its cells live; `table` is its first argument.
    void (*take)(const void* table, const PlacedRow& row);
    const void* table;
    bool takes_each;  ///< false: only a row that couldn't be placed

    void hand_on(const PlacedRow& row) const {
        if (takes_each || !row.is_placed) take(table, row);
    }
};

/// Until when a statement may run, and what may stop it before. Of nothing: it runs as long as it takes.
struct Deadline {
    using Time = std::chrono::steady_clock::time_point;

    std::optional<Time> at{};
    const std::atomic<bool>* stop = nullptr;  ///< set by another thread; lives as long as the statement runs

    Deadline() = default;
    Deadline(std::nullopt_t) {}        // NOLINT: no deadline is one
    Deadline(Time time) : at(time) {}  // NOLINT
    explicit operator bool() const noexcept { return at.has_value() || stop != nullptr; }
    [[nodiscard]] bool has_passed() const noexcept { return at && std::chrono::steady_clock::now() >= *at; }
    [[nodiscard]] bool is_stopped() const noexcept { return stop != nullptr && stop->load(std::memory_order_relaxed); }
    /// Throws StatementCancelled, or StatementTimeout with this sentence.
    void check(const char* sentence) const;
};

[[noreturn]] void throw_cancelled();

/// One conversation with a database, used by one thread at a time. One statement is open at a time, but a connection
/// may allow more (`open_limit`); starting one beyond that is a QueryError.
class Connection {
public:
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    /// Never waits.
    virtual ~Connection();

    /// A running statement. Ends by `finish`, or by being destroyed.
    class Operation {
    public:
        virtual ~Operation();
        /// row: `row` points at cells that live until the next call; done; want_…; failed.
        virtual Status fetch(std::span<const Cell>& row) = 0;
        /// The same, straight into objects where the driver can. row: the target stops at this one, or not all of it could
        /// be placed; those before it are in their objects. Without being overridden it leaves every row in the cells.
        virtual Status fetch_into(RowTarget& target, PlacedRow& row);
        [[nodiscard]] virtual const Result& result() const noexcept = 0;
        /// The names of the columns that it gives: what the user's own SQL is matched by.
        [[nodiscard]] virtual std::vector<std::string> columns() const = 0;
    };

    /// Starts a plan of this connection's driver with `plan.slots()` values (of a compiled one perhaps more: the last may
    /// belong to conditions that are gone from it), which must live until the operation is done or finished. On success
    /// `out` is set (owned by the connection, reused after `finish`), and the status is row-less: `done` when nothing
    /// will be fetched (a write), else `want_…` or `row` to go on with `fetch`.
    virtual Status start(const Plan& plan, std::span<const Cell> values, const Deadline& deadline, Operation*& out) = 0;
    /// The same, straight from an object where the driver can. Without being overridden it makes cells of the members.
    virtual Status start_from(const Plan& plan, const MemberValues& values, const Deadline& deadline, Operation*& out);
    /// Ends an operation, complete or not, and makes its statement ready to be started again.
    virtual void finish(Operation& operation) noexcept = 0;

    // The same from `start` to `finish` by one call, without a deadline, for drivers that run statements at once. Without
    // being overridden they are made of the calls above.

    /// The first row of a reading plan. row, done when there is none, or failed.
    virtual Status read_one(const Plan& plan, std::span<const Cell> values, const OneRow& row);
    /// A writing plan that gives no rows. done, with the result, or failed.
    virtual Status write_one(const Plan& plan, std::span<const Cell> values, Result& result);
    virtual Status write_one_from(const Plan& plan, const MemberValues& values, Result& result);

    /// Runs one plan (an insert) once for each row of `values` (rows × slots cells in a row); `generated` gets a key
    /// per row when keys are assigned. Stops at the first failure; `error_row()` then tells which.
    virtual Status batch(const Plan& plan, std::size_t rows, std::span<const Cell> values, const Deadline& deadline,
                         std::vector<std::int64_t>* generated) = 0;
    /// The same, straight from objects where the driver can. Without being overridden it makes cells of the members.
    virtual Status batch_from(const Plan& plan, const MemberRows& rows, const Deadline& deadline,
                              std::vector<std::int64_t>* generated);
    [[nodiscard]] virtual std::size_t error_row() const noexcept = 0;

    virtual Status control(Control what, std::uint32_t depth, const Deadline& deadline) = 0;
    /// The descriptor for want_read and want_write, or -1.
    [[nodiscard]] virtual int socket() const noexcept = 0;
    /// True while the server has a transaction open for us (it may end one by itself).
    [[nodiscard]] virtual bool in_transaction() const noexcept = 0;
    /// From 1, unique in this process: events tell it.
    const std::uint32_t number = next_number();
    /// True when it must not be used again.
    [[nodiscard]] virtual bool broken() const noexcept = 0;
    /// Neither in a transaction nor broken: the next borrower may have it as it is.
    [[nodiscard]] virtual bool is_clean() const noexcept;
    /// Throws what the last `failed` meant, as an error of our hierarchy. `model` helps to name the fields; it may be
    /// nullptr. Never returns.
    [[noreturn]] virtual void throw_error(const schema::Model* model) = 0;

private:
    template <class Start>
    Status write_by_steps(Start start, Result& result);
    static std::uint32_t next_number() noexcept;

    std::vector<Cell> member_cells_;  ///< of what was started from members last
};

enum class Role : std::uint8_t { writer, reader };

/// What the tables of some models look like in the database, beside what they should look like.
struct SchemaDifference {
    std::string table;
    std::string what;  ///< "column users.age is missing"
};

/// A database behind a URL. Thread-safe.
class Driver {
public:
    Driver() = default;
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;
    virtual ~Driver();
    [[nodiscard]] virtual std::string_view name() const noexcept = 0;

    /// Opens a connection. Throws ConnectionError.
    virtual std::unique_ptr<Connection> connect(Role role) = 0;
    /// How many connections of each role make sense: 1 writer; 0 readers means that the writer reads too.
    [[nodiscard]] virtual std::size_t max_readers() const noexcept = 0;

    /// Do its connections run each statement inside the calls, without a want_read or want_write ever?
    [[nodiscard]] virtual bool runs_at_once() const noexcept { return false; }

    /// Throws Unsupported for what this database can't do exactly.
    virtual std::unique_ptr<const Plan> compile(const query::Prepared& statement) = 0;
    /// How the database would find a plan's rows, a step a line, those inside of others indented. Throws Unsupported.
    [[nodiscard]] virtual std::string explain(Connection& connection, const Plan& plan, std::span<const Cell> values);
    /// The user's own text, with `?` for each value.
    virtual std::unique_ptr<const Plan> compile_raw(std::string_view text, std::size_t values) = 0;

    /// The statements of a text that may hold several, in their order, as compile_raw takes them. The views point into it.
    [[nodiscard]] virtual std::vector<std::string_view> split(std::string_view script) const;

    /// Creates what is missing for these models, referenced ones first. Gives what differs; then nothing was changed.
    virtual std::vector<SchemaDifference> create_missing(Connection& connection,
                                                         std::span<const schema::Model* const> models) = 0;
    /// What differs, without a change; a table that isn't there differs as well.
    virtual std::vector<SchemaDifference> differences(Connection& connection,
                                                      std::span<const schema::Model* const> models) = 0;
    /// Drops the tables of these models and no others.
    virtual void drop(Connection& connection, std::span<const schema::Model* const> models) = 0;

private:
    /// Does this text, which ends with a semicolon, end there? Not inside the body of a trigger.
    [[nodiscard]] virtual bool ends_statement(std::string_view text) const;
};

}  // namespace tenon::drivers
