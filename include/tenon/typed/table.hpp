#pragma once
// Table: how the objects of one C++ type (or a run-time model's records) meet the columns of one model.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <tenon/cell.hpp>
#include <tenon/direct.hpp>
#include <tenon/schema.hpp>
#include <tenon/typed/describe.hpp>

namespace tenon::typed {

struct Column : direct::Place {
    void (*decode)(const Cell& cell, void* value, const schema::Field& field) = nullptr;  ///< nullptr: nested
    const TypeInfo* type = nullptr;
    const schema::Field* field = nullptr;
};

void decode_column(const Column& column, const Cell& cell, void* object);

struct Table {
    const schema::Model* model = nullptr;
    std::vector<Column> columns;        ///< one per field of the model, in their order
    std::vector<direct::Place> places;  ///< those of the columns, for drivers
    std::vector<std::uint16_t> others;  ///< the columns that are not direct
    std::vector<direct::Name> names;    ///< of Ref, Many and One members: they are told them, for errors
    std::uint32_t size = 0;             ///< of an object

    void decode_row(std::span<const Cell> row, void* object) const;
    /// What is left to do for an object whose direct members have been read.
    void decode_others(std::span<const Cell> row, void* object) const {
        for (const std::uint16_t i : others) decode_column(columns[i], row[i], object);
    }

    /// `places` and `others`, when the columns are known.
    void note_places();
};

/// The places of columns, in their order.
std::vector<direct::Place> places_of(std::span<const Column> columns);
/// The names of the references among them.
std::vector<direct::Name> names_of(std::span<const Column> columns);

/// The column of a value that is not a member: a query's output.
Column output_column(const TypeInfo& type, const schema::Field& field, std::uint32_t offset);

/// The fields that a C++ type asks for, before any describe: names, columns, types, the key if there is an `id`.
schema::Model make_model(const ModelInfo& info, const schema::Naming& naming);
/// The declared type of a member.
schema::Type make_type(const TypeInfo& type, const schema::Naming& naming);
/// Runs its describe.
void describe_model(const ModelInfo& info, schema::Model& model);
/// The models that this one's members name.
std::vector<const ModelInfo*> related_models(const ModelInfo& info);

Table make_table(const ModelInfo& info, const schema::Model& model);
/// For records: an array of tenon::Value, one per field.
Table make_record_table(const schema::Model& model);

}  // namespace tenon::typed
