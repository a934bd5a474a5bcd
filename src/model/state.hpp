#pragma once
// State: a Core with its models. What every handle of one Database shares.

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core.hpp"
#include "model/registry.hpp"
#include <tenon/session.hpp>

namespace tenon::model {

struct RawPlan {
    std::unique_ptr<const drivers::Plan> plan;
    std::vector<std::uint16_t> order;  ///< of values given by name: which one each placeholder takes
};

class State : public engine::Core {
public:
    State(std::unique_ptr<drivers::Driver> driver, const engine::CoreOptions& options, schema::Naming naming)
        : Core(std::move(driver), options),
          registry(std::move(naming)) {}

    /// The plan of the user's own SQL; the last 256 texts are kept. `names`: one for each value, or none.
    std::shared_ptr<const RawPlan> raw_plan(std::string_view sql, std::size_t values,
                                            std::span<const std::string_view> names);

    Registry registry;

private:
    std::mutex raw_mutex_;
    std::unordered_map<std::string, std::shared_ptr<const RawPlan>> raw_plans_;
};

inline State& state_of(const engine::Session& session) { return static_cast<State&>(*session.core); }

}  // namespace tenon::model
