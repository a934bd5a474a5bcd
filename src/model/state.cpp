#include "model/state.hpp"

#include "schema/cast.hpp"
#include "sql/raw_text.hpp"

namespace tenon::model {

Timestamp State::now() const {
    if (!clock_) return Timestamp::now();
    const Timestamp now = clock_();
    schema::check_timestamp(now, "Options::clock");
    return now;
}

std::shared_ptr<const RawPlan> State::raw_plan(std::string_view sql, std::size_t values,
                                               std::span<const std::string_view> names) {
    constexpr std::size_t most = 256;
    std::string key = std::to_string(values) + ' ';
    for (const std::string_view name : names) key.append(name).push_back('\0');
    key += sql;
    const std::scoped_lock lock(raw_mutex_);
    if (const auto found = raw_plans_.find(key); found != raw_plans_.end()) return found->second;
    if (raw_plans_.size() >= most) raw_plans_.clear();
    auto made = std::make_shared<RawPlan>();
    if (names.empty()) {
        sql::require_no_names(sql);
        made->plan = driver().compile_raw(sql, values);
    } else {
        sql::RawText text = sql::by_position(sql, names);
        made->plan = driver().compile_raw(text.text, text.order.size());
        made->order = std::move(text.order);
    }
    raw_plans_.emplace(std::move(key), made);
    return made;
}

}  // namespace tenon::model
