// expect: Tenon: a member is compared with a value of another type
#include <mutex>

#include "models.hpp"

std::mutex mutex;
auto expression = f<&User::score> == mutex;
