// Uses Secret without seeing its describe.

#include <tenon/tenon.hpp>

#include "typed/hidden_describe.hpp"

namespace hidden {

void register_secret() { static_cast<void>(tenon::open("memory:").model<Secret>()); }

}  // namespace hidden
