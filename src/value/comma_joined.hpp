#pragma once
// Words of a sentence that stand in a row.

#include <functional>
#include <string>

namespace tenon {

/// "red, green, blue"; `text_of` gives the text of one.
template <class All, class TextOf = std::identity>
std::string comma_joined(const All& all, TextOf text_of = {}) {
    std::string text;
    bool is_first = true;
    for (const auto& one : all) {
        if (!is_first) text += ", ";
        is_first = false;
        text += std::invoke(text_of, one);
    }
    return text;
}

}  // namespace tenon
