// Atlas: 250 countries, the borders between them and 49,025 cities, loaded into SQLite and asked.

#include <cstring>
#include <iostream>
#include <optional>
#include <stdexcept>

#include "load.hpp"
#include "questions.hpp"

namespace {

struct Arguments {
    std::string database = "atlas.db";
    bool sql = false;
    bool help = false;
};

constexpr const char* usage = "usage: atlas [--sql] [--db FILE]\n"
                              "  Loads countries and cities into a database and asks it questions.\n"
                              "  --sql      show the statements behind each answer\n"
                              "  --db FILE  the database's file (atlas.db); its atlas tables are made anew\n"
                              "  --help     show this\n";

/// Empty when they can't be understood.
std::optional<Arguments> parse(int count, char** given) {
    Arguments arguments;
    for (int i = 1; i < count; ++i) {
        const std::string_view word = given[i];
        if (word == "--sql")
            arguments.sql = true;
        else if (word == "--help" || word == "-h")
            arguments.help = true;
        else if (word == "--db" && i + 1 < count)
            arguments.database = given[++i];
        else
            return std::nullopt;
    }
    return arguments;
}

void run(const Arguments& arguments) {
    const tenon::Database db = tenon::open("sqlite:" + arguments.database);
    std::cout << "Loading into " << arguments.database << '\n';
    atlas::load(db, TENON_EXAMPLES_DIR "/atlas/data");

    if (arguments.sql)
        db.on_statement([](const tenon::StatementEvent& event) {
            const auto time = std::chrono::duration_cast<std::chrono::microseconds>(event.duration);
            std::cout << "  | " << event.text << "\n  |   " << event.rows << " rows, " << time.count() << " µs\n";
        });
    const atlas::Atlas atlas{db};
    for (const auto& questions :
         {atlas::questions_of_places(), atlas::questions_of_borders(), atlas::questions_of_names(),
          atlas::questions_of_numbers(), atlas::questions_of_changes()})
        for (const atlas::Question& question : questions) {
            std::cout << '\n' << question.text << '\n';
            question.answer(atlas);
        }
}

}  // namespace

int main(int count, char** given) {
    const std::optional<Arguments> arguments = parse(count, given);
    if (!arguments || arguments->help) {
        (arguments ? std::cout : std::cerr) << usage;
        return arguments ? 0 : 2;
    }
    try {
        run(*arguments);
    } catch (const std::exception& error) {
        std::cerr << "atlas: " << error.what() << '\n';
        return 1;
    }
}
