#pragma once
// ForeignKey: what a reference from one table to another demands.

#include <string>
#include <vector>

#include "drivers/memory/index.hpp"
#include <tenon/schema.hpp>

namespace tenon::drivers::memory {

struct ForeignKey {
    std::string name;  ///< "posts_author_id_fkey"
    Fields local;
    std::string target_model;
    std::string target_table;
    Fields foreign;
    schema::OnDelete on_delete = schema::OnDelete::restrict;
};

/// One for each `belongs_to` of the model. What a delete does is said there, or by the relation on the other side.
std::vector<ForeignKey> foreign_keys_of(const schema::Model& model);

}  // namespace tenon::drivers::memory
