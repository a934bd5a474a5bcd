#pragma once
// What is measured. Each function opens a database for Tenon and a second one, of the same schema, for the hand-written
// side: in memory, or files in this folder.

#include <string>
#include <vector>

#include "hand.hpp"
#include "measure.hpp"
#include "models.hpp"

namespace bench {

struct Backend {
    std::string name;
    std::string folder;  ///< empty: in memory
    [[nodiscard]] std::string path(const std::string& file) const {
        return folder.empty() ? ":memory:" : folder + "/" + file + ".db";
    }
    [[nodiscard]] tenon::Database open(const std::string& file) const { return tenon::open("sqlite:" + path(file)); }
};

/// What Tenon's sync made, for the other side to make too.
inline std::vector<std::string> schema_of(const tenon::Database& db) {
    struct Sql {
        std::string sql;
    };
    std::vector<std::string> all;
    for (Sql& row : db.query<Sql>("select sql from sqlite_schema where sql is not null order by rowid"))
        all.push_back(std::move(row.sql));
    return all;
}

void measure_people(const Backend& backend, Report& report);   // create, get, scan, select, update, save
void measure_bulk(const Backend& backend, Report& report);     // insert_many
void measure_places(const Backend& backend, Report& report);   // a filter on a nested member
void measure_library(const Backend& backend, Report& report);  // include
void measure_upsert(const Backend& backend, Report& report);   // new rows, and rows that are met
void measure_sales(const Backend& backend, Report& report);    // stream, page, window, push, bulk_write
void measure_rules(const Backend& backend, Report& report);    // create with ten rules beside create with none
void measure_records(const Backend& backend, Report& report);  // a model and query made at run time

}  // namespace bench
