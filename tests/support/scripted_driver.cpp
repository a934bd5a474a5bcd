#include "support/scripted_driver.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "value/cells.hpp"
#include <tenon/error.hpp>

namespace tenon::testing {

namespace {

using namespace drivers;

class ScriptedPlan final : public Plan {
public:
    ScriptedPlan(std::string text, bool writes) : text_(std::move(text)), writes_(writes) {}
    [[nodiscard]] std::string_view text() const noexcept override { return text_; }
    [[nodiscard]] std::size_t slots() const noexcept override {
        return static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '?'));
    }
    [[nodiscard]] bool writes() const noexcept override { return writes_; }

private:
    std::string text_;
    bool writes_;
};

// Two connected sockets: ours can be read, or written, when the other end makes it so.
class SocketPair {
public:
    SocketPair() {
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends_.data()) != 0) {
            throw std::runtime_error("socketpair failed");
        }
    }
    SocketPair(const SocketPair&) = delete;
    SocketPair& operator=(const SocketPair&) = delete;
    ~SocketPair() {
        for (const int end : ends_) ::close(end);
    }

    [[nodiscard]] int ours() const noexcept { return ends_[0]; }
    void make_readable() const { static_cast<void>(::write(ends_[1], "x", 1) < 0); }
    void make_unwritable() const {
        const std::array<char, 4096> block{};
        while (::write(ends_[0], block.data(), block.size()) > 0) {}
    }
    void clear() const {
        std::array<char, 4096> block{};
        for (const int end : ends_) {
            while (::read(end, block.data(), block.size()) > 0) {}
        }
    }

private:
    std::array<int, 2> ends_{};
};

std::string name_of(Control what) {
    switch (what) {
    case Control::begin: return "begin";
    case Control::begin_read_only: return "begin_read_only";
    case Control::commit: return "commit";
    case Control::rollback: return "rollback";
    case Control::savepoint: return "savepoint";
    case Control::release_savepoint: return "release_savepoint";
    case Control::rollback_to_savepoint: return "rollback_to_savepoint";
    case Control::ping: return "ping";
    case Control::reset: return "reset";
    }
    return "unknown control";
}

class ScriptedConnection final : public Connection {
public:
    explicit ScriptedConnection(std::shared_ptr<Script> script) : script_(std::move(script)), operation_(*this) {}

    Status start(const Plan& plan, std::span<const Cell>, const Deadline& deadline, Operation*& out) override {
        record("start " + std::string(plan.text()), static_cast<bool>(deadline));
        const bool gives_rows = !script_->steps.empty() && script_->steps.front().status == Status::row;
        const Status status = gives_rows ? Status::row : play();
        if (status != Status::failed) out = &operation_;
        return status;
    }

    void finish(Operation&) noexcept override { record("finish", false); }

    Status batch(const Plan& plan, std::size_t rows, std::span<const Cell>, const Deadline& deadline,
                 std::vector<std::int64_t>* generated) override {
        record("batch " + std::string(plan.text()) + " " + std::to_string(rows), static_cast<bool>(deadline));
        const Status status = play();
        if (status == Status::done && generated != nullptr && step_.result.generated_key) {
            for (std::size_t i = 0; i < rows; ++i) {
                generated->push_back(*step_.result.generated_key + static_cast<std::int64_t>(i));
            }
        }
        return status;
    }

    [[nodiscard]] std::size_t error_row() const noexcept override { return 0; }

    Status control(Control what, std::uint32_t depth, const Deadline& deadline) override {
        record("control " + name_of(what) + (depth == 0 ? "" : " " + std::to_string(depth)),
               static_cast<bool>(deadline));
        const Status status = play();
        if (status != Status::done) return status;
        if (what == Control::begin || what == Control::begin_read_only) in_transaction_ = true;
        if (what == Control::commit || what == Control::rollback || what == Control::reset) in_transaction_ = false;
        return status;
    }

    [[nodiscard]] int socket() const noexcept override { return sockets_.ours(); }
    [[nodiscard]] bool in_transaction() const noexcept override { return in_transaction_; }
    [[nodiscard]] bool broken() const noexcept override { return broken_; }

