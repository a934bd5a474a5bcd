// expect: Tenon: text_at(), int64_at(), double_at(), bool_at(), json_type() and has() look into a Json
#include "models.hpp"

auto expression = f<&User::name>.text_at("a");
