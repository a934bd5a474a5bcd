#pragma once
// Stream<T>: the rows of a query, a batch at a time.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include <tenon/callback.hpp>
#include <tenon/clauses.hpp>

namespace tenon {

namespace model {

/// An open statement of a query, with the values that it was bound with.
class Cursor;
using CursorHandle = std::shared_ptr<Cursor>;

/// Starts the statement, and takes its connection.
CursorHandle open_cursor(const Session&, const Instance&, ir::Verb, const ir::Code&, std::span<const OutputType>);
/// Up to `most` rows; gives how many came: fewer at the end.
std::size_t read_some(Cursor& cursor, std::size_t most, Sink sink);
/// For what is read along with the rows: on the cursor's connection.
const Session& session_along(const Cursor& cursor) noexcept;
[[noreturn]] void refuse_batch_of_none(const Instance& instance);

/// How rows are given to several threads: `read` gives how many rows the next batch has, 0 at the end; `use` gets the number
/// of one.
struct SharedRows {
    void* rows;
    std::size_t (*read)(void* rows);
    void (*use)(void* rows, std::size_t number);
};
/// On at most so many threads, this one among them; when `use` throws, no other begins, and that is thrown when those that
/// run have ended. QueryError for 0 threads.
void share(const Instance* instance, std::size_t threads, const SharedRows& rows);

}  // namespace model

namespace typed {

/// One batch of rows.
template <class T>
class Batch {
public:
    explicit Batch(const engine::Session&, const model::Instance*) {}
    [[nodiscard]] model::Sink sink() { return typed::sink_into(rows_); }
    [[nodiscard]] Objects<T> rows() { return rows_; }
    void clear() { rows_.clear(); }

private:
    std::vector<T> rows_;
};

/// What a stream and its iterators share.
template <class T>
class StreamState {
public:
    using Loader = Callback<void(const engine::Session&, Objects<T>)>;

    StreamState(const engine::Session& session, const model::Instance* instance, ir::Verb verb, const ir::Code& code,
                std::span<const model::OutputType> outputs, std::size_t size, Loader load)
        : batch_(session, instance),
          load_(std::move(load)),
          instance_(instance),
          size_(size) {
        if (size == 0) model::refuse_batch_of_none(*instance);
        cursor_ = model::open_cursor(session, *instance, verb, code, outputs);
    }
    StreamState(model::CursorHandle cursor, std::size_t size)
        : batch_(model::session_along(*cursor), nullptr),
          size_(size),
          cursor_(std::move(cursor)) {}
    /// Makes `row` the first one, if there is any, when none was read yet.
    void start() {
        if (!is_started_) read();
    }
    void advance() {
        if (++at_ == batch_.rows().count) read();
    }
    [[nodiscard]] bool is_at_end() { return at_ >= batch_.rows().count; }
    [[nodiscard]] T& row() { return batch_.rows().first[at_]; }
    /// What is left of the batch, or the next one; none at the end.
    Objects<T> take_batch() {
        if (!is_started_ || is_at_end()) read();
        const Objects<T> all = batch_.rows();
        const Objects<T> rest(all.first + at_, all.count - at_);
        at_ = all.count;
        return rest;
    }
    [[nodiscard]] std::size_t batch_size() const { return size_; }
    [[nodiscard]] const model::Instance* instance() const { return instance_; }
    void close() noexcept { cursor_.reset(); }

private:
    void read() {
        is_started_ = true;
        batch_.clear();
        at_ = 0;
        if (!cursor_) return;
        model::CursorHandle cursor = std::move(cursor_);  // gone if something throws
        try {
            const std::size_t count = model::read_some(*cursor, size_, batch_.sink());
            if (load_ && count > 0) load_(model::session_along(*cursor), batch_.rows());
            if (count == size_) cursor_ = std::move(cursor);
        } catch (...) {
            batch_.clear();  // a row may be half read
            throw;
        }
    }

