# What the folders of this repository share: our warnings, and executables made of whatever sources are there.

# Our own warnings, on our own targets: they never reach a target that links tenon.
function(tenon_developer_options target)
    set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
    if(TENON_DEVELOPER)
        target_compile_options(${target} PRIVATE -Wall -Wextra -Wconversion -Wshadow -Werror)
        # g++ 12 sees overlaps and overflows in `"text" + std::string` that are not there (GCC bugs 105329, 105651).
        if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
            target_compile_options(${target} PRIVATE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds)
        endif()
        # Instrumented code confuses g++'s flow analysis; the plain build has this warning as an error.
        if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_FLAGS MATCHES "-fsanitize")
            target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized)
        endif()
    endif()
endfunction()

# target_precompile_headers, with clang's times of the headers left out: a compiler cache gives a header that was compiled
# before the system's were installed anew, and clang would refuse it for their times though they are the same.
function(tenon_precompile_headers target)
    # CMake writes another list of headers with the time of the old one, so that nothing would be compiled anew.
    if(NOT "${TENON_PRECOMPILED_${target}}" STREQUAL "${ARGN}")
        file(GLOB outdated "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/cmake_pch.*")
        if(outdated)
            file(REMOVE ${outdated})
        endif()
        set(TENON_PRECOMPILED_${target} "${ARGN}" CACHE INTERNAL "What is precompiled")
    endif()
    target_precompile_headers(${target} ${ARGN})
    if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
    endif()
endfunction()

# In the calling folder, each x.cpp is a program, and so is each folder x with .cpp files in it. The targets are
# called ${prefix}_x, the programs x. Folders named after the prefix are left out. ${prefix}_all builds them all.
function(tenon_add_programs prefix)
    add_custom_target(${prefix}_all)
    file(GLOB entries CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*")
    foreach(entry IN LISTS entries)
        get_filename_component(name "${entry}" NAME_WE)
        if(IS_DIRECTORY "${entry}" AND NOT name IN_LIST ARGN)
            file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${entry}/*.cpp")
        elseif(entry MATCHES "\\.cpp$")
            set(sources "${entry}")
        else()
            continue()
        endif()
        if(sources)
            add_executable(${prefix}_${name} ${sources})
            set_target_properties(${prefix}_${name} PROPERTIES OUTPUT_NAME ${name} UNITY_BUILD OFF)
            target_link_libraries(${prefix}_${name} PRIVATE tenon::tenon)
            tenon_developer_options(${prefix}_${name})
            add_dependencies(${prefix}_all ${prefix}_${name})
        endif()
    endforeach()
endfunction()
