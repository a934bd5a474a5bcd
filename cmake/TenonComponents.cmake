# What the library is built with. Sets TENON_COMPONENTS, the databases that it will know.

set(hint "On Debian and Ubuntu, `scripts/install-dependencies.sh build` installs what Tenon needs.")
foreach(dependency IN ITEMS re2 simdjson threads utf8proc)
    cmake_language(CALL tenon_find_${dependency})
    if(NOT TARGET tenon_dependency::${dependency})
        message(FATAL_ERROR "Tenon needs ${dependency}, which was not found. ${hint}")
    endif()
endforeach()
find_path(TENON_BOOST_INCLUDE_DIR boost/version.hpp DOC "Where Boost's headers are")
if(NOT TENON_BOOST_INCLUDE_DIR)
    message(FATAL_ERROR "Tenon needs Boost's headers, which were not found. ${hint}")
endif()
mark_as_advanced(TENON_BOOST_INCLUDE_DIR)

# --- ICU, which sorts text by languages: TENON_ICU is AUTO, ON or OFF --------------------------------------------------
if(TENON_ICU)
    tenon_find_icu()
    if(NOT TARGET tenon_dependency::icu AND NOT TENON_ICU STREQUAL "AUTO")
        message(FATAL_ERROR "TENON_ICU is ${TENON_ICU}, but ICU was not found. ${hint}")
    endif()
endif()

# --- drivers that need a library: TENON_<NAME> is AUTO, ON or OFF, src/drivers/<name> holds the code -----------------
set(TENON_OPTIONAL_DRIVERS sqlite)
set(TENON_COMPONENTS memory)
foreach(driver IN LISTS TENON_OPTIONAL_DRIVERS)
    string(TOUPPER ${driver} DRIVER)
    if(TENON_${DRIVER})
        cmake_language(CALL tenon_find_${driver})
        if(TARGET tenon_dependency::${driver})
            list(APPEND TENON_COMPONENTS ${driver})
        elseif(NOT TENON_${DRIVER} STREQUAL "AUTO")
            message(FATAL_ERROR "TENON_${DRIVER} is ${TENON_${DRIVER}}, but the library for ${driver} was not found. "
                                "${hint}")
        endif()
    endif()
endforeach()
list(JOIN TENON_COMPONENTS " " TENON_COMPONENTS_TEXT)
message(STATUS "Tenon ${PROJECT_VERSION}, databases: ${TENON_COMPONENTS_TEXT}")

