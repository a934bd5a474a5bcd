#pragma once
// The models that these programs misuse.

#include <tenon/tenon.hpp>

using tenon::f, tenon::Many, tenon::One, tenon::Ref;

enum class Role { reader, writer };
enum class State { open, closed };

struct Address {
    std::string city{};
    std::string street{};
};

struct Post;
struct Comment;
struct Profile;

struct User {
    std::int64_t id = 0;
    std::string name{};
    std::optional<std::string> nickname{};
    std::optional<int> age{};
    int score = 0;
    double rating = 0;
    bool active = true;
    Role role{};
    tenon::Bytes avatar{};
    Address address{};
    std::vector<std::string> tags{};
    std::vector<Address> homes{};
    tenon::Timestamp created_at{}, updated_at{};
    Many<Post> posts{};
    One<Profile> profile{};

    [[nodiscard]] int double_score() const { return score * 2; }
};

struct Profile {
    std::int64_t id = 0;
    Ref<User> user{};
};

struct Post {
    std::int64_t id = 0;
    Ref<User> author{};
    std::string title{};
    State state{};
    int votes = 0;
    Many<Comment> comments{};
};

struct Comment {
    std::int64_t id = 0;
    Ref<Post> post{};
    std::string text{};
};

extern const tenon::Database db;
extern const tenon::Model<User> users;
extern const tenon::Model<Post> posts;
