#pragma once

#include <tenon/tenon.hpp>

namespace atlas {

/// Reads the files of `folder` into the database, in one transaction. Says how far it is, and how fast it was.
void load(const tenon::Database& db, const std::string& folder);

}  // namespace atlas
