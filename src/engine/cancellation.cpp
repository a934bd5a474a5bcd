#include <tenon/cancellation.hpp>

#include "engine/stop_flag.hpp"

namespace tenon {

Cancellation::Cancellation() : flag_(std::make_shared<engine::StopFlag>()) {}
void Cancellation::cancel() const noexcept { flag_->is_set.store(true); }
bool Cancellation::is_cancelled() const noexcept { return flag_->is_set.load(); }

}  // namespace tenon
