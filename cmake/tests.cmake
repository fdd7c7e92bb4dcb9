# One test program a room, from tests/<room>/*_test.cc, every test case its own CTest test.
find_package(Catch2 2.13 REQUIRED)
include(Catch)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

add_library(catch_main STATIC tests/catch_main.cc)
target_link_libraries(catch_main PUBLIC Catch2::Catch2 qgauge_options)

function(qgauge_room_tests name)
  cmake_parse_arguments(test "" "" "LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS tests/${name}/*_test.cc)
  if(NOT sources)
    return()
  endif()
  add_executable(${name}_test ${sources})
  target_include_directories(${name}_test PRIVATE tests)
  target_compile_definitions(${name}_test PRIVATE QGAUGE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name}_test PRIVATE catch_main ${test_LINK})
  catch_discover_tests(${name}_test TEST_PREFIX "${name}:" DISCOVERY_MODE PRE_TEST)
endfunction()

foreach(room core figures circuit components device subject compile noise execution recorded protocols thresholds store report)
  qgauge_room_tests(${room} LINK qgauge_${room})
endforeach()
qgauge_room_tests(simulator LINK qgauge_simulator)
qgauge_room_tests(kernels LINK kernels)
qgauge_room_tests(assess LINK qgauge_assess)
qgauge_room_tests(cli LINK qgauge_cli)

add_test(NAME "repository: every include respects the table of rooms"
         COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/check_includes.py ${PROJECT_SOURCE_DIR})
add_test(NAME "repository: every oddity has a test named after it"
         COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/check_oddities.py ${PROJECT_SOURCE_DIR})
add_test(NAME "repository: CTest counts as many tests as the programs list"
         COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tests/check_test_count.py ${CMAKE_BINARY_DIR})
