#pragma once
// Pattern: a regular expression of the subset that means the same on every database.

#include <memory>
#include <string>
#include <string_view>

namespace tenon {

class Pattern {
public:
    explicit Pattern(std::string_view source, std::string_view name = {});
    [[nodiscard]] bool search(std::string_view text) const;
    [[nodiscard]] const std::string& source() const noexcept;
    [[nodiscard]] const std::string& name() const noexcept;

private:
    struct Compiled;
    std::shared_ptr<const Compiled> compiled_;
};

}  // namespace tenon
