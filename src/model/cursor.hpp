#pragma once
// Cursor: an open statement of a stream.

#include <cstddef>

#include <tenon/stream.hpp>

namespace tenon::model {

class Cursor {
public:
    Cursor() = default;
    Cursor(const Cursor&) = delete;
    Cursor& operator=(const Cursor&) = delete;
    virtual ~Cursor();
    /// Up to `most` rows; gives how many came.
    virtual std::size_t read(std::size_t most, Sink sink) = 0;
    /// For what is read along with the rows.
    [[nodiscard]] virtual const Session& along() const noexcept = 0;
};

}  // namespace tenon::model
