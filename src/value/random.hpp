#pragma once
// Random bytes that nobody can guess, cheap enough for an id per row.

#include <cstddef>
#include <cstdint>

namespace tenon {

/// Fills `out` from a ChaCha20 stream (RFC 8439) of this thread, its key taken from std::random_device. The key is
/// taken anew in a forked child (by pthread_atfork; a process made by bare clone() is not seen) and after 1 MiB.
/// Throws what std::random_device throws when the system has no randomness.
void random_bytes(std::uint8_t* out, std::size_t size);

/// Changes in a forked child: what was random per process must be made again.
[[nodiscard]] std::uint32_t fork_generation() noexcept;

}  // namespace tenon
