#include "pinned/queries.hpp"

#include <iterator>
#include <utility>

namespace tenon::pinned {

std::vector<Query> queries() {
    std::vector<Query> all;
    for (auto* part : {comparisons, texts,    numbers,   nested_values, relations,   selects,        writes,
                       fragments,   choices,  functions, subqueries,    pages,       nested_updates, ordered,
                       folded,      collated, inside,    in_schemas,    row_sources, soft_deletes}) {
        std::vector<Query> some = part();
        all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    }
    return all;
}

}  // namespace tenon::pinned
