#include <atomic>
#include <chrono>

#include <tenon/error.hpp>
#include <tenon/uuid.hpp>

#include "value/hex.hpp"
#include "value/random.hpp"

namespace tenon {

namespace {

// Five random bytes of this process with the fork generation above them, so that a forked child makes its own.
std::uint64_t process_number() {
    static std::atomic<std::uint64_t> number{0};
    const std::uint64_t generation = fork_generation() & 0xFFFFFF;
    std::uint64_t seen = number.load(std::memory_order_relaxed);
    if (seen >> 40 == generation) return seen;
    std::uint8_t bytes[5];
    random_bytes(bytes, sizeof bytes);
    std::uint64_t made = generation;
    for (const std::uint8_t byte : bytes) made = made << 8 | byte;
    return number.compare_exchange_strong(seen, made, std::memory_order_relaxed) ? made : seen;
}

std::uint32_t first_count() {
    std::uint8_t bytes[3];
    random_bytes(bytes, sizeof bytes);
    return static_cast<std::uint32_t>(bytes[0] << 16 | bytes[1] << 8 | bytes[2]);
}

std::uint32_t next_count() {
    static std::atomic<std::uint32_t> count{first_count()};
    return count.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace

ObjectId ObjectId::make() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    const auto seconds =
        static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(since_epoch).count());
    const std::uint64_t process = process_number();
    const std::uint32_t count = next_count();
    ObjectId id;
    for (std::size_t i = 0; i < 4; ++i) id.bytes[i] = static_cast<std::uint8_t>(seconds >> (24 - 8 * i));
    for (std::size_t i = 0; i < 5; ++i) id.bytes[4 + i] = static_cast<std::uint8_t>(process >> (32 - 8 * i));
    for (std::size_t i = 0; i < 3; ++i) id.bytes[9 + i] = static_cast<std::uint8_t>(count >> (16 - 8 * i));
    return id;
}

ObjectId ObjectId::parse(std::string_view text) {
    ObjectId id;
    if (!try_parse(text, id)) throw CastError("This text is no object id: write 24 hexadecimal digits.");
    return id;
}

bool ObjectId::try_parse(std::string_view text, ObjectId& out) noexcept {
    if (text.size() != 24) return false;
    ObjectId id;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        const int byte = hex::read(text.data() + 2 * i);
        if (byte < 0) return false;
        id.bytes[i] = static_cast<std::uint8_t>(byte);
    }
    out = id;
    return true;
}

std::string ObjectId::to_string() const {
    std::string text(24, '0');
    write(text.data());
    return text;
}

void ObjectId::write(char* out24) const noexcept {
    for (std::size_t i = 0; i < bytes.size(); ++i) hex::write(bytes[i], out24 + 2 * i);
}

}  // namespace tenon
