#include "table.hpp"

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace atlas {

namespace {

/// Characters of UTF-8, as many as a terminal has columns for them in the scripts that are shown here.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void print_cell(const std::string& text, std::size_t columns, bool to_the_right, bool last) {
    const std::string padding(columns - width(text), ' ');
    if (to_the_right)
        std::cout << "  " << padding << text;
    else
        std::cout << "  " << text << (last ? "" : padding);
}

}  // namespace

std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number);
    const std::size_t sign = number < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > sign + 3;) digits.insert(at -= 3, ",");
    return digits;
}

std::string decimals(double number, int digits) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, number);
    const std::string plain = text;
    const std::size_t point = std::min(plain.find('.'), plain.size());
    if (point < 4) return plain;
    return grouped(std::stoll(plain.substr(0, point))) + plain.substr(point);
}

void Table::print() const {
    std::vector<std::size_t> widths;
    for (const std::string& heading : headings_) widths.push_back(width(heading));
    for (const auto& row : rows_)
        for (std::size_t i = 0; i < row.size(); ++i) widths.at(i) = std::max(widths.at(i), width(row[i].text));

    for (std::size_t i = 0; i < headings_.size(); ++i) {
        const bool number = !rows_.empty() && rows_.front()[i].number;
        print_cell(headings_[i], widths[i], number, i + 1 == headings_.size());
    }
    std::cout << '\n';
    for (std::size_t i = 0; i < headings_.size(); ++i) std::cout << "  " << std::string(widths[i], '-');
    std::cout << '\n';
    for (const auto& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i)
            print_cell(row[i].text, widths[i], row[i].number, i + 1 == row.size());
        std::cout << '\n';
    }
}

}  // namespace atlas
