# Shared by run, check and sandbox. All of it works from any directory, again and again, as root and as a user.
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)

# A closed stream would be taken by the first file a program opens.
{ : 9>&2; } 2>/dev/null || exec 2>/dev/null
{ : 9<&0; } 2>/dev/null || exec </dev/null
{ : 9>&1; } 2>/dev/null || exec >/dev/null

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
  say "installing ${missing[*]}"
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    fail "these packages are missing and neither root nor sudo is here: ${missing[*]}"
  fi
  local log; log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  if ! { as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 update &&
         as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    local reason; reason=$(grep -E '^(E|sudo): ' "$log" | tail -n 1); rm -f "$log"
    fail "these packages could not be installed: ${missing[*]}${reason:+ ($reason)}"
  fi
  rm -f "$log"
}

configure_and_build() { # folder, meson options…
  local folder=$1 log; shift
  mkdir -p "$folder"
  log=$(mktemp)
  if [ ! -f "$folder/build.ninja" ]; then
    say "configuring ${folder##*/}"
    if ! meson setup "$folder" "$root" "$@" >"$log" 2>&1; then tail -n 15 "$log" >&2; rm -f "$log"; fail "the build could not be configured"; fi
  fi
  say "building ${folder##*/}"
  if ! ninja -C "$folder" >"$log" 2>&1; then grep -E 'error|FAILED|undefined' "$log" | head -n 20 >&2; rm -f "$log"; fail "the build failed"; fi
  rm -f "$log"
}

# What an uninstalled program needs to find its data.
uninstalled() { # folder
  export GSETTINGS_SCHEMA_DIR="$1/data" FACTURADOR_DATADIR="$1/data" FACTURADOR_LOCALEDIR="$1/po" FACTURADOR_SANDBOX="$1/src/facturador-sandbox"
}
