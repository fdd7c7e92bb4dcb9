#!/usr/bin/env bash
# ./run.sh ARGS is `qgauge ARGS`, installed and built first where that is needed. Without arguments: assesses a bundled real
# machine at quick effort and writes the report as JSON, HDF5 and text into out/.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$root/build/release/bin/qgauge

# The program is up to date while no source, and no folder that holds sources, is newer.
is_fresh() {
  [ -x "$program" ] &&
    [ -z "$(find "$root"/{src,include,kernels,cmake,CMakeLists.txt,CMakePresets.json,packages.txt} -newer "$program" -print -quit)" ]
}

if ! is_fresh; then
  # shellcheck source=cmake/prepare.sh
  . "$root/cmake/prepare.sh"
  install_packages
  build release -- qgauge
  touch "$program"
fi

if [ $# -gt 0 ]; then
  exec "$program" "$@"
fi
out=$root/out
mkdir -p "$out"
"$program" assess ibm_torino --effort quick --json "$out/ibm_torino.json" --hdf5 "$out/ibm_torino.h5" | tee "$out/ibm_torino.txt"
printf 'written: out/ibm_torino.json, out/ibm_torino.h5, out/ibm_torino.txt\n' >&2
