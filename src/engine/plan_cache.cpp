#include "engine/plan_cache.hpp"

#include <tenon/error.hpp>

namespace tenon::engine {

Attachment::~Attachment() = default;
PlanCache::PlanCache() = default;

PlanCache::~PlanCache() {
    for (auto& chunk : chunks_) delete chunk.load();
}

const Entry& PlanCache::insert(std::unique_ptr<Entry> entry) {
    const std::scoped_lock lock(mutex_);
    if (const Entry* faster = find(entry->instance, entry->shape, entry->variant)) return *faster;
    if (entry->shape >= chunk_size * max_chunks)
        throw QueryError("A program can have at most 262,144 kinds of queries.");
    auto& place = chunks_[entry->shape / chunk_size];
    if (place.load() == nullptr) place.store(new Chunk{}, std::memory_order_release);
    std::atomic<const Entry*>& head = (*place.load())[entry->shape % chunk_size];
    entry->next = head.load();
    const Entry& kept = *entry;
    entries_.push_back(std::move(entry));
    head.store(&kept, std::memory_order_release);
    return kept;
}

const Entry* PlanCache::find(std::uint32_t instance, std::uint64_t hash, const std::string& key,
                             std::uint64_t variant) const {
    const std::scoped_lock lock(mutex_);
    const auto [first, last] = dynamic_.equal_range(hash);
    for (auto at = first; at != last; ++at) {
        const Entry& entry = *at->second.entry;
        if (entry.instance == instance && entry.variant == variant && at->second.key == key) return &entry;
    }
    return nullptr;
}

const Entry& PlanCache::insert(std::uint64_t hash, std::string key, std::unique_ptr<Entry> entry) {
    const std::scoped_lock lock(mutex_);
    const Entry& kept = *entry;
    entries_.push_back(std::move(entry));
    dynamic_.emplace(hash, Dynamic{std::move(key), &kept});
    return kept;
}

std::size_t PlanCache::size() const {
    const std::scoped_lock lock(mutex_);
    return entries_.size();
}

}  // namespace tenon::engine
