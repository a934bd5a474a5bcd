#pragma once
// MemberChanges: what a save writes of an object whose nested structs changed in part.

#include <cstdint>
#include <forward_list>
#include <string>
#include <vector>

#include "ir/statement.hpp"
#include "model/instance.hpp"
#include <tenon/typed/type_info.hpp>

namespace tenon::model {

/// The changed fields of an object, or of a record; of a struct in which some members stayed, the changed members alone, at any depth. What
/// another writer made of the others is kept so. An optional that is there on both sides is gone into; one that came or
/// went is written whole. Points into the objects, which must stay.
class MemberChanges {
public:
    /// `fields`: a bit for each that changed.
    MemberChanges(const Instance& instance, const void* object, const void* old, std::uint64_t fields);
    MemberChanges(const MemberChanges&) = delete;
    MemberChanges& operator=(const MemberChanges&) = delete;

    /// Is any member written by itself?
    [[nodiscard]] bool any() const noexcept { return any_; }
    /// What tells the statement from those of other changes.
    [[nodiscard]] std::string key() const;
    [[nodiscard]] std::size_t slots() const;
    /// Sets them; `where` is what the row must fulfil beside having the optionals.
    [[nodiscard]] ir::Statement update(ir::Expr where) const;
    /// A cell for each slot.
    void add_cells(std::vector<Cell>& cells);

private:
    using Path = std::vector<std::uint16_t>;
    struct Change {
        Path path;
        const typed::TypeInfo* type;
        const schema::Field* field;
        const void* member;
        bool is_empty;  // inside a struct: there, it is a constant
    };
    struct Place {
        const typed::TypeInfo* type;
        const schema::Field* field;
        const void* now;
        const void* then;
    };
    static Place member_at(const Place& place, std::uint16_t index);
    void add(const Place& place, const Path& path);
    void add_members(const Place& place, const Path& path);
    void add_whole(const Place& place, const Path& path);
    Cell cell_of(const Change& change);

    const Instance& instance_;
    std::vector<Change> changes_;
    std::vector<Path> optionals_;
    std::forward_list<typed::NestedMember> rooms_;
    bool any_ = false;
};

}  // namespace tenon::model
