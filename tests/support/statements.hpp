#pragma once
// The statements that a Database runs while a test looks.

#include <string>
#include <vector>

#include <tenon/tenon.hpp>

namespace backends {

/// Listens from when it is made until it goes.
class Statements {
public:
    explicit Statements(const tenon::Database& db) : seen_(std::make_shared<Seen>()) {
        db.on_statement([seen = seen_](const tenon::StatementEvent& event) {
            if (!seen->listening) return;
            const bool is_statement = event.kind == tenon::StatementKind::statement;
            seen->kinds.emplace_back(is_statement ? "statement" : event.text);
            if (is_statement) seen->texts.emplace_back(event.text);
        });
    }
    Statements(const Statements&) = delete;
    Statements& operator=(const Statements&) = delete;
    ~Statements() { seen_->listening = false; }

    /// How many there were, transactions' own not counted.
    [[nodiscard]] std::size_t count() const { return seen_->texts.size(); }
    /// "begin", "statement", …
    [[nodiscard]] std::vector<std::string> all() const { return seen_->kinds; }
    [[nodiscard]] const std::vector<std::string>& texts() const { return seen_->texts; }
    void forget() {
        seen_->kinds.clear();
        seen_->texts.clear();
    }

private:
    struct Seen {
        std::vector<std::string> kinds, texts;
        bool listening = true;
    };
    std::shared_ptr<Seen> seen_;
};

}  // namespace backends
