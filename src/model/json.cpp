// Objects as JSON.

#include "model/instance.hpp"
#include "value/json_writer.hpp"
#include <tenon/execution.hpp>

namespace tenon::model {

std::string to_json(const Instance& instance, const void* object) {
    std::string text;
    JsonWriter out(text);
    out.begin_document();
    for (const typed::Column& column : instance.table.columns) {
        if (column.field->hidden) continue;
        out.key(column.field->name);
        typed::NestedMember member;
        const Cell cell =
            typed::encode(*column.type, static_cast<const char*>(object) + column.offset, *column.field, member);
        if (cell.type == CellType::source)
            cell.source->write(out);
        else
            out.scalar(cell);
    }
    out.end_document();
    return text;
}

}  // namespace tenon::model
