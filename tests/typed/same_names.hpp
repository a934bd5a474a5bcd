#pragma once
// Two source files that each have structs of their own in an unnamed namespace, of the same names and with the same names
// of members, in another order and of other types.

#include <string>
#include <vector>

namespace same_names {

/// What each file reads and writes by its own structs.
std::vector<std::string> answers_of_a();
std::vector<std::string> answers_of_b();

/// The same by structs that are local to a function, which has the same name in both.
std::vector<std::string> local_answers_of_a();
std::vector<std::string> local_answers_of_b();

}  // namespace same_names
