#pragma once
// CastFailures: all values of one input that don't fit, until all of it was looked at.

#include <string>
#include <utility>
#include <vector>

#include <tenon/error.hpp>

namespace tenon::schema {

class CastFailures {
public:
    /// Runs this, and keeps the CastError that it throws.
    template <class F>
    void run(F&& cast) {
        try {
            std::forward<F>(cast)();
        } catch (const CastError& error) {
            failures_.insert(failures_.end(), error.failures().begin(), error.failures().end());
        }
    }
    void throw_if_any(const std::string& model = {}) {
        if (!failures_.empty()) [[unlikely]]
            throw CastError(model, std::move(failures_));
    }

private:
    std::vector<Failure> failures_;
};

}  // namespace tenon::schema
