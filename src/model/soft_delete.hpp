#pragma once
// Removals of models with soft_delete: updates that set a time. And the times that the library adds to an update.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ir/statement.hpp"
#include "model/instance.hpp"

namespace tenon::model {

/// An update also sets the time of the last change, unless it does by itself: the field is added to `stamped`, whose values
/// come behind so many others.
void stamp_update(ir::Statement& statement, const schema::Model& model, std::size_t slots,
                  std::vector<std::uint16_t>& stamped);
/// A removal from a model with soft_delete becomes an update that sets the time, unless it purges; and the time of the last
/// change, unless that is kept. Gives the fields of these times, whose values come behind so many others.
std::vector<std::uint16_t> remove_softly(ir::Statement& statement, const schema::Model& model, std::size_t slots,
                                         bool keeps_times);
/// Throws QueryError unless the model has soft_delete.
void require_soft_delete(const schema::Model& model, std::string_view call);
/// Which rows an object is looked for among: an object of a row that was removed softly has its time.
ir::Deleted deleted_by_time(const Instance& instance, const void* object);
inline ir::Deleted deleted_of(const Instance& instance, const void* object) {
    if (!instance.model.deleted_at) [[likely]]
        return ir::Deleted::left_out;
    return deleted_by_time(instance, object);
}
/// Does the query ask for rows that were removed softly?
bool asks_deleted(const ir::Code& query);
void add_with_deleted(ir::Code& code);

}  // namespace tenon::model
