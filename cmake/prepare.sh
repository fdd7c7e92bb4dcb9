# Sourced by run.sh and test.sh: installs what lists of packages name and builds a preset. Prints to standard error only.
# Expects $root, the repository.

say() { printf 'qgauge: %s\n' "$*" >&2; }

# missing_packages LIST: its packages that are not installed.
missing_packages() {
  local name
  grep -v '^#' "$root/$1" | while read -r name; do
    dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || printf '%s\n' "$name"
  done
}

# install_packages [LIST]: packages.txt unless told otherwise.
install_packages() {
  local missing as_root=()
  missing=$(missing_packages "${1:-packages.txt}" | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "these packages are needed: $missing; install them as root, or install sudo"; exit 4; }
    as_root=(sudo)
  fi
  say "installing with apt-get: $missing"
  "${as_root[@]}" apt-get update -qq >&2
  # shellcheck disable=SC2086  # a list of names
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
}

# build PRESET [OPTION...] -- TARGET...: configures and builds quietly; what the compiler says appears where it fails.
build() {
  local preset=$1 options=() log
  shift
  while [ "$1" != -- ]; do options+=("$1"); shift; done
  shift
  log=$root/build/$preset.log
  mkdir -p "$root/build"
  say "building ($preset), messages in build/$preset.log"
  if ! (cd "$root" && cmake --preset "$preset" "${options[@]}" && cmake --build --preset "$preset" --target "$@") >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    say "the build failed"
    exit 4
  fi
}
