#include "model/state.hpp"

namespace tenon::model {

std::shared_ptr<const drivers::Plan> State::raw_plan(std::string_view sql, std::size_t values) {
    constexpr std::size_t most = 256;
    const std::string key = std::to_string(values) + ' ' + std::string(sql);
    const std::scoped_lock lock(raw_mutex_);
    if (const auto found = raw_plans_.find(key); found != raw_plans_.end()) return found->second;
    if (raw_plans_.size() >= most) raw_plans_.clear();
    std::shared_ptr<const drivers::Plan> plan = driver().compile_raw(sql, values);
    raw_plans_.emplace(key, plan);
    return plan;
}

}  // namespace tenon::model
