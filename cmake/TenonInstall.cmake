# `cmake --install`: headers, library, the package for find_package, the file for pkg-config.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(TENON_CMAKE_DIR "${CMAKE_INSTALL_LIBDIR}/cmake/tenon")
set(component_targets ${TENON_COMPONENTS})
list(TRANSFORM component_targets PREPEND tenon_)

install(TARGETS tenon ${component_targets} EXPORT tenon-targets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
    INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.hpp")
install(EXPORT tenon-targets NAMESPACE tenon:: DESTINATION "${TENON_CMAKE_DIR}")

# --- find_package(tenon COMPONENTS …) --------------------------------------------------------------------------------
get_target_property(tenon_type tenon TYPE)
if(tenon_type STREQUAL "STATIC_LIBRARY")
    set(TENON_LINK_DEPENDENCIES re2 simdjson threads utf8proc ${TENON_COMPONENTS})
    list(REMOVE_ITEM TENON_LINK_DEPENDENCIES memory)
    if(TARGET tenon_dependency::icu)
        list(APPEND TENON_LINK_DEPENDENCIES icu)
    endif()
else()
    set(TENON_LINK_DEPENDENCIES "")
endif()
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/tenon-config.cmake.in"
    "${PROJECT_BINARY_DIR}/package/tenon-config.cmake" INSTALL_DESTINATION "${TENON_CMAKE_DIR}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/package/tenon-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES
    "${PROJECT_BINARY_DIR}/package/tenon-config.cmake"
    "${PROJECT_BINARY_DIR}/package/tenon-config-version.cmake"
    "${PROJECT_SOURCE_DIR}/cmake/TenonDependencies.cmake"
    DESTINATION "${TENON_CMAKE_DIR}")

# --- pkg-config ------------------------------------------------------------------------------------------------------
# An archive cannot be linked without its libraries, so a static Tenon requires them; a shared one knows its own.
set(TENON_PC_REQUIRES "")
if(tenon_type STREQUAL "STATIC_LIBRARY")
    set(TENON_PC_REQUIRES "re2 simdjson libutf8proc")
    if("sqlite" IN_LIST TENON_COMPONENTS)
        string(APPEND TENON_PC_REQUIRES " sqlite3")
    endif()
    if(TARGET tenon_dependency::icu)
        string(APPEND TENON_PC_REQUIRES " icu-i18n icu-uc")
    endif()
endif()
foreach(kind IN ITEMS LIBDIR INCLUDEDIR)
    if(IS_ABSOLUTE "${CMAKE_INSTALL_${kind}}")
        set(TENON_PC_${kind} "${CMAKE_INSTALL_${kind}}")
    else()
        set(TENON_PC_${kind} "\${prefix}/${CMAKE_INSTALL_${kind}}")
    endif()
endforeach()
# Where the .pc file is decides the prefix, so that an installed tree can be moved and `--prefix` is honoured.
file(RELATIVE_PATH TENON_PC_PREFIX "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig" "${CMAKE_INSTALL_PREFIX}")
configure_file("${PROJECT_SOURCE_DIR}/cmake/tenon.pc.in" "${PROJECT_BINARY_DIR}/package/tenon.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/package/tenon.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
