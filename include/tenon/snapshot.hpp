#pragma once
// Snapshot: several reads of one call that see the same rows.

#include <memory>

#include <tenon/session.hpp>

namespace tenon {

namespace engine {
class Snapshot;
}

namespace model {

/// From when it is made until it goes; inside a transaction, that one.
class ReadScope {
public:
    explicit ReadScope(const engine::Session& outer);
    ReadScope(const ReadScope&) = delete;
    ReadScope& operator=(const ReadScope&) = delete;
    ~ReadScope();
    [[nodiscard]] const engine::Session& session() const noexcept;

private:
    std::shared_ptr<engine::Snapshot> snapshot_;
};

}  // namespace model
}  // namespace tenon
