#include "model/url.hpp"

#include <tenon/error.hpp>

namespace tenon::model {

Url parse_url(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0)
        throw ConfigurationError(
            "A database's URL begins with its kind and a colon: sqlite:app.db, sqlite::memory:, memory:");
    Url url;
    url.scheme = std::string(text.substr(0, colon));
    std::string_view rest = text.substr(colon + 1);
    const std::size_t question = rest.find('?');
    url.path = std::string(rest.substr(0, question));
    if (question == std::string_view::npos) return url;
    rest = rest.substr(question + 1);
    while (!rest.empty()) {
        const std::size_t end = rest.find('&');
        const std::string_view option = rest.substr(0, end);
        const std::size_t equals = option.find('=');
        if (equals == std::string_view::npos || equals == 0)
            throw ConfigurationError("An option of a database's URL is written name=value; several are joined by &.");
        url.options.emplace_back(std::string(option.substr(0, equals)), std::string(option.substr(equals + 1)));
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return url;
}

}  // namespace tenon::model
