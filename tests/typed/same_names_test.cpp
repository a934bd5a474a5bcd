// Structs of the same name in unnamed namespaces of two source files, and in functions of one name, have nothing in common.

#include <doctest/doctest.h>

#include "typed/same_names.hpp"

using Answers = std::vector<std::string>;

TEST_CASE("structs of one name in unnamed namespaces of two files have statements of their own") {
    CHECK(same_names::answers_of_a() == Answers{"Ada", "Bob", "work", "Turin", "1"});
    CHECK(same_names::answers_of_b() == Answers{"Cid", "Cid", "rest", "Turin", "0"});
}

TEST_CASE("so have local structs of one name in functions of one name") {
    CHECK(same_names::local_answers_of_a() == Answers{"second", "blue"});
    CHECK(same_names::local_answers_of_b() == Answers{"fourth", "blue"});
}
