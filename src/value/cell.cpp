#include <tenon/cell.hpp>

#include <tenon/error.hpp>

namespace tenon {

void Cell::too_large() {
    throw CastError("A text, a list or bytes of 4 GiB or more can't be given to a database; split it.");
}

NestedWriter::~NestedWriter() = default;
NestedReader::~NestedReader() = default;

}  // namespace tenon
