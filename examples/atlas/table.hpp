#pragma once
// Small aligned tables: texts to the left, numbers to the right.

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

namespace atlas {

/// 1,234,567
std::string grouped(std::int64_t number);
/// 1,234.5, with so many digits after the point
std::string decimals(double number, int digits);

struct Cell {
    std::string text;
    bool number = false;

    Cell(std::string given) : text(std::move(given)) {}
    Cell(const char* given) : text(given) {}
    template <class T>
        requires(std::is_integral_v<T> && !std::is_same_v<T, bool>)
    Cell(T given) : text(grouped(static_cast<std::int64_t>(given))),
                    number(true) {}
    Cell(double given, int digits) : text(decimals(given, digits)), number(true) {}
};

class Table {
public:
    explicit Table(std::vector<std::string> headings) : headings_(std::move(headings)) {}
    void row(std::vector<Cell> cells) { rows_.push_back(std::move(cells)); }
    void print() const;

private:
    std::vector<std::string> headings_;
    std::vector<std::vector<Cell>> rows_;
};

}  // namespace atlas
