#include "drivers/sqlite/explain.hpp"

#include <map>

#include "drivers/sqlite/rows.hpp"

namespace tenon::drivers::sqlite {

std::string explain(const SqliteConnection& connection, std::string_view sql) {
    std::map<std::string, std::size_t> depths;  // of the steps, by their numbers
    std::string text;
    for (const auto& step : rows(connection.database(), connection.path(), "explain query plan " + std::string(sql))) {
        const auto parent = depths.find(step.at(1));
        const std::size_t depth = parent == depths.end() ? 0 : parent->second + 1;
        depths[step.at(0)] = depth;
        text += (text.empty() ? "" : "\n") + std::string(depth * 2, ' ') + step.at(3);
    }
    return text;
}

}  // namespace tenon::drivers::sqlite
