include(GNUInstallDirs)
install(TARGETS smallprint_indexer smallprint_searcher RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(FILES README.md CHANGELOG.md LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "the Smallprint developers")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
