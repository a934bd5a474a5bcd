#pragma once
// A Value as a nested value, in both directions.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/cell.hpp>
#include <tenon/value.hpp>

namespace tenon {

/// Reads a Value, which must outlive it. Scalars are cells of their own kinds.
class ValueReader final : public NestedReader {
public:
    explicit ValueReader(const Value& value) : current_(&value) {}

    Shape shape() override;
    Cell scalar() override;
    void enter() override;
    bool next(std::string_view& key) override;
    void leave() override;

private:
    struct Level {
        const Value* container;
        std::size_t next;
    };

    const Value* current_;
    std::vector<Level> levels_;
};

/// Writes a Value, which must outlive it. `as_json` writes numbers by `raw_number`: what a Json field does.
class ValueSource final : public NestedSource {
public:
    ValueSource() = default;
    explicit ValueSource(const Value& value, bool as_json = false) : value_(&value), as_json_(as_json) {}

    /// Throws CastError beyond 1,000 levels.
    void write(NestedWriter& out) const override;

private:
    const Value* value_ = nullptr;  // nothing: an empty value
    bool as_json_ = false;
};

/// Builds a Value of what is written to it, every scalar in its own kind. Throws CastError beyond 1,000 levels, and for
/// a name that stands twice in a document.
class ValueBuilder final : public NestedWriter {
public:
    void begin_document() override;
    void key(std::string_view name) override;
    void end_document() override;
    void begin_array() override;
    void end_array() override;
    void scalar(const Cell& cell) override;
    void raw_number(const Cell& cell) override { scalar(cell); }

    /// What was built; the builder can then be used again.
    [[nodiscard]] Value take();

private:
    struct Level {
        std::string key;  // under which it will stand in its parent
        Value container;
    };

    void begin(Value container);
    void end();
    void add(Value value);

    std::string key_;
    Value done_;
    std::vector<Level> levels_;
};

/// Reads one value and writes it. `as_json` as in ValueSource. Throws CastError beyond 1,000 levels.
void copy_nested(NestedReader& from, NestedWriter& to, bool as_json = false);

}  // namespace tenon
