// Tenon against code written by hand on SQLite's C API, the best that we know to write: 100,000 rows, in memory and in
// files. Both sides have the same tables (Tenon's sync makes them), settings, transactions and results.

#include <cstdio>
#include <exception>
#include <filesystem>

#include "workloads.hpp"

int main() {
    try {
        const std::filesystem::path folder = std::filesystem::current_path() / "tenon-bench-sqlite";
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        for (const bench::Backend& backend :
             {bench::Backend{"sqlite-memory", ""}, bench::Backend{"sqlite-file", folder}}) {
            bench::Report report(backend.name);
            bench::measure_people(backend, report);
            bench::measure_bulk(backend, report);
            bench::measure_places(backend, report);
            bench::measure_library(backend, report);
            bench::measure_upsert(backend, report);
            bench::measure_sales(backend, report);
            bench::measure_rules(backend, report);
            bench::measure_records(backend, report);
            report.print();
        }
        std::filesystem::remove_all(folder);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
