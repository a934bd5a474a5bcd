#include "fuzz/targets.hpp"

#include <array>

namespace tenon::fuzz {

std::span<const Target> targets() {
    static constexpr std::array all{
        Target{"json", json},
        Target{"timestamp", timestamp},
        Target{"date", date},
        Target{"time", time},
        Target{"decimal", decimal},
        Target{"uuid", uuid},
        Target{"object_id", object_id},
        Target{"base64", base64},
        Target{"utf8", utf8},
        Target{"pattern", pattern},
        Target{"like", like},
        Target{"url", url},
        Target{"raw_sql", raw_sql},
        Target{"record_json", record_json},
        Target{"condition", condition},
        Target{"page_cursor", page_cursor},
        Target{"description", description},
    };
    return all;
}

}  // namespace tenon::fuzz
