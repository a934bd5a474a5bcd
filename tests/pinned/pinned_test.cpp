// Every pinned query and table against expected.txt. TENON_PIN=1 writes the file anew: read the difference before you
// commit it.

#include <fstream>
#include <set>

#include <doctest/doctest.h>

#include "pinned/expected.hpp"
#include "pinned/models.hpp"
#include "pinned/queries.hpp"
#include "pinned/render.hpp"

namespace tenon::pinned {
namespace {

struct Section {
    std::string name;
    std::map<std::string, std::string> texts;
};

/// Continuation lines are indented.
std::string indented(const std::string& text) {
    std::string out;
    for (const char c : text) {
        out += c;
        if (c == '\n') out += "    ";
    }
    return out;
}

std::vector<Section> sections() {
    std::vector<Section> all;
    for (const Query& query : queries()) {
        Section section{query.name, {}};
        for (const Renderer& renderer : renderers()) {
            section.texts[std::string(renderer.backend)] = line(renderer, query.prepared);
        }
        all.push_back(std::move(section));
    }
    for (const schema::Model* model : {&users(), &posts(), &products(), &tickets(), &accounts(), &guests(), &towns(),
                                       &tasks(), &clerks(), &letters(), &members()}) {
        Section section{"table " + model->full_table(), {}};
        for (const Renderer& renderer : renderers()) {
            if (renderer.table != nullptr) section.texts[std::string(renderer.backend)] = table(renderer, *model);
        }
        all.push_back(std::move(section));
    }
    return all;
}

void write(const std::vector<Section>& all) {
    std::ofstream file(expected_path());
    file << "The text of every pinned query and table on each backend. Behind -- stands what each placeholder takes: "
            "?2 is\n"
            "the second value. Written by `TENON_PIN=1 tenon_pinned_tests`; read by people.\n";
    for (const Section& section : all) {
        file << "\n## " << section.name << "\n";
        for (const Renderer& renderer : renderers()) {
            const auto text = section.texts.find(std::string(renderer.backend));
            if (text != section.texts.end()) file << renderer.backend << ": " << indented(text->second) << "\n";
        }
    }
}

}  // namespace

TEST_CASE("every pinned query has a name of its own") {
    std::set<std::string> names;
    for (const Query& query : queries()) {
        CAPTURE(query.name);
        CHECK(names.insert(query.name).second);
        CHECK(query.values.size() == query.prepared.slots.size());
    }
}

TEST_CASE("each backend writes what is pinned") {
    const std::vector<Section> all = sections();
    if (is_pinning()) write(all);
    const Sections expected = read_expected();
    for (const Section& section : all) {
        for (const auto& [backend, text] : section.texts) {
            CAPTURE(section.name);
            CAPTURE(backend);
            const auto found = expected.find(section.name);
            REQUIRE(found != expected.end());
            const auto pinned = found->second.find(backend);
            REQUIRE(pinned != found->second.end());
            CHECK(text == pinned->second);
        }
    }
    CHECK(expected.size() == all.size());
}

}  // namespace tenon::pinned
