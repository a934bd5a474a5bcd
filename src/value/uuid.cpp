#include <tenon/uuid.hpp>

#include <atomic>
#include <chrono>

#include <tenon/error.hpp>

#include "value/hex.hpp"
#include "value/random.hpp"

namespace tenon {

namespace {

void set_version(Uuid& id, unsigned version) {
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0Fu) | (version << 4));
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3Fu) | 0x80u);
}

// Milliseconds in the upper 48 bits, 1/4096 of one in the lower 12 (RFC 9562, 6.2, method 3); always beyond the last.
std::uint64_t next_tick() {
    static std::atomic<std::uint64_t> last{0};
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    const auto micros =
        static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count());
    const std::uint64_t now = (micros / 1000) << 12 | (micros % 1000 * 4096 / 1000);
    std::uint64_t seen = last.load(std::memory_order_relaxed);
    std::uint64_t next = 0;
    do {
        next = now > seen ? now : seen + 1;
    } while (!last.compare_exchange_weak(seen, next, std::memory_order_relaxed));
    return next;
}

constexpr bool dash_before(std::size_t byte) { return byte == 4 || byte == 6 || byte == 8 || byte == 10; }

}  // namespace

Uuid Uuid::v4() {
    Uuid id;
    random_bytes(id.bytes.data(), id.bytes.size());
    set_version(id, 4);
    return id;
}

Uuid Uuid::v7() {
    Uuid id;
    const std::uint64_t tick = next_tick();
    for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(tick >> (52 - 8 * i));
    id.bytes[6] = static_cast<std::uint8_t>(tick >> 8 & 0x0F);
    id.bytes[7] = static_cast<std::uint8_t>(tick);
    random_bytes(id.bytes.data() + 8, 8);
    set_version(id, 7);
    return id;
}

Uuid Uuid::parse(std::string_view text) {
    Uuid id;
    if (!try_parse(text, id)) {
        throw CastError("This text is no UUID: write 36 characters like 123e4567-e89b-12d3-a456-426614174000.");
    }
    return id;
}

bool Uuid::try_parse(std::string_view text, Uuid& out) noexcept {
    if (text.size() != 36) return false;
    Uuid id;
    const char* at = text.data();
    for (std::size_t i = 0; i < id.bytes.size(); ++i, at += 2) {
        if (dash_before(i) && *at++ != '-') return false;
        const int byte = hex::read(at);
        if (byte < 0) return false;
        id.bytes[i] = static_cast<std::uint8_t>(byte);
    }
    out = id;
    return true;
}

std::string Uuid::to_string() const {
    std::string text(36, '-');
    write(text.data());
    return text;
}

void Uuid::write(char* out36) const noexcept {
    for (std::size_t i = 0; i < bytes.size(); ++i, out36 += 2) {
        if (dash_before(i)) *out36++ = '-';
        hex::write(bytes[i], out36);
    }
}

}  // namespace tenon
