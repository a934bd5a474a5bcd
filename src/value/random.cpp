#include "value/random.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstring>
#include <random>

#if __has_include(<pthread.h>)
#include <pthread.h>
#define TENON_HAS_FORK 1
#endif

namespace tenon {

namespace {

std::atomic<std::uint32_t> generation{1};

extern "C" void tenon_forked() { generation.fetch_add(1, std::memory_order_relaxed); }

void watch_forks() {
#ifdef TENON_HAS_FORK
    static const int registered = pthread_atfork(nullptr, nullptr, &tenon_forked);
    static_cast<void>(registered);
#endif
}

using Block = std::array<std::uint32_t, 16>;

void quarter_round(Block& x, std::size_t a, std::size_t b, std::size_t c, std::size_t d) {
    x[a] += x[b], x[d] = std::rotl(x[d] ^ x[a], 16);
    x[c] += x[d], x[b] = std::rotl(x[b] ^ x[c], 12);
    x[a] += x[b], x[d] = std::rotl(x[d] ^ x[a], 8);
    x[c] += x[d], x[b] = std::rotl(x[b] ^ x[c], 7);
}

Block chacha20(const Block& state) {
    Block x = state;
    for (int round = 0; round < 10; ++round) {
        quarter_round(x, 0, 4, 8, 12);
        quarter_round(x, 1, 5, 9, 13);
        quarter_round(x, 2, 6, 10, 14);
        quarter_round(x, 3, 7, 11, 15);
        quarter_round(x, 0, 5, 10, 15);
        quarter_round(x, 1, 6, 11, 12);
        quarter_round(x, 2, 7, 8, 13);
        quarter_round(x, 3, 4, 9, 14);
    }
    for (std::size_t i = 0; i < x.size(); ++i) x[i] += state[i];
    return x;
}

class Stream {
public:
    void read(std::uint8_t* out, std::size_t size) {
        if (seen_ != generation.load(std::memory_order_relaxed) || blocks_ > 16384) seed();
        while (size > 0) {
            if (left_ == 0) refill();
            const std::size_t count = std::min(size, left_);
            std::memcpy(out, bytes_.data() + bytes_.size() - left_, count);
            out += count;
            size -= count;
            left_ -= count;
        }
    }

private:
    void seed() {
        watch_forks();
        std::random_device device;
        state_ = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
        for (std::size_t i = 4; i < 12; ++i) state_[i] = device();
        state_[14] = device();
        state_[15] = device();
        blocks_ = 0;
        left_ = 0;
        seen_ = generation.load(std::memory_order_relaxed);
    }

    void refill() {
        const Block block = chacha20(state_);
        std::memcpy(bytes_.data(), block.data(), bytes_.size());
        ++state_[12];
        ++blocks_;
        left_ = bytes_.size();
    }

    Block state_{};
    std::array<std::uint8_t, 64> bytes_{};
    std::size_t left_ = 0;
    std::uint32_t blocks_ = 0;
    std::uint32_t seen_ = 0;
};

}  // namespace

void random_bytes(std::uint8_t* out, std::size_t size) {
    thread_local Stream stream;
    stream.read(out, size);
}

std::uint32_t fork_generation() noexcept {
    watch_forks();
    return generation.load(std::memory_order_relaxed);
}

}  // namespace tenon
