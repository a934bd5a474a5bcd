#include <tenon/pattern.hpp>

#include <re2/re2.h>

#include <tenon/error.hpp>

#include "value/email.hpp"
#include "value/pattern_parser.hpp"

namespace tenon {

namespace {

RE2::Options options() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_never_capture(true);
    return options;
}

}  // namespace

struct Pattern::State {
    State(std::string_view source_text, std::string_view given_name)
        : source(source_text),
          name(given_name),
          parsed(parse_pattern(source_text)),
          compiled(parsed.tenon, options()),
          of_emails(source == formats::email.pattern) {
        if (!compiled.ok()) throw QueryError("The pattern is too large: its counts multiply to too many states.");
    }

    std::string source;
    std::string name;
    ParsedPattern parsed;
    RE2 compiled;
    bool of_emails;
};

Pattern::Pattern(std::string_view source, std::string_view name)
    : state_(std::make_shared<const State>(source, name)) {}

bool Pattern::search(std::string_view text) const {
    if (state_->of_emails) return is_email(text);
    return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), state_->compiled);
}

const std::string& Pattern::source() const noexcept { return state_->source; }
const std::string& Pattern::name() const noexcept { return state_->name; }

const std::string& Pattern::text(PatternSyntax syntax) const noexcept {
    switch (syntax) {
    case PatternSyntax::postgres: return state_->parsed.postgres;
    case PatternSyntax::pcre: return state_->parsed.pcre;
    default: return state_->parsed.tenon;
    }
}

}  // namespace tenon
