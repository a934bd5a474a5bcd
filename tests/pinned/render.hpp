#pragma once
// What is pinned of each backend: a line of text per query.

#include <span>
#include <string>
#include <string_view>

#include "query/prepared.hpp"
#include <tenon/schema.hpp>

namespace tenon::pinned {

struct Renderer {
    std::string_view backend;
    /// One line. Throws tenon::Error for what the backend refuses: then the refusal is pinned.
    std::string (*text)(const query::Prepared& prepared);
    /// What makes a model's table and indexes, a statement a paragraph; nullptr for a backend without tables.
    std::string (*table)(const schema::Model& model) = nullptr;
};

/// In the order of the lines of a section.
std::span<const Renderer> renderers() noexcept;

/// What makes a table, or that it is refused.
std::string table(const Renderer& renderer, const schema::Model& model);
/// The line of one backend: the text, or "refused: " with the error's code.
std::string line(const Renderer& renderer, const query::Prepared& prepared);

}  // namespace tenon::pinned