    void throw_error(const schema::Model*) override {
        if (step_.error) std::rethrow_exception(step_.error);
        throw ConnectionError("The scripted connection failed.");
    }

private:
    class ScriptedOperation final : public Operation {
    public:
        explicit ScriptedOperation(ScriptedConnection& connection) : connection_(connection) {}
        Status fetch(std::span<const Cell>& row) override {
            connection_.record("fetch", false);
            const Status status = connection_.play();
            if (status == Status::row) row = connection_.cells_;
            return status;
        }
        [[nodiscard]] const Result& result() const noexcept override { return connection_.step_.result; }

        [[nodiscard]] std::vector<std::string> columns() const override { return connection_.script_->columns; }

    private:
        ScriptedConnection& connection_;
    };

    void record(std::string what, bool had_deadline) noexcept {
        script_->calls.push_back({std::move(what), std::this_thread::get_id(), had_deadline});
    }

    Status play() {
        sockets_.clear();
        if (script_->steps.empty()) {
            step_ = failed(QueryError("The script has ended."));
        } else {
            step_ = std::move(script_->steps.front());
            script_->steps.pop_front();
        }
        broken_ = broken_ || step_.connection_breaks;
        cells_.clear();
        for (const Value& value : step_.row) cells_.push_back(scalar_cell(value));
        if (step_.status == Status::want_read && step_.socket_becomes_ready) sockets_.make_readable();
        if (step_.status == Status::want_write && !step_.socket_becomes_ready) sockets_.make_unwritable();
        return step_.status;
    }

    std::shared_ptr<Script> script_;
    SocketPair sockets_;
    ScriptedOperation operation_;
    Step step_;
    std::vector<Cell> cells_;
    bool in_transaction_ = false;
    bool broken_ = false;
};

class ScriptedDriver final : public Driver {
public:
    explicit ScriptedDriver(std::shared_ptr<Script> script) : script_(std::move(script)) {}

    [[nodiscard]] std::string_view name() const noexcept override { return "scripted"; }
    std::unique_ptr<Connection> connect(Role) override {
        if (script_->connect_error) std::rethrow_exception(script_->connect_error);
        ++script_->connections_opened;
        return std::make_unique<ScriptedConnection>(script_);
    }
    [[nodiscard]] std::size_t max_readers() const noexcept override { return script_->max_readers; }
    std::unique_ptr<const Plan> compile(const query::Prepared& statement) override {
        std::string text(statement.slots.size(), '?');
        const bool writes = !std::holds_alternative<ir::Select>(statement.normal);
        return scripted_plan((writes ? "write " : "read ") + text, writes);
    }
    std::unique_ptr<const Plan> compile_raw(std::string_view text, std::size_t) override {
        return scripted_plan(std::string(text), !text.starts_with("select"));
    }
    std::vector<SchemaDifference> create_missing(Connection&, std::span<const schema::Model* const>) override {
        return {};
    }
    std::vector<SchemaDifference> differences(Connection&, std::span<const schema::Model* const>) override {
        return {};
    }
    void drop(Connection&, std::span<const schema::Model* const>) override {}

private:
    std::shared_ptr<Script> script_;
};

Step of(Status status, bool socket_becomes_ready) {
    Step step;
    step.status = status;
    step.socket_becomes_ready = socket_becomes_ready;
    return step;
}

}  // namespace

Step row(std::vector<Value> values) {
    Step step;
    step.status = Status::row;
    step.row = std::move(values);
    return step;
}

Step done(std::int64_t rows) {
    Step step;
    step.result.rows = rows;
    return step;
}

Step want_read(bool socket_becomes_ready) { return of(Status::want_read, socket_becomes_ready); }
Step want_write(bool socket_becomes_ready) { return of(Status::want_write, socket_becomes_ready); }
Step want_worker() { return of(Status::want_worker, true); }

std::vector<std::string> Script::words() const {
    std::vector<std::string> all;
    for (const Call& call : calls) all.push_back(call.what);
    return all;
}

std::unique_ptr<const Plan> scripted_plan(std::string text, bool writes) {
    return std::make_unique<ScriptedPlan>(std::move(text), writes);
}

std::unique_ptr<Driver> make_scripted_driver(std::shared_ptr<Script> script) {
    return std::make_unique<ScriptedDriver>(std::move(script));
}

}  // namespace tenon::testing
