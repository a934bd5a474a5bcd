#include "query/evaluation_error.hpp"

#include "value/pattern_parser.hpp"
#include "value/utf8.hpp"
#include <tenon/schema.hpp>

namespace tenon::query {

void throw_evaluation_error(std::string_view sentence, const schema::Model& model) {
    throw QueryError(model.name + ": " + std::string(sentence),
                     {.model = model.name, .fields = {}, .constraint = {}, .database_code = {}});
}

std::string overflow_sentence(std::string_view operation) {
    return "the result of `" + std::string(operation) +
           "` is beyond int64, in which whole numbers are computed (decimals too, on SQLite). Compute in doubles, as "
           "in "
           "`f<…> * 1.0`, or keep the numbers smaller.";
}

std::string pattern_sentence(const Error& refusal) {
    std::string sentence = refusal.what();
    if (!sentence.empty() && sentence.front() >= 'A' && sentence.front() <= 'Z')
        sentence.front() = static_cast<char>(sentence.front() + ('a' - 'A'));
    return sentence;
}

void check_pattern(PatternKind kind, std::string_view pattern, const schema::Model& model) {
    try {
        if (kind == PatternKind::like) check_like_pattern(pattern);
        if (kind == PatternKind::regex) (void)parse_pattern(pattern);
    } catch (const QueryError& refusal) {
        throw_evaluation_error(pattern_sentence(refusal), model);
    }
}

}  // namespace tenon::query
