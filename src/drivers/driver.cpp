#include "drivers/driver.hpp"

#include <algorithm>
#include <atomic>

#include "drivers/members.hpp"
#include <tenon/sql_tokens.hpp>

namespace tenon::drivers {

Plan::~Plan() = default;

std::uint32_t Plan::next_id() noexcept {
    static std::atomic<std::uint32_t> last{0};
    return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

std::uint32_t Connection::next_number() noexcept {
    static std::atomic<std::uint32_t> last{0};
    return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

Connection::~Connection() = default;
bool Connection::is_clean() const noexcept { return !in_transaction() && !broken(); }
Connection::Operation::~Operation() = default;
Driver::~Driver() = default;

// A block of objects at a time, so that they are still near when they are filled. No more than eight times as many as
// there are, so that few rows where many are expected don't take the memory of those.
void RowTarget::make_room() {
    constexpr std::size_t few = 8;
    constexpr std::size_t block = 64;
    const std::size_t wanted = rows_ < expected_ ? expected_ - rows_ : std::max(rows_, few);
    const std::size_t in_the_end = std::min(expected_, std::max(rows_ * 8, block));
    const direct::Room room = sink_.room(sink_.target, rows_, std::min({wanted, block, most_ - rows_}), in_the_end);
    next_ = static_cast<char*>(room.first);
    left_ = room.objects;
}

Status Connection::Operation::fetch_into(RowTarget& target, PlacedRow& row) {
    const Status status = fetch(row.cells);
    if (status == Status::row) row = {target.add(), row.cells, false};
    return status;
}

Status Connection::start_from(const Plan& plan, const MemberValues& values, const Deadline& deadline, Operation*& out) {
    member_cells_.resize(values.places.size());
    for (std::size_t i = 0; i < member_cells_.size(); ++i) {
        const bool is_direct = values.places[i].direct != direct::Kind::no;
        member_cells_[i] = is_direct ? cell_at(values.places[i], values.object) : values.cells[i];
    }
    return start(plan, member_cells_, deadline, out);
}

Status Connection::read_one(const Plan& plan, std::span<const Cell> values, const OneRow& row) {
    Operation* operation = nullptr;
    if (const Status status = start(plan, values, std::nullopt, operation); status == Status::failed) return status;
    struct Finish {
        Connection& connection;
        Operation& operation;
        ~Finish() { connection.finish(operation); }
    } const at_end{*this, *operation};
    RowTarget target(row.layout, row.object);
    PlacedRow placed;
    const Status status = operation->fetch_into(target, placed);
    if (status == Status::row) row.hand_on(placed);
    return status;
}

template <class Start>
Status Connection::write_by_steps(Start start, Result& result) {
    Operation* operation = nullptr;
    const Status status = start(operation);
    if (operation == nullptr) return status;
    result = operation->result();
    finish(*operation);
    return status;
}

Status Connection::write_one(const Plan& plan, std::span<const Cell> values, Result& result) {
    return write_by_steps([&](Operation*& out) { return start(plan, values, std::nullopt, out); }, result);
}

Status Connection::write_one_from(const Plan& plan, const MemberValues& values, Result& result) {
    return write_by_steps([&](Operation*& out) { return start_from(plan, values, std::nullopt, out); }, result);
}

Status Connection::batch_from(const Plan& plan, const MemberRows& rows, const Deadline& deadline,
                              std::vector<std::int64_t>* generated) {
    member_cells_.clear();
    for (std::size_t row = 0; row < rows.count; ++row)
        for (const direct::Place& place : rows.places) member_cells_.push_back(cell_at(place, rows[row].object));
    return batch(plan, rows.count, member_cells_, deadline, generated);
}

void throw_cancelled() { throw StatementCancelled("The statement was cancelled."); }

void Deadline::check(const char* sentence) const {
    if (is_stopped()) throw_cancelled();
    if (has_passed()) throw StatementTimeout(sentence);
}

std::string Driver::explain(Connection&, const Plan&, std::span<const Cell>) {
    throw Unsupported(std::string(name()) + " tells nothing of how it finds rows.");
}

std::vector<std::string_view> Driver::split(std::string_view script) const {
    using Kind = SqlToken::Kind;
    std::vector<std::string_view> statements;
    std::size_t start = 0;
    bool has_words = false;
    SqlTokens tokens(script);
    for (SqlToken token = tokens.next(); token.kind != Kind::end; token = tokens.next()) {
        if (token.kind != Kind::semicolon) {
            has_words = has_words || token.kind != Kind::comment;
            continue;
        }
        if (!ends_statement(script.substr(start, tokens.position() - start))) continue;
        if (has_words) statements.push_back(script.substr(start, tokens.position() - start));
        start = tokens.position();
        has_words = false;
    }
    if (has_words) statements.push_back(script.substr(start));
    return statements;
}

bool Driver::ends_statement(std::string_view) const { return true; }

}  // namespace tenon::drivers
