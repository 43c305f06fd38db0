# Read by cpack before it packs.
if(CPACK_OX_WITH_TEST_HOOKS)
    message(FATAL_ERROR "A build with WITH_TEST_HOOKS can be made to die and to drop its "
        "protections: it is never packaged. Configure with -DWITH_TEST_HOOKS=OFF.")
endif()

# The libraries that these files need, as Debian packages: "libc6 (>= 2.34), libqt6core6 (>= 6.4.0)".
function(ox_shlibdeps result)
    set(folder ${CPACK_PACKAGE_DIRECTORY}/_shlibdeps)
    file(WRITE ${folder}/debian/control "Source: orchestratorx\n") # dpkg-shlibdeps insists on one
    execute_process(COMMAND dpkg-shlibdeps --ignore-missing-info -O ${ARGN}
        WORKING_DIRECTORY ${folder} OUTPUT_VARIABLE output ERROR_VARIABLE problems
        RESULT_VARIABLE failed OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(failed)
        message(FATAL_ERROR "dpkg-shlibdeps: ${problems}")
    endif()
    string(REGEX REPLACE "^shlibs:Depends=" "" output "${output}")
    set(${result} "${output}" PARENT_SCOPE)
endfunction()

# The bank's page is a module that the program does without, so its browser is recommended only.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS OFF)
ox_shlibdeps(needed ${CPACK_OX_PROGRAMS})
# QtKeychain loads libsecret when it runs, so nobody sees it in the files. Without a keychain the
# vault's key goes into a key file, so a keychain is recommended only.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "${needed}, libqt6sql6-sqlite, breeze-icon-theme, libsecret-1-0")
set(keychains "gnome-keyring | kwalletmanager | keepassxc")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "${keychains}")
set(modules "")
foreach(module ${CPACK_OX_MODULES})
    if(EXISTS ${module})
        list(APPEND modules ${module})
    endif()
endforeach()
if(modules)
    ox_shlibdeps(recommended ${modules})
    set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "${recommended}, ${keychains}")
endif()
