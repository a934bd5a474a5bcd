#pragma once
// URLs of databases.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::model {

struct Url {
    std::string scheme;  ///< "sqlite", "memory"
    std::string path;    ///< what follows the colon, up to a question mark
    std::vector<std::pair<std::string, std::string>> options;
};

/// Throws ConfigurationError that names the part, never what stands in it.
Url parse_url(std::string_view text);

}  // namespace tenon::model
