# One benchmark program a room, from bench/<room>/*_bench.cc (Google Benchmark). Never run by the tests as a gate.
find_package(benchmark REQUIRED)

function(qgauge_room_bench name)
  cmake_parse_arguments(bench "" "" "LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS bench/${name}/*_bench.cc)
  if(NOT sources)
    return()
  endif()
  add_executable(${name}_bench ${sources})
  target_compile_definitions(${name}_bench PRIVATE QGAUGE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name}_bench PRIVATE benchmark::benchmark_main ${bench_LINK})
endfunction()

foreach(room core figures circuit device compile noise simulator protocols thresholds store report assess)
  qgauge_room_bench(${room} LINK qgauge_${room})
endforeach()
qgauge_room_bench(kernels LINK kernels)

add_executable(qgauge_peer bench/peers/qgauge_peer.cc)
target_link_libraries(qgauge_peer PRIVATE qgauge_simulator)
add_executable(cost_table bench/simulator/cost_table.cc)
target_link_libraries(cost_table PRIVATE kernels)
