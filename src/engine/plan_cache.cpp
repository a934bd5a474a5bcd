#include "engine/plan_cache.hpp"

#include <algorithm>
#include <utility>

#include <tenon/error.hpp>

namespace tenon::engine {

Attachment::~Attachment() = default;

const Entry* HeldEntries::find(std::uint32_t instance, const std::string& key, std::uint64_t variant) {
    const std::scoped_lock lock(mutex_);
    for (const auto& [held_key, entry] : held_)
        if (entry->instance == instance && entry->variant == variant && held_key == key) return entry.get();
    return nullptr;
}

const Entry& HeldEntries::hold(std::string key, std::shared_ptr<const Entry> entry) {
    const std::scoped_lock lock(mutex_);
    held_.push_back({std::move(key), std::move(entry)});
    return *held_.back().entry;
}

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

std::shared_ptr<const Entry> PlanCache::find_commented(std::uint32_t instance, std::uint64_t hash,
                                                       const std::string& key, std::uint64_t variant) {
    const std::scoped_lock lock(mutex_);
    for (Commented& kept : commented_) {
        const Entry& entry = *kept.entry;
        if (kept.hash != hash || entry.instance != instance || entry.variant != variant || kept.key != key) continue;
        kept.last_use = ++clock_;
        return kept.entry;
    }
    return nullptr;
}

std::shared_ptr<const Entry> PlanCache::insert_commented(std::uint64_t hash, std::string key,
                                                         std::unique_ptr<Entry> entry) {
    Commented made{hash, std::move(key), std::move(entry), 0};
    const std::shared_ptr<const Entry> kept = made.entry;
    const std::scoped_lock lock(mutex_);
    made.last_use = ++clock_;
    if (commented_.size() < most_commented) {
        commented_.push_back(std::move(made));
    } else {
        const auto used_before = [](const Commented& a, const Commented& b) { return a.last_use < b.last_use; };
        std::swap(*std::min_element(commented_.begin(), commented_.end(), used_before), made);
    }
    return kept;  // what was dropped goes when the lock is open
}

std::size_t PlanCache::size() const {
    const std::scoped_lock lock(mutex_);
    return entries_.size() + commented_.size();
}

}  // namespace tenon::engine
