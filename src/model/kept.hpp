#pragma once
// Kept: what was made for a text, for the next time that the same text comes.

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

namespace tenon::model {

/// Thread-safe. Keeps 256 at most: when there would be more, it begins anew.
template <class Made>
class Kept {
public:
    /// `make` gives a shared_ptr<const Made> when there is none yet.
    template <class Make>
    std::shared_ptr<const Made> find(std::string text, Make make) {
        constexpr std::size_t most = 256;
        const std::scoped_lock lock(mutex_);
        if (const auto found = all_.find(text); found != all_.end()) return found->second;
        if (all_.size() >= most) all_.clear();
        std::shared_ptr<const Made> made = make();
        all_.emplace(std::move(text), made);
        return made;
    }

private:
    std::mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<const Made>> all_;
};

}  // namespace tenon::model
