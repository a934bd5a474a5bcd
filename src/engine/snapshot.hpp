#pragma once
// Snapshot: several reads that see the same rows.

#include <optional>

#include "engine/transaction.hpp"

namespace tenon::engine {

/// A reading transaction from when it is made until it goes; inside a transaction, that one.
class Snapshot {
public:
    explicit Snapshot(const Session& outer);
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    ~Snapshot();
    /// For the reads. Lives as long as this.
    [[nodiscard]] const Session& session() const noexcept { return session_; }

private:
    Session session_;
    std::optional<Lease> lease_;
};

}  // namespace tenon::engine
