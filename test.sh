#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test. --full adds the slow sweeps, and the tests once more under
# AddressSanitizer and UndefinedBehaviorSanitizer, and those of the simulator and its kernels under ThreadSanitizer.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=cmake/prepare.sh
. "$root/cmake/prepare.sh"

case "${1:-}" in
  "" | --full) ;;
  *) say "usage: ./test.sh [--full]"; exit 2 ;;
esac

install_packages
build release -- all
(cd "$root" && ctest --preset release -j "$(nproc)")
if [ "${1:-}" = --full ]; then
  "$root/build/release/bin/assess_test" "[.sweep]"
  build debug -- all
  (cd "$root" && ctest --preset debug -j "$(nproc)")
  install_packages packages-full.txt
  build thread -- simulator_test kernels_test
  (cd "$root" && ctest --preset thread -j "$(nproc)")
fi
