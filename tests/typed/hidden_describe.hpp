#pragma once
// A model whose describe stands in a source file alone, where no other file can see it.

#include <cstdint>
#include <string>

namespace hidden {

struct Secret {
    std::int64_t id = 0;
    std::string text{};
};

/// Registers Secret in a new Database, as a file does that knows the struct alone.
void register_secret();

}  // namespace hidden
