// Describes Secret, but only for this file.

#include <tenon/model.hpp>

#include "typed/hidden_describe.hpp"

namespace hidden {

void describe(tenon::Schema<Secret>& secret);
void describe(tenon::Schema<Secret>& secret) { secret.field(tenon::f<&Secret::text>).required(); }

}  // namespace hidden
