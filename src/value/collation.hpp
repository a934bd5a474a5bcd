#pragma once
// The order of a language, by ICU (semantics, rule 5). The one place that knows ICU.

#include <string>
#include <string_view>

namespace tenon {

/// Was Tenon built with ICU?
[[nodiscard]] bool has_collations() noexcept;

/// Is this a language's tag, as ICU and PostgreSQL spell it: "sv", "de-AT", "zh-Hant", "und" for what no language changes?
[[nodiscard]] bool is_language(std::string_view tag);

/// A language's order; lives as long as the program, and serves all threads.
class Collation {
public:
    /// Of a tag that is_language(); SchemaError for another one, and without ICU.
    static const Collation& of(std::string_view tag);

    /// Negative, zero, positive; zero for equal bytes alone: texts that the language doesn't tell apart stand byte by byte.
    [[nodiscard]] int compare(std::string_view a, std::string_view b) const noexcept;
    /// Bytes that sort so.
    [[nodiscard]] std::string key(std::string_view text) const;

    explicit Collation(void* collator) noexcept : collator_(collator) {}
    Collation(const Collation&) = delete;
    Collation& operator=(const Collation&) = delete;
    ~Collation();

private:
    void* collator_;
};

}  // namespace tenon
