#include <doctest/doctest.h>

#include <tenon/value.hpp>

using namespace tenon;

TEST_CASE("a document keeps its names in the order in which they came") {
    Document document{{"b", 1}, {"a", "x"}};
    document["c"] = 2.5;
    document.set("b", 7);
    std::string names;
    for (const auto& [name, value] : document) names += name;
    CHECK(names == "bac");
    REQUIRE(document.find("b") != nullptr);
    CHECK(*document.find("b") == 7);
    CHECK(document.size() == 3);
}

TEST_CASE("a name stands once, the last value counts") {
    const Document document{{"a", 1}, {"a", 2}};
    CHECK(document.size() == 1);
    CHECK(*document.find("a") == 2);
}

TEST_CASE("a missing name is no value and can be put in") {
    Document document;
    CHECK(document.empty());
    CHECK(document.find("x") == nullptr);
    CHECK(document["x"].is_empty());
    CHECK(document.size() == 1);
    CHECK(document.erase("x"));
    CHECK_FALSE(document.erase("x"));
    CHECK(document.empty());
}

TEST_CASE("documents are equal whatever their order") {
    const Document a{{"x", 1}, {"y", Array{1, 2}}};
    CHECK(a == Document{{"y", Array{1, 2}}, {"x", 1.0}});
    CHECK(a != Document{{"y", Array{2, 1}}, {"x", 1}});
    CHECK(a != Document{{"x", 1}});
    CHECK(a != Document{{"x", 1}, {"z", Array{1, 2}}});
    CHECK(Document{} == Document{});
    CHECK(Document{{"x", nullptr}} != Document{{"y", nullptr}});
}

TEST_CASE("large documents are equal whatever their order") {
    Document up;
    Document down;
    for (int i = 0; i < 500; ++i) {
        up.append("k" + std::to_string(i), i);
        down.append("k" + std::to_string(499 - i), 499 - i);
    }
    CHECK(up == down);
    *down.find("k250") = -1;
    CHECK(up != down);
}

TEST_CASE("a copy of a document is its own") {
    Document first{{"a", Document{{"b", 1}}}};
    Document second = first;
    second["a"].if_document()->set("b", 2);
    CHECK(first != second);
    CHECK(*first.find("a")->if_document()->find("b") == 1);
}
