#include <tenon/schema.hpp>

#include <array>
#include <string_view>
#include <utility>

namespace tenon::schema {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lowered(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
char raised(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

/// "HTTPServer" → "http_server", "createdAt" → "created_at".
std::string snake_case(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool starts_word =
            is_upper(name[i]) && i > 0 && name[i - 1] != '_' &&
            (is_lower(name[i - 1]) || is_digit(name[i - 1]) || (i + 1 < name.size() && is_lower(name[i + 1])));
        if (starts_word) out += '_';
        out += lowered(name[i]);
    }
    return out;
}

std::string camel_case(std::string_view name) {
    std::string out;
    bool raise = false;
    for (const char c : snake_case(name)) {
        if (c == '_' && !out.empty()) {
            raise = true;
        } else {
            out += raise ? raised(c) : c;
            raise = false;
        }
    }
    return out;
}

std::string in_case(Naming::Case wanted, std::string_view name) {
    switch (wanted) {
    case Naming::Case::snake: return snake_case(name);
    case Naming::Case::camel: return camel_case(name);
    case Naming::Case::as_is: break;
    }
    return std::string(name);
}

using OneMany = std::pair<std::string_view, std::string_view>;
constexpr OneMany irregular[] = {
    {"person", "people"}, {"child", "children"}, {"man", "men"},     {"woman", "women"},     {"mouse", "mice"},
    {"goose", "geese"},   {"foot", "feet"},      {"tooth", "teeth"}, {"ox", "oxen"},         {"datum", "data"},
    {"index", "indexes"}, {"leaf", "leaves"},    {"life", "lives"},  {"knife", "knives"},    {"wolf", "wolves"},
    {"shelf", "shelves"}, {"half", "halves"},    {"hero", "heroes"}, {"potato", "potatoes"}, {"tomato", "tomatoes"},
    {"echo", "echoes"},   {"quiz", "quizzes"}};
constexpr std::array<std::string_view, 11> same{"sheep", "fish",        "deer",      "series", "species", "news",
                                                "money", "information", "equipment", "data",   "people"};

bool ends_with(std::string_view text, std::string_view end) { return text.ends_with(end); }

}  // namespace

std::string pluralize(std::string_view noun) {
    const std::size_t start = noun.rfind('_') == std::string_view::npos ? 0 : noun.rfind('_') + 1;
    const std::string_view word = noun.substr(start);
    const std::string head(noun.substr(0, start));
    if (word.empty()) return head;
    for (const std::string_view unchanged : same)
        if (word == unchanged) return head + std::string(word);
    for (const auto& [one, many] : irregular)
        if (word == one) return head + std::string(many);
    const bool consonant_y = ends_with(word, "y") && word.size() > 1 &&
                             std::string_view("aeiou").find(word[word.size() - 2]) == std::string_view::npos;
    if (consonant_y) return head + std::string(word.substr(0, word.size() - 1)) + "ies";
    if (ends_with(word, "s") || ends_with(word, "x") || ends_with(word, "z") || ends_with(word, "ch") ||
        ends_with(word, "sh"))
        return head + std::string(word) + "es";
    return head + std::string(word) + "s";
}

std::string Naming::table(std::string_view type_name) const {
    if (name_table) return name_table(type_name);
    if (!plural) return table_prefix + in_case(tables, type_name);
    const std::string many = pluralize(snake_case(type_name));
    return table_prefix + (tables == Case::camel   ? camel_case(many)
                           : tables == Case::snake ? many
                                                   : pluralize(type_name));
}

std::string Naming::column(std::string_view member_name) const {
    return name_column ? name_column(member_name) : in_case(columns, member_name);
}

}  // namespace tenon::schema
