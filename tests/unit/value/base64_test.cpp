#include <doctest/doctest.h>

#include "value/base64.hpp"

using namespace tenon;

namespace {

Bytes bytes_of(std::string_view text) {
    Bytes bytes;
    for (const char c : text) bytes.push_back(static_cast<std::byte>(c));
    return bytes;
}

}  // namespace

TEST_CASE("base64 has the examples of RFC 4648") {
    const std::string_view table[][2] = {{"", ""},
                                         {"f", "Zg=="},
                                         {"fo", "Zm8="},
                                         {"foo", "Zm9v"},
                                         {"foob", "Zm9vYg=="},
                                         {"fooba", "Zm9vYmE="},
                                         {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, encoded] : table) {
        CHECK(base64_encode(bytes_of(plain)) == encoded);
        Bytes out;
        CHECK(base64_decode(encoded, out));
        CHECK(out == bytes_of(plain));
    }
}

TEST_CASE("all 256 bytes at every length come back") {
    Bytes all;
    for (int i = 0; i < 256; ++i) all.push_back(static_cast<std::byte>(i));
    for (std::size_t size = 0; size <= all.size(); ++size) {
        const Bytes part(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size));
        Bytes out;
        REQUIRE(base64_decode(base64_encode(part), out));
        REQUIRE(out == part);
    }
    CHECK(base64_encode(bytes_of("\xFB\xFF\xBF")) == "+/+/");
}

TEST_CASE("base64 that is not strict is refused") {
    Bytes out = bytes_of("before");
    for (const char* text : {"Z", "Zg", "Zg=", "Zm9", "Zg==\n",
                             " Zg==", "Zh==", "Zm9=", "Zg==Zg==", "=g==", "Z===", "====", "Zm-_", "Zm9v!", "Z=g="}) {
        CAPTURE(text);
        CHECK_FALSE(base64_decode(text, out));
        CHECK(out == bytes_of("before"));
    }
}
