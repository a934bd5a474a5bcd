# Adds the typed queries that make.py writes to `sources`: several files, so that they compile side by side.
find_package(Python3 COMPONENTS Interpreter QUIET)
if(NOT Python3_FOUND)
    message(FATAL_ERROR "The oracle's typed queries are written by Python 3, which was not found. Leave `differential` "
                        "out of TENON_TEST_SUITES to do without.")
endif()

set(TENON_TYPED_QUERIES_SEED 20240229 CACHE STRING "Another number asks the oracle other typed queries")

set(typed_queries "${CMAKE_CURRENT_SOURCE_DIR}/differential/typed_queries")
set(typed_queries_made "${CMAKE_CURRENT_BINARY_DIR}/typed_queries")
set(typed_queries_files 4)
set(typed_queries_sources "${typed_queries_made}/queries.cpp")
foreach(part RANGE 1 ${typed_queries_files})
    list(APPEND typed_queries_sources "${typed_queries_made}/queries_${part}.cpp")
endforeach()
file(GLOB typed_queries_scripts CONFIGURE_DEPENDS "${typed_queries}/*.py")
add_custom_command(
    OUTPUT ${typed_queries_sources}
    COMMAND "${Python3_EXECUTABLE}" -B "${typed_queries}/make.py" "${typed_queries_made}"
            --files ${typed_queries_files} --seed ${TENON_TYPED_QUERIES_SEED}
    DEPENDS ${typed_queries_scripts} "${CMAKE_CURRENT_SOURCE_DIR}/differential/things.hpp"
    COMMENT "Writing typed queries"
    VERBATIM)
list(APPEND sources ${typed_queries_sources})
