#pragma once
// What an error says.

#include <initializer_list>
#include <string>

#include <doctest/doctest.h>

namespace backends {

template <class Error, class F>
std::string message_of(F&& run) {
    try {
        run();
    } catch (const Error& error) {
        return error.what();
    }
    return "nothing was thrown";
}

inline bool says(const std::string& message, std::initializer_list<const char*> parts) {
    for (const char* part : parts) {
        if (message.find(part) != std::string::npos) continue;
        MESSAGE("missing: " << std::string(part) << " in: " << message);
        return false;
    }
    return true;
}

}  // namespace backends
