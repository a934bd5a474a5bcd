#include <tenon/tenon.hpp>
