include(GNUInstallDirs)
install(TARGETS smallprint_indexer smallprint_searcher RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(FILES README.md CHANGELOG.md LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(FILES docs/operations.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")

# The nightly job: the script, an example of its configuration, and units for systemd, which name
# /usr/bin.
install(
  PROGRAMS scripts/nightly_reindex
  DESTINATION "${CMAKE_INSTALL_BINDIR}"
  RENAME smallprint-nightly-reindex)
install(FILES scripts/nightly.conf DESTINATION "${CMAKE_INSTALL_DOCDIR}/examples")
install(FILES scripts/systemd/smallprint-nightly.service scripts/systemd/smallprint-nightly.timer
        DESTINATION lib/systemd/system)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "the Smallprint developers")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
