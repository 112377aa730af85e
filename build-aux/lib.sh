# Shared by run, check and sandbox. All of it works from any directory, again and again, as root and as a user.
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)

# A closed stream is taken by the first file that is opened: the shell's script, if not a program's.
{ : 9>&2; } && [ ! /dev/fd/2 -ef "$0" ] || exec 2>/dev/null
{ : 9<&0; } 2>/dev/null && [ ! /dev/fd/0 -ef "$0" ] || exec </dev/null
{ : 9>&1; } 2>/dev/null && [ ! /dev/fd/1 -ef "$0" ] || exec >/dev/null

say()  { printf 'facturador: %s\n' "$*" >&2; }
fail() { printf 'facturador: %s\n' "$*" >&2; exit 1; }

packages_of() { # build | test
  sed -n "s/^$1: //p" "$root/build-aux/packages" | tr '\n' ' '
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif [ -n "${CI:-}" ]; then sudo -n "$@"
  else sudo "$@"
  fi
}

install_missing() { # package…
  local missing=() package
  command -v dpkg-query >/dev/null || { say "this is not Debian: the packages of build-aux/packages are expected to be here"; return 0; }
  for package in "$@"; do
    [[ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null)" == ?i* ]] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    fail "these packages are missing and neither root nor sudo is here: ${missing[*]}"
  fi
  say "installing ${missing[*]}"
  local log; log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  if ! { as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 update &&
         as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends \
         -o Dpkg::Options::=--force-confold "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
    local reason; reason=$(grep -E '^(E|sudo): ' "$log" | tail -n 1); rm -f "$log"
    fail "these packages could not be installed: ${missing[*]}${reason:+ ($reason)}"
  fi
  rm -f "$log"
}

# What another user made is told; what was copied with its checkout or left half configured is made anew.
prepare_folder() { # folder
  if ! mkdir -p "$1" 2>/dev/null || ! touch "$1/.lock" 2>/dev/null; then
    fail "$1 cannot be written by $(id -un): remove it, or run this as its owner"
  fi
  [ -d "$1/meson-private" ] || return 0
  if [ -f "$1/build.ninja" ] && python3 - "$1/meson-info/meson-info.json" "$root" <<'END' 2>/dev/null
import json, os, sys
with open(sys.argv[1], encoding="utf-8") as file:
    sys.exit(not os.path.samefile(json.load(file)["directories"]["source"], sys.argv[2]))
END
  then return 0; fi
  rm -rf "$1"
  mkdir -p "$1"
}

configure_and_build() { # folder, meson options…
  local folder=$1 log tool; shift
  for tool in meson ninja; do
    command -v "$tool" >/dev/null || fail "$tool is missing; build-aux/packages lists what is needed"
  done
  prepare_folder "$folder"
  log=$(mktemp)
  if [ ! -f "$folder/build.ninja" ]; then
    say "configuring ${folder##*/}"
    if ! flock "$folder/.lock" meson setup "$folder" "$root" "$@" >"$log" 2>&1; then
      mv -f "$log" "$folder/setup.log"
      fail "the build could not be configured: $(grep -m 1 -o 'ERROR: .*' "$folder/setup.log" || tail -n 1 "$folder/setup.log") ($folder/setup.log)"
    fi
  fi
  say "building ${folder##*/}"
  if ! flock "$folder/.lock" ninja -C "$folder" >"$log" 2>&1; then
    mv -f "$log" "$folder/build.log"
    fail "the build failed: $(grep -m 1 -E 'error:|undefined reference|ERROR:' "$folder/build.log" || tail -n 1 "$folder/build.log") ($folder/build.log)"
  fi
  rm -f "$log"
}

# What an uninstalled program needs to find its data.
uninstalled() { # folder
  export GSETTINGS_SCHEMA_DIR="$1/data" FACTURADOR_DATADIR="$1/data" FACTURADOR_LOCALEDIR="$1/po" FACTURADOR_SANDBOX="$1/src/facturador-sandbox"
}