    Batch<T> batch_;
    Loader load_;
    const model::Instance* instance_ = nullptr;  ///< of SQL of the user's own, none
    std::size_t size_;
    std::size_t at_ = 0;
    bool is_started_ = false;
    model::CursorHandle cursor_;
};

}  // namespace typed

/// The rows of a query as they come, a batch at a time in memory: for (const User& user : users.find().stream()). What
/// `stream` gives.
///
/// It takes its connection when it is made, and gives it back when the last row was read, when it and its iterators go, or
/// by `close`. Meanwhile, another statement on its transaction is a StreamOpen error; so is a call of the same thread through
/// the Database where that has one connection, memory: and sqlite::memory:. On a file of SQLite other calls have other
/// connections, and the stream keeps seeing the rows as they were when it began.
///
/// It is read once, by one thread at a time. Relations of `include` are loaded for each batch. A row may be moved out.
template <class T>
class Stream {
public:
    class Iterator {
    public:
        using value_type = T;
        using difference_type = std::ptrdiff_t;

        Iterator() = default;
        explicit Iterator(std::shared_ptr<typed::StreamState<T>> state) : state_(std::move(state)) {}
        T& operator*() const { return state_->row(); }
        T* operator->() const { return &state_->row(); }
        Iterator& operator++() {
            state_->advance();
            return *this;
        }
        void operator++(int) { ++*this; }
        struct End {};
        friend bool operator==(const Iterator& iterator, End) { return iterator.state_->is_at_end(); }

    private:
        std::shared_ptr<typed::StreamState<T>> state_;
    };

    Stream(const engine::Session& session, const model::Instance* instance, ir::Verb verb, const ir::Code& code,
           std::span<const model::OutputType> outputs, std::size_t batch,
           typename typed::StreamState<T>::Loader load = {})
        : state_(std::make_shared<typed::StreamState<T>>(session, instance, verb, code, outputs, batch,
                                                         std::move(load))) {}
    explicit Stream(model::CursorHandle cursor)
        : state_(std::make_shared<typed::StreamState<T>>(std::move(cursor), stream_batch)) {}
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    Stream(Stream&&) noexcept = default;
    Stream& operator=(Stream&&) noexcept = default;
    ~Stream() = default;

    /// The first row that was not read yet.
    [[nodiscard]] Iterator begin() {
        state_->start();
        return Iterator(state_);
    }
    [[nodiscard]] typename Iterator::End end() const { return {}; }
    /// Calls `use` with each row that was not read yet, on up to so many threads at once, this one among them, in no order of
    /// its own: people.find().stream().each(4, [](Person& person) { … }). A batch is read, and given out; then the next one.
    /// It ends when all calls have. When one throws, no other begins, the stream is closed, and what the first threw is thrown
    /// on. Calls through the Database inside `use` are refused where they would be on this thread, see above; a transaction
    /// that this thread is in can't be used there.
    ///
    /// QueryError for 0 threads.
    template <class Use>
    void each(std::size_t threads, const Use& use) {
        struct Sharing {
            typed::StreamState<T>& state;
            const Use& use;
            typed::Objects<T> batch{};
        } sharing{*state_, use};
        const model::SharedRows rows{&sharing,
                                     [](void* of) {
                                         auto& all = *static_cast<Sharing*>(of);
                                         all.batch = all.state.take_batch();
                                         return all.batch.count;
                                     },
                                     [](void* of, std::size_t number) {
                                         const auto& all = *static_cast<const Sharing*>(of);
                                         all.use(all.batch.first[number]);
                                     }};
        try {
            model::share(state_->instance(), threads < state_->batch_size() ? threads : state_->batch_size(), rows);
        } catch (...) {
            close();
            throw;
        }
    }
    /// Ends the statement and gives the connection back; rows of the batch that was read stay.
    void close() noexcept { state_->close(); }

private:
    std::shared_ptr<typed::StreamState<T>> state_;
};

}  // namespace tenon
