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
    std::string key = std::to_string(values) + ' ';
    for (const std::string_view name : names) key.append(name).push_back('\0');
    key += sql;
    return raw_plans_.find(std::move(key), [&] {
        auto made = std::make_shared<RawPlan>();
        if (names.empty()) {
            sql::require_no_names(sql);
            made->plan = driver().compile_raw(sql, values);
        } else {
            sql::RawText text = sql::by_position(sql, names);
            made->plan = driver().compile_raw(text.text, text.order.size());
            made->order = std::move(text.order);
        }
        return made;
    });
}

}  // namespace tenon::model
