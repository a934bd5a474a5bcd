#include "value/case_fold.hpp"

#include <doctest/doctest.h>
#include <tenon/error.hpp>

namespace tenon {

TEST_CASE("upper and lower case fold to the same, in all of Unicode") {
    CHECK(case_folded("Ada Lovelace") == "ada lovelace");
    CHECK(case_folded("ÉCLAIR") == case_folded("éclair"));
    CHECK(case_folded("ΣΊΣΥΦΟΣ") == case_folded("σίσυφος"));
    CHECK(case_folded("ПРИВЕТ") == "привет");
    CHECK(case_folded("Straße") == "strasse");
    CHECK(case_folded("ﬃ") == "ffi");
    CHECK(case_folded("日本語 50%_\\") == "日本語 50%_\\");
    CHECK(case_folded("").empty());
}

TEST_CASE("what is one letter to a reader folds to the same, however many code points it has") {
    CHECK(case_folded("E\u0301clair") == case_folded("\u00C9clair"));
    CHECK(case_folded("e") != case_folded("é"));
}

TEST_CASE("folding twice changes nothing more") {
    for (const char* text : {"İstanbul", "ǰ", "ΐ", "ẞ", "Ǆ", "ŉ", "ﬅ", "K"}) {
        CAPTURE(text);
        CHECK(case_folded(case_folded(text)) == case_folded(text));
    }
}

TEST_CASE("bytes that are no UTF-8 are not folded") {
    CHECK_THROWS_AS((void)case_folded("\xC3\x28"), CastError);
    CHECK_THROWS_AS((void)case_folded("\xED\xA0\x80"), CastError);
    CHECK_THROWS_AS((void)case_folded("é\xFF"), CastError);
}

}  // namespace tenon
