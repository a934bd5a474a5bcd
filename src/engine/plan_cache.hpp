#pragma once
// PlanCache: compiled statements by (model instance, shape, variant), found again without a lock or a string.

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "drivers/driver.hpp"
#include "query/prepared.hpp"
#include <tenon/ir.hpp>
#include <tenon/schema.hpp>

namespace tenon::engine {

/// What belongs to a compiled statement beyond the driver's plan: whoever makes it may keep decoding tables here.
struct Attachment {
    virtual ~Attachment();
};

struct Entry {
    std::unique_ptr<const drivers::Plan> plan;
    std::vector<query::Slot> slots;
    std::vector<schema::Field> outputs;  ///< of a select with outputs: a name and a type for each
    const schema::Model* model = nullptr;
    std::unique_ptr<const Attachment> attachment;

    // the key
    std::uint32_t instance = 0;
    std::uint32_t shape = 0;
    std::uint64_t variant = 0;
    const Entry* next = nullptr;
};

/// Entries that someone still uses, whatever the cache keeps of them. Thread-safe.
class HeldEntries {
public:
    /// The entry with this key, or nullptr.
    const Entry* find(std::uint32_t instance, const std::string& key, std::uint64_t variant);
    /// Gives the entry, which lives as long as this.
    const Entry& hold(std::string key, std::shared_ptr<const Entry> entry);

private:
    struct Held {
        std::string key;
        std::shared_ptr<const Entry> entry;
    };
    std::mutex mutex_;
    std::vector<Held> held_;
};

/// Thread-safe; entries live as long as the cache, but those of statements with a comment.
class PlanCache {
public:
    /// How many statements with a comment are kept: those used last. A comment may be another one in each call.
    static constexpr std::size_t most_commented = 256;

    PlanCache();
    PlanCache(const PlanCache&) = delete;
    PlanCache& operator=(const PlanCache&) = delete;
    ~PlanCache();

    /// The entry of a typed statement, or nullptr.
    const Entry* find(std::uint32_t instance, std::uint32_t shape, std::uint64_t variant) const noexcept {
        const std::atomic<const Entry*>* head = slot(shape);
        if (head == nullptr) return nullptr;
        for (const Entry* entry = head->load(std::memory_order_acquire); entry != nullptr; entry = entry->next)
            if (entry->instance == instance && entry->variant == variant && entry->shape == shape) return entry;
        return nullptr;
    }
    /// Keeps an entry; gives the one that is kept, if another thread was faster.
    const Entry& insert(std::unique_ptr<Entry> entry);

    /// The entry of a run-time statement: `key` is its verb, nodes and names as bytes.
    const Entry* find(std::uint32_t instance, std::uint64_t hash, const std::string& key, std::uint64_t variant) const;
    const Entry& insert(std::uint64_t hash, std::string key, std::unique_ptr<Entry> entry);

    /// The entry of a statement with a comment, which is in the key: nullptr when there is none, or none any more.
    std::shared_ptr<const Entry> find_commented(std::uint32_t instance, std::uint64_t hash, const std::string& key,
                                                std::uint64_t variant);
    std::shared_ptr<const Entry> insert_commented(std::uint64_t hash, std::string key, std::unique_ptr<Entry> entry);

    [[nodiscard]] std::size_t size() const;

private:
    static constexpr std::size_t chunk_size = 256;
    static constexpr std::size_t max_chunks = 1024;  // 262,144 shapes; a program has as many as it spells queries
    using Chunk = std::array<std::atomic<const Entry*>, chunk_size>;

    const std::atomic<const Entry*>* slot(std::uint32_t shape) const noexcept {
        if (shape >= chunk_size * max_chunks) return nullptr;
        const Chunk* chunk = chunks_[shape / chunk_size].load(std::memory_order_acquire);
        return chunk == nullptr ? nullptr : &(*chunk)[shape % chunk_size];
    }

    std::array<std::atomic<Chunk*>, max_chunks> chunks_{};
    mutable std::mutex mutex_;
    std::vector<std::unique_ptr<const Entry>> entries_;
    struct Dynamic {
        std::string key;
        const Entry* entry;
    };
    std::unordered_multimap<std::uint64_t, Dynamic> dynamic_;
    struct Commented {
        std::uint64_t hash;
        std::string key;
        std::shared_ptr<const Entry> entry;
        std::uint64_t last_use;
    };
    std::vector<Commented> commented_;
    std::uint64_t clock_ = 0;
};

}  // namespace tenon::engine
