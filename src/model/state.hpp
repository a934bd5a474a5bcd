#pragma once
// State: a Core with its models. What every handle of one Database shares.

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core.hpp"
#include "model/kept.hpp"
#include "model/page_cursor.hpp"
#include "model/registry.hpp"
#include <tenon/callback.hpp>
#include <tenon/session.hpp>
#include <tenon/time.hpp>

namespace tenon::model {

struct RawPlan {
    std::unique_ptr<const drivers::Plan> plan;
    std::vector<std::uint16_t> order;  ///< of values given by name: which one each placeholder takes
};

class State : public engine::Core {
public:
    State(std::unique_ptr<drivers::Driver> driver, const engine::CoreOptions& options, schema::Naming naming,
          Callback<Timestamp()> clock = {})
        : Core(std::move(driver), options),
          registry(std::move(naming)),
          clock_(std::move(clock)) {}

    /// The plan of the user's own SQL; the last 256 texts are kept. `names`: one for each value, or none.
    std::shared_ptr<const RawPlan> raw_plan(std::string_view sql, std::size_t values,
                                            std::span<const std::string_view> names);

    /// The time that an operation sets. CastError when the user's clock gives one that can't be stored.
    [[nodiscard]] Timestamp now() const;

    Registry registry;
    Kept<PageOrder> page_orders;  ///< by their queries

private:
    Callback<Timestamp()> clock_;
    Kept<RawPlan> raw_plans_;
};

inline State& state_of(const engine::Session& session) { return static_cast<State&>(*session.core); }

/// Are the times of creation and of changes left as they are given?
inline bool keeps_times(const engine::Session& session) { return session.options && session.options->keeps_times; }

}  // namespace tenon::model
