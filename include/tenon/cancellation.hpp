#pragma once
// Cancellation: how one thread stops what another one waits for.

#include <memory>

namespace tenon {

namespace engine {
struct StopFlag;
}

/// Given to queries by `cancelled_by`, and used by any thread: their statements that are running then, and those that begin
/// later, fail with StatementCancelled. A handle: copies are the same. It can't be taken back; make another one.
///
///     tenon::Cancellation stop;
///     std::thread reader([&] { show(users.find(…).cancelled_by(stop).all()); });
///     stop.cancel();
class Cancellation {
public:
    Cancellation();
    void cancel() const noexcept;
    [[nodiscard]] bool is_cancelled() const noexcept;
    [[nodiscard]] const std::shared_ptr<engine::StopFlag>& flag() const noexcept { return flag_; }

private:
    std::shared_ptr<engine::StopFlag> flag_;
};

}  // namespace tenon
