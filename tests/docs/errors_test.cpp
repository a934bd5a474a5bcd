// docs/reference/errors.md has a section for each error of include/tenon/error.hpp, under its code.

#include <map>
#include <regex>

#include "docs/table.hpp"
#include <doctest/doctest.h>
#include <tenon/error.hpp>

namespace {

using Names = std::map<std::string, std::string>;  // by code

Names matches(const std::string& text, const std::string& pattern, int code, int name) {
    Names names;
    const std::regex regex(pattern);
    for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at)
        names[(*at)[static_cast<std::size_t>(code)]] = (*at)[static_cast<std::size_t>(name)];
    return names;
}

}  // namespace

TEST_CASE("each error code has its section, and no other code has one") {
    const std::string header = docs::read(TENON_TESTS_DIR "/../include/tenon/error.hpp");
    Names declared = matches(header, R"re(TENON_ERROR\((\w+), \w+, "(TN-\d+)"\))re", 2, 1);
    declared[std::string(tenon::ValidationError("", {}).code())] = "ValidationError";
    declared[std::string(tenon::CastError("").code())] = "CastError";
    declared[std::string(tenon::Deadlock("").code())] = "Deadlock";
    declared[std::string(tenon::SerializationFailure("").code())] = "SerializationFailure";
    const std::string page = docs::read(docs::path_of("reference/errors.md"));
    const Names documented = matches(page, R"(## (TN-\d+) (\w+))", 1, 2);
    CHECK(declared.size() == 24);
    CHECK(documented == declared);
}
