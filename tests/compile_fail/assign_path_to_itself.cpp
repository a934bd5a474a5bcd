// expect: Tenon: f<…> is a name that holds nothing: there is nothing to copy
#include "models.hpp"

void run() {
    auto path = f<&User::score>;
    path = f<&User::score>;
}
