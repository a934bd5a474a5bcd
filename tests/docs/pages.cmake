# Adds the programs made of README.md's and docs/'s code blocks to `sources`. The pages open SQLite databases.
if(NOT "sqlite" IN_LIST TENON_COMPONENTS)
    message(STATUS "The tests of the documentation need SQLite, and are left out.")
    set(sources "")
    return()
endif()
find_package(Python3 COMPONENTS Interpreter QUIET)
if(NOT Python3_FOUND)
    message(FATAL_ERROR "The tests of the documentation need Python 3, which was not found. Leave `docs` out of "
                        "TENON_TEST_SUITES to do without.")
endif()

set(doc_script "${PROJECT_SOURCE_DIR}/scripts/doc_blocks.py")
file(GLOB_RECURSE doc_pages CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/*.md")
list(APPEND doc_pages "${PROJECT_SOURCE_DIR}/README.md" "${PROJECT_SOURCE_DIR}/CONTRIBUTING.md")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${doc_script}" ${doc_pages})

execute_process(COMMAND "${Python3_EXECUTABLE}" "${doc_script}" "${CMAKE_CURRENT_BINARY_DIR}/docs"
                OUTPUT_VARIABLE doc_sources ERROR_VARIABLE doc_problem RESULT_VARIABLE doc_result)
if(doc_result)
    message(FATAL_ERROR "${doc_problem}")
endif()
list(APPEND sources ${doc_sources})
