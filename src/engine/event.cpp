#include <tenon/event.hpp>

#include "engine/core.hpp"
#include "sql/layout.hpp"

namespace tenon {
namespace {

std::string counted(std::int64_t count, std::string_view what) {
    return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

std::string milliseconds(std::chrono::nanoseconds duration) {
    const auto micro = std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
    const std::string fraction = std::to_string(micro % 1000);
    return std::to_string(micro / 1000) + "." + std::string(3 - fraction.size(), '0') + fraction + " ms";
}

std::string_view file_of(const std::source_location& location) {
    const std::string_view path = location.file_name();
    return path.substr(path.find_last_of("/\\") + 1);
}

}  // namespace

Subscription::Subscription() noexcept = default;
Subscription::Subscription(std::weak_ptr<engine::Core> core, std::uint64_t number) noexcept
    : core_(std::move(core)),
      number_(number) {}
Subscription::Subscription(const Subscription&) noexcept = default;
Subscription::Subscription(Subscription&&) noexcept = default;
Subscription& Subscription::operator=(const Subscription&) noexcept = default;
Subscription& Subscription::operator=(Subscription&&) noexcept = default;
Subscription::~Subscription() = default;

void Subscription::stop() noexcept {
    if (const auto core = core_.lock()) core->unlisten(number_);
    core_.reset();
}

std::string format_sql(std::string_view sql) { return sql::lay_out(sql); }

std::string format_statement(const StatementEvent& event) {
    std::string text = format_sql(event.text);
    if (text.empty() || text.back() != '\n') text += '\n';
    text += "-- " + milliseconds(event.duration);
    if (event.failed) {
        text += ", failed";
        if (!event.error_code.empty()) text.append(" with ").append(event.error_code);
    }
    if (event.kind == StatementKind::statement) {
        if (!event.failed) text += ", " + counted(event.rows, "row");
        text += ", " + counted(static_cast<std::int64_t>(event.values), "value");
    }
    text += ", connection " + std::to_string(event.connection);
    if (event.location.line() != 0)
        text.append(", ").append(file_of(event.location)).append(":").append(std::to_string(event.location.line()));
    return text;
}

}  // namespace tenon
