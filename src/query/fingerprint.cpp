#include "query/query.hpp"

namespace tenon::query {

namespace {

// splitmix64's finisher over a running sum: every bit of each word reaches every bit of the result.
class Hash {
public:
    void add(std::uint64_t word) noexcept {
        state_ = mix(state_ ^ mix(word + 0x9E3779B97F4A7C15U)) + 0x9E3779B97F4A7C15U;
    }
    void add(std::string_view text) noexcept {
        add(text.size());
        std::uint64_t word = 0;
        unsigned filled = 0;
        for (const char c : text) {
            word = word << 8 | static_cast<unsigned char>(c);
            if (++filled == 8) {
                add(word);
                word = 0;
                filled = 0;
            }
        }
        add(word);
    }
    [[nodiscard]] std::uint64_t value() const noexcept { return state_; }

private:
    static std::uint64_t mix(std::uint64_t z) noexcept {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31);
    }

    std::uint64_t state_ = 0;
};

}  // namespace

std::uint64_t fingerprint(ir::Verb verb, std::span<const ir::Node> nodes, Names names) {
    Hash hash;
    hash.add(static_cast<std::uint64_t>(verb));
    hash.add(nodes.size());
    for (const ir::Node& node : nodes) {
        hash.add(static_cast<std::uint64_t>(node.op) | static_cast<std::uint64_t>(node.flag) << 8 |
                 static_cast<std::uint64_t>(node.a) << 16 | static_cast<std::uint64_t>(node.b) << 32);
        hash.add(static_cast<std::uint64_t>(node.value));
    }
    for (const std::string& name : names) hash.add(std::string_view(name));
    return hash.value();
}

}  // namespace tenon::query
